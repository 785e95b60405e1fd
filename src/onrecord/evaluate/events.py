"""Events against labelled sentences: found or not, and how well each field of those found matches.

    python -m onrecord.evaluate.events data/events/dev.jsonl

Two parties match when they share a word that says something, or when both are missing; an event is matched once.
Sentences without any event count false alarms. Codes of actors are also looked up for the labelled words alone.
Amounts match when their numbers are equal and their units share a word or are one currency. Who took part in an
engagement is measured apart: engagements are paired by their trigger's words, whoever their parties are, and every
labelled and every found participant counts.

    python -m onrecord.evaluate.events --accounts data/accounts/dev.jsonl

measures participants on whole reports: the main engagement of each report, by entity.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

from onrecord.annotate.events.currencies import codes_of_currency
from onrecord.code import ActorTable, load_actor_table
from onrecord.code.belonging import Scene
from onrecord.errors import ArticleError
from onrecord.evaluate.rows import labelled_rows, run_scorer
from onrecord.model import Actor, Amount, Event, Facts, RawArticle, Span

__all__ = ["EventTally", "matches_parties", "read_rows", "score_engagements", "score_facts", "score_file"]

Row = Mapping[str, Any]

_EMPTY = frozenset({"a", "an", "the", "of", "and", "in", "on", "for", "to", "s", "its", "his", "her"})
_ONE_ROOM = frozenset({"meeting", "summit", "visit", "talks"})
_AT_A_DISTANCE = frozenset({"call", "video_call"})


@dataclass(slots=True)
class EventTally:
    """Counts over sentences; `right` and `seen` are by field, over events whose parties were found."""

    gold: int = 0
    predicted: int = 0
    actors: int = 0
    events: int = 0
    eventless: int = 0
    false_alarms: int = 0
    engaged: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Every figure in percent, by name."""
        found = {
            "event_f1": _f1(self.events, self.predicted, self.gold),
            "actors_f1": _f1(self.actors, self.predicted, self.gold),
            "false_alarms": 100 * self.false_alarms / max(1, self.eventless),
        }
        if self.engaged["wanted"]:
            found["participants"] = _f1(self.engaged["matched"], self.engaged["found"], self.engaged["wanted"])
        found |= {name: 100 * self.right[name] / self.seen[name] for name in sorted(self.seen)}
        return {name: round(value, 1) for name, value in found.items()}


def _f1(matched: int, predicted: int, gold: int) -> float:
    return 200 * matched / (predicted + gold) if predicted + gold else 0.0


def read_rows(path: Path) -> list[Row]:
    """The labelled sentences of a JSON Lines file."""
    return list(labelled_rows(path, ("id", "sentence", "events")))


def _words(text: str) -> set[str]:
    found = set(re.findall(r"\w+", text.lower()))
    return found - _EMPTY or found


def _texts(actors: Iterable[Actor]) -> set[str]:
    return set().union(*(_words(actor.text) for actor in actors))


def _matches(label: Row | None, actors: tuple[Actor, ...]) -> bool:
    if label is None or not actors:
        return label is None and not actors
    return bool(_words(label["text"]) & _texts(actors))


def matches_parties(label: Row, event: Event) -> bool:
    """Whether the event has the parties of the labelled one."""
    return _matches(label["source"], event.actors) and _matches(label["target"], event.recipients)


def score_facts(rows: Iterable[Row], facts: Iterable[Facts | None]) -> EventTally:
    """The tally of sentences with what was read off each, in the same order; None for one refused as no article."""
    tally = EventTally()
    for row, found in zip(rows, facts, strict=True):
        events = found.events if found is not None else ()
        if not row["events"]:
            tally.eventless += 1
            tally.false_alarms += bool(events)
            continue
        _score_sentence(tally, row["events"], events)
    return tally


def _score_sentence(tally: EventTally, labels: list[Row], events: tuple[Event, ...]) -> None:
    tally.gold += len(labels)
    tally.predicted += len(events)
    for label in labels:
        _score_participants(tally, label, events)
    left = list(events)
    for label in labels:
        fitting = [event for event in left if matches_parties(label, event)]
        if not fitting:
            continue
        event = next((e for e in fitting if e.root == label["root"]), fitting[0])
        left.remove(event)
        tally.actors += 1
        tally.events += event.root == label["root"]
        tally.confused[label["root"], event.root or "NONE"] += 1
        for name, right in _compare(label, event):
            tally.seen[name] += 1
            tally.right[name] += right


def _score_participants(tally: EventTally, label: Row, events: tuple[Event, ...]) -> None:
    """Count the participants of a labelled engagement that was found, whoever was taken for its parties."""
    spans = [Span(*span) for span in label["trigger"]]
    event = next((e for e in events if e.form and any(s.overlaps(t) for s in spans for t in e.trigger)), None)
    if label["form"] is None or event is None:
        return
    wanted = [label[side] for side in ("source", "target") if label[side] is not None]
    texts = [_words(participant.text) for participant in event.participants]
    tally.engaged["wanted"] += len(wanted)
    tally.engaged["found"] += len(texts)
    tally.engaged["matched"] += min(len(texts), sum(any(_words(w["text"]) & t for t in texts) for w in wanted))


def _compare(label: Row, event: Event) -> Iterator[tuple[str, bool]]:
    for name in ("root", "act", "status", "form", "mode"):
        yield name, getattr(event, name) == label[name]
    if label["amounts"] or event.amounts:
        yield "amounts", _are_same_amounts(label["amounts"], event.amounts)
    for side, actors in (("source", event.actors), ("target", event.recipients)):
        if label[side] is not None and actors:
            yield f"{side}_code", actors[0].code == label[side]["code"]
            yield f"{side}_sector", actors[0].sector == label[side]["sector"]


def _are_same_amounts(wanted: list[Row], found: tuple[Amount, ...]) -> bool:
    left = list(found)
    for amount in wanted:
        same = next((a for a in left if a.value == amount["value"] and _is_same_unit(amount["unit"], a.unit)), None)
        if same is None:
            return False
        left.remove(same)
    return not left


def _is_same_unit(one: str | None, other: str | None) -> bool:
    """Whether two units share a word or are one currency ("rand" and ZAR)."""
    if one is None or other is None:
        return one == other
    return other in codes_of_currency(one) or bool(_words(one) & _words(other))


def score_codes(rows: Iterable[Row], table: ActorTable) -> dict[str, float]:
    """How many labelled actors get the right country and sector from their words and their sentence, in percent."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows:
        among = table.countries_named(row["sentence"])
        for label, other in (pair for e in row["events"] for pair in permutations((e["source"], e["target"]))):
            if label is None:
                continue
            beside = table.code(other["text"], among=among) if other is not None else None
            scene = Scene(row["sentence"], label["spans"][0][0], beside.code if beside else None)
            found = table.code_in(label["text"], scene, among=among)
            code, sector = (found.code, found.sector) if found else (None, None)
            for name, given in (("country", code == label["code"]), ("sector", sector == label["sector"])):
                seen[name] += 1
                right[name] += given
    return {name: round(100 * right[name] / seen[name], 1) for name in seen}


def score_file(path: Path) -> EventTally:
    """The tally of a file, each sentence read as an article of its own."""
    from onrecord.pipeline.stages import annotate_article  # noqa: PLC0415  loads the models

    rows = read_rows(path)

    def read(row: Row) -> Facts | None:
        try:
            return annotate_article(RawArticle(path=row["id"], id=row["id"], text=row["sentence"]))
        except ArticleError:
            return None

    return score_facts(rows, map(read, rows))


def score_engagements(stories: Iterable[Row], facts: Mapping[str, Facts]) -> EventTally:
    """The tally of who took part in the main engagement of each report of the stories; `facts` by article id.

    The main engagement is that of the happening's form with the most mentions; a participant is known by the names
    and roles of its entity or by its own words.
    """
    tally = EventTally()
    for story in stories:
        happening = story["happening"]
        for article in story["articles"]:
            report = facts[article["id"]]
            fitting = [e for e in report.events if _are_alike(e.form, happening["form"])]
            if not fitting:
                tally.engaged["missed"] += 1
                continue
            main = max(fitting, key=lambda e: (len(e.trigger), -e.trigger[0].start))
            names = [_words(name) for name in happening["participants"]]
            found = [_all_words(report, participant) for participant in main.participants]
            tally.engaged["wanted"] += len(names)
            tally.engaged["found"] += len(found)
            tally.engaged["matched"] += sum(any(name & words for words in found) for name in names)
    return tally


def _are_alike(one: str | None, other: str) -> bool:
    return one is not None and (one == other or {one, other} <= _ONE_ROOM or {one, other} <= _AT_A_DISTANCE)


def _all_words(facts: Facts, participant: Actor) -> set[str]:
    """The participant's words with every name of its entity in the report."""
    text = facts.article.text
    spans = [m.span for m in facts.mentions if m.entity == participant.entity and m.type != "pronoun"]
    named = [span.of(text) for span in spans] if participant.entity else []
    return set().union(*(_words(name) for name in (participant.text, *named)))


def main(names: Sequence[str]) -> None:
    """Print the figures of files; after "--accounts", those of the engagements of whole stories."""
    if names[0] == "--accounts":
        _report_engagements(names[1:])
        return
    for name in names:
        path = Path(name)
        tally = score_file(path)
        report = {"file": name, **tally.figures(), "given": score_codes(read_rows(path), load_actor_table())}
        sys.stdout.write(json.dumps(report, indent=1) + "\n")
        for (wanted, got), count in sorted(tally.confused.items()):
            if wanted != got:
                sys.stdout.write(f"{wanted:10} as {got:10} {count}\n")


def _report_engagements(names: Sequence[str]) -> None:
    from onrecord.pipeline.stages import annotate_article  # noqa: PLC0415  loads the models

    for name in names:
        stories = list(labelled_rows(Path(name), ("articles", "happening")))
        raws = [
            RawArticle(path=a["id"], **{key: a.get(key) for key in ("id", "publisher", "published", "title", "text")})
            for story in stories
            for a in story["articles"]
        ]
        tally = score_engagements(stories, {raw.path: annotate_article(raw) for raw in raws})
        report = {"file": name, **tally.figures(), **tally.engaged}
        sys.stdout.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    run_scorer(main, "python -m onrecord.evaluate.events [--accounts] FILE...")
