"""The check of labelled quotations."""

from onrecord.evaluate.quotations import Quotation, load_quotations, share_right, tell_wrong
from onrecord.model import EntityRef, Facts, Span, Statement
from reading_builders import make_article

TEXT = "Ada Holm called it “a plain mistake.”"
QUOTED = Span(TEXT.index("“"), len(TEXT))


def make_facts(speaker: str) -> Facts:
    article = make_article(TEXT)
    said = Statement("s", "mixed", (), (), (QUOTED,), speaker=EntityRef(None, speaker), terms="named", side="XAA")
    outer = Statement(
        "o", "indirect", (), (), (Span(0, len(TEXT)),), speaker=EntityRef(None, "Post"), terms="institution"
    )
    return Facts(article, statements=(outer, said))


def label(**told: str | None) -> Quotation:
    return Quotation(make_article(TEXT).sha256, QUOTED, told)


def test_the_innermost_statement_is_judged_field_by_field():
    facts = make_facts("Ada Holm")
    assert tell_wrong(facts, [label(speaker="Ada Holm", side="XAA", channel=None)]) == []
    (line,) = tell_wrong(facts, [label(speaker="Ada Holm", side="XBB")])
    assert "side is 'XAA', not 'XBB'" in line


def test_articles_that_were_not_read_count_as_wrong():
    known = [label(speaker="Ada Holm", side="XBB"), Quotation("0" * 64, QUOTED, {"speaker": "Ada Holm"})]
    assert share_right([make_facts("Ada Holm")], known) == 1 / 3


def test_the_labels_can_be_read():
    known = load_quotations()
    assert len(known) == 29
    assert {name for quotation in known for name in quotation.told} == {"speaker", "side", "channel", "terms", "usage"}
