"""Quotations, channels by words, genres: the parts that need no parse."""

import pytest

from onrecord.annotate.statements.genre import find_genre, is_state_outlet
from onrecord.annotate.statements.quotes import find_quotes, kind_of
from onrecord.annotate.statements.tables import load_channel_rules
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Span
from reading_builders import make_article


def quotes_of(text: str) -> list[str]:
    return [q.of(text) for q in find_quotes(text, (Span(0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “never”.", ["“no”", "“never”"]),
        ('She said "no." Then "yes."', ['"no."', '"yes."']),
        ("“One.\n\n“Two.”", ["“One.", "“Two.”"]),
        ("“One.\n\nNo mark here.", []),
        ("'It isn't so,' he said.", ["'It isn't so,'"]),
        ("It isn't so, the dogs' owner said.", []),
        ('A 6" pipe', []),
    ],
)
def test_quotations_are_found_with_their_marks(text, expected):
    assert quotes_of(text) == expected


@pytest.mark.parametrize(
    ("content", "kind"),
    [("“no”", "direct"), ("that “no”", "mixed"), ("that it was so", "indirect"), ("“no,”", "direct")],
)
def test_kind_goes_by_the_marks_alone(content, kind):
    text = f"He said {content} yesterday."
    start = text.index(content)
    span = Span(start, start + len(content))
    assert kind_of(text, (span,), find_quotes(text, (Span(0, len(text)),))) == kind


@pytest.mark.parametrize(
    ("frame", "channel"),
    [
        ("Holm told reporters after the meeting", "press_briefing"),
        ("she said at Thursday's briefing", "press_briefing"),
        ("he said in an interview", "interview"),
        ("she told this newspaper", "interview"),
        ("He wrote on Telegram", "social_media"),
        ("the ministry said in a statement", "statement"),
        ("according to a joint communiqué", "statement"),
        ("Holm told parliament", "speech"),
        ("Holm told the Storting", "speech"),
        ("Holm told the nation on the radio", "speech"),
        ("she said from a car roof", "speech"),
        ("he told a Press conference", "press_briefing"),
        ("she said in a speech to bankers", "speech"),
        ("according to state-run television", "state_media"),
        ("a readout of the call said", "readout"),
        ("he told an inquest", "other"),
        ("it said in a report", "document"),
        ("he said on the wireless", "media"),
        ("Holm said on Monday", None),
        ("she told her brother", None),
    ],
)
def test_words_tell_the_channel(frame, channel):
    found = next((r.channel for r in load_channel_rules() if r.where == "frame" and r.pattern.search(frame)), None)
    assert found == channel


@pytest.mark.parametrize(
    ("publisher", "text", "channel", "own"),
    [
        (
            "Ministry of Trade of Brevia",
            "The Minister spoke by telephone with her colleague. We agreed.",
            "readout",
            True,
        ),
        ("Ministry of Trade of Brevia", "We repeat that the port is open.", "statement", True),
        (
            "Ministry of Trade of Brevia",
            "DAILY BRIEFING: QUESTIONS AND ANSWERS\n\nAsked about it, he left.",
            "press_briefing",
            True,
        ),
        ("Harbour Post", "The minister spoke. We saw it.", None, False),
        ("Harbour Post", "The talks in full:\n\nDEAN: Sit.\nSTUDENT: No.\nDEAN: Please.", "other", False),
        ("Radio Post", "HOST: Why?\nHOLM: It rained.\nHOST: Thank you.", "interview", False),
        ("Xinhua", "The two sides met.", "state_media", False),
        ("Xinhua", "Foreign Minister Wen met with Ida Lund of Brevia on Friday.", "state_media", True),
        ("Xinhua", "Rice harvests rose by a third, a phone survey found.", "state_media", False),
        ("Casa Rosada", "The port will open in May.", "statement", True),
    ],
)
def test_genre_goes_by_the_publisher_and_the_first_lines(publisher, text, channel, own):
    genre = find_genre(make_article(text, publisher), ())
    assert (genre.channel, genre.own) == (channel, own)


def test_a_heading_names_the_issuer():
    text = "STATEMENT BY THE OFFICE OF PORTS\n\nWe repeat that the port is open."
    assert find_genre(make_article(text, "Government of Brevia"), ()).issuer == "OFFICE OF PORTS"


@pytest.mark.parametrize(
    ("name", "state"), [("CCTV", True), ("state television", True), ("Reuters", False), (None, False)]
)
def test_state_outlets_are_known_by_name_or_by_what_they_are_called(name, state):
    assert is_state_outlet(name) is state


def test_outlets_are_looked_up_as_printed():
    outlet = find_outlet("the Washington Post")
    assert outlet is not None
    assert outlet.country == "USA"
    assert find_outlet("Post") is None
