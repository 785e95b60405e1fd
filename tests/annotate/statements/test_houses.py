"""Parliaments and courts: the record of a sitting, and whose a hearing is."""

from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article

RECORD = """{head}

Mr. Jonas Holm (Harbour Union): Madam Speaker, where are the buoys?

The Minister for Ports (Ms. Siv Lunde): Madam Speaker, they are on a ship.

Mr. Holm: Which ship?

Ms. Lunde: The one that is late."""


def channels(text: str) -> list[str | None]:
    """The channels of a text's statements, in text order."""
    return [s.channel for s in annotate_article(RawArticle("a", text)).statements if s.within is None]


def test_the_record_of_a_parliament_is_speech() -> None:
    assert set(channels(RECORD.format(head="NATIONAL ASSEMBLY - ORAL QUESTIONS"))) == {"speech"}


def test_labels_with_titles_alone_make_no_record_of_a_parliament() -> None:
    assert set(channels(RECORD.format(head="LETTERS PAGE - BUOYS"))) != {"speech"}


def test_a_hearing_before_a_judge_is_a_proceeding() -> None:
    text = (
        "OSLO - Prosecutors charged ferryman Truls Bakke with fraud.\n\n"
        "The defendant told the hearing that the judge had the wrong boat."
    )
    assert channels(text)[-1] == "other"


def test_a_hearing_before_senators_is_speech() -> None:
    text = (
        "WASHINGTON - Senators of the canals committee met on Monday.\n\n"
        "The shipowner told the hearing that the committee had the wrong boat."
    )
    assert channels(text)[-1] == "speech"
