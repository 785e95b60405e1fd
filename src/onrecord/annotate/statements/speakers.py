"""From a statement's source to its speaker: who, of the article's entities, said it."""

import re
from collections.abc import Sequence

from onrecord.annotate.mentions.tables import HONORIFICS, noun_of
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import SOURCE_NOUNS, pattern
from onrecord.lexicon.kinds import noun_kind
from onrecord.model import EntityRef, Mention, Span

__all__ = ["by_surname", "carry_speakers", "find_speaker", "is_issuer", "is_name", "issuer_ref", "source_head"]

_FIRST = frozenset({"we", "our", "us", "ours", "i", "me", "my"})
_POINTING = frozenset({"the", "that", "this"})
_FOLLOWERS = frozenset({"administration", "government", "campaign", "team", "office", "camp"})
_PARTY_LETTERS = re.compile(r"(?:[A-Z]|[A-Z]{2,3}(?=.{2,6}$))[-–][A-Z][\w.]*$")  # "D-La." is nobody's name
_ISSUED = frozenset({"statement", "communique", "communiqué", "declaration", "bulletin", "release", "readout"})
_PUTTING_OUT = frozenset({"issued", "released", "published", "issues", "releases", "posted", "circulated", "sent"})
_GETTING = frozenset(
    {"seen", "obtained", "reviewed", "viewed", "quoted", "cited", "published", "read", "leaked", "held"}
)
_BETWEEN = frozenset({"", *HONORIFICS})  # a title and the name that it leads to
_PEOPLE = frozenset({"associate", "associates", "intimates", "entourage"})  # no nouns for what somebody says
_LETTERS = frozenset({"Q", "A"})  # of questions and answers: whose, they don't tell
_PLURALS = frozenset({"NNS", "NNPS"})
_REACH_PARAGRAPHS = 2  # a quote with no source goes on from the paragraph before at most


def source_head(scene: Scene, draft: Draft) -> int | None:
    """The word that governs the source, else None without a source."""
    for span in draft.source:
        heads = list(scene.parse.heads_in(span))
        nominal = [i for i in heads if scene.parse.is_noun(i) or scene.parse.words[i].tag in {"PRP", "PRP$"}]
        nominal = nominal or list(scene.parse.subjects_in(span))
        if nominal or heads:
            return (nominal or heads)[0]
    return None


def is_name(scene: Scene, head: int) -> bool:
    """Whether a word governs a name ("Nordvolt Cable"), so that it isn't read as a noun."""
    mention = scene.mention_at_head(head)
    return mention is not None and mention.type == "name"


def find_speaker(scene: Scene, draft: Draft) -> EntityRef | None:
    """The speaker that the source's own words resolve to."""
    head = source_head(scene, draft)
    if head is None:
        return None
    span = next(s for s in draft.source if s.overlaps(scene.parse.words[head].span))
    head = _antecedent(scene, head)
    lower = scene.parse.lowers[head]
    if span.of(scene.text) in _LETTERS:
        return None
    if lower in _FIRST and scene.parse.forms[head] != "US":  # the country, not the pronoun
        return _first_person(scene, draft, lower)
    mention = _named_in(scene, span, head) or scene.mention_at_head(head) or _only_mention(scene, span)
    if lower in SOURCE_NOUNS and not is_name(scene, head) and (mention is None or _is_document(scene, mention)):
        issuer = _issuer(scene, head, span)
        if issuer is not None:
            return issuer
    if mention is None or mention.entity is None:
        return by_surname(scene, head)
    entity = scene.entities[mention.entity]
    if entity.type == "unnamed" and entity.name == scene.parse.forms[head]:
        named = by_surname(scene, head)  # a surname that is a common noun too: "Scissors, who advises firms, said"
        if named is not None:
            return named
    if not _agrees(scene, span.of(scene.text), head, mention.entity):
        return None
    if (
        mention.type == "nominal"
        and noun_of(lower) is None
        and noun_kind(lower) != "person"
        and lower not in _PEOPLE
        and scene.entities[mention.entity].type == "unnamed"
    ):
        owner = _owner(scene, head)
        if owner is not None:  # "Biden's outreach", "in her view": the possessor speaks, but not in what two do
            return None if _is_shared(scene, head) else owner
        if (
            scene.parse.lowers[scene.parse.words_in(mention.span)[0]] in _POINTING
            and scene.parse.words[head].tag == "NN"
        ):
            return None  # "that rancor": a noun for nobody
    return scene.ref(mention.entity, _apart(mention.span, span))


def _agrees(scene: Scene, words: str, head: int, entity: str) -> bool:
    """Whether "who" and "which" may stand for what the parse gives them: somebody, and something."""
    person = scene.entities[entity].type in {"person", "unnamed"}
    if words.startswith(("who", "Who")):
        return person or scene.entities[entity].type == "group" or scene.parse.words[head].tag in _PLURALS
    return not (person and words.lower() == "which")


def by_surname(scene: Scene, head: int) -> EntityRef | None:
    """The only person whose surname a word is that no mention covers."""
    form = scene.parse.forms[head]
    if not form[:1].isupper() or len(form) < 3:
        return None
    known = [e for e in scene.entities.values() if e.type == "person" and e.name.split()[-1:] == [form]]
    return EntityRef(known[0].id, known[0].name) if len(known) == 1 else None


def _owner(scene: Scene, head: int) -> EntityRef | None:
    for child in scene.parse.children[head]:
        if scene.parse.words[child].dep == "poss":
            mention = scene.mention_at_head(child)
            if mention is not None and mention.entity is not None:
                return scene.ref(mention.entity)
    return None


def _is_shared(scene: Scene, head: int) -> bool:
    """Whether a noun tells what its possessor does with somebody else ("her call with the premier")."""
    return any(scene.parse.lowers[c] in {"with", "between"} for c in scene.parse.children[head])


def _antecedent(scene: Scene, head: int) -> int:
    """The noun that a relative pronoun stands for ("a bulletin, which stated…"); the word itself for others."""
    if scene.parse.words[head].dep == "relcl" and scene.parse.words[head].tag.startswith("VB"):
        return scene.parse.words[head].head  # all of "who leads the union" is the source
    if scene.parse.words[head].tag not in {"WDT", "WP"}:
        return head
    verb = scene.parse.words[head].head
    if scene.parse.words[verb].dep != "relcl":
        return head
    noun = scene.parse.words[verb].head
    named = scene.parse.words[noun].head
    described = scene.parse.words[noun].dep == "appos" and is_name(scene, named)
    return named if described else noun  # "Jane Doe, the banker who …"


def _apart(mention: Span, source: Span) -> Span | None:
    return None if source.contains(mention) else mention


def _named_in(scene: Scene, span: Span, head: int) -> Mention | None:
    """The one named in a source, by the parse: its head, what stands in apposition, or what a title leads to."""
    people = [
        m
        for m in scene.mentions_in(span)
        if m.type == "name" and m.entity and scene.entities[m.entity].type == "person"
    ]
    heads = set(scene.parse.heads_in(span))
    for mention in people:
        if _leads_to(scene, mention, head) or heads & set(scene.parse.heads_in(mention.span)):
            return mention
    for mention in people:
        if _stands_free(scene, mention, span) or _is_titled(scene, mention, head):
            return mention
    for mention in scene.mentions_in(span):  # "the state broadcaster CCTV"
        body = mention.type == "name" and mention.entity and scene.entities[mention.entity].type == "organisation"
        body = body and not _PARTY_LETTERS.match(mention.span.of(scene.text))
        if body and (_leads_to(scene, mention, head) or _is_beside(scene, mention, head)):
            return mention
    return None


def _is_titled(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether the source's head is in the title right before a name, wherever the parse hangs the name."""
    noun = scene.parse.words[head].span
    titles = (role.span for role in scene.naming.roles if role.entity == mention.entity and role.span is not None)
    return any(
        title.contains(noun) and scene.text[title.end : mention.span.start].strip().lower() in _BETWEEN
        for title in titles
        if title.end <= mention.span.start
    )


def _is_beside(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether a name stands right after a common noun that says what it is, however the parse joins the two."""
    return scene.parse.words_in(mention.span)[0] == head + 1 and scene.parse.words[head].tag == "NN"


def _leads_to(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether the way from the mention to the source's head goes by apposition and naming only."""
    for word in scene.parse.heads_in(mention.span):
        steps = 0
        while word != head and steps < 4 and scene.parse.words[word].dep in {"appos", "flat"}:
            word = scene.parse.words[word].head
            steps += 1
        if word == head:
            return True
    return False


def _stands_free(scene: Scene, mention: Mention, span: Span) -> bool:
    """Whether a comma parts the name from the description before it, with no preposition between ("…, Jane Doe,")."""
    words = scene.parse.words_in(mention.span)
    first, after = words[0], words[-1] + 1
    ends = after >= len(scene.parse.words) or scene.parse.words[after].span.start >= span.end
    if not ends and scene.parse.forms[after] not in {",", "(", "—", "–", ")"} and scene.parse.words[after].tag != "WP":
        return False
    i = first - 1
    while i >= 0 and scene.parse.words[i].span.start >= span.start:
        lower = scene.parse.lowers[i]
        if lower in {",", "—", "–", ":"}:
            return not any(scene.parse.words[j].tag == "WP" for j in range(i + 1, first))
        if scene.parse.words[i].tag in {"IN", "TO", "POS", "WP", "WDT", "VBD", "VBZ", "VBG", "VBN", "CC"}:
            return False
        i -= 1
    return i < 0 or scene.parse.words[first].span.start > span.start or mention.span.start == span.start


def _only_mention(scene: Scene, span: Span) -> Mention | None:
    """The mention that covers the source but for an article or a title."""
    inside = [m for m in scene.mentions_in(span) if len(m.span) * 4 >= len(span) * 3]
    return max(inside, key=lambda m: len(m.span), default=None)


def _is_document(scene: Scene, mention: Mention) -> bool:
    return mention.entity is None or scene.entities[mention.entity].type == "document"


def _first_person(scene: Scene, draft: Draft, lower: str) -> EntityRef | None:
    if draft.outer is not None:
        return draft.outer.speaker
    if scene.genre.own and lower in {"we", "our", "us", "ours"}:
        return issuer_ref(scene)
    return None


def issuer_ref(scene: Scene) -> EntityRef | None:
    """The issuer of an institution's own text, as an entity of it where the text names the issuer."""
    name = scene.genre.issuer
    if name is None:
        return None
    wanted = _words(name)
    for entity in scene.naming.entities:
        if entity.type == "organisation" and wanted and _words(entity.name) == wanted:
            return EntityRef(entity.id, entity.name)
    return EntityRef(None, name)


def is_issuer(scene: Scene, ref: EntityRef) -> bool:
    """Whether a reference is to the issuer of the article's own text, by its name or as "the Ministry"."""
    issuer = scene.genre.issuer
    if issuer is None:
        return False
    words = _words(ref.name) - {"this"}
    return bool(words) and words <= _words(issuer) | {"government"}


def _words(name: str) -> frozenset[str]:
    return frozenset(name.lower().replace(",", " ").split()) - {"the", "of", "and", "for"}


def _issuer(scene: Scene, head: int, span: Span) -> EntityRef | None:
    """Who issued a document: its possessor, a name in front of it, or who follows "by", "from" or "of"."""
    parse = scene.parse
    owners = [m for m in scene.mentions_in(span) if m.entity and scene.entities[m.entity].type != "document"]
    for mention in owners:
        word = next(iter(parse.heads_in(mention.span)), None)
        if word is None:
            continue
        relation = parse.words[word].dep
        if word < head and relation in {"compound", "nmod"} and scene.entities[mention.entity or ""].type == "person":
            last = parse.words_in(mention.span)[-1]
            if last + 1 < head and parse.lowers[last + 1] in _FOLLOWERS:
                return EntityRef(None, parse.span(last, last + 1).of(scene.text))  # "a Biden administration readout"
            continue
        if word < head and relation in {"poss", "compound", "nmod", "amod"} and parse.words[word].head == head:
            if scene.entities[mention.entity or ""].type == "group":
                continue
            return scene.ref(mention.entity or "")
        if word > head and relation in {"pobj", "agent"} and parse.lowers[parse.words[word].head] in {"by", "from"}:
            verb = parse.words[parse.words[word].head].head
            if parse.lowers[verb] in _GETTING:
                continue  # "a memo seen by the Ledger"
            return scene.ref(mention.entity or "")
    for mention in owners:
        if parse.words_in(mention.span)[-1] == head - 1 and scene.entities[mention.entity or ""].type == "organisation":
            return scene.ref(mention.entity or "")
    body = _body_before(scene, head, span)
    if body is not None:
        return body
    for mention in owners:  # a body that stands before the noun however the parse joins the two
        first = parse.words_in(mention.span)[0]
        if mention.span.end <= parse.words[head].span.start and scene.entities[mention.entity or ""].type in {
            "organisation",
            "country",
        }:
            between = range(parse.words_in(mention.span)[-1] + 1, head)
            if first < head and all(parse.words[i].tag not in {"IN", "VBN", "VBD", ","} for i in between):
                return scene.ref(mention.entity or "")
    return None


def _body_before(scene: Scene, head: int, span: Span) -> EntityRef | None:
    """The body without a mention of its own that a document is called after ("a Brevian foreign ministry readout")."""
    parse = scene.parse
    first = next(iter(parse.words_in(span)))
    noun = noun_of(parse.lowers[head - 1]) if head > first else None
    if noun is None or noun.kind != "organisation" or parse.words[head - 1].tag == "POS":
        return None
    while first < head - 1 and parse.words[first].tag in {"DT", "PRP$", ","}:
        first += 1
    if any(parse.words[i].tag in {"IN", "VBD", "VBN", "POS", ","} for i in range(first, head)):
        return None
    return EntityRef(None, parse.span(first, head - 1).of(scene.text))


def carry_speakers(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give the statements without a source the speaker that goes on, where the text leaves no other.

    `drafts` are in text order. A participle or a second verb shares the subject of the verb that governs it; a
    quotation without any reporting words goes on from the quotation before it in the same or the last paragraph.
    """
    for i, draft in enumerate(drafts):
        if draft.source and _is_pointed_text(scene, draft):
            draft.speaker = _putting_out(scene, draft, drafts, i) or draft.speaker
        if draft.source or draft.speaker is not None:
            continue
        subject = _own_subject(scene, draft)
        if subject is not None and subject.entity is not None:
            draft.source, draft.speaker = (subject.span,), scene.ref(subject.entity)
            continue
        draft.speaker = _shared_subject(scene, draft) if draft.cue else _goes_on(draft, drafts, i)


def _is_pointed_text(scene: Scene, draft: Draft) -> bool:
    """Whether a source is "the statement": a text of somebody's that was told of before."""
    words = draft.source[0].of(scene.text).lower().split()
    entity = scene.entity(draft.speaker)
    return (
        len(words) == 2
        and words[0] in {"the", "that", "this"}
        and words[1] in _ISSUED
        and (entity is None or entity.type == "document")
    )


def _putting_out(scene: Scene, draft: Draft, drafts: Sequence[Draft], at: int) -> EntityRef | None:
    """Who spoke "in a statement" last before it, or is the subject of the verb that put one out."""
    parse = scene.parse
    noun = draft.source[0].of(scene.text).split()[-1].lower()
    for other in (drafts[i] for i in range(at - 1, -1, -1)):
        if draft.paragraph - other.paragraph > 1:
            break
        bounds = scene.frame_bounds(other)
        frame = scene.frame(other, bounds).lower() if bounds is not None else ""
        if other.speaker is not None and re.search(rf"\b(?:in|by) an? (?:\w+ )?{noun}\b", frame):
            return other.speaker
    first = next(iter(parse.words_in(draft.source[0])))
    sentence = parse.words[first].sentence
    for word in range(first - 1, -1, -1):
        if parse.words[word].sentence < sentence - 2:
            return None
        verb = parse.words[word].head
        if parse.lowers[word] == noun and parse.words[word].dep == "dobj" and parse.lowers[verb] in _PUTTING_OUT:
            subject = next((c for c in parse.children[verb] if parse.words[c].dep == "nsubj"), None)
            mention = scene.mention_at_head(subject) if subject is not None else None
            return scene.ref(mention.entity) if mention is not None and mention.entity else None
    return None


def _own_subject(scene: Scene, draft: Draft) -> Mention | None:
    """The name that is the subject of the cue's own verb ("said Jane Doe, who praised…")."""
    for word in scene.parse.words_in(draft.cue[0]) if draft.cue else ():
        if scene.parse.words[word].tag.startswith("VB"):
            subjects = [c for c in scene.parse.children[word] if scene.parse.words[c].dep == "nsubj"]
            mention = scene.mention_at_head(subjects[0]) if subjects else None
            return mention if mention is not None and mention.type == "name" else None
    return None


def _shared_subject(scene: Scene, draft: Draft) -> EntityRef | None:
    parse = scene.parse
    words = parse.words_in(draft.cue[0])
    if pattern("settings", "prompts").match(draft.cue[0].of(scene.text)):
        return None  # "Asked whether…": the one who asked isn't the subject
    for word in words:
        if not parse.words[word].tag.startswith("VB"):
            continue
        seen = 0
        while seen < 5:
            for child in parse.children[word]:
                if parse.words[child].dep == "nsubj":
                    return _speaker_at(scene, child)
                if parse.words[child].dep in {"nsubjpass", "expl"}:
                    return None
            governor = parse.words[word].head
            if governor == word or parse.words[word].dep not in {"conj", "advcl", "xcomp", "aux", "dep", "ccomp"}:
                return None
            word = governor
            seen += 1
        return None
    return None


def _speaker_at(scene: Scene, subject: int) -> EntityRef | None:
    for other in scene.near(scene.parse.words[subject].span):
        if other.speaker and any(subject in scene.parse.words_in(span) for span in other.source):
            return other.speaker
    mention = scene.mention_at_head(subject)
    return scene.ref(mention.entity, mention.span) if mention and mention.entity else None


def _goes_on(draft: Draft, drafts: Sequence[Draft], at: int) -> EntityRef | None:
    if draft.kind != "direct":
        return None
    last = drafts[at - 1] if at else None
    if last is None or draft.paragraph - last.paragraph >= _REACH_PARAGRAPHS:
        return None
    if last.kind == "indirect" and draft.paragraph != last.paragraph:
        return None
    return last.speaker
