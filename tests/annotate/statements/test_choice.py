"""The learned choices: signs among words, weights summed, what an outlet passes on."""

import pytest

from onrecord.annotate.statements.channels import carry_relays
from onrecord.annotate.statements.choice import Choice, as_shares, average, likeliest, load_choice
from onrecord.annotate.statements.scene import Draft
from onrecord.annotate.statements.signs import CHANNEL_OF, find_signs
from onrecord.model import EntityRef, Span


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("told reporters in Tartu", [("press", 1)]),
        ("at a news conference", [("briefing", 3)]),
        ("in her memoirs", [("document", 2)]),
        ("over two libraries", []),
    ],
)
def test_signs_are_found_with_their_last_word(words, expected):
    lowers = words.split()
    assert sorted(set(find_signs(lowers, range(len(lowers))))) == expected


def test_a_phrase_is_no_sign_where_a_word_of_it_is_left_out():
    lowers = ["news", "conference"]
    assert ("briefing", 1) in list(find_signs(lowers, [0, 1]))
    assert ("briefing", 1) not in list(find_signs(lowers, [0]))


CHOICE = Choice(bias={"": 1.0, "speech": 0.0, "statement": 0.0}, pairs={"s.in": 2.0}, plain={"w=x": {"statement": 1.5}})


def test_a_pair_weighs_for_its_own_class_alone():
    assert CHOICE.best([], [("speech", "s.in")]) == "speech"
    assert CHOICE.best([], [("statement", "s.in")]) == "statement"
    assert CHOICE.best(["w=x", "unheard"]) == "statement"
    assert CHOICE.best([]) == ""


def test_shipped_weights_know_the_channels_of_the_signs():
    assert set(CHANNEL_OF.values()) <= set(load_choice("channels").bias)
    assert set(load_choice("terms").bias) == {"anonymous", "collective", "document", "institution", "named", "unknown"}


def test_what_an_outlet_passes_on_goes_on_with_the_next_words_of_the_same_speaker():
    def draft(key: str, paragraph: int, channel: str | None = None, relay: str | None = None) -> Draft:
        place = (Span(0, 1),)
        made = Draft(source=place, cue=place, content=place, confidence=1.0, paragraph=paragraph, channel=channel)
        made.speaker = EntityRef(key, key)
        made.relayed_by = EntityRef(relay, relay) if relay else None
        return made

    drafts = [draft("a", 1, "state_media", "tv"), draft("b", 1), draft("a", 2), draft("a", 4)]
    carry_relays(drafts)
    assert [d.channel for d in drafts] == ["state_media", None, "state_media", None]


def test_another_readers_likelihoods_are_averaged_in():
    heard = {"": -5.0, "speech": -0.1, "statement": -3.0}
    logs = CHOICE.weigh([])
    assert likeliest(as_shares(average(logs, heard, 0.0))) == likeliest(as_shares(average(logs, None, 0.5))) == ""
    shares = as_shares(average(logs, heard, 0.5))
    assert likeliest(shares) == "speech"
    assert sum(shares.values()) == pytest.approx(1, abs=1e-5)
