"""Words talked about: terms in quotation marks ("what he called a “…”") and words said not to be used."""

import re
from collections.abc import Iterator, Sequence

from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.statements.quotes import trim_marks
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import pattern
from onrecord.annotate.statements.terms import find_terms
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import EntityRef, Span

__all__ = ["drop_moved", "find_usages"]

_OBJECTS = frozenset({"dobj", "obj", "dative"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_MAX_TERM_WORDS = 6  # longer quotations say something
_CLIMB = 6  # steps from a naming verb to the one whose subject it shares
_NESTED = re.compile(r"“[^“”\"\n]{1,60}”|(?<![\w’])[‘'](?=\w)[^‘’'“”\"\n]{1,60}(?<=[\w.,!?])[’'](?!\w)")
_UNMARKED = ("unmarked_word", "unmarked_name")
_PREFERS = re.compile(r"^(?:also )?(?:speaks of|refers? to|prefers?(?: to (?:say|speak of))?)$")
_MAX_NAME_WORDS = 3  # “Operation Teaspoon.” is a name, “It was a very cold day.” a sentence
_MAX_CALLED_WORDS = 10  # but for what comes after "what she called"
_CALLED = re.compile(
    r"\b(?P<lead>[Ww]hat|which|whom|that|of what|whatever) (?P<who>(?:[\w’'\-.]+ ){0,6}?)"
    r"(?P<verb>(?:has |have |had |is |was |were )?(?:call(?:s|ed|ing)?|term(?:s|ed)?|dub(?:s|bed)|describ(?:es|ed) as|"
    r"refer(?:s|red) to as|label(?:s|led)|style[sd]?|known as))"
    r"\s+(?P<tail>(?:(?:a|an|the|its|his|her|their|as|only|this)\s+)*)$"
)
_REFERRED = re.compile(
    r"\b(?P<verb>refer(?:s|red|ring)? to [\w \-]{2,60}? as|sp(?:eaks?|oke|oken|eaking) (?:only|instead) of|only of)"
    r"\s+(?:an?\s+|the\s+)?$|\b(?P<known>known (?:\w+ )?as)\s+(?:an?|the)\s+$"
)
_SO_CALLED = re.compile(r"\bso-called\s+$")
_NAMED = re.compile(
    r"\b(?P<verb>call(?:s|ed|ing)?|dub(?:s|bed|bing)|nicknam(?:es|ed|ing)|label(?:s|led|ed|ing|ling)?|brand(?:s|ed|ing)|"
    r"prefer(?:s|red|ring)?|sp(?:eaks?|oke|oken|eaking) of|say|says)\b(?! (?:on|upon|for|off|out|up|back|in)\b)"
    r"(?P<object>(?:(?! (?:by|for) )[^“”\".;:,()]){0,60}?)\s+(?:(?:as|an?|the)\s+)*$"
)
_SPOKEN = frozenset({"say", "says"})  # a habit of speech: "herders say “the white death”"
_TERM = re.compile(
    r"\b(?:the|this|that|its|his|her|their|a|no)\s+(?:term|expression|label|slogan|epithet|euphemism)s?,?\s+$"
)
_SPOKEN_OF = re.compile(
    r"\W{0,2}\s*(?:spoken of by|as (?:\w+ ){1,3}calls? it|of which (?:\w+ ){1,4}sp(?:eak|eaks|oke)\b)"
)
_AGAINST = re.compile(r"\b(?:never|not|rather than|instead of)\s+(?:as|of)\s+(?:an?\s+|the\s+)?$")
_WORD = re.compile(
    r"\b(?:the|this|that|its|his|her|their|a|even the|no)?\s*"
    + r"(?:word|words|term|terms|phrase|expression|label|slogan|epithet|euphemism)s?,?\s+$"
)
_USE_OF_WORD = re.compile(
    r"\b(?:use|utter|say|mention|repeat) (?:of )?(?:the|that) (?:word|term|phrase|expression)\s+$"
)


def find_usages(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """A row for every quoted stretch that the words around it make a term or a word not used, in text order.

    A quotation that nothing marks as somebody's name for a thing (a title, a nickname, scare quotes) gives none, but
    for one whose words are a term elsewhere in the article, as in its headline.
    """
    plain = [d for d in drafts if d.usage is None]
    found: dict[Span, Draft] = {}
    for quote in _candidates(scene):
        usage = _usage(scene, quote, plain)
        if usage is not None:
            found[quote] = usage
    for row in _unmarked(scene, plain):
        if not any(row.content[0].overlaps(quote) for quote in scene.quotes_in(row.content[0])):
            found[row.content[0]] = row
    named = [row for row in found.values() if row.usage == "term"]
    for quote in scene.quotes:
        if named and quote not in found and _holder(scene, quote) is None:
            again = next((row for row in named if _repeats(scene, quote, row)), None)
            if again is not None:
                found[quote] = _again(scene, quote, again)
    return [found[quote] for quote in sorted(found, key=lambda q: (q.start, q.end))]


def _unmarked(scene: Scene, plain: Sequence[Draft]) -> Iterator[Draft]:
    """The words without marks that somebody is said to refuse ("refused to call the measure a tariff")."""
    for number in range(len(scene.parse.reading.sentences)):
        sentence = scene.parse.reading.sentences[number]
        for known in _UNMARKED:
            for match in pattern("usage", known).finditer(scene.text, sentence.start, sentence.end):
                words = Span(*match.span("words"))
                refusal = Span(*match.span("refusal"))
                if not any(q.overlaps(words) for q in scene.quotes_in(words)):
                    row = _not_used(scene, words, refusal, _holder(scene, words), plain)
                    row.kind = "indirect"
                    yield row


def _candidates(scene: Scene) -> list[Span]:
    """The quotations, and short ones inside them."""
    inner = [
        Span(*m.span()) for quote in scene.quotes for m in _NESTED.finditer(scene.text, quote.start + 1, quote.end)
    ]
    return sorted({*scene.quotes, *inner}, key=lambda q: (q.start, q.end))


def _repeats(scene: Scene, quote: Span, row: Draft) -> bool:
    """Whether a quotation's words are the last of a term's ("event" of "wind event")."""
    words = trim_marks(scene.text, quote).lower().split()
    named = trim_marks(scene.text, row.content[0]).lower().split()
    return bool(words) and named[-len(words) :] == words


def _again(scene: Scene, quote: Span, row: Draft) -> Draft:
    return Draft(
        source=(),
        cue=(),
        content=(quote,),
        confidence=row.confidence,
        kind="direct",
        usage="term",
        speaker=row.speaker,
        terms=row.terms,
        terms_span=row.terms_span,
        channel=row.channel,
        paragraph=scene.paragraph_of(quote.start),
    )


def drop_moved(drafts: Sequence[Draft], usages: Sequence[Draft]) -> list[Draft]:
    """The drafts less those that say no more than that somebody failed to move another to use a word.

    Such a relation ("failed to prod Doe to use the word “…”") has its cue in the cue of a `not_used` row of another
    speaker; nobody is quoted there.
    """
    moved = [row for row in usages if row.usage == "not_used" and row.cue]
    lost = [draft for draft in drafts if any(_tells_of_moving(draft, row) for row in moved)]
    for row in usages:
        if any(row.outer is draft for draft in lost):
            row.outer = None
    return [d for d in drafts if not any(d is x or d.outer is x for x in lost)]


def _tells_of_moving(draft: Draft, row: Draft) -> bool:
    same = draft.speaker is not None and row.speaker is not None and draft.speaker.entity == row.speaker.entity
    if not draft.cue or not row.cue or same:
        return False
    inside = row.cue[0].contains(draft.cue[0]) and any(c.contains(q) for c in draft.content for q in row.content)
    return inside and bool(row.source) and draft.cue[0].end <= row.source[0].start


def _usage(scene: Scene, quote: Span, plain: Sequence[Draft]) -> Draft | None:
    words = trim_marks(scene.text, quote).split()
    if not words or len(words) > _MAX_CALLED_WORDS or not any(w[0].isalnum() for w in words):
        return None
    at = next(iter(scene.sentences_of(Span(quote.start, quote.start + 1))), None)
    if at is None:
        return None
    sentence = scene.parse.reading.sentences[at]
    holder = _holder(scene, quote)
    before = scene.text[sentence.start : quote.start]
    called = _CALLED.search(before)
    if called is not None and not _is_verdict(called):
        who = called.group("who").strip()
        base = sentence.start + called.start("who")
        source = _strip(scene.text, base, base + len(called.group("who"))) if who else None
        cue = _strip(scene.text, sentence.start + called.start("verb"), sentence.start + called.end("verb"))
        return _row(scene, quote, "term", source, cue, holder)
    if len(words) > _MAX_TERM_WORDS:
        return None
    if _SO_CALLED.search(before):
        return _row(scene, quote, "term", None, None, holder)
    if _AGAINST.search(before):
        return _row(scene, quote, "not_used", None, None, holder)
    refusal = _refused(scene, before, bool(_WORD.search(before)))
    if refusal is not None:
        place = Span(sentence.start + refusal.start(), sentence.start + refusal.end())
        return _not_used(scene, quote, place, holder, plain)
    if holder is not None and _is_preferred(scene, quote, holder):
        return _row(scene, quote, "term", None, None, holder)
    naming = _naming(scene, quote, before, holder)
    if naming is not None:
        return _by_namer(scene, quote, sentence.start + naming, holder)
    owner = _possessor(scene, sentence, quote)
    if owner is not None and not _is_title(scene, quote, owner):
        return _row(scene, quote, "term", owner, None, holder)
    return None


def _is_preferred(scene: Scene, quote: Span, holder: Draft) -> bool:
    """Whether quoted words are all that somebody "speaks of", "refers to" or "prefers": his name for a thing."""
    cue = " ".join(span.of(scene.text) for span in holder.cue)
    content = " ".join(span.of(scene.text) for span in holder.content)
    bare = re.sub(r"^(?:an?|the|only|merely|simply|instead) ", "", content)
    return bool(_PREFERS.match(cue)) and bare == quote.of(scene.text)


def _is_verdict(called: re.Match[str]) -> bool:
    """Whether words are a judgement, not a name ("a step that they described as “premature”")."""
    judged = called.group("verb").endswith("described as") and called.group("lead") in {"that", "which"}
    return judged and not called.group("tail")


def _naming(scene: Scene, quote: Span, before: str, holder: Draft | None) -> int | None:
    """Where in `before` stands the verb by which somebody gives a thing the quoted name; None without one."""
    if (referred := _REFERRED.search(before)) is not None:
        return referred.start()
    if _is_sentence(scene.text, quote):
        return None
    if (term := _TERM.search(before)) is not None:
        return term.start()
    if _SPOKEN_OF.match(scene.text, quote.end):
        return len(before)
    named = _NAMED.search(before)
    if named is None or (named.group("verb") in _SPOKEN and not _is_habit(scene, quote, named)):
        return None
    start = quote.start - len(before) + named.start("verb")
    if not any(scene.parse.words[i].tag.startswith("VB") for i in scene.parse.words_in(Span(start, start + 1))):
        return None
    told = holder is not None and any(c.start <= start for c in holder.content)
    # "she called the ruling a “disgrace”" is a plain statement where the reader takes it for one
    return named.start("verb") if holder is None or told else None


def _is_habit(scene: Scene, quote: Span, said: re.Match[str]) -> bool:
    """Whether "say" gives the words of a name: few, not an answer, and right after the verb."""
    words = trim_marks(scene.text, quote).split()
    return not said.group("object") and len(words) > 1 and words[0].islower() and words[0] not in {"yes", "no"}


def _is_title(scene: Scene, quote: Span, owner: Span) -> bool:
    """Whether quoted words after their owner may be the title of a work: an outlet's, one word, or in capitals."""
    words = [w for w in trim_marks(scene.text, quote).split() if len(w) > 3]
    return len(words) < 2 or all(w[0].isupper() for w in words) or find_outlet(owner.of(scene.text)) is not None


def _by_namer(scene: Scene, quote: Span, verb: int, holder: Draft | None) -> Draft:
    """A term row with the subject of the naming verb as its speaker; a passive verb tells nobody."""
    passive = _passive_at(scene.parse, verb)
    if passive is not None:
        return _row(scene, quote, "term", None, passive, holder)
    subject = _subject_near(scene, min(verb, quote.start))
    mention = scene.mention_at_head(subject) if subject is not None else None
    if mention is None or mention.entity is None or mention.span.overlaps(quote):
        return _row(scene, quote, "term", None, None, holder)
    return _row(scene, quote, "term", mention.span, None, holder)


def _subject_near(scene: Scene, offset: int) -> int | None:
    """The subject of the verb at an offset or, where a noun stands there, of the verb that governs it."""
    parse = scene.parse
    word = next(iter(parse.words_in(Span(offset, offset + 1))), None)
    steps = 0
    while word is not None and steps < _CLIMB:
        if parse.words[word].tag.startswith("VB"):
            for child in parse.children[word]:
                if parse.words[child].dep == "nsubj":
                    return child
        governor = parse.words[word].head
        if governor == word or parse.words[word].dep in {"ccomp", "relcl", "nsubj"}:
            return None
        word, steps = governor, steps + 1
    return None


def _passive_at(parse: Parse, offset: int) -> Span | None:
    """The participle at an offset that hangs on what is named by it ("phones, called “…”") or has it as its subject."""
    for word in parse.words_in(Span(offset, offset + 1)):
        subjects = [child for child in parse.children[word] if parse.words[child].dep == "nsubjpass"]
        if parse.words[word].tag == "VBN" and (subjects or parse.words[word].dep == "acl"):
            return parse.words[word].span
    return None


def _holder(scene: Scene, quote: Span) -> Draft | None:
    holders = [d for d in scene.near(quote) if any(c.contains(quote) or quote.contains(c) for c in d.content)]
    return min(holders, key=lambda d: len(d.cover), default=None)


def _is_sentence(text: str, quote: Span) -> bool:
    """Whether the quotation starts and ends like a sentence; the marks may take in a name's full stop or comma."""
    inner = text[quote.start + 1 : quote.end - 1].strip()
    if not inner or not inner[0].isupper():
        return False
    return inner[-1] in "!?" or (inner[-1] in ".," and len(inner.split()) > _MAX_NAME_WORDS)


def _refused(scene: Scene, before: str, named_word: bool) -> re.Match[str] | None:
    """The refusing word when the sentence before a quotation says that it was not used."""
    refusals = list(pattern("usage", "refusals").finditer(before))
    if not refusals:
        return None
    refusal = refusals[-1]
    between = before[refusal.end() :]
    using = pattern("usage", "using").search(between)
    avoided = refusal.group().startswith(("avoid", "shun", "shied", "steer"))
    if _USE_OF_WORD.search(before) and not any(mark in between for mark in '“”";'):
        return refusal
    if len(between) > 90 or any(mark in between for mark in '“”";'):
        return None
    if named_word and (using or avoided or len(between) < 40):
        return refusal
    adjacent = using is not None and "," not in between[: using.start()] and len(between[: using.start()].split()) <= 3
    if adjacent and using and len(between[using.end() :].split()) <= 3 and not re.search(r"\bthat\b", between):
        return refusal
    return refusal if avoided and len(between.split()) <= 3 else None


def _not_used(scene: Scene, quote: Span, at: Span, holder: Draft | None, plain: Sequence[Draft]) -> Draft:
    by = next((d for d in scene.near(at) if d.usage is None and any(c.overlaps(at) for c in d.cue)), None)
    cue = _strip(scene.text, at.start, quote.start)
    row = _row(scene, quote, "not_used", None, cue, None if by is holder else holder)
    controller = _moved(scene, at, quote)
    if controller is not None:
        by = None  # "failed to prod Doe to use the word": Doe is the one who didn't
    else:
        controller = _subject_of(scene, quote, at)
    if by is not None:
        row.source, row.speaker = by.source, by.speaker
        row.terms, row.terms_span, row.channel = by.terms, by.terms_span, by.channel
        return row
    mention = scene.mention_at_head(controller) if controller is not None else None
    if mention is not None:
        row.source = (mention.span,)
        row.speaker = scene.ref(mention.entity) if mention.entity else None
        row.terms = find_terms(scene, row)
    return row


def _moved(scene: Scene, refusal: Span, quote: Span) -> int | None:
    """Who was to be moved to use the words: the object right after "prod", "get", "persuade"."""
    if refusal.end + 1 >= quote.start:
        return None
    for mention in scene.mentions_in(Span(refusal.end + 1, quote.start)):
        if mention.span.end < quote.start and pattern("usage", "causing").search(
            scene.text[refusal.end : mention.span.start]
        ):
            return next(iter(scene.parse.heads_in(mention.span)), None)
    return None


def _subject_of(scene: Scene, quote: Span, refusal: Span) -> int | None:
    """The one who would have used the words: the subject, or the object that controls the verb ("prod Xi to use")."""
    parse = scene.parse
    first = parse.words_in(quote)[0]
    word = first
    seen = 0
    while seen < 12 and not parse.words[word].tag.startswith("VB"):
        if parse.words[word].head == word:
            return None
        word = parse.words[word].head
        seen += 1
    while seen < 12:
        for child in parse.children[word]:
            if parse.words[child].dep in {"nsubj", "nsubjpass"}:
                return child
        governor = parse.words[word].head
        if governor == word:
            return None
        if parse.words[word].dep in {"xcomp", "ccomp"}:
            for child in parse.children[governor]:
                if parse.words[child].dep in _OBJECTS:
                    return child
        word = governor
        seen += 1
    return None


def _possessor(scene: Scene, sentence: Span, quote: Span) -> Span | None:
    """The name right before a term that it belongs to (China's "…")."""
    for mention in scene.mentions_in(sentence):
        if mention.type == "name" and mention.span.end < quote.start:
            between = scene.text[mention.span.end : quote.start]
            if re.fullmatch(r"['’]s?\s+", between):
                return mention.span
    return None


def _row(scene: Scene, quote: Span, usage: str, source: Span | None, cue: Span | None, holder: Draft | None) -> Draft:
    row = Draft(
        source=(source,) if source else (),
        cue=(cue,) if cue else (),
        content=(quote,),
        confidence=holder.confidence if holder else 1.0,
        kind="direct",
        usage=usage,
        outer=holder,
        paragraph=scene.paragraph_of(quote.start),
    )
    if source is not None:
        row.speaker = _mention_of(scene, source)
        quoted = any(q.contains(source) for q in scene.quotes)  # "he" inside a quotation isn't the one quoted
        shared = source.of(scene.text).lower() in _PRONOUNS and not quoted
        if holder is not None and holder.speaker is not None and shared:
            row.speaker = holder.speaker  # "she accused it of what she called …"
        if holder is not None and holder.speaker == row.speaker:
            row.terms, row.terms_span, row.channel = holder.terms, holder.terms_span, holder.channel
        else:
            row.terms = find_terms(scene, row)
    elif holder is not None and cue is None:
        row.speaker = holder.speaker
        row.terms, row.terms_span, row.channel = holder.terms, holder.terms_span, holder.channel
    return row


def _mention_of(scene: Scene, span: Span) -> EntityRef | None:
    met = [m for m in scene.mentions if span.overlaps(m.span) and m.entity]
    inside = [m for m in met if span.contains(m.span)] or met
    best = max(inside, key=lambda m: (m.span.end, -m.span.start), default=None)
    return scene.ref(best.entity) if best and best.entity else None


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
