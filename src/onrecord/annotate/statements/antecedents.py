"""Speakers that stand at another's words: several at once, namesakes told apart by their title, pronouns that go on.

The chains of mentions are made without knowing who speaks. Here the statements themselves are evidence: what a
pronoun opens goes on from the statement before it, never from somebody who was only talked about there.
"""

import re
from collections.abc import Sequence

from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import GENDERS, HONORIFICS, noun_of
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.speakers import by_surname, is_name
from onrecord.model import Entity, EntityRef, Mention, Span

__all__ = ["name_several", "settle_speakers"]

_GENDERS = {"he": "m", "she": "f"}
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_BODIES = frozenset({"organisation", "country", "document"})
_TITLED = re.compile(r"(?P<title>(?:Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Lady|Madam|Herr|Frau)\b\.?) (?P<surname>[\w’'-]+)$")
_ARTICLE = re.compile(r"^(?:the|a|an|both) ", re.IGNORECASE)
_BODY_NOUN = re.compile(r"^[Tt]he (?P<noun>bank|company|firm|airline|union|group|agency)\b")
_POINTED = re.compile(r"^[Tt]hat (?P<noun>[a-z]+)$")
_EPITHET = re.compile(
    r"^[Tt]he (?:[\w’'-]+ ){0,3}(?:[a-z]+(?:e[er]|ist|ian|man|woman|star)|mogul|spouse|(?:\w+-)?year-old)$"
)
_SHORT_WORDS = 4  # "Peeters did."


def name_several(scene: Scene, draft: Draft) -> EntityRef | None:
    """The speakers of a source that joins two or more ("the army and the Red Crescent"), named together; else None."""
    if len(draft.source) != 1:
        return None
    parse = scene.parse
    source = draft.source[0]
    inside = parse.words_in(source)
    head = next((i for i in parse.heads_in(source) if parse.is_noun(i)), None)
    if head is None:
        return None
    named = next((c for c in parse.children[head] if c in inside and _is_named_several(scene, c)), None)
    if named is not None and is_name(scene, head):  # "Air France, the pilots' union and the mayor"
        return EntityRef(None, _ARTICLE.sub("", source.of(scene.text).rstrip(" ,")))
    if named is not None:  # "two members of the board, Jane Doe and Jan Rus"
        return EntityRef(None, _listed(scene, named).of(scene.text))
    others = _joined(parse, head)
    if (
        not others
        or others[-1] not in inside
        or not any(_is_party(scene, c) for c in others)
        or not _is_party(scene, head)
    ):
        return None
    mention = scene.mention_at_head(head)
    if mention is not None and mention.type == "name" and mention.span.end > parse.words[others[0]].span.start:
        return None  # "the Ministry of Industry and Trade"
    if any(parse.words[c].dep in {"relcl", "appos"} for c in parse.children[head] if c in inside and c < others[0]):
        return None
    names = all(is_name(scene, member) for member in (head, *others))
    if not names and any(parse.forms[i] in {",", "—", "–", "(", ":"} for i in inside if i < others[0]):
        return None  # "the unions, CGSP and its rival" says who the unions are
    words = source.of(scene.text).rstrip(" ,")
    return EntityRef(None, _ARTICLE.sub("", words))


def _joined(parse: Parse, head: int) -> list[int]:
    """The words that an "and" joins to a noun, in text order: the second and the third of "Doe, Rus and the bank"."""
    found: list[int] = []
    link, seen = head, True
    while seen:
        seen = False
        for child in parse.children[link]:
            if child > link and parse.words[child].dep == "conj":
                found.append(child)
                link, seen = child, True
                break
    last = [head, *found][-2:]
    joined = any(parse.lowers[c] in {"and", "&"} for i in last for c in parse.children[i])
    return found if joined else []


def _is_named_several(scene: Scene, word: int) -> bool:
    """Whether a word is the first of several names that say who somebody is."""
    members = (word, *_joined(scene.parse, word))
    return scene.parse.words[word].dep == "appos" and len(members) > 1 and all(is_name(scene, m) for m in members)


def _listed(scene: Scene, head: int) -> Span:
    """The words from the first to the last of several that an "and" joins, the last one's name whole."""
    parse = scene.parse
    last = (_joined(parse, head) or [head])[-1]
    span = parse.span(parse.phrase(head).first, last)
    mention = scene.mention_at_head(last)
    return Span(span.start, max(span.end, mention.span.end)) if mention is not None else span


def _is_party(scene: Scene, word: int) -> bool:
    """Whether a word is one who may speak for himself: a name, or a noun with an article of its own."""
    mention = scene.mention_at_head(word)
    if mention is not None and mention.type == "name":
        return True
    own = any(
        scene.parse.words[c].dep in {"det", "poss"} or scene.parse.lowers[c] == "other"
        for c in scene.parse.children[word]
    )
    return own and noun_of(scene.parse.lowers[word]) is not None


def settle_speakers(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Put right the speakers of titled namesakes and of pronouns; `drafts` are in text order."""
    moved: dict[str, EntityRef] = {}
    for i, draft in enumerate(drafts):
        if draft.outer is not None or len(draft.source) != 1:
            continue
        words = draft.source[0].of(scene.text).strip(" ,")
        lower = words.lower()
        before = draft.speaker.entity if draft.speaker is not None else None
        if lower in _PRONOUNS:
            draft.speaker = _of_pronoun(scene, draft, drafts, i, lower, moved)
        elif (titled := _TITLED.match(words)) is not None:
            draft.speaker = _of_title(scene, draft, titled)
        elif (pointed := _POINTED.match(words)) is not None:
            draft.speaker = _last_unnamed(scene, draft, drafts, i, pointed.group("noun"))
        elif (noun := _BODY_NOUN.match(words)) is not None:
            draft.speaker = _nearest_body(scene, draft, noun.group("noun"))
        elif draft.speaker is None and _EPITHET.match(words) is not None:
            draft.speaker = _last_named(scene, draft, drafts, i)
        draft.speaker = _unglue(scene, draft.speaker, words)
        if before is not None and draft.speaker is not None and draft.speaker.entity not in {before, None}:
            moved[before] = draft.speaker
        elif before is not None:
            moved.pop(before, None)


def _unglue(scene: Scene, ref: EntityRef | None, words: str) -> EntityRef | None:
    """One of two bodies that the mentions hold for one ("the army" after "the army and the Red Crescent")."""
    entity = scene.entity(ref)
    bare = _ARTICLE.sub("", words)
    if entity is None or entity.type == "person" or " and " not in entity.name or " and " in bare:
        return ref
    parts = {_ARTICLE.sub("", part).lower() for part in entity.name.split(" and ")}
    last = {part.split()[-1] for part in parts if part}
    return EntityRef(None, bare) if bare.lower() in parts | last and len(last) > 1 else ref


# --- pronouns


def _of_pronoun(
    scene: Scene, draft: Draft, drafts: Sequence[Draft], at: int, pronoun: str, moved: dict[str, EntityRef]
) -> EntityRef | None:
    short = _short_subject(scene, draft, pronoun)
    if short is not None:
        return short
    if pronoun == "they" and (several := _several_before(scene, draft)) is not None:
        return several
    told = draft.speaker
    previous = _previous(scene, draft, drafts, at)
    follows = previous is not None and previous.speaker is not None and _fits(scene, previous.speaker, pronoun)
    if told is not None and told.entity in moved and _fits(scene, moved[told.entity], pronoun):
        return moved[told.entity]
    if told is None or told.entity is None:
        return told
    if _is_own_object(scene, draft, told.entity) or _only_talked_about(scene, draft, told.entity):
        return previous.speaker if follows and previous is not None else None
    if pronoun in {"it", "they"} and follows and previous is not None and _is_subject(scene, previous):
        same = previous.speaker is not None and previous.speaker.entity == told.entity
        return told if same or _is_subject_before(scene, draft, told.entity) else previous.speaker
    return told


def _several_before(scene: Scene, draft: Draft) -> EntityRef | None:
    """The names that are joined as the main subject right before ("Doe and Rus met. They …")."""
    first = next(iter(scene.sentences_of(draft.anchor)), 0)
    sentences = scene.parse.reading.sentences
    for number in range(first, max(-1, first - 2), -1):
        if scene.paragraph_of(sentences[number].start) != draft.paragraph:
            break
        subjects = [
            i
            for i in scene.parse.words_in(sentences[number])
            if scene.parse.words[i].span.end <= draft.anchor.start
            and scene.parse.words[i].dep != "conj"
            and scene.parse.is_main_subject(i)
        ]
        if subjects:
            members = (subjects[-1], *_joined(scene.parse, subjects[-1]))
            named = len(members) > 1 and all(is_name(scene, member) for member in members)
            return EntityRef(None, _listed(scene, subjects[-1]).of(scene.text)) if named else None
    return None


def _previous(scene: Scene, draft: Draft, drafts: Sequence[Draft], at: int) -> Draft | None:
    """The last statement of somebody's in the sentence before, in the same paragraph."""
    here = next(iter(scene.sentences_of(draft.anchor)), None)
    for i in range(at - 1, -1, -1):
        other = drafts[i]
        if other.paragraph != draft.paragraph:
            return None
        if other.outer is None and other.source and here is not None:
            there = next(iter(scene.sentences_of(other.anchor)), here)
            return other if there == here - 1 else None
    return None


def _is_subject(scene: Scene, draft: Draft) -> bool:
    """Whether a statement's source opens its sentence, so that it is what the next one goes on from."""
    first = next(iter(scene.sentences_of(draft.anchor)), None)
    if first is None:
        return False
    sentence = scene.parse.reading.sentences[first]
    return not scene.text[sentence.start : draft.anchor.start].strip() and draft.cover.start == draft.anchor.start


def _is_subject_before(scene: Scene, draft: Draft, entity: str) -> bool:
    """Whether an entity is the grammatical subject somewhere in the sentence before."""
    first = next(iter(scene.sentences_of(draft.anchor)), 0)
    if first == 0:
        return False
    return any(
        mention.entity == entity
        and any(scene.parse.words[h].dep in {"nsubj", "nsubjpass"} for h in scene.parse.heads_in(mention.span))
        for mention in scene.mentions_in(scene.parse.reading.sentences[first - 1])
    )


def _short_subject(scene: Scene, draft: Draft, pronoun: str) -> EntityRef | None:
    """The one named in a short sentence right before ("Peeters did.")."""
    first = next(iter(scene.sentences_of(draft.cover)), 0)
    if first == 0 or pronoun not in _GENDERS:
        return None
    before = scene.parse.reading.sentences[first - 1]
    if len(before.of(scene.text).split()) > _SHORT_WORDS or scene.paragraph_of(before.start) != draft.paragraph:
        return None
    named = [m for m in scene.mentions_in(before) if m.entity and m.type == "name"]
    ref = scene.ref(named[0].entity or "") if len(named) == 1 and named[0].span.start == before.start else None
    if not named:
        ref = by_surname(scene, scene.parse.words_in(before)[0])
    return ref if ref is not None and _fits(scene, ref, pronoun) else None


def _is_own_object(scene: Scene, draft: Draft, entity: str) -> bool:
    """Whether the one meant is named in what is said: "he threatened to sue Mr Doe" is not Doe's threat."""
    return draft.kind == "indirect" and any(
        m.entity == entity and m.type == "name" for span in draft.content for m in scene.mentions_in(span)
    )


def _only_talked_about(scene: Scene, draft: Draft, entity: str) -> bool:
    """Whether all that the article says of somebody before stands inside what others say."""
    earlier = [m for m in scene.mentions_of(entity) if m.span.start < draft.anchor.start]
    return bool(earlier) and all(_is_inside(scene, m, draft) for m in earlier)


def _is_inside(scene: Scene, mention: Mention, draft: Draft) -> bool:
    near = (d for d in scene.near(mention.span) if d is not draft and d.source)
    return any(span.contains(mention.span) for d in near for span in d.content)


def _fits(scene: Scene, ref: EntityRef, pronoun: str) -> bool:
    entity = scene.entity(ref)
    if entity is None:
        return pronoun == "they"
    if pronoun in _GENDERS:
        single = entity.type in {"person", "unnamed"} and not _is_plural(scene, entity)
        return single and _gender(scene, entity) in {None, _GENDERS[pronoun]}
    if pronoun == "it":
        return entity.type in _BODIES and not _is_plural(scene, entity)
    return entity.type in {"organisation", "group"} or _is_plural(scene, entity)


def _is_plural(scene: Scene, entity: Entity) -> bool:
    first = next((m for m in scene.mentions_of(entity.id) if m.type == "nominal"), None)
    head = next(iter(scene.parse.heads_in(first.span)), None) if first is not None else None
    return head is not None and scene.parse.words[head].tag in {"NNS", "NNPS"}


# --- names


def _gender(scene: Scene, entity: Entity) -> str | None:
    """The gender that a given name, a title before the name or the noun of a description tells."""
    words = entity.name.split()
    known = GENDERS.get(words[0]) if entity.type == "person" and len(words) > 1 else None
    if known is not None:
        return known
    for mention in scene.mentions_of(entity.id):
        before = scene.text[max(0, mention.span.start - 8) : mention.span.start].split()
        if mention.type == "name" and " " in mention.span.of(scene.text) and before:
            known = HONORIFICS.get(before[-1].lower())
            if known is not None:
                return known
    noun = noun_of(words[-1].lower()) if entity.type == "unnamed" and words else None
    return noun.gender if noun is not None else None


def _of_title(scene: Scene, draft: Draft, titled: re.Match[str]) -> EntityRef | None:
    """The namesake whose gender the title fits; the speaker as found where there is one bearer of the name."""
    gender = HONORIFICS.get(titled.group("title").lower()) or HONORIFICS.get(titled.group("title").lower().rstrip("."))
    surname = titled.group("surname")
    bearers = [e for e in scene.entities.values() if e.type == "person" and e.name.split()[-1:] == [surname]]
    if len(bearers) < 2:
        return draft.speaker
    met = [e for e in bearers if " " in e.name and _is_met(scene, e, draft)]  # nobody is "Mr Doe" before his full name
    fitting = [e for e in met or bearers if " " in e.name and (gender is None or _gender(scene, e) in {None, gender})]
    if draft.speaker is not None and any(e.id == draft.speaker.entity for e in fitting):
        return draft.speaker
    return EntityRef(fitting[0].id, fitting[0].name) if len(fitting) == 1 else None


def _is_met(scene: Scene, entity: Entity, draft: Draft) -> bool:
    """Whether the full name has stood before a statement."""
    return any(
        m.type == "name" and " " in m.span.of(scene.text) and m.span.start < draft.anchor.start
        for m in scene.mentions_of(entity.id)
    )


def _last_unnamed(scene: Scene, draft: Draft, drafts: Sequence[Draft], at: int, noun: str) -> EntityRef | None:
    """The unnamed speaker with that noun who spoke last in the same or the last paragraph ("that official")."""
    for other in (drafts[i] for i in range(at - 1, -1, -1)):
        if draft.paragraph - other.paragraph > 1:
            break
        entity = scene.entity(other.speaker)
        if entity is not None and entity.type == "unnamed" and entity.name.split()[-1:] == [noun]:
            return other.speaker
    return draft.speaker


def _last_named(scene: Scene, draft: Draft, drafts: Sequence[Draft], at: int) -> EntityRef | None:
    """Whom "the 46-year-old" or "the drummer" means: the person who spoke last, in this or the last paragraph."""
    for other in (drafts[i] for i in range(at - 1, -1, -1)):
        if draft.paragraph - other.paragraph > 1:
            break
        entity = scene.entity(other.speaker)
        if other.outer is None and entity is not None:
            return other.speaker if entity.type == "person" else None
    return None


def _nearest_body(scene: Scene, draft: Draft, noun: str) -> EntityRef | None:
    """A name that holds the noun and stands in the sentence before ("Volgabank … The bank"), when another was found."""
    first = next(iter(scene.sentences_of(draft.anchor)), 0)
    if first == 0 or draft.speaker is None:
        return draft.speaker
    before: Span = scene.parse.reading.sentences[first - 1]
    named = [
        m for m in scene.mentions_in(before) if m.type == "name" and m.entity and noun in m.span.of(scene.text).lower()
    ]
    if len(named) != 1 or named[0].entity == draft.speaker.entity:
        return draft.speaker
    return scene.ref(named[0].entity or "")
