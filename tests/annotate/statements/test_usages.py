"""Which quotations are terms or words not used, by the words around them, on readings with a flat parse."""

from itertools import pairwise

import pytest

from onrecord.annotate.mentions import find_entities
from onrecord.annotate.statements import find_statements
from onrecord.engine.words import split_sentences, split_words
from onrecord.model import Reading, Span, Statement, Word
from reading_builders import make_article

VERBS = {"call", "calls", "called", "dubbed", "use", "said", "says", "say", "opens", "sent", "speak", "prefers"}


def flat_reading(text: str) -> Reading:
    """A reading in which every word hangs on its sentence's first verb, the word before the verb as its subject."""
    bounds = split_words(text)
    starts = [*split_sentences(text, bounds), len(bounds)]
    words = []
    for number, (first, last) in enumerate(pairwise(starts)):
        forms = [text[a:b] for a, b in bounds[first:last]]
        root = first + next((i for i, form in enumerate(forms) if form in VERBS), 0)
        for i in range(first, last):
            form = text[slice(*bounds[i])]
            tag = "VBD" if form in VERBS else "NNS" if form.isalpha() else "."
            dep = "ROOT" if i == root else "nsubj" if i == root - 1 else "dep"
            words.append(Word(Span(*bounds[i]), tag, root, dep, number))
    sentences = tuple(Span(bounds[a][0], bounds[b - 1][1]) for a, b in pairwise(starts) if b > a)
    return Reading(tuple(words), sentences, (), ())


def usages_of(text: str) -> list[tuple[str | None, str]]:
    article, reading = make_article(text), flat_reading(text)
    rows: tuple[Statement, ...] = find_statements(article, reading, find_entities(article, reading), ())
    return [(s.usage, s.content[0].of(text)) for s in rows if s.usage is not None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The board praised what it called a “pause for thought.”", "“pause for thought.”"),
        ("The so-called “green lane” was shut again.", "“green lane”"),
        ("Farmers refer to the new tax as “the hay levy.”", "“the hay levy.”"),
        ("Shopkeepers call the charge the “Friday tax,” after its day.", "“Friday tax,”"),
        ("Reporters dubbed the plan “Operation Teaspoon”.", "“Operation Teaspoon”"),
        ("The circular uses the term “guest pupil” four times.", "“guest pupil”"),
        ("Herders say “the white death” when they mean snow.", "“the white death”"),
        ("The “arms train” of which these papers speak was empty.", "“arms train”"),
        ("“They wait for what you call a ‘rightsizing’ of the yard,” Holm said.", "‘rightsizing’"),
        ('What the owners term "elastic rest" is a mattress.', '"elastic rest"'),
    ],
)
def test_words_around_make_a_term(text, words):
    assert ("term", words) in usages_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "She appeared on “Night Desk” on Friday.",
        "The film “Long Way to the Quay” opens on Friday.",
        "Anna “Nan” Holm said nothing.",
        "The paper sent its “chief quay correspondent” to the hearing.",
        "A step that the board described as “premature” was taken back.",
        "Holm said on KRTV's “Meet the Harbour” that she was tired.",
        "She called on builders to “pour the future.”",
        "They walked to the desk and said “yes.”",
        "The banner had the words “no more.”",
        "“Nobody came to the quay.”",
    ],
)
def test_titles_nicknames_and_scare_quotes_are_no_terms(text):
    assert usages_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry would not use the word “strike” at all.",
        "His refusal to use the words “state of war” was noted.",
        "It refers to the stoppage as a rest, never as a “strike” in public.",
        "Officials avoid the phrase “decree” in letters.",
    ],
)
def test_refusals_make_words_not_used(text):
    assert [usage for usage, _ in usages_of(text)] == ["not_used"]


def test_a_headline_repeats_the_term_of_the_report():
    text = "Chiefs at odds over “event”\n\nThe firm calls the fire a “wind event” in letters."
    assert usages_of(text) == [("term", "“event”"), ("term", "“wind event”")]
