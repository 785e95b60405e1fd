"""Passage roles: against pages labelled by hand, and the rules one by one."""

from pathlib import Path

import pytest

from onrecord.clean.passages import label_passages
from onrecord.evaluate.passages import iter_labelled_pages, score_passages
from onrecord.model import Passage

GOLDEN = Path(__file__).parents[1] / "golden/clean"
FILES = sorted(GOLDEN.glob("passages_*.txt"))


def label(text: str, title: str | None, publisher: str | None) -> tuple[Passage, ...]:
    return label_passages(text, title=title, publisher=publisher)


def roles(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(passage.role, passage.span.of(text)) for passage in label_passages(text, title=title)]


@pytest.mark.parametrize("separator", ["\n\n", "\n", "\r\n\r\n"])
def test_labelled_pages_hold_their_floors(separator: str) -> None:
    pages = [
        page
        for path in FILES
        for page in iter_labelled_pages(path.read_text(encoding="utf-8").split("\n"), separator=separator)
    ]
    assert len(pages) >= 60
    counts = score_passages(pages, label)
    assert counts["body"].recall >= 0.995
    assert counts["facts"].recall >= 0.995
    assert counts["leftover"].recall >= 0.9
    assert counts["leftover"].precision >= 0.97


def test_roles_follow_renamed_outlets_and_people() -> None:
    page = next(iter_labelled_pages(FILES[0].read_text(encoding="utf-8").split("\n")))
    renamed = page.text
    for old, new in {
        "Ardley": "Quorn",
        "Veltra": "Pomony",
        "Osmany": "Harsa",
        "Tuesday": "Friday",
        "Mira Holt": "Bo Lee",
    }.items():
        renamed = renamed.replace(old, new)
    assert [p.role for p in label_passages(renamed)] == [p.role for p in label_passages(page.text)]


def test_dateline_stands_apart_from_its_paragraph() -> None:
    text = "NERGAT, March 18 (Example Wire) — Veltra’s minister resigned on Monday, her office said."
    assert roles(text) == [
        ("dateline", "NERGAT, March 18 (Example Wire) —"),
        ("body", "Veltra’s minister resigned on Monday, her office said."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "NATO said on Monday that it would wait. — Nobody was surprised, diplomats said.",
        "Orlo — the minister’s aide — said on Monday that nobody would leave.",
        "U.S.-Veltran talks began on Monday — and ended on Tuesday, officials said.",
        "A COUP — OR A FARCE? Nobody in Nergat knew on Monday what to call it, diplomats said.",
    ],
)
def test_dashes_are_no_datelines(text: str) -> None:
    assert [role for role, _ in roles(text)] == ["body"]


def test_speaker_labels_are_no_datelines() -> None:
    text = "ORLO: We will take three questions today, no more.\n\nQUESTION: Will you sign the treaty this year or not?"
    assert [role for role, _ in roles(text)] == ["body", "body"]


def test_title_in_the_text_is_the_headline() -> None:
    text = "Talks end.\n\nThe talks in Nergat ended on Monday without a result, officials said."
    assert [role for role, _ in roles(text, "Talks end")] == ["headline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money and you get to the beach, one official said.",
        "Read the decree, the minister told reporters, before you complain about it.",
        "“Sign up for nothing”",
        "Click here, and the money is gone: that is how the fraud worked, police said.",
        "Share prices fell by 4 percent.",
        "Source after source denied it.",
        "By Friday the water had gone.",
        "May 5 was the last day.",
        "The Associated Press reported the arrest first.",
        "Copy after copy was burned.",
    ],
)
def test_body_lines_that_begin_like_leftovers(line: str) -> None:
    frame = "The ministry in Nergat gave no details on Monday, and the talks went on until midnight."
    text = f"{frame}\n\n{line}\n\n{frame[:-1]} again."
    assert [role for role, _ in roles(text)] == ["body", "body", "body"]


def test_lines_wrapped_by_hand_are_joined() -> None:
    text = (
        "The foreign minister of Veltra said on Monday that the crossing at\n"
        "Karsk would open before the end of the year, if the other side\n"
        "agreed to the rules that had been drawn up in Tel last spring.\n\n"
        "The two sides have met four times since the crossing was closed,\n"
        "and each time the talks have ended without a paper that both of\n"
        "them were ready to sign.\n"
    )
    assert [role for role, _ in roles(text)] == ["body", "body"]


def test_one_long_line_is_quick_and_whole() -> None:
    text = "The talks went on without a break. " * 150_000
    (passage,) = label_passages(text)
    assert passage.role == "body"
    assert len(passage.span) == len(text.strip())


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this article said that six ships had been lost.",
        "Correction, July 6: A previous version of this article misstated the number of boats.",
        "An earlier version of this report gave the wrong date.",
        "This story has been corrected to show that the ship is called Anna.",
        "Clarification: The minister spoke on Monday, not on Sunday.",
    ],
)
def test_a_correction_note_is_boilerplate(note: str) -> None:
    text = f"Ships sail\n\nThe fleet left the port on Monday, the navy said in a statement.\n\n{note}\n"
    assert roles(text)[-1] == ("boilerplate", note)


def test_a_correction_note_ends_the_paragraph_that_it_stands_in() -> None:
    note = "Correction: An earlier version of this article said that six ships had been lost."
    body = "The fleet left the port on Monday, the navy said in a statement."
    assert roles(f"Ships sail\n\n{body} {note}\n")[1:] == [("body", body), ("boilerplate", note)]


@pytest.mark.parametrize(
    "line",
    [
        "The prime minister said a correction was due: none had been made since Monday.",
        "In an earlier version of the treaty, the parties said they would meet in the spring.",
        "The earlier version of this law gave the king a veto, the court said on Monday.",
    ],
)
def test_words_on_corrections_and_versions_are_body(line: str) -> None:
    text = f"Ships sail\n\nThe fleet left the port on Monday, the navy said in a statement.\n\n{line}\n"
    assert roles(text)[-1] == ("body", line)


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        (["VNO - Minister holds talks on boats"], "headline"),
        (["VNO - News from the coast", "Minister says port will close in May"], "boilerplate"),
    ],
)
def test_an_outlets_name_may_lead_the_headline(lines: list[str], role: str) -> None:
    text = "\n\n".join([*lines, "The fleet left the port on Monday, the navy said in a statement."])
    for publisher in (None, "VNO") if role == "headline" else ("VNO",):
        assert label_passages(text, publisher=publisher)[0].role == role
