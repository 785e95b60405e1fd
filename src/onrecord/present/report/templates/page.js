"use strict";
// The page is whole without this: it narrows the list of statements and shows the words that a link leads to.
(() => {
  const form = document.getElementById("filters");
  const items = [...document.querySelectorAll(".statements > li")];
  const groups = [...document.querySelectorAll(".said-in")];
  const count = document.getElementById("filter-count");

  const fits = (item, wanted) =>
    ["speaker", "side", "terms"].every((name) => !wanted[name] || item.dataset[name] === wanted[name]) &&
    (!wanted.topic || item.dataset.topic.split(" ").includes(wanted.topic)) &&
    (!wanted.words || item.textContent.toLowerCase().includes(wanted.words.toLowerCase()));

  const narrow = () => {
    const wanted = Object.fromEntries(new FormData(form));
    let shown = 0;
    for (const item of items) {
      item.hidden = !fits(item, wanted);
      shown += item.hidden ? 0 : 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    count.textContent = `${shown} of ${items.length} statements`;
  };

  if (items.length) {
    form.hidden = false;
    form.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(narrow));
    narrow();
  }

  const show = () => {
    for (const marked of document.querySelectorAll(".is-target")) marked.classList.remove("is-target");
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden || target.closest("[hidden]")) form.reset();
    target.closest("details")?.setAttribute("open", "");
    const text = target.classList.contains("ref") && target.closest("article");
    if (!text) return;
    for (const piece of text.querySelectorAll("[data-in]")) {
      if (piece.dataset.in.split(" ").includes(target.textContent)) piece.classList.add("is-target");
    }
  };
  addEventListener("hashchange", show);
  show();

  const closed = () => document.querySelectorAll("details:not([open])");
  addEventListener("beforeprint", () => { for (const part of closed()) { part.open = true; part.dataset.printed = ""; } });
  addEventListener("afterprint", () => {
    for (const part of document.querySelectorAll("details[data-printed]")) { part.open = false; delete part.dataset.printed; }
  });
})();
