"""Offsets are exact whatever stands between the words, and in every form in which an article arrives."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.properties.damage import ODD, check_spans

from commands import must, run
from onrecord.errors import ArticleError
from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article
from reports import PUBLISHED, call

pytestmark = pytest.mark.weights

TEXT = call()
_insertions = st.lists(st.tuples(st.integers(0, len(TEXT)), st.sampled_from(ODD)), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(_insertions)
def test_spans_stand_after_insertions(insertions: list[tuple[int, str]]) -> None:
    text = TEXT
    for place, odd in sorted(insertions, reverse=True):
        text = text[:place] + odd + text[place:]
    raw = RawArticle(path="inserted", text=text, published=PUBLISHED)
    try:
        facts = annotate_article(raw)
    except ArticleError:
        return
    check_spans(raw, facts)
    assert facts.article.text == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_what_stands_before_the_words_moves_the_spans_and_nothing_else() -> None:
    plain = annotate_article(RawArticle(path="a", text=TEXT, published=PUBLISHED))
    shift = len("\u200f\n\n")
    moved = annotate_article(RawArticle(path="a", text="\u200f\n\n" + TEXT, published=PUBLISHED))
    assert plain.statements
    for before, after in zip(plain.statements, moved.statements, strict=True):
        assert [(s.start + shift, s.end + shift) for s in before.content] == [(s.start, s.end) for s in after.content]
        assert (before.kind, before.terms, before.side) == (after.kind, after.terms, after.side)


def test_every_form_of_input_gives_the_same_facts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bom.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (tmp_path / "wide.txt").write_bytes(TEXT.encode("utf-16"))
    row = json.dumps({"text": TEXT}).encode()
    forms = [must("annotate", tmp_path / name, "--published", PUBLISHED) for name in ("a.txt", "bom.txt", "wide.txt")]
    forms.append(must("annotate", "-", "--published", PUBLISHED, stdin=row))
    wanted = None
    for done in forms:
        (found,) = done.rows
        assert found["text"] == TEXT
        del found["path"]
        wanted = wanted or found
        assert found == wanted


def test_line_ends_are_kept_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    done = run("annotate", path, "--published", PUBLISHED)
    (row,) = done.rows
    assert row["text"] == TEXT.replace("\n", "\r\n")
    quotes = [[row["text"][s:e] for s, e in a["content"]] for a in row["attributions"] if a["kind"] == "direct"]
    assert ["“We have fished there for a hundred years,”"] in quotes
