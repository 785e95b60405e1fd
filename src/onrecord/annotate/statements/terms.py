"""On what terms a statement was made, as the article states them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.annotate.mentions.tables import noun_of
from onrecord.annotate.statements.choice import as_shares, average, likeliest, load_choice
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.speakers import is_name, source_head
from onrecord.annotate.statements.tables import LEXICON, SOURCE_NOUNS, pattern, pattern_of_any
from onrecord.annotate.statements.telling import Told
from onrecord.model import Entity, Span

__all__ = ["carry_terms", "choose_terms", "describe_sources", "find_terms", "find_terms_span", "states_terms"]

_PEOPLE = LEXICON["people"]
_SPOKESPEOPLE = frozenset(_PEOPLE["spokespeople"])
_OFFICIALS = frozenset(_PEOPLE["officials"])
_ORDINARY = frozenset(_PEOPLE["ordinary"])
_TURN_TERMS: dict[str, str] = _PEOPLE["turn_terms"]
_VAGUE = frozenset(_PEOPLE["vague_plurals"])
_NUMERALS = frozenset(_PEOPLE["numerals"])
_SINGLE = frozenset({"one", "another", "second", "third"})
_TEXTS = frozenset({"institution", "collective", "unknown"})
_SINGLE_BODIES = frozenset({"authorities", "forces", "headquarters", "guerrillas", "police", "media"})
_DEFINITE = frozenset({"the", "his", "her", "its", "their", "this", "that"})
_OF_SOMEBODY = frozenset({"named", "document", "institution"})
_UNNAMED = frozenset({"anonymous", "collective"})
_STATED = pattern_of_any(LEXICON["anonymity"]["keys"])  # in small letters
_TRUST = 0.6  # share of what the reader hears; on dev and on real news, neither learned from
# Of a source that isn't followed to a body; of 33 such on dev, on real news and by three more writers 26 are right.
_LEAST_OF_BODIES = 0.4
_REACH_CHARS = 320  # a stated reason stands in the source's own sentence or the next one


def choose_terms(scene: Scene, drafts: Sequence[Draft], told: Sequence[Told | None]) -> None:
    """Set the terms of every draft by a learned choice; stated reasons come in by `carry_terms`.

    `told` is what the reader hears of each (`telling.py`). Nobody is named, and nothing is a document, where neither a
    speaker nor a word for a document is found; nothing is an institution where neither a speaker nor a source is.
    """
    choice = load_choice("terms")
    for draft, features, heard in zip(drafts, describe_sources(scene, drafts), told, strict=True):
        logs = average(choice.weigh(features), heard.terms if heard is not None else None, _TRUST)
        shares = as_shares(logs)
        draft.terms = likeliest(shares)
        unfollowed = draft.speaker is None and draft.terms in _OF_SOMEBODY and find_terms(scene, draft) != draft.terms
        body = draft.terms == "institution" and bool(draft.source) and shares["institution"] >= _LEAST_OF_BODIES
        if unfollowed and not body:
            draft.terms = "unknown"
        if draft.terms == "named" and _is_readout(scene, draft):
            draft.terms = "institution"


def _is_readout(scene: Scene, draft: Draft) -> bool:
    """Whether a source is a readout, whosever it is called: institutions issue them ("the president's readout")."""
    head = source_head(scene, draft)
    noun = SOURCE_NOUNS.get(scene.parse.lowers[head]) if head is not None else None
    return noun is not None and noun.channel == "readout"


def describe_sources(scene: Scene, drafts: Sequence[Draft]) -> list[list[str]]:
    """The features of every draft's source that terms are chosen by."""
    held = Counter(
        word
        for entity, roles in scene.roles.items()
        if entity in scene.entities and scene.entities[entity].type == "person"
        for word in {word for role in roles for word in role.role.lower().split()}
    )
    return [[*_of_source(scene, draft, held), f"par={min(draft.paragraph, 2)}"] for draft in drafts]


def _of_source(scene: Scene, draft: Draft, held: Counter[str]) -> Iterator[str]:
    """Features of one source; `held` counts the named people whose roles hold a word."""
    parse = scene.parse
    rule = find_terms(scene, draft)
    entity = scene.entity(draft.speaker)
    kind = entity.type if entity else "untracked" if draft.speaker else "none"
    yield f"rule={rule}"
    yield f"rule={rule}|{kind}"
    yield f"turns={scene.genre.turns}|{scene.genre.own}"
    if draft.speaker is not None:
        known = kind not in {"unnamed", "document"} and draft.speaker.name[:1].isupper()
        yield f"called={'name' if known else draft.speaker.name.lower().split()[-1]}|{kind}"
    head = source_head(scene, draft)
    if head is None:
        yield "src=none"
        yield from (f"cue={parse.lowers[i]}" for span in draft.cue for i in parse.words_in(span))
        return
    words = [i for span in draft.source for i in parse.words_in(span)]
    lower, tag = parse.lowers[head], parse.words[head].tag
    yield f"tag={tag}|{kind}"
    described = lower if tag[:2] == "NN" else draft.speaker.name.lower().split()[-1] if draft.speaker else ""
    yield f"held={min(2, held[described])}|{kind}|{parse.lowers[words[0]] == 'a'}"
    yield f"first={parse.lowers[words[0]]}|{tag}"
    named = {m.entity for span in draft.source for m in scene.mentions_in(span) if m.type == "name" and m.entity}
    types = sorted({scene.entities[name].type for name in named})
    yield "names=" + ",".join(types)
    if is_name(scene, head):
        yield f"head.name|{kind}"
        return
    yield f"src={lower}"
    if tag in {"NN", "NNS"}:
        noun = noun_of(lower)
        yield f"noun={noun.kind if noun else None}|{tag}"
        yield f"noun={noun.kind if noun else None}|{tag}|{parse.lowers[words[0]]}"
    if any(parse.words[c].dep == "poss" for c in parse.children[head]):
        yield "possessed"
    if any(parse.lowers[i] in {"who", "whose"} for i in parse.children[head] + words):
        yield "who"
    if any(parse.lowers[i] in _NUMERALS for i in words[:3]):
        yield "counted"
    if any(mark in parse.lowers[i] for i in words for mark in ("@", "user")):
        yield "user"


def find_terms(scene: Scene, draft: Draft) -> str:
    """The terms that the source's own words and its entity tell; stated reasons come in by `carry_terms`."""
    entity = scene.entity(draft.speaker)
    head = source_head(scene, draft)
    outlet = head is not None and _means_body(scene, head, entity)
    if head is not None and scene.parse.lowers[head] in SOURCE_NOUNS and not is_name(scene, head) and not outlet:
        return SOURCE_NOUNS[scene.parse.lowers[head]].terms
    if entity is None:
        if draft.speaker is not None:
            return _of_untracked(scene, draft, head)
        return _describe(scene, draft, head) if head is not None else "unknown"
    if entity.type == "person":
        return "named"
    if entity.type in {"country", "place"}:
        return "institution"
    if entity.type == "organisation":
        return "collective" if _is_plural_nominal(scene, entity) else "institution"
    described = _of_description(scene, entity)
    return "document" if entity.type == "document" and described not in _TEXTS else described


def _means_body(scene: Scene, head: int, entity: Entity | None) -> bool:
    """Whether a noun for a text stands for the body that speaks ("the paper": the newspaper)."""
    mention = scene.mention_at_head(head)
    own = entity is not None and mention is not None and mention.entity == entity.id
    return own and entity is not None and entity.type == "organisation"


def _of_untracked(scene: Scene, draft: Draft, head: int | None) -> str:
    """The terms of a speaker without an entity: several named together, or a body told by its words alone."""
    together = " and " in (draft.speaker.name if draft.speaker is not None else "")
    inside = [m for span in draft.source for m in scene.mentions_in(span) if m.type == "name" and m.entity]
    if together and any(scene.entities[m.entity or ""].type == "person" for m in inside):
        return "named"
    plural = (
        head is not None and scene.parse.words[head].tag == "NNS" and scene.parse.lowers[head] not in _SINGLE_BODIES
    )
    return "collective" if plural else "institution"


def _is_plural_nominal(scene: Scene, entity: Entity) -> bool:
    """Whether a body is only ever a plural description ("cruise companies")."""
    heads = [
        next(iter(scene.parse.heads_in(m.span)), None) for m in scene.mentions_of(entity.id) if m.type != "pronoun"
    ]
    return bool(heads) and all(
        h is not None and scene.parse.words[h].tag == "NNS" and scene.parse.lowers[h] not in _SINGLE_BODIES
        for h in heads
    )


def _of_description(scene: Scene, entity: Entity) -> str:
    """The terms of an unnamed speaker, by the fullest description that the article gives."""
    first = next((m for m in scene.mentions_of(entity.id) if m.type != "pronoun"), None)
    if first is None:
        return "unknown"
    head = next(iter(scene.parse.heads_in(first.span)), None)
    if head is None:
        return "unknown"
    words = [scene.parse.lowers[i] for i in scene.parse.words_in(first.span)]
    return _by_words(scene, head, words)


def _describe(scene: Scene, draft: Draft, head: int) -> str:
    if scene.parse.words[head].tag in {"PRP", "PRP$", "WP", "DT", "EX"}:
        return "unknown"
    words = [scene.parse.lowers[i] for span in draft.source for i in scene.parse.words_in(span)]
    return _by_words(scene, head, words)


def _by_words(scene: Scene, head: int, words: Sequence[str]) -> str:
    noun = scene.parse.lowers[head]
    plural = scene.parse.words[head].tag in {"NNS", "NNPS"}
    if noun in _TURN_TERMS:
        return _TURN_TERMS[noun]
    if noun in _SPOKESPEOPLE:
        return "institution"
    if noun in SOURCE_NOUNS:
        return SOURCE_NOUNS[noun].terms
    known = noun_of(noun)
    counted = bool(_NUMERALS & set(words[:3]))
    if noun in _NUMERALS - _SINGLE and words[:1] == ["the"]:
        return "collective"  # "the two": told of before
    if noun in _VAGUE or plural or (known is not None and known.kind == "people"):
        pointed = words[:1] == ["the"] or words[:1] == ["both"]  # "the two ministers": told of before
        return "anonymous" if counted and len(words) > 1 and not pointed else "collective"
    if known is not None and known.kind == "organisation" and not _is_one(scene, head):
        return "institution"
    if "press" in words:
        return "institution"
    if noun in _ORDINARY | _OFFICIALS or noun in _NUMERALS or counted:
        return "anonymous"
    # One who holds an office or serves somebody speaks for it: "the minister", "the owner's lawyer", "his deputy".
    possessed = any(scene.parse.words[c].dep == "poss" for c in scene.parse.children[head])
    definite = bool(words) and words[0] in _DEFINITE
    return "institution" if (possessed or definite) and known is not None else "anonymous"


def _is_one(scene: Scene, head: int) -> bool:
    """Whether a noun for a body is somebody, as "who" tells ("an operator who feared reprisals")."""
    after = scene.parse.lowers[head + 1 : head + 3]
    return "who" in after or "whose" in after


def find_terms_span(scene: Scene, draft: Draft, contents: Sequence[Span]) -> Span | None:
    """The words near a statement that state why its source goes unnamed: in its own sentence, or a remark after it."""
    if not draft.source:
        return None
    sentences = scene.parse.reading.sentences
    anchor = draft.anchor
    index = next((i for i, s in enumerate(sentences) if s.start <= anchor.start < s.end), None)
    if index is None:
        return None
    last = scene.paragraph_of(max(span.end for span in draft.content) - 1)
    for sentence in sentences[index:]:
        own = sentence is sentences[index]
        if sentence.start - draft.cover.end > _REACH_CHARS or scene.paragraph_of(sentence.start) > max(
            last, draft.paragraph
        ):
            return None
        if own:
            found = _state_of_terms(scene, sentence, contents)
        else:
            found = _remark(scene, sentence, contents) if draft.terms == "anonymous" else None
        if found is not None:
            return found
    return None


def states_terms(scene: Scene, start: int, end: int) -> bool:
    """Whether words tell that somebody goes unnamed, or on what terms."""
    return _STATED.search(scene.parse.small, start, end) is not None


def _state_of_terms(scene: Scene, sentence: Span, contents: Sequence[Span]) -> Span | None:
    for opener in pattern("anonymity", "openers").finditer(scene.text, sentence.start, sentence.end):
        start = opener.start()
        if any(c.start <= start < c.end for c in contents):
            continue
        end = _end_of_clause(scene.text, start, sentence.end, contents)
        if states_terms(scene, start, end):
            return Span(start, end)
    return None


def _remark(scene: Scene, sentence: Span, contents: Sequence[Span]) -> Span | None:
    """A whole sentence that tells the terms of the source before it ("She would not give her name.")."""
    text = scene.text
    if pattern("anonymity", "remarks").match(text, sentence.start) is None:
        return None
    if any(c.overlaps(sentence) for c in contents):
        return _state_of_terms(scene, sentence, contents)
    if not states_terms(scene, sentence.start, sentence.end):
        return None
    end = sentence.end
    while text[end - 1] in " \n\t":
        end -= 1
    return Span(sentence.start, end)


_CLAUSE_END = re.compile(
    r",? (?:said|says|added|adds|told|described|put|called|and (?:said|added))\b|, (?=\w+(?:ed|s) )|[“\"]|;|—|\)"
)


def _end_of_clause(text: str, start: int, limit: int, contents: Sequence[Span]) -> int:
    """Where the words that began at `start` end: before the next content, a reporting verb or the full stop."""
    end = min([limit, *(c.start for c in contents if start < c.start < limit)])
    stop = _CLAUSE_END.search(text, start + 1, end)
    if stop is not None:
        end = stop.start()
    while end > start and text[end - 1] in " \n\t,;:.":
        end -= 1
    return end


def _states_terms(scene: Scene, draft: Draft) -> bool:
    """Whether a statement is itself the stating of terms ("asked not to be named")."""
    if draft.kind != "indirect" or not draft.cue:
        return False
    cover = draft.cover
    return (
        len(cover) < _REACH_CHARS
        and states_terms(scene, cover.start, cover.end)
        and all(states_terms(scene, max(cover.start, span.start - 25), span.end) for span in draft.content)
    )


def carry_terms(scene: Scene, drafts: Sequence[Draft]) -> None:
    """An unnamed source's stated reason holds for its later statements, and makes it anonymous."""
    unnamed = [draft for draft in drafts if draft.terms in _UNNAMED]
    if not unnamed:
        return
    contents = [span for draft in drafts if not _states_terms(scene, draft) for span in draft.content]
    reasons: dict[str, Span] = {}
    for draft in unnamed:
        draft.terms_span = find_terms_span(scene, draft, contents)
        if draft.terms_span is not None and (key := _key(draft)):
            reasons.setdefault(key, draft.terms_span)
    _carry_to_parts(scene, drafts)
    for draft in drafts:  # for all that the same source says, before and after
        entity = scene.entity(draft.speaker)
        goes_unnamed = draft.terms in _UNNAMED or (entity is not None and entity.type == "unnamed")
        if draft.terms_span is None and goes_unnamed:
            draft.terms_span = reasons.get(_key(draft) or "")
        if draft.terms_span is not None:
            draft.terms = "anonymous"


def _carry_to_parts(scene: Scene, drafts: Sequence[Draft]) -> None:
    """The reason of "two diplomats" holds for "one of them", "the other" and "both" in what follows."""
    whole: Draft | None = None
    for draft in drafts:
        words = " ".join(span.of(scene.text) for span in draft.source)
        if draft.terms_span is not None and pattern("anonymity", "several").match(words):
            whole = draft
        elif whole is not None and draft.paragraph - whole.paragraph > 1:
            whole = None
        elif whole is not None and draft.terms_span is None and pattern("anonymity", "parts").match(words):
            draft.terms, draft.terms_span = "anonymous", whole.terms_span


def _key(draft: Draft) -> str | None:
    return draft.speaker.entity if draft.speaker else None
