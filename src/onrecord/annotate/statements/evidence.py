"""What hints at the channels of an article's statements: the features of the learned choice (`channels.py`).

A pair speaks for one channel ("press_briefing", "s.told"): a sign of that channel in a certain place, whatever the
channel. What a pair weighs is learned once for all channels, so that little text teaches much. Plain features speak for
no channel by themselves; what each weighs for each channel is learned, too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.annotate.statements.genre import is_state_outlet
from onrecord.annotate.statements.outlets import outlet_channel, told_outlet
from onrecord.annotate.statements.scene import Draft, Scene, Taken
from onrecord.annotate.statements.signs import CHANNEL_OF, find_signs
from onrecord.annotate.statements.speakers import is_issuer, is_name, source_head
from onrecord.annotate.statements.tables import LEXICON, load_channel_rules, pattern, pattern_of_frames
from onrecord.annotate.statements.terms import states_terms
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Mention, Span, cover

__all__ = ["Hints", "find_hints"]

Pair = tuple[str, str]

_TELLING = frozenset(LEXICON["spoken"]["telling"])
_UP = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
_MAX_UP = 3
_LEAD_CHARS = 700
_BACK = 4  # sentences of a paragraph looked back at
_BESIDE = 3  # sentences before a statement's own that may tell of its speaker
_SLOTS = {
    word: slot
    for slot, words in {
        "at": "at during after outside inside",
        "in": "in within",
        "on": "on over via through by",
        "to": "to before toward",
        "from": "from of",
        "with": "with about",
    }.items()
    for word in words.split()
}
_STRONG = frozenset({"at", "in", "on", "to", "from", "with", "told", "cue", "source"})
_PASSING_ON = frozenset({"readout", "state_media", "media", "document", "statement"})
_AUDIENCES = frozenset({"crowd", "closed"})  # who speaks is no audience
_GOING_ON = frozenset({"", "he", "she", "it", "they", "we", "i", "both", "one", "who", "the latter"})
_REACH = 12  # statements before and after
_SHARE = 4  # an article's channel is one that a fourth of its statements tell, and at least two
_OWN = ("s.", "k.")


@dataclass(slots=True)
class Hints:
    """The features of one statement; `told` are the channels of its frame's signs, `strong` those in telling places."""

    plain: list[str] = field(default_factory=list)
    pairs: set[Pair] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    strong: set[str] = field(default_factory=set)


def find_hints(scene: Scene, drafts: Sequence[Draft]) -> list[Hints]:
    """The hints of every draft; they are placed in the scene, in text order, and have speaker, terms and addressee."""
    evidence = _Evidence(scene, drafts)
    found = [evidence.look(draft) for draft in drafts]
    places = {id(draft): place for place, draft in enumerate(drafts)}
    for draft, hints in zip(drafts, found, strict=True):
        if draft.outer is not None and id(draft.outer) in places:  # what passes words on
            passed_on = found[places[id(draft.outer)]].strong & _PASSING_ON
            hints.pairs |= {(channel, "outer") for channel in passed_on}
            hints.strong |= passed_on
    counts = Counter(channel for hints in found for channel in hints.strong)
    general = {(c, "article") for c, n in counts.items() if n > 1}
    general |= {(c, "article.share") for c, n in counts.items() if n * _SHARE >= len(found)}
    for at, draft in enumerate(drafts):
        found[at].pairs |= general
        _look_around(drafts, found, at, evidence.outlets)
        _repeat(found[at], draft, scene)
    return found


def _look_around(drafts: Sequence[Draft], found: Sequence[Hints], at: int, outlets: dict[int, str | None]) -> None:
    """Pairs for what other statements tell: the same speaker's, those of the paragraph, those beside."""
    draft, pairs = drafts[at], found[at].pairs
    key = _key(draft)
    for place in range(max(0, at - _REACH), min(len(drafts), at + _REACH + 1)):
        if place == at:
            continue
        other = drafts[place]
        step = abs(other.paragraph - draft.paragraph)
        told, strong = found[place].told, found[place].strong
        if step == 0:
            pairs |= {(c, "par") for c in told} | {(c, "par.strong") for c in strong}
        if abs(place - at) == 1:
            pairs |= {(c, "row before" if place < at else "row after") for c in strong}
        if key is None or _key(other) != key:
            continue
        name = f"sp{'b' if place < at else 'a'}{min(step, 2)}"
        pairs |= {(c, name) for c in told} | {(c, "sp.strong") for c in strong}
        if step <= 1:
            pairs |= {(c, f"{name}.strong") for c in strong}
        outlet = outlets[id(other)]
        if outlet is not None:
            pairs.add((outlet, "sp.outlet"))
        if other.terms_span is not None:
            pairs.add(("background", "sp.reason"))


def _repeat(hints: Hints, draft: Draft, scene: Scene) -> None:
    """Weigh what stands around anew where the frame itself tells nothing, and where a pronoun goes on."""
    around = [pair for pair in hints.pairs if not pair[1].startswith(_OWN)]
    if not hints.strong:
        hints.pairs |= {(channel, "o|" + name) for channel, name in around}
    if " ".join(span.of(scene.text) for span in draft.source).lower() in _GOING_ON:
        hints.pairs |= {(channel, "p|" + name) for channel, name in around}


class _Evidence:
    """One article's statements as the hints want to see them."""

    def __init__(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        self._scene = scene
        self._quoted = Taken(scene.quotes)
        self._told = Taken([*(span for d in drafts for span in d.content), *scene.quotes])
        self._signs: dict[int, list[str]] = {}
        self._channels: dict[int, frozenset[str]] = {}
        self._withheld: dict[int, bool] = {}
        self.outlets = self._find_outlets(drafts)
        self._drafts = drafts

    def _find_outlets(self, drafts: Sequence[Draft]) -> dict[int, str | None]:
        """The outlets' channels of those that speak; "the agency" after a state's outlet is that one."""
        found: dict[int, str | None] = {}
        last = None
        for draft in drafts:
            channel = outlet_channel(self._scene, draft.speaker, drafts)
            if channel == "media" and draft.speaker is not None and draft.speaker.name.islower():
                channel = last or channel
            found[id(draft)] = channel
            last = channel or last
        return found

    def look(self, draft: Draft) -> Hints:
        """The hints of the statement's own words and of the sentences around."""
        hints = Hints()
        self._look_at_frame(draft, hints)
        self._look_at_source(draft, hints)
        self._look_at_cue(draft, hints)
        self._look_at_place(draft, hints)
        self._look_for_reason(draft, hints)
        self._look_for_speaker(draft, hints)
        return hints

    def _look_at_frame(self, draft: Draft, hints: Hints) -> None:
        parse = self._scene.parse
        bounds = self._scene.frame_bounds(draft)
        words = self._frame(draft, bounds) if bounds is not None else []
        outlets = self._named_outlets(bounds) if bounds is not None else []
        named = {i for mention, _ in outlets for i in parse.words_in(mention.span)}  # no "post" in "the Akron Post"
        words = [i for i in words if i not in named]
        found = [(kind, self._slot(draft, last)) for kind, last in find_signs(parse.lowers, words)]
        found += [(kind, self._slot(draft, parse.words_in(mention.span)[-1])) for mention, kind in outlets]
        for kind, slot in found:
            hints.plain += [f"sign={kind}", f"sign={kind}|{slot}"]
            channel = CHANNEL_OF.get(kind)
            if channel is None or (kind in _AUDIENCES and "source" in slot):
                continue
            grouped = _SLOTS.get(slot, "in-source" if slot.startswith("source-") else slot)
            hints.pairs |= {(channel, f"s.{grouped}"), (channel, f"k.{kind}"), (channel, "s.any")}
            hints.told.add(channel)
            if grouped in _STRONG:
                hints.strong.add(channel)
        frame = self._scene.frame(draft, bounds) if bounds is not None else ""
        self._look_for_phrases(draft, frame, hints)
        if len(hints.told) == 1:
            hints.pairs.add((next(iter(hints.told)), "s.only"))
        if draft.kind != "direct":
            inside = [i for span in draft.content for i in parse.words_in(span)]
            inside = [i for i in inside if not self._quoted.touches(parse.words[i].span)]
            kinds = {kind for kind, _ in find_signs(parse.lowers, inside)}
            hints.plain += [f"in={kind}" for kind in sorted(kinds)]
            hints.pairs |= {(CHANNEL_OF[kind], "in") for kind in kinds if kind in CHANNEL_OF}
        hints.plain += [
            f"w={parse.lowers[i]}" for i in words if parse.lowers[i].isalpha() and parse.words[i].tag[:3] != "NNP"
        ]

    def _look_for_phrases(self, draft: Draft, frame: str, hints: Hints) -> None:
        """What the patterns of `channels.toml` find; the first of them counts besides."""
        looked_at = {
            "cue": " ".join(span.of(self._scene.text) for span in draft.cue),
            "source": " ".join(span.of(self._scene.text) for span in draft.source),
            "frame": frame[:1].lower() + frame[1:],  # "In a statement, …"
        }
        telling = pattern_of_frames().search(looked_at["frame"]) is not None
        for rule in load_channel_rules(of_frames=telling):
            if rule.pattern.search(looked_at[rule.where]):
                if not any(name == "k.phrase" for _, name in hints.pairs):
                    hints.pairs.add((rule.channel, "s.first phrase"))
                hints.pairs |= {(rule.channel, f"s.phrase in {rule.where}"), (rule.channel, "k.phrase")}
                hints.told.add(rule.channel)
                hints.strong.add(rule.channel)

    def _frame(self, draft: Draft, bounds: Span) -> list[int]:
        """The words of the statement's sentence outside what is quoted or reported, and other statements' frames."""
        scene = self._scene
        spans = (*draft.source, *draft.cue) or draft.content[:1]
        whole = cover(spans)
        taken = [
            span for other in scene.near(bounds) for span in other.content if other is draft or not span.contains(whole)
        ]
        taken += [quote for quote in scene.quotes_in(bounds) if not any(quote.contains(span) for span in spans)]
        told = Taken(taken)
        words = scene.parse.words
        return [i for i in scene.parse.words_in(bounds) if not told.touches(words[i].span)]

    def _slot(self, draft: Draft, word: int) -> str:
        """In what place of its sentence a sign stands, as seen from the statement."""
        parse = self._scene.parse
        here = parse.words[word].span
        if any(span.overlaps(here) for span in draft.cue):
            return "cue"
        in_source = any(span.overlaps(here) for span in draft.source)
        for _ in range(_MAX_UP):
            if parse.words[word].dep not in _UP or parse.words[word].head == word:
                break
            word = parse.words[word].head
        entry = parse.words[word]
        if in_source:
            if entry.dep == "pobj":
                return f"source-{parse.lowers[entry.head]}"
            return "source" if word == source_head(self._scene, draft) else "in-source"
        if entry.dep == "pobj":
            return parse.lowers[entry.head]
        if entry.dep in {"dobj", "dative", "iobj"}:
            return "told" if parse.lowers[entry.head] in _TELLING else "object"
        if entry.dep in {"nsubj", "nsubjpass"}:
            return "subject"
        return "verb" if entry.tag[:1] == "V" else "else"

    def _named_outlets(self, bounds: Span) -> list[tuple[Mention, str]]:
        """Names of news outlets in a frame, by the table or by what they are called, with the sign that they are."""
        scene = self._scene
        found = []
        for mention in scene.mentions_in(bounds):
            if mention.type != "name" or self._told.touches(mention.span):
                continue
            entity = scene.entities.get(mention.entity or "")
            if entity is not None and entity.type in {"person", "country", "place"}:
                continue
            name = mention.span.of(scene.text)
            if is_state_outlet(name):
                found.append((mention, "state_outlet"))
            elif find_outlet(name) or pattern("genre", "outlets").search(name):
                found.append((mention, "outlet"))
        return found

    def _look_at_source(self, draft: Draft, hints: Hints) -> None:
        scene = self._scene
        entity = scene.entity(draft.speaker)
        hints.plain += [
            f"speaker={entity.type if entity else 'untracked' if draft.speaker else 'none'}",
            f"terms={draft.terms}",
            f"kind={draft.kind}",
        ]
        outlet = self.outlets[id(draft)]
        if outlet is not None:
            hints.pairs.add((outlet, "s.outlet"))
            hints.told.add(outlet)
            hints.strong.add(outlet)
        head = source_head(scene, draft)
        if head is None:
            hints.plain.append("src=none")
            return
        if is_name(scene, head):
            hints.plain.append("src.name")
        else:
            hints.plain += [f"src.tag={scene.parse.words[head].tag[:3]}", f"src={scene.parse.lowers[head]}"]
        if draft.speaker is not None and is_issuer(scene, draft.speaker):
            hints.plain.append("src.issuer")

    def _look_at_cue(self, draft: Draft, hints: Hints) -> None:
        scene = self._scene
        words = [scene.parse.lowers[i] for span in draft.cue for i in scene.parse.words_in(span)]
        hints.plain += [*(f"cue={word}" for word in words), "cue:" + " ".join(words[:3])]
        if draft.stance:
            hints.plain.append(f"stance={draft.stance}")
        if draft.addressee is None:
            return
        entity = scene.entity(draft.addressee)
        last = draft.addressee.name.lower().rpartition(" ")[2]
        hints.plain += [f"to={entity.type if entity else 'none'}", f"to.word={last}"]
        outlet = told_outlet(scene, draft, self._drafts)
        if outlet is not None:
            hints.pairs.add((outlet, "s.told outlet"))
            hints.told.add(outlet)
            hints.strong.add(outlet)

    def _look_at_place(self, draft: Draft, hints: Hints) -> None:
        scene = self._scene
        genre = scene.genre
        hints.plain += [f"par={min(draft.paragraph, 4)}", f"genre={genre.channel}|{genre.own}|{genre.turns}"]
        if genre.channel is not None:
            hints.pairs.add((genre.channel, "genre"))
            if _reported_here(scene, draft):
                hints.pairs.add((genre.channel, "genre.own"))
        if draft.outer is not None:
            hints.plain.append("inner")
        sentences = scene.parse.reading.sentences
        at = next(iter(scene.sentences_of(draft.anchor)), 0)
        for number in range(at - 1, max(-1, at - 1 - _BACK), -1):
            same = scene.paragraph_of(sentences[number].start) == draft.paragraph
            if number < at - 1:
                if not same:
                    break
                hints.pairs |= {(c, "earlier") for c in self._told_in(number)}
                continue
            taken = any(other is not draft for other in scene.near(sentences[number]))
            place = f"before{'.par' if same else ''}{'.taken' if taken else ''}"
            kinds = self._signs_of(number)
            hints.plain += [f"{place}={kind}" for kind in kinds]
            hints.pairs |= {(c, place) for c in self._told_in(number)}
        own = Counter(
            c for number in scene.sentences_of(draft.anchor) if number in self._lead for c in self._told_in(number)
        )
        hints.pairs |= {(c, "lead") for c, n in self._lead_channels.items() if n > own[c]}

    def _look_for_reason(self, draft: Draft, hints: Hints) -> None:
        """Whether the sentence, or one beside it in the paragraph, tells why somebody goes unnamed."""
        scene = self._scene
        here = scene.sentences_of(draft.anchor)
        sentences = scene.parse.reading.sentences
        if draft.terms_span is not None:
            hints.pairs.add(("background", "s.reason"))
            hints.strong.add("background")
        if any(self._withholds(number) for number in here):
            hints.pairs.add(("background", "s.withheld"))
        for name, beside in (("withheld.before", here.start - 1), ("withheld.after", here.stop)):
            inside = 0 <= beside < len(sentences)
            if inside and scene.paragraph_of(sentences[beside].start) == draft.paragraph and self._withholds(beside):
                hints.pairs.add(("background", name))

    def _look_for_speaker(self, draft: Draft, hints: Hints) -> None:
        """Signs in the sentences beside that tell of the speaker."""
        scene = self._scene
        key = draft.speaker.entity if draft.speaker else None
        if key is None:
            return
        sentences = scene.parse.reading.sentences
        here = scene.sentences_of(draft.anchor)
        for number in range(max(0, here.start - _BESIDE), min(len(sentences), here.stop + 1)):
            if number in here or not any(m.entity == key for m in scene.mentions_in(sentences[number])):
                continue
            place = "after" if number >= here.stop else "last" if number == here.start - 1 else "ahead"
            hints.pairs |= {(c, f"told.{place}") for c in self._told_in(number)}

    def _withholds(self, number: int) -> bool:
        if number not in self._withheld:
            sentence = self._scene.parse.reading.sentences[number]
            self._withheld[number] = states_terms(self._scene, sentence.start, sentence.end)
        return self._withheld[number]

    def _signs_of(self, number: int) -> list[str]:
        """The kinds of signs in a sentence, outside what is quoted or reported."""
        if number not in self._signs:
            parse = self._scene.parse
            inside = parse.words_in(parse.reading.sentences[number])
            words = [i for i in inside if not self._told.touches(parse.words[i].span)]
            self._signs[number] = sorted({kind for kind, _ in find_signs(parse.lowers, words)})
        return self._signs[number]

    def _told_in(self, number: int) -> frozenset[str]:
        """The channels that signs of a sentence speak for."""
        if number not in self._channels:
            kinds = self._signs_of(number)
            self._channels[number] = frozenset(CHANNEL_OF[kind] for kind in kinds if kind in CHANNEL_OF)
        return self._channels[number]

    @cached_property
    def _lead(self) -> range:
        """The numbers of the headline and the first sentences."""
        return self._scene.sentences_of(Span(0, _LEAD_CHARS))

    @cached_property
    def _lead_channels(self) -> Counter[str]:
        return Counter(channel for number in self._lead for channel in self._told_in(number))


def _reported_here(scene: Scene, draft: Draft) -> bool:
    """Whether the article's own genre holds for a statement: the issuer's and its people's, not a third body's."""
    if scene.genre.turns:
        return draft.outer is None and any(":" in span.of(scene.text) for span in draft.cue)
    if scene.genre.channel == "state_media" or scene.genre.own:
        return draft.outer is None
    entity = scene.entity(draft.speaker)
    if entity is not None and entity.type in {"person", "unnamed"}:
        return draft.terms in {"named", "institution"} or scene.genre.channel == "readout"
    return draft.speaker is not None and is_issuer(scene, draft.speaker)


def _key(draft: Draft) -> str | None:
    return (draft.speaker.entity or draft.speaker.name) if draft.speaker else None
