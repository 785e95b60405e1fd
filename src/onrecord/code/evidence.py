"""What speaks for a side: readings of the speaker's descriptions, and what stands around him where they leave it open.

A hint names a side and what it rests on, from the vaguest to the most exact; which grounds to trust how far is learned
(`side_choice.py`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.code.affiliations import BODY_CODES, is_code, without_article
from onrecord.code.descriptions import Speaker
from onrecord.code.phrases import Reading, codes_in
from onrecord.code.posts import words_of
from onrecord.code.surroundings import Surroundings
from onrecord.gazetteer import find_country
from onrecord.gazetteer.bodies import find_body, find_organ
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_place, find_region, find_town
from onrecord.model import Entity, EntityRef

__all__ = ["Hint", "find_hints", "side_class"]

_WEAK = frozenset({"opposition", "rebel", "name:-", "name:released", "name:published", "name:on"})
_OTHERS = frozenset("counterpart colleague predecessor successor opponent rival guest host challenger critic".split())
_REGIONAL = frozenset({"state", "provincial", "regional", "governor", "premier"})
_NEAR = 25  # characters from a speaker within which somebody else may be whom he speaks for
_BODIES = frozenset({"firm", "members", "school", "cause", "outlet", "party"})


@dataclass(frozen=True, slots=True)
class Hint:
    """A side (None: nobody's), and the words for what it rests on, from the vaguest to the most exact."""

    side: str | None
    grounds: tuple[str, ...]


def side_class(side: str | None) -> str:
    """What sort of side it is: "state", "UNO", "EUR", "IGO", "NGO", "own" or "null"."""
    if side is None:
        return "null"
    return (side if side in BODY_CODES else "state") if is_code(side) else "own"


def find_hints(speaker: Speaker, around: Surroundings) -> list[Hint]:
    """All hints on a speaker's side."""
    readings = around.readings(speaker)
    told = [reading for _, reading in readings if _tells(reading, speaker, around)]
    codes = any(
        is_code(reading.side or "") or ">party" in reading.kind for reading in told if reading.kind != "outlet:country"
    )
    codes = codes or any(r.kind.startswith(("outlet:of-state", "state-run")) for _, r in readings)
    hints = [hint for hint in _of_name(speaker, around) if not codes or hint.grounds[0] != "itself"]
    if around.by_rules is not None:
        hints.append(_of_rules(speaker, around.by_rules))
    for origin, reading in readings:
        hints += _of_reading(speaker, around, origin, reading)
    seeks = list(dict.fromkeys((reading.seeks, reading.kind, reading.noun) for _, reading in readings if reading.seeks))
    if not told and not any(hint.grounds[0] in {"named", "outlet"} for hint in hints):
        for seek, kind, noun in seeks:
            hints += _around(speaker, around, seek or "", kind, noun)
    if not told:
        hints += _of_owner(speaker, around)
    bodies = _BODIES | {"scholar", "post", "worker", "manager"}
    if speaker.kind == "person" and any(part.head in bodies and part.origin != "mention" for part in speaker.parts):
        heads = [part.head for part in speaker.parts if part.head in bodies]
        hints.append(Hint(speaker.name, ("person_as_body", f"person_as_body|{heads[0]}")))
    hints += _of_ties(speaker, around)
    held = around.office_held(speaker)
    if held is not None:
        hints.append(Hint(held[0], ("office", f"office|{side_class(held[0])}")))
    sides = {side: around.parties.named(around.in_its_time(side)) for side in dict.fromkeys(h.side for h in hints)}
    return [hint if sides[hint.side] == hint.side else Hint(sides[hint.side], hint.grounds) for hint in hints]


def _of_ties(speaker: Speaker, around: Surroundings) -> Iterator[Hint]:
    """Whatever stands beside the speaker."""
    for tie in around.links.ties(speaker):
        entity = tie.anchor.entity
        if entity is None:
            yield Hint(tie.anchor.side, tie.grounds)
            continue
        name = without_article(entity.name)
        side: str | None
        if entity.type == "country":
            naming = find_country(name)
            side = naming.code if naming is not None else name
        elif entity.type == "place":
            side = name
        else:
            side = _known_side(entity, around, near=tie.gap <= _NEAR) or name
        yield Hint(side, (*tie.grounds, f"{tie.grounds[0]}&{side_class(side)}"))
    for tie in around.links.party_ties(speaker):
        yield Hint(tie.anchor.side, tie.grounds)
    told = list(around.parties.told())
    for rank, (party, _) in enumerate(told[:3]):
        grounds = (f"party|{rank}|{min(len(told), 3)}", f"party|{rank}|{speaker.kind}")
        yield Hint(party, ("party", *grounds, f"party|campaign{around.links.is_campaigning(speaker)}"))
    if speaker.kind == "person":
        running = around.links.is_campaigning(speaker)
        if (party_known := around.parties.of_member(speaker.name)) is not None:
            yield Hint(party_known, ("member", f"member|{running}", f"member|{min(len(told), 2)}"))
        yield Hint(speaker.name, ("self", f"self|{running}", f"self|{running}|{min(len(told), 2)}"))
    yield from _of_called(speaker, around)
    if speaker.kind in {"person", "unnamed"}:
        for rank, (entity, count) in enumerate(around.links.most_told):
            side = _known_side(entity, around, near=False) or without_article(entity.name)
            yield Hint(side, ("most", f"most|{min(rank, 2)}", f"most|{min(count, 6)}", f"most|{side_class(side)}"))


def _known_side(entity: Entity, around: Surroundings, *, near: bool) -> str | None:
    """The side of somebody else, worked out only where he speaks himself or stands near."""
    ref = EntityRef(entity.id, entity.name)
    if near or around.described.sources_of(ref):
        return around.side_of(ref)
    body = find_body(without_article(entity.name))
    return body.code if body is not None and is_code(body.code) and body.code != "MNC" else None


def _of_called(speaker: Speaker, around: Surroundings) -> Iterator[Hint]:
    """Whom the words of a description call by surname or short name ("the Doe campaign")."""
    for part in speaker.parts:
        if part.origin not in {"source", "name", "title", "mention"}:
            continue
        words = [word for chunk in part.chunks for word in chunk.words]
        for i, word in enumerate(words):
            if not word.text[:1].isupper():
                continue
            ref = around.entity_called(word.text, speaker)
            entity = around.described.entity(ref.entity) if ref is not None else None
            if ref is None or entity is None:
                continue
            after = words[i + 1].lower if i + 1 < len(words) else "-"
            side = around.side_of(ref)
            grounds = (f"called|{entity.type}", f"called|{entity.type}|{after}", f"called|{entity.type}|{part.head}")
            yield Hint(side or without_article(ref.name), (*grounds, f"{grounds[0]}&{side_class(side)}"))


def _of_rules(speaker: Speaker, by_rules: Callable[[EntityRef], str | None]) -> Hint:
    """What the rules tell (`side_rules.py`)."""
    side = by_rules(speaker.ref)
    kind = side_class(side)
    head = next((part.head for part in speaker.parts), "none")
    return Hint(side, ("rules", f"rules|{kind}", f"rules|{kind}|{speaker.kind}", f"rules|{kind}|{head}"))


def _tells(reading: Reading, speaker: Speaker, around: Surroundings) -> bool:
    """Whether a description tells the side by itself, so that nothing around it counts."""
    if reading.side is None:
        return reading.entity is not None and around.entity_called(reading.entity, speaker) is not None
    return not _is_weak(reading)


def _is_weak(reading: Reading) -> bool:
    """Whether a reading only describes a body that may have a name elsewhere, or guesses at one."""
    if reading.kind.endswith(":small"):
        return " " not in (reading.side or "")
    return reading.kind.endswith((":itself", "place-country", "+")) or reading.kind.split(">")[-1] in _WEAK


def _of_reading(speaker: Speaker, around: Surroundings, origin: str, reading: Reading) -> Iterator[Hint]:
    """What a reading tells by itself, or by the entity that it names."""
    outer = reading.kind.split(">")[0].split(":")[0]
    inner = reading.kind.split(">")[-1]
    grounds = (outer, inner, reading.kind, f"{reading.kind}|{origin}", f"{outer}|{origin}")
    if reading.seeks is not None:
        return
    if reading.entity is not None:
        ref = around.entity_called(reading.entity, speaker)
        if ref is not None:
            side = around.side_of(ref)
            known = f"known:{side_class(side)}"
            yield Hint(side or without_article(ref.name), tuple(f"{g}&{known}" for g in grounds))
            return
        if reading.side is None:
            return
    if reading.side is not None:
        state = find_organ(reading.side, {code for code, _ in around.homes})
        yield Hint(state or reading.side, (*grounds, "table") if state else grounds)
        if any(word.lower() in words_of("cause") and word[:1].isupper() for word in reading.side.split()):
            yield Hint("NGO", ("cause_word", f"cause_word|{inner}"))
    else:
        yield Hint(None, grounds)


def _of_name(speaker: Speaker, around: Surroundings) -> Iterator[Hint]:
    """The name itself: a country's or a seat's, an outlet's, a body's."""
    name = speaker.name
    if speaker.kind in {"person", "unnamed", "document"}:
        return
    naming = find_country(name)
    if naming is not None:
        code = next(iter(codes_in(name)), naming.code)
        yield Hint("EUR" if name == "Brussels" else code, ("named", f"named|{naming.kind}", f"named|{speaker.kind}"))
        return
    place = find_place(name) or find_region(name) or find_town(name)
    if place is not None:
        yield Hint(place, ("named_place", f"named_place|{speaker.kind}"))
        yield Hint(name, ("place_itself", f"place_itself|{speaker.kind}"))
    body = find_body(name)
    abroad = body is not None and body.only_at_home and all(code != body.code for code, _ in around.homes)
    if body is not None and not abroad and is_code(body.code) and body.code not in BODY_CODES:
        yield Hint(body.code, ("table", f"table|{body.sector}"))
    if find_organ(name, {code for code, _ in around.homes}):
        return
    outlet = find_outlet(name)
    if outlet is not None:
        yield Hint(outlet.country if outlet.kind == "state" else name, ("outlet", f"outlet|{outlet.kind}"))
    elif any(word[:1].isupper() for word in name.split()):
        head = next((part.head for part in speaker.parts if part.origin == "name"), "none")
        yield Hint(name, ("itself", f"itself|{head}", f"itself|{speaker.kind}"))


def _of_owner(speaker: Speaker, around: Surroundings) -> Iterator[Hint]:
    """Whom "its", "his" or "their" before the post stands for ("his lawyer")."""
    for part in speaker.parts:
        owner = around.possessor(part.start) if part.start is not None else None
        noun = part.chunks[0].words[part.tag.last].lower if part.tag and part.chunks[0].tags else ""
        if owner is None or owner.entity == speaker.ref.entity or noun in _OTHERS:
            continue
        side = around.side_of(owner) if owner.entity is not None else None
        if side is not None:
            yield Hint(side, ("owner", f"owner|{part.head}", f"owner|{side_class(side)}|{part.head}"))
        elif owner.entity is not None:
            yield Hint(without_article(owner.name), ("owner_himself", f"owner_himself|{part.head}"))


def _around(speaker: Speaker, around: Surroundings, seek: str, kind: str, noun: str) -> Iterator[Hint]:
    """What the surroundings tell of what the descriptions leave open."""
    outer = kind.split(">", maxsplit=1)[0].split(":", maxsplit=1)[0]
    inner = kind.rsplit(">", maxsplit=1)[-1]
    innermost = inner.split(":", maxsplit=1)[0].removesuffix("s")
    for side, how in _sought(speaker, around, seek, noun, innermost):
        if side is not None:
            yield Hint(
                side,
                (
                    f"{seek}?{how}",
                    f"{seek}?{how}|{outer}",
                    f"{seek}?{how}|{inner}",
                    f"{seek}?",
                    *((f"{seek}?{how}|{noun}",) if seek == "place" else ()),
                ),
            )


def _sought(
    speaker: Speaker, around: Surroundings, seek: str, noun: str, kind: str
) -> Iterator[tuple[str | None, str]]:
    """Sides, each with how it was found; `seek` as in `Reading.seeks`, `kind` the class of the innermost noun."""
    if (organ := around.publishing_state) is not None:
        yield organ, "publishing"
    if seek == "state" or (speaker.kind != "person" and kind not in _BODIES):
        yield from around.homes
    if seek == "sender":
        yield from ((code, how) for code, how in around.countries_near(speaker) if how == "sender")
    if seek == "state":
        yield from around.countries_near(speaker)
        first = around.country_of_organ(speaker)
        if first is not None:
            yield first, "chain"
        if around.is_of_europe:
            yield "EUR", "europe-commission" if "commission" in noun else "europe"
        if around.is_of_holy_see:
            yield "VAT", "holy_see"
    if seek in {"body", "issuer"}:
        yield from around.bodies_near(speaker)
        yield from around.bearing(noun, speaker)
        yield from around.bodies_told(speaker)
        likely = around.likeliest_body(speaker, kind)
        if likely is not None:
            yield likely[0], "likely"
            yield likely[0], f"likely-{likely[1]}"
    if seek == "place":
        places = list(around.local_places())
        regions = [(name, how) for name, how in places if how.startswith("region")]
        yield from (regions or places) if _REGIONAL & {noun, *speaker.name.lower().split()} else places
        yield noun, "noun"
    if seek == "issuer":
        yield from around.issuers(speaker)
    if seek == "station" and around.article.publisher:
        yield around.station(), f"publisher{'-turn' if speaker.ref.name.isupper() else ''}"
    if seek in {"himself", "client"}:
        yield speaker.name, "himself"
