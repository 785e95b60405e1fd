"""A worker that dies, or an article that breaks a stage, costs that article alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import ArticleError
from onrecord.model import Article, Facts, RawArticle, Reject, text_sha256
from onrecord.pipeline import workers
from onrecord.pipeline.stages import AnnotateOptions

DEADLY, BROKEN, REFUSED = "deadly", "broken", "refused"


def fake_stages(raw: RawArticle, options: AnnotateOptions | None = None) -> Facts:
    """In place of all stages, in whatever process: dies, breaks, refuses, or gives an article without facts."""
    text = raw.text or ""
    if text == DEADLY:
        os._exit(9)
    if text == BROKEN:
        raise ZeroDivisionError("a fault of ours")
    if text == REFUSED:
        raise ArticleError("clean", "too_short", "fewer than three words", raw.path)
    return Facts(article=Article(id=raw.path, text=text, sha256=text_sha256(text), path=raw.path, passages=()))


def attempt(raw: RawArticle | Reject, options: AnnotateOptions) -> workers.Outcome:
    """What a worker process runs: the real attempt around the fake stages."""
    workers.annotate_article = fake_stages
    return REAL_ATTEMPT(raw, options)


REAL_ATTEMPT = workers._attempt


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "annotate_article", fake_stages)
    monkeypatch.setattr(workers, "_attempt", attempt)


def _outcomes(texts: list[str], n_workers: int) -> list[str]:
    raws: list[RawArticle | Reject] = [RawArticle(path=f"a-{n}", text=text) for n, text in enumerate(texts)]
    raws.insert(1, Reject("gone.txt", "read", "missing", "no such file"))
    found = []
    for _, outcome in workers.annotate(raws, workers=n_workers):
        found.append(outcome.reason if isinstance(outcome, Reject) else outcome.article.text)
        if isinstance(outcome, Reject) and outcome.reason != "missing":
            assert outcome.article.startswith("a-") and outcome.detail
    return found


def test_a_fault_in_one_article_costs_that_one() -> None:
    assert _outcomes(["one", BROKEN, "two", REFUSED], 1) == ["one", "missing", "internal_error", "two", "too_short"]


def test_outcomes_keep_their_order_on_two_workers() -> None:
    texts = [f"text {n}" for n in range(30)]
    assert _outcomes([*texts[:20], BROKEN, *texts[20:]], 2) == [
        texts[0],
        "missing",
        *texts[1:20],
        "internal_error",
        *texts[20:],
    ]


def test_a_worker_that_dies_costs_its_article_only() -> None:
    texts = [*(f"text {n}" for n in range(12)), DEADLY, *(f"text {n}" for n in range(12, 16)), DEADLY, "last"]
    expected = ["worker_died" if text == DEADLY else text for text in texts]
    expected.insert(1, "missing")
    assert _outcomes(texts, 2) == expected


def test_a_bare_script_may_use_several_workers(tmp_path: Path) -> None:
    """No guard is needed: the script's own lines run once, and its articles are read."""
    (tmp_path / "a.txt").write_text("The minister said on Monday that the bridge would open.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The mayor said on Friday that the ferry would sail.", encoding="utf-8")
    script = tmp_path / "script.py"
    record, parts = tmp_path / "out.db", [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    script.write_text(
        f"import onrecord\nprint('once')\nprint(onrecord.build({parts!r}, {str(record)!r}, workers=2).added)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["once", "2"], "")
