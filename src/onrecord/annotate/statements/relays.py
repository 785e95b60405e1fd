"""Who passes words on: outlets that quote, are quoted from, or cite somebody."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.annotate.statements.genre import is_state_outlet
from onrecord.annotate.statements.outlets import outlet_channel
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import pattern
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import EntityRef, Span

__all__ = ["find_cited", "mend_quoted_by", "note_relays"]

_AS_SAYING = re.compile(r",? as (?:saying|telling(?: \w+)?|adding|writing)\b(?: that)?,?:? ?")
_CARRIED = re.compile(
    r"\b(?:quoted|cited|carried|published|aired|broadcast|shown|distributed|relayed|released|printed|read) "
    r"(?:\w+ ){0,2}?(?:by|on|in|over) (?P<who>)"
)
_REPORTED = re.compile(r"(?:has |had |have )?report(?:s|ed|ing)?")
_MAX_GAP_CHARS = 40
_MIN_ROWS = 2  # of one content


def mend_quoted_by(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Turn "Doe was quoted by the agency as saying …" round: Doe is the source, the agency passes it on."""
    parse = scene.parse
    for draft in drafts:
        if (
            len(draft.source) != 1
            or len(draft.cue) != 1
            or not pattern("relays", "quoted").match(draft.cue[0].of(scene.text))
        ):
            continue
        if not scene.text[: draft.source[0].start].endswith("by "):
            continue
        verb = next((i for i in parse.words_in(draft.cue[0]) if parse.words[i].tag == "VBN"), None)
        subject = next((c for c in parse.children[verb] if parse.words[c].dep == "nsubjpass"), None) if verb else None
        if verb is None or subject is None:
            continue
        inside = [i for i in parse.subtree(subject) if parse.words[i].span.end <= draft.cue[0].start]
        inside = [i for i in inside if not any(q.contains(parse.words[i].span) for q in scene.quotes)]
        if not inside:
            continue
        source = parse.span(min(inside), max(inside))
        content = tuple(c for span in draft.content for c in _less(scene, span, source))
        if content:
            draft.relay = draft.source[0]
            draft.source, draft.content = (source,), content


def _less(scene: Scene, content: Span, source: Span) -> Iterator[Span]:
    """A content without the words of its source and without "as saying that"."""
    start = content.start
    if content.overlaps(source):
        start = source.end
    while start < content.end and scene.text[start] in " ,":
        start += 1
    lead = _AS_SAYING.match(scene.text, max(0, start - 1)) or _AS_SAYING.match(scene.text, start)
    if lead is not None:
        start = max(start, lead.end())
        while start < content.end and scene.text[start] == " ":
            start += 1
    if start < content.end:
        yield Span(start, content.end)


def find_cited(scene: Scene, drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Rows for those whom an outlet cites for its report, and the drafts that they stand for.

    "The Courier reported, citing two bankers, that …": the bankers say what the Courier reports.
    """
    found, replaced = [], []
    for draft in drafts:
        if draft.outer is not None or len(draft.source) != 1 or not _is_outlet(draft.source[0].of(scene.text)):
            continue
        if pattern("relays", "citing").match(" ".join(c.of(scene.text) for c in draft.cue)):
            continue
        cited = _cited(scene, draft)
        if cited is None:
            continue
        verb, who = cited
        found.append(
            Draft(
                source=(who,),
                cue=(verb,),
                content=draft.content,
                confidence=draft.confidence,
                outer=draft,
                paragraph=draft.paragraph,
            )
        )
        replaced += [d for d in scene.near(verb) if d is not draft and d.cue == (verb,)]
    return found, replaced


def _is_outlet(words: str) -> bool:
    name = words.strip(" ,")
    return bool(find_outlet(name) or is_state_outlet(name) or pattern("genre", "media").search(name))


def _cited(scene: Scene, draft: Draft) -> tuple[Span, Span] | None:
    """The word "citing" in a draft's sentence, outside what is said, and those whom it names."""
    parse = scene.parse
    for number in scene.sentences_of(Span(draft.anchor.start, draft.anchor.start + 1)):
        for word in parse.words_in(parse.reading.sentences[number]):
            if not pattern("relays", "citing").match(parse.forms[word]) or parse.words[word].tag != "VBG":
                continue
            place = parse.words[word].span
            noun = next((c for c in parse.children[word] if c > word and parse.words[c].dep == "dobj"), None)
            if noun is None or any(c.contains(place) for c in draft.content):
                continue
            inside = [i for i in parse.subtree(noun) if i > word]
            inside = [i for i in inside if not any(c.overlaps(parse.words[i].span) for c in draft.content)]
            inside = _until_comma(scene, sorted(inside), noun)
            if inside:
                return place, parse.span(inside[0], inside[-1])
    return None


def _until_comma(scene: Scene, words: Sequence[int], noun: int) -> list[int]:
    kept: list[int] = []
    for word in words:
        if word > noun and scene.parse.forms[word] in {",", "—", ";", "that"}:
            break
        kept.append(word)
    return kept


def note_relays(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Set who passed the words on for statements that say so beside them: "in remarks carried by state radio"."""
    told: dict[tuple[Span, ...], list[Draft]] = defaultdict(list)
    for draft in drafts:
        told[draft.content].append(draft)
    for draft in drafts:
        if draft.relayed_by is not None or draft.outer is not None or not draft.source:
            continue
        draft.relayed_by = _told_again(scene, draft, told[draft.content])
        ref = _relay_named(scene, draft) if draft.relayed_by is None else None
        channel = outlet_channel(scene, ref, drafts) if ref is not None else None
        if ref is None or channel is None or (draft.speaker is not None and ref.entity == draft.speaker.entity):
            continue
        draft.relayed_by = ref
        entity = scene.entity(draft.speaker)
        if entity is not None and entity.type in {"person", "unnamed"}:
            draft.channel = draft.channel or channel


def _told_again(scene: Scene, draft: Draft, rows: Sequence[Draft]) -> EntityRef | None:
    """The body that is said to report the same words ("“…,” Doe told reporters, the Courier reported")."""
    if len(rows) < _MIN_ROWS or draft.speaker is None or _reports(scene, draft):
        return None
    return next((row.speaker for row in rows if _reports(scene, row)), None)


def _reports(scene: Scene, draft: Draft) -> bool:
    entity = scene.entity(draft.speaker)
    body = entity is not None and entity.type == "organisation"
    return body and any(_REPORTED.fullmatch(cue.of(scene.text)) for cue in draft.cue)


def _relay_named(scene: Scene, draft: Draft) -> EntityRef | None:
    if draft.relay is not None:
        return _ref_at(scene, draft.relay.start)
    sentences = scene.parse.reading.sentences
    for number in scene.sentences_of(draft.anchor):
        for match in _CARRIED.finditer(scene.text, sentences[number].start, sentences[number].end):
            inside = any(c.start <= match.start() < c.end for d in scene.near(sentences[number]) for c in d.content)
            ref = None if inside else _ref_at(scene, match.start("who"))
            if ref is not None:
                return ref
    return None


def _ref_at(scene: Scene, start: int) -> EntityRef | None:
    """The first body named right after an offset."""
    after = scene.mentions_in(Span(start, min(len(scene.text), start + 2 * _MAX_GAP_CHARS)))
    near = [m for m in after if m.entity and m.span.start - start < _MAX_GAP_CHARS and m.type != "pronoun"]
    if not near or any(mark in scene.text[start : near[0].span.start] for mark in ',.;“"'):
        return None
    return scene.ref(near[0].entity or "", near[0].span)
