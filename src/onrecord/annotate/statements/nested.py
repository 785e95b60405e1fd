"""Statements inside statements: "a readout said Xi pointed out…", "according to CCTV, Xi told Biden that…"."""

import re
from collections.abc import Iterator, Sequence

from onrecord.annotate.statements.scene import Draft, Scene, Taken
from onrecord.annotate.statements.tables import LEXICON, pattern
from onrecord.model import Span

__all__ = ["find_inner", "link_inner", "set_principals", "set_relays"]

_REPORTING = frozenset(LEXICON["spoken"]["reporting"])
_SUBJECTS = frozenset({"nsubj"})
_CLAUSES = frozenset({"ccomp"})
_PLEDGING = frozenset({"promise", "promised", "promises", "pledged", "vowed", "threatened", "agreed", "offered"})
_AS_SAYING = re.compile(
    r"(?P<who>[^“”\".;:]{3,80}?),? (?P<cue>as (?:saying|telling|writing|adding|reporting|stating))\b"
    r"(?P<after>(?: that)?,?:? )?"
)
_NOBODY = frozenset({"i", "we", "you", "it", "that", "this", "who", "which"})
_CLOSING = '”»"'
_OPENED = re.compile(r"[“«\"]")
_PASSED_ON = frozenset({"readout", "state_media", "media", "document", "statement"})


def link_inner(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Point every statement that lies wholly inside another's content to the smallest such statement."""
    for draft in drafts:
        holders = [
            other
            for other in scene.near(draft.cover)
            if other is not draft
            and (other.source or other.speaker)
            and _holds(other, draft)
            and len(other.cover) > len(draft.cover)
        ]
        draft.outer = min(holders, key=lambda d: len(d.cover), default=None)


def _holds(outer: Draft, inner: Draft) -> bool:
    words = (*inner.source, *inner.cue, *inner.content)
    own = (*outer.source, *outer.cue)
    if not inner.source or any(a.overlaps(b) for a in own for b in words):
        return False
    return all(any(content.contains(span) for content in outer.content) for span in words)


def find_inner(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The statements that the contents of `drafts` tell of and that no draft gives yet, one level deep."""
    found = []
    cues = Taken(span for draft in drafts for span in draft.cue)
    for draft in drafts:
        if draft.outer is not None:
            continue
        for content in draft.content:
            found += [
                inner
                for inner in (*_as_saying(scene, draft, content), *_in_content(scene, draft, content))
                if not any(cues.touches(span) for span in inner.cue)
            ]
    return found


def _in_content(scene: Scene, outer: Draft, content: Span) -> Iterator[Draft]:
    parse = scene.parse
    done = content.start
    for word in parse.words_in(content):
        if parse.lowers[word] not in _REPORTING or not parse.words[word].tag.startswith("VB"):
            continue
        subject = next((c for c in parse.children[word] if c < word and parse.words[c].dep in _SUBJECTS), None)
        place = parse.words[word].span
        if subject is None or place.start < done or parse.lowers[subject] in _NOBODY:
            continue
        if not content.contains(place) or not content.contains(parse.words[subject].span):
            continue
        told = _told(scene, word, content)
        source = _extent(scene, subject, content)
        if told is None or source.end > place.start:
            continue
        done = told.end
        told = _without_stray_marks(scene.text, told)
        particle = next((c for c in parse.children[word] if c == word + 1 and parse.words[c].tag == "RP"), word)
        yield Draft(
            source=(source,),
            cue=(parse.span(word, particle),),
            content=(told,),
            confidence=outer.confidence,
            outer=outer,
            paragraph=scene.paragraph_of(place.start),
        )


def _as_saying(scene: Scene, outer: Draft, content: Span) -> Iterator[Draft]:
    """The one whom an outlet quotes "as saying" something, be it after these words or ahead of them."""
    match = _AS_SAYING.match(scene.text, content.start, content.end)
    if match is None:
        return
    told = tuple(span for span in outer.content if span.end <= content.start)
    if match.end() < content.end:
        told = (Span(match.end("cue") + 1, content.end),) if match.group("after") else ()
    if not told:
        return
    yield Draft(
        source=(Span(*match.span("who")),),
        cue=(Span(*match.span("cue")),),
        content=told,
        confidence=outer.confidence,
        outer=outer,
        paragraph=scene.paragraph_of(content.start),
    )


def _told(scene: Scene, verb: int, content: Span) -> Span | None:
    """What a verb inside a content reports: its clause by the parse, else what a "that" right after it opens."""
    parse = scene.parse
    kinds = _CLAUSES | {"xcomp"} if parse.lowers[verb] in _PLEDGING else _CLAUSES
    clauses = [c for c in parse.children[verb] if c > verb and parse.words[c].dep in kinds]
    clauses = [c for c in clauses if content.contains(parse.words[c].span)]
    if clauses:
        told = _extent(scene, clauses[0], content)
        start = max(told.start, parse.words[verb].span.end + 1)
        end = max(told.end, parse.words[clauses[0]].span.end)
        for clause in clauses[1:]:  # "told them that … and that …"
            more = _extent(scene, clause, content)
            if more.end > end and not scene.text[end : more.start].strip(" ,"):
                end = more.end
        return _close_quote(scene, Span(start, end), content)
    for word in range(verb + 1, min(verb + 3, len(parse.words))):
        if parse.lowers[word] == "that" and parse.words[word].tag == "IN" and content.contains(parse.words[word].span):
            end = min(content.end, parse.reading.sentences[parse.words[word].sentence].end)
            while end > parse.words[word].span.end and scene.text[end - 1] in ' \n,.”"’':
                end -= 1
            return Span(parse.words[word].span.start, end)
        if parse.words[word].tag != "RP":
            return None
    return None


def _extent(scene: Scene, word: int, content: Span) -> Span:
    words = [i for i in scene.parse.subtree(word) if content.contains(scene.parse.words[i].span)]
    first, last = min(words), max(words)
    while last > first and scene.parse.forms[last] in {",", ".", ";"}:
        last -= 1
    return scene.parse.span(first, last)


def _close_quote(scene: Scene, told: Span, content: Span) -> Span:
    """Take in the rest of a quotation that a clause's words end in the middle of."""
    end = told.end
    for quote in scene.quotes_in(content):
        if quote.start < end < quote.end <= content.end:
            end = quote.end
    return Span(told.start, end)


def _without_stray_marks(text: str, told: Span) -> Span:
    """A clause without the closing mark, and the comma before it, of a quotation that opens ahead of the clause."""
    end = told.end
    while end > told.start + 1 and text[end - 1] in _CLOSING and not _OPENED.search(text, told.start, end - 1):
        end -= 1
        while end > told.start + 1 and text[end - 1] in ",.; ":
            end -= 1
    return Span(told.start, end)


def set_relays(scene: Scene, drafts: Sequence[Draft]) -> None:
    """An inner statement is passed on by the outlet or document that the outer one is from, by its channel."""
    for draft in drafts:
        outer = draft.outer
        if outer is None or outer.speaker is None or draft.usage is not None:
            continue
        entity = scene.entity(outer.speaker)
        person = entity is not None and entity.type in {"person", "unnamed"}
        same = draft.speaker is not None and draft.speaker.entity == outer.speaker.entity
        service = any(pattern("relays", "services").search(span.of(scene.text)) for span in outer.source)
        quoted = bool(draft.cue) and draft.cue[0].of(scene.text).startswith("as ")  # "the agency quoted Doe as saying"
        if (outer.channel in _PASSED_ON or service or quoted) and not person and not (same and draft.speaker.entity):  # type: ignore[union-attr]
            draft.relayed_by = outer.speaker
            draft.channel = outer.channel if outer.channel in _PASSED_ON or draft.channel is None else draft.channel
        elif draft.channel is None and outer.kind == "direct":
            draft.channel = outer.channel if same else None


def set_principals(scene: Scene, drafts: Sequence[Draft]) -> None:
    """A readout's principal: the person whose account it is called, or whose words it reports first."""
    last: dict[str, Draft] = {}
    inside: dict[int, Draft] = {}
    for draft in drafts:
        if draft.outer is not None and _is_person(scene, draft):
            inside.setdefault(id(draft.outer), draft)
    for draft in drafts:
        if draft.channel != "readout" or draft.outer is not None:
            continue
        owner = scene.entity(draft.speaker)
        if owner is not None and owner.type == "person" and draft.terms != "named":
            draft.principal = draft.speaker
            known = next((d for d in last.values() if d.principal and d.principal.entity == owner.id), None)
            if known is not None:
                draft.speaker = known.speaker
        elif owner is None or owner.type != "person":
            inner = inside.get(id(draft))
            before = last.get(_key(draft))
            if inner is not None:
                draft.principal = inner.speaker
            elif before is not None:
                draft.principal = before.principal
        if draft.speaker is not None and draft.principal is not None:
            last[_key(draft)] = draft


def _is_person(scene: Scene, draft: Draft) -> bool:
    entity = scene.entity(draft.speaker)
    return entity is not None and entity.type == "person"


def _key(draft: Draft) -> str:
    return (draft.speaker.entity or draft.speaker.name) if draft.speaker else ""
