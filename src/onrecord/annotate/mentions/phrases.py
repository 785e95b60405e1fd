"""Noun phrases read off the parse."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.model import Reading, Span

__all__ = ["Parse", "Phrase"]

_INSIDE = frozenset(
    {"det", "amod", "compound", "nmod", "nummod", "poss", "advmod", "quantmod", "predet", "case", "punct"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MAX_STEPS = 4
_EDGES = frozenset({",", "``", "''", ":", "-LRB-", "HYPH"})
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_SHORT_CHARS = 3  # headlines leave shorter words small
_MIN_TITLE_WORDS = 4
_TITLE_SHARE = 0.9
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with the words before it that belong to it; `first`, `head` and `last` are word indices, all included."""

    first: int
    head: int
    last: int


class Parse:
    """A reading with its tree at hand: the words as strings, the children of each, phrases around nouns."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.reading = reading
        self.words = reading.words
        self.forms = [text[word.span.start : word.span.end] for word in reading.words]
        self.lowers = [form.lower() for form in self.forms]
        self._phrases: dict[int, Phrase] = {}
        self.children: list[list[int]] = [[] for _ in reading.words]
        for index, word in enumerate(reading.words):
            if word.head != index:
                self.children[word.head].append(index)

    @cached_property
    def small(self) -> str:
        """The text in small letters, each at the offset of its own."""
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join([small if len(small := letter.lower()) == 1 else letter for letter in self.text])

    @cached_property
    def starts(self) -> list[int]:
        """The start offset of each word, ascending."""
        return [word.span.start for word in self.words]

    @cached_property
    def ends(self) -> list[int]:
        """The end offset of each word, ascending."""
        return [word.span.end for word in self.words]

    @cached_property
    def sentence_bounds(self) -> tuple[list[int], list[int]]:
        """The start offset of each sentence and the end offset of each, both ascending."""
        sentences = self.reading.sentences
        return [sentence.start for sentence in sentences], [sentence.end for sentence in sentences]

    @cached_property
    def sources_by_end(self) -> dict[int, list[list[int]]]:
        """The sources of statements as lists of words without commas, by their last word."""
        sources: dict[int, list[list[int]]] = {}
        for relation in self.reading.relations:
            for span in relation.source:
                words = [i for i in self.words_in(span) if self.forms[i] != ","]
                if words:
                    sources.setdefault(words[-1], []).append(words)
        return sources

    def is_noun(self, index: int) -> bool:
        """Whether the word is a common or proper noun."""
        return self.words[index].tag in _NOUN_TAGS

    def phrase(self, head: int) -> Phrase:
        """The phrase that ends in the noun `head`: its modifiers to the left, in one unbroken run."""
        if head not in self._phrases:  # asked for again and again
            self._phrases[head] = Phrase(self._first(head), head, head)
        return self._phrases[head]

    def _first(self, head: int) -> int:
        first = head
        for child in reversed(self.children[head]):
            if child < head and self.words[child].dep in _INSIDE:
                first = min(first, self._leftmost(child))
        for child in self.children[head]:
            if child < head and self.words[child].dep in {"det", "poss"} and self.words[child].tag != "PDT":
                first = max(first, self._leftmost(child))
        while first < head and (self.words[first].tag in _EDGES or _CLOCK.fullmatch(self.forms[first])):
            first += 1
        return first

    def is_main_subject(self, index: int) -> bool:
        """Whether the word is the subject of a sentence's main clause, joined to it or in apposition to it."""
        for _ in range(_MAX_STEPS):
            word = self.words[index]
            if word.dep in _SUBJECTS:
                return self.words[word.head].dep in {"ROOT", "conj"}
            if word.dep not in {"appos", "conj"}:
                return False
            index = word.head
        return False

    def in_title_case(self, index: int) -> bool:
        """Whether the word stands in a sentence whose longer words have a capital ("President Sacks Cabinet")."""
        return self.words[index].sentence in self._title_sentences

    @cached_property
    def _title_sentences(self) -> frozenset[int]:
        counts: dict[int, list[int]] = {}
        for form, word in zip(self.forms, self.words, strict=True):
            if form.isalpha() and len(form) > _SHORT_CHARS:
                seen = counts.setdefault(word.sentence, [0, 0])
                seen[0] += 1
                seen[1] += form[:1].isupper()
        return frozenset(
            sentence
            for sentence, (longer, capital) in counts.items()
            if longer >= _MIN_TITLE_WORDS and capital >= _TITLE_SHARE * longer
        )

    def _leftmost(self, index: int) -> int:
        """The leftmost word under `index`."""
        seen = index
        stack = [index]
        while stack:
            word = stack.pop()
            seen = min(seen, word)
            stack.extend(child for child in self.children[word] if child < word)
        return seen

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` to word `last`, both included."""
        return Span(self.words[first].span.start, self.words[last].span.end)

    def subtree(self, index: int) -> Iterator[int]:
        """The word and all below it, in no particular order."""
        stack = [index]
        while stack:
            word = stack.pop()
            yield word
            stack.extend(self.children[word])

    def heads_in(self, span: Span) -> Iterator[int]:
        """The words of `span` whose governor lies outside it (or that govern themselves), in text order."""
        inside = list(self.words_in(span))
        members = set(inside)
        for index in inside:
            head = self.words[index].head
            if head == index or head not in members:
                yield index

    def subjects_in(self, span: Span) -> Iterator[int]:
        """The nouns of `span` that its governing participles or verbs are told of ("People briefed on the move")."""
        for head in self.heads_in(span):
            if self.words[head].tag in {"VBN", "VBD", "VBG"}:
                subjects = (c for c in self.children[head] if self.words[c].dep in {"nsubj", "nsubjpass"})
                yield from (c for c in subjects if self.is_noun(c) and span.contains(self.words[c].span))

    def words_in(self, span: Span) -> range:
        """The indices of the words that overlap `span`."""
        first, last = self._at_start.get(span.start), self._at_end.get(span.end)
        return range(
            bisect_right(self.ends, span.start) if first is None else first,
            bisect_left(self.starts, span.end) if last is None else last + 1,
        )

    @cached_property
    def _at_start(self) -> dict[int, int]:
        """The word that starts at an offset: most spans asked for are whole words."""
        return {start: index for index, start in enumerate(self.starts)}

    @cached_property
    def _at_end(self) -> dict[int, int]:
        return {end: index for index, end in enumerate(self.ends)}
