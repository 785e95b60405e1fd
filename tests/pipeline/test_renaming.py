"""Nothing is fitted to particular articles: other people, countries and weekdays, and the results follow."""

import json
from typing import Any

import pytest

from commands import must
from onrecord.lexicon.words import sentence_spans
from reports import PUBLISHED, Names, call, dispute

pytestmark = pytest.mark.weights

MEANS = ("told reporters", "in a statement", "condition of anonymity")
FIRST = Names()
OTHERS = [
    Names("Kenya", "Kenyan", "Nairobi", "KEN", "Grace Wanjiru", "Wanjiru",
          "Portugal", "Portuguese", "PRT", "Rui Teixeira", "Teixeira",
          "Friday", "2023-03-03", "Thursday", "2023-03-02"),
    Names("Japan", "Japanese", "Tokyo", "JPN", "Keiko Tanabe", "Tanabe",
          "Peru", "Peruvian", "PER", "Hugo Salas", "Salas", "Monday", "2023-03-06", "Sunday", "2023-03-05"),
    Names("Poland", "Polish", "Warsaw", "POL", "Marta Zielska", "Zielska",
          "Ghana", "Ghanaian", "GHA", "Kofi Adomako", "Adomako", "Monday", "2023-03-06", "Saturday", "2023-03-04"),
]  # fmt: skip


def _read(text: str) -> dict[str, Any]:
    (row,) = must("annotate", "-", "--published", PUBLISHED, stdin=json.dumps({"id": "a", "text": text}).encode()).rows
    return row


def _words(row: dict[str, Any], spans: list[list[int]]) -> str:
    return " … ".join(row["text"][start:end] for start, end in spans)


def _told_channel(row: dict[str, Any], attribution: dict[str, Any]) -> str | None:
    """The channel, where the statement's own sentence tells one; how far another's carries is learned, not ruled."""
    at = (attribution["cue"] or attribution["content"])[0][0]
    sentence = next(span for span in sentence_spans(row["text"]) if span.start <= at < span.end)
    told = any(means in sentence.of(row["text"]) for means in MEANS)
    return attribution["channel"] if told else "as carried"


def _told(row: dict[str, Any]) -> list[list[str | None]]:
    """Who says something in quotation marks, or in the name of an office, and on what terms."""
    return [
        [
            _words(row, a["source"]).split(",")[0],  # how far a source's description reaches is learned, not ruled
            a["speaker"] and a["speaker"]["name"],
            a["side"],
            _told_channel(row, a),
            a["terms"],
            a["usage"],
        ]
        for a in row["attributions"]
        if a["kind"] != "indirect" or a["terms"] in ("anonymous", "institution")
    ]


def _coded(row: dict[str, Any]) -> list[list[str | None]]:
    """Every actor's words and country."""
    actors = [actor for e in row["events"] for actor in (*e["actors"], *e["recipients"], *e["participants"])]
    return sorted([actor["text"], actor["code"]] for actor in actors if actor["code"])


def _timed(row: dict[str, Any]) -> list[list[str]]:
    return [[row["text"][t["start"] : t["end"]], t["value"]] for t in row["timexes"]]


def _changed(found: Any, names: Names) -> Any:
    return json.loads(FIRST.changed_to(names, json.dumps(found, ensure_ascii=False)))


def test_the_report_as_it_stands() -> None:
    row = _read(call())
    told = _told(row)
    assert ["Brandt", "Ada Brandt", "NOR", "as carried", "named", None] in told
    assert [a["channel"] for a in row["attributions"] if "The boats" in _words(row, a["content"])] == [None]
    assert ["he", "Luis Ortega", "CHL", "press_briefing", "named", None] in told
    assert {"anonymous", "institution", "named"} <= {terms for *_, terms, _ in told}
    assert {code for _, code in _coded(row)} == {"NOR", "CHL"}
    assert ["Monday", "2023-03-06"] in _timed(row)


@pytest.mark.parametrize("names", OTHERS, ids=lambda names: names.country)
def test_speakers_sides_channels_and_terms_follow(names: Names) -> None:
    assert _told(_read(call(names))) == _changed(_told(_read(call())), names)


@pytest.mark.parametrize("names", OTHERS, ids=lambda names: names.country)
@pytest.mark.parametrize("report", [call, dispute])
def test_days_follow(names: Names, report: Any) -> None:
    found = _timed(_read(report(names)))
    assert found == _changed(_timed(_read(report())), names)
    assert [names.day, names.day_value] in found


@pytest.mark.parametrize("names", OTHERS, ids=lambda names: names.country)
@pytest.mark.parametrize("report", [call, dispute])
def test_countries_of_actors_follow(names: Names, report: Any) -> None:
    expected = _changed(_coded(_read(report())), names)
    found = _coded(_read(report(names)))
    assert {code for _, code in found} == {names.code, names.other_code}
    shared = [pair for pair in found if pair in expected]
    assert len(shared) >= 0.7 * max(len(found), len(expected))  # where an actor's words end, the reader may differ
