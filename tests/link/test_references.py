"""Undated articles bound by dated ones that cite them, or that they cite; nothing else is evidence."""

from datetime import date, timedelta

import pytest

from onrecord.link.copies import find_copies
from onrecord.link.references import bound_undated, own_publication
from onrecord.model import Article, Passage, Publication, Span

DAY = date(2024, 5, 9)
ZONES = timedelta(days=1)
REPORT = (
    "The dam above Orrin will be opened on Monday and kept open for a week, the two ministries said in a joint note. "
    "Farmers below it were told to move their herds by Sunday night. Nobody was hurt when it was opened last year.\n"
)
OWN = "the dam above Orrin will be opened on Monday and kept open for a week"


def article(identity: str, text: str, day: date | None = None, **fields: str) -> Article:
    published = Publication(day, day, "stated", evidence=("given",)) if day else Publication()
    passages = (Passage(Span(0, len(text)), "body"),)
    return Article(identity, text, identity, identity, passages, publication=published, **fields)  # type: ignore[arg-type]


def bound(*articles: Article) -> dict[str, Publication]:
    found = bound_undated(articles, find_copies(articles))
    assert found == bound_undated(articles[::-1], find_copies(articles[::-1]))
    return found


NOTE = article("note", REPORT, publisher="Orrin Water Board", url="https://water.example/notes/7")
CITING = {
    "its address": "More stands at http://www.water.example/notes/7, the board’s page.\n",
    "its words": f"“{OWN[0].upper()}{OWN[1:]},” the Orrin Water Board announced.\n",
    "its report": REPORT + "(Orrin Water Board)\n",
}
NOT_CITING = {
    "another page": "More stands at https://water.example/notes/71.\n",
    "few words": "“The dam above Orrin will be opened,” the Orrin Water Board announced.\n",
    "words of nobody": f"“{OWN[0].upper()}{OWN[1:]},” somebody announced.\n\nThe Orrin Water Board met.\n",
    "the name alone": "The Orrin Water Board met in the town hall.\n",
    "the same report": REPORT,
    "a longer name": f"“{OWN[0].upper()}{OWN[1:]},” the Orrin Water Boarders announced.\n",
}


@pytest.mark.parametrize("text", CITING.values(), ids=CITING)
def test_what_a_dated_article_cites_was_out_by_then(text: str) -> None:
    found = bound(NOTE, article("citing", text, DAY, publisher="The Post"))["note"]
    assert (found.earliest, found.latest, found.status) == (None, DAY + ZONES, "inferred")
    assert found.latest_from == "citing"
    assert found.evidence[-1].startswith("reference: cited by citing of 2024-05-09 at [")


@pytest.mark.parametrize("text", CITING.values(), ids=CITING)
def test_what_cites_a_dated_article_came_out_after_it(text: str) -> None:
    dated = article("note", NOTE.text, DAY, publisher="Orrin Water Board", url="https://water.example/notes/7")
    found = bound(dated, article("citing", text, publisher="The Post"))["citing"]
    assert (found.earliest, found.latest) == (DAY - ZONES, None)
    assert (found.earliest_from, found.latest_from) == ("note", None)


@pytest.mark.parametrize("text", NOT_CITING.values(), ids=NOT_CITING)
def test_what_is_no_certain_reference_bounds_nothing(text: str) -> None:
    assert not bound(NOTE, article("other", text, DAY, publisher="The Post"))


def test_the_other_s_quotation_is_not_its_own_word() -> None:
    quoting = article("quoting", f"“{OWN},” the mayor said.\n", publisher="Orrin Water Board")
    assert not bound(quoting, article("other", f"“{OWN},” the Orrin Water Board said.\n", DAY, publisher="The Post"))


def test_the_narrowest_bounds_of_several_count_and_name_their_articles() -> None:
    texts = list(CITING.values())
    late = article("late", texts[0], DAY + 3 * ZONES, publisher="The Post")
    early = article("early", texts[1], DAY, publisher="The Mail")
    found = bound(NOTE, late, early)["note"]
    assert (found.latest, found.latest_from) == (DAY + ZONES, "early")


def test_nothing_is_carried_on_from_one_undated_article_to_the_next() -> None:
    middle = article("middle", CITING["its address"], publisher="The Post", url="https://post.example/1")
    last = article("last", "It stands at https://post.example/1 now.\n", DAY, publisher="The Mail")
    assert set(bound(NOTE, middle, last)) == {"middle"}


def test_references_that_contradict_each_other_bound_nothing() -> None:
    old = article("old", "Nothing is known.\n", DAY + 9 * ZONES, url="https://old.example/1")
    middle = article("middle", "See https://old.example/1 for it.\n", url="https://middle.example/1")
    citing = article("citing", "See https://middle.example/1 for it.\n", DAY)
    assert not bound(old, middle, citing)


def test_what_references_gave_is_no_evidence_of_its_own() -> None:
    citing = article("citing", CITING["its address"], DAY, publisher="The Post")
    first = bound(NOTE, citing)["note"]
    again = Article(NOTE.id, NOTE.text, NOTE.sha256, NOTE.path, NOTE.passages, NOTE.url, None, NOTE.publisher)
    known = Article(**{**{f: getattr(again, f) for f in again.__slots__}, "publication": first})
    assert own_publication(known) == Publication()
    assert bound(known, citing)["note"] == first
    assert not bound(known, article("citing", "Nothing.\n", DAY, publisher="The Post"))
