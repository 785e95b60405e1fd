import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from onrecord.model import Basis, When
from onrecord.present.report import render_report
from onrecord.present.report.excerpts import CONTEXT_CHARS, choose_excerpts
from onrecord.present.report.gathered import gather
from onrecord.present.report.marks import windows
from onrecord.present.report.statements import LEFT_OUT, shown_words
from onrecord.store import Store, open_view
from record_builders import TEXT, make_facts, make_links, make_raw, span_of

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """What the tests ask of a page: its ids, its links, its words, and that its elements nest."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.attributes, self.tags, self.words = [], [], [], []
        self._open = []
        self.feed(html)
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


def store(path, *many, links=None):
    with Store.create(path) as record, record.writer() as writer:
        for facts in many:
            writer.add(make_raw(facts.article), facts, pipeline="1")
        if links is not None:
            writer.write_links(links)
    return path


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    many = make_facts("one"), make_facts("two"), make_facts("three", published=None)
    return store(tmp_path_factory.mktemp("report") / "r.db", *many, links=make_links(*many))


def render(path, **options):
    with open_view(path) as view:
        return render_report(view, **options)


@pytest.fixture(scope="module")
def html(record):
    return render(record)


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def test_nothing_loads_from_anywhere(html, page):
    for _tag, name, value in page.attributes:
        if name in ("src", "href", "xlink:href", "action", "data", "poster", "srcset", "formaction"):
            assert value.startswith("#"), (name, value)
        assert name != "style" and not name.startswith("on"), name
    assert not {"img", "link", "iframe", "object", "embed", "base"} & set(page.tags)
    assert all(found.startswith('"#') for found in re.findall(r"url\(([^)]*)\)", html))
    assert "@import" not in html
    (policy,) = [v for t, n, v in page.attributes if t == "meta" and n == "content" and "default-src" in v]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_every_link_leads_somewhere_and_no_id_is_given_twice(page):
    assert len(page.ids) == len(set(page.ids))
    targets = {value[1:] for _, name, value in page.attributes if name == "href"}
    assert targets <= set(page.ids)


def test_statements_and_their_places_link_to_each_other(record, page):
    links = {value for _, name, value in page.attributes if name == "href"}
    with open_view(record) as view:
        for found in view.iter_statements():
            assert {f"say-{found.id}", f"at-{found.id}"} <= set(page.ids)
            assert {f"#say-{found.id}", f"#at-{found.id}"} <= links


def test_the_table_has_every_item_of_the_figure(html):
    figure = re.search(r"<svg width.*</figure>", html, re.S).group()
    table = html[html.index("The timeline as a table") : html.index('id="happenings"')]
    drawn = re.findall(r'<a href="#(happening-[^"]+)"><text', figure)
    assert drawn
    assert all(f'href="#{anchor}"' in table for anchor in drawn)


def test_it_shows_what_the_record_holds(page):
    for words in (
        "reports differ on how long it lasted",
        "Reports differ on how long it lasted: 90 minutes",
        "two hours",
        "not in these articles",
        "In the reporter’s words:",
        "planned",
        "No date",
        "after Call between Arla and Besk",
        "Same words in several reports",
        "an event without anybody in it",
        "from “Friday”",
        "Nearly the same text as",
        "caption",
        "a" * 64,
        "Arlan Foreign Minister",
    ):
        assert words in page.text, words
    assert "rule:" not in page.text  # rules are put into words, or the expression says enough


def test_whole_articles_are_shown(page):
    assert all("".join(part.split()) in "".join(page.text.split()) for part in ["A ferry leaves the harbour."])


def test_equal_records_give_equal_bytes(record, html, tmp_path):
    assert render(record) == html
    many = make_facts("one"), make_facts("two"), make_facts("three", published=None)
    again = store(tmp_path / "again.db", *reversed(many), links=make_links(*many))
    assert render(again) == html


def test_quotes_only_never_shows_a_whole_article(record):
    page = Page(render(record, quotes_only=True))
    assert "The talks were frank" in page.text
    assert "A ferry leaves the harbour" not in page.text
    assert TEXT[30:200] not in page.text
    targets = {value[1:] for _, name, value in page.attributes if name == "href"}
    assert targets <= set(page.ids)


def test_quotes_only_takes_at_most_half_of_an_article_own_words_first(record):
    with open_view(record) as view:
        said = [found for found in view.iter_statements() if found.article == "one"]
    end = max(span.end for found in said for span in found.statement.content)
    for text in (TEXT, TEXT[:end]):
        places, left_out = choose_excerpts(text, said)
        assert sum(len(span) for _, span in windows(text, places, CONTEXT_CHARS)) <= len(text) / 2
        shown = [found.statement.kind for found in said if found.id not in left_out]
        assert "direct" in shown or all(found.statement.kind == "indirect" for found in said)


def test_what_quotes_only_leaves_out_is_nowhere_on_the_page(record):
    with open_view(record) as view:
        whole = gather(view, quotes_only=True)
    found = next(iter(whole.statements.values()))
    full = replace(whole, left_out=frozenset({found.id}))
    assert shown_words(found, whole) != LEFT_OUT
    assert shown_words(found, full) == LEFT_OUT


HOSTILE = TEXT.replace("frank", "<script>alert(1)</script> & \x00\x1b[31m \u202e\u2067 frank").replace(
    "A ferry", '"><img src=x onerror=alert(2)> A ferry'
)


def test_hostile_words_stay_words(tmp_path):
    text = HOSTILE
    facts = make_facts("one", TEXT)
    from dataclasses import replace

    from onrecord.model import text_sha256

    title = "</title><script>alert(3)</script>{{ 7 * 7 }}"
    article = replace(
        facts.article,
        text=text,
        sha256=text_sha256(text),
        title=title,
        publisher="<b>Outlet</b>",
        url="javascript:alert(4)",
        byline="\u202e<i>",
        passages=(type(facts.article.passages[0])(type(facts.article.passages[0].span)(0, len(text)), "body"),),
    )
    bare = replace(facts, article=article, statements=(), events=(), mentions=(), timexes=(), roles=(), provenance=())
    path = store(tmp_path / "h.db", bare)
    html = render(path)
    page = Page(html)
    assert page.tags.count("script") == 1
    assert not {"img", "i"} & set(page.tags)
    assert "\x00" not in html and "\x1b" not in html
    assert "␀" in html and "␛" in html
    assert "{{ 7 * 7 }}" in page.text
    assert not any("javascript:" in (value or "") for _, name, value in page.attributes if name == "href")


def test_an_empty_record_gives_a_page(tmp_path):
    page = Page(render(store(tmp_path / "e.db")))
    assert "Made from 0 articles" in page.text


def test_a_page_for_every_reader(html, page):
    assert page.tags.count("h1") == 1
    assert page.tags.count("main") == 1
    assert 'class="skip" href="#main"' in html
    assert page.tags.count("table") == page.tags.count("caption")
    assert all(re.search(r"scope=", head) for head in re.findall(r"<th\b[^>]*>", html))
    assert 'lang="en"' in html and 'name="viewport"' in html
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels)), "a level of headings is left out"


def test_no_printed_row_is_bound_to_the_next(html):
    """A break that is avoided behind a row's last element is avoided behind the row: all rows would move together."""
    printed = html[html.index("@media print") : html.index("</style>")]
    selectors = re.findall(r"([^{};]+)\{[^}]*break-after: avoid", printed)
    bound = {part.strip() for found in selectors for part in found.split(",")}
    assert bound == {"h2", "h3", "h4", "caption", ".timeline figcaption"}


def _luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_have_contrast(html, theme):
    """WCAG 2.2 AA: 4.5 to 1 for text; 3 to 1 for the outline that shows the focus."""
    pairs = dict(re.findall(r"--([a-z-]+): light-dark\(([^)]*)\)", html))
    colours = {name: value.split(", ")[theme] for name, value in pairs.items()}

    def contrast(one, other):
        high, low = sorted((_luminance(colours[one]), _luminance(colours[other])), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for ink in ("ink", "soft", "link", "alert", "source", "cue"):
        for ground in ("paper", "panel"):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ink in ("ink", "source", "cue"):
        for ground in ("said", "inner"):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast("focus", "paper") >= 3


def test_an_expression_is_not_said_to_be_counted_from_itself(record):
    with open_view(record) as view:
        gathered = gather(view, quotes_only=False)
    text = gathered.articles["one"].text
    whole, part, other = (span_of(text, words) for words in ("on Friday", "Friday", "Arla"))

    def basis(anchor):
        return gathered.basis(When(basis=Basis("range", whole, anchor_span=anchor)), "one")

    assert basis(part) == basis(None)
    assert "counted from “Arla”" in basis(other)
