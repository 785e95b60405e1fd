"""Triggers with their parties, from hand-made parses."""

import math

import pytest

from onrecord.annotate.events.choice import load_weights, measure_pair, score_pairs
from onrecord.annotate.events.frames import find_frames
from onrecord.annotate.events.pairs import find_pairs
from onrecord.annotate.events.triggers import form_of
from onrecord.annotate.mentions.phrases import Parse
from reading_builders import make_reading

PASSIVE = (
    "Esmark was attacked by Norland .",
    """
    Esmark NNP nsubjpass attacked
    was VBD auxpass attacked
    attacked VBN ROOT
    by IN agent attacked
    Norland NNP pobj by
    . . punct attacked
    """,
)
MET = (
    "Norland and Esmark met .",
    """
    Norland NNP nsubj met
    and CC cc Norland
    Esmark NNP conj Norland
    met VBD ROOT
    . . punct met
    """,
)
SEND = (
    "Norland agreed to send aid to Esmark .",
    """
    Norland NNP nsubj agreed
    agreed VBD ROOT
    to TO aux send
    send VB xcomp agreed
    aid NN dobj send
    to IN prep send
    Esmark NNP pobj to
    . . punct agreed
    """,
)


def parse_of(example: tuple[str, str]) -> Parse:
    return Parse(example[0], make_reading(*example))


def names(parse: Parse, indices: tuple[int, ...]) -> list[str]:
    return [parse.forms[i] for i in indices]


def test_a_passive_turns_subject_and_agent_around() -> None:
    parse = parse_of(PASSIVE)
    frame = find_frames(parse)[0]
    assert parse.forms[frame.trigger] == "attacked"
    assert (names(parse, frame.actors), names(parse, frame.recipients)) == (["Norland"], ["Esmark"])


def test_who_meet_are_actor_and_recipient() -> None:
    parse = parse_of(MET)
    frame = find_frames(parse)[0]
    assert frame.form == "meeting"
    assert (names(parse, frame.actors), names(parse, frame.recipients)) == (["Norland"], ["Esmark"])


def test_the_subject_of_a_governing_verb_acts() -> None:
    parse = parse_of(SEND)
    frames = find_frames(parse)
    assert ["Norland"] in [names(parse, frame.actors) for frame in frames]
    assert ["Esmark"] in [names(parse, frame.recipients) for frame in frames]


def test_a_pair_meets_at_the_lowest_verb() -> None:
    parse = parse_of(SEND)
    pairs = {
        (pair.actor, pair.recipient): pair.trigger
        for pair in find_pairs(parse, 0, len(parse.words))
        if pair.actor is not None and pair.recipient is not None
    }
    norland, esmark = parse.forms.index("Norland"), parse.forms.index("Esmark")
    assert parse.forms[pairs[norland, esmark]] == "send"


def test_features_name_the_paths_of_both_phrases() -> None:
    parse = parse_of(PASSIVE)
    pair = next(p for p in find_pairs(parse, 0, len(parse.words)) if p.actor == 4 and p.recipient == 0)
    features = measure_pair(parse, pair)
    assert "both=pobj^agent_by|nsubjpass" in features
    assert "kinds=name|name" in features
    assert len(features) == len(set(features))


@pytest.mark.parametrize("example", [PASSIVE, MET, SEND])
def test_odds_are_those_of_all_features_together(example: tuple[str, str]) -> None:
    parse, weights = parse_of(example), load_weights().features
    scored = dict(score_pairs(parse, 0, len(parse.words)))
    assert scored
    for pair in find_pairs(parse, 0, len(parse.words)):
        total = sum(weights.get(feature, 0.0) for feature in ("", *measure_pair(parse, pair)))
        odds = 1 / (1 + math.exp(-total))
        assert scored.get(pair, 0.0) == pytest.approx(odds, abs=1e-4 if pair in scored else 0.2)


def test_the_weights_are_a_regression_with_an_intercept() -> None:
    weights = load_weights().features
    assert weights[""] < 0  # most pairs do nothing
    assert weights["up=nsubj"] > weights["up=pobj^prep_in"]


@pytest.mark.parametrize(
    ("text", "arcs", "word", "form"),
    [
        (
            "Norland held a video call",
            "Norland NNP nsubj held\nheld VBD ROOT\na DT det call\nvideo NN compound call\ncall NN dobj held",
            "call",
            "video_call",
        ),
        (
            "Norland met expectations",
            "Norland NNP nsubj met\nmet VBD ROOT\nexpectations NNS dobj met",
            "met",
            None,
        ),
        (
            "Ada spoke fondly of Esmark",
            "Ada NNP nsubj spoke\nspoke VBD ROOT\nfondly RB advmod spoke\nof IN prep spoke\nEsmark NNP pobj of",
            "spoke",
            None,
        ),
        (
            "Ada spoke with Bo",
            "Ada NNP nsubj spoke\nspoke VBD ROOT\nwith IN prep spoke\nBo NNP pobj with",
            "spoke",
            "call",
        ),
        (
            "Norland called talks off",
            "Norland NNP nsubj called\ncalled VBD ROOT\ntalks NNS dobj called\noff RP prt called",
            "talks",
            "talks",
        ),
    ],
)  # fmt: skip
def test_the_form_of_an_engagement(text: str, arcs: str, word: str, form: str | None) -> None:
    parse = Parse(text, make_reading(text, arcs))
    assert form_of(parse, parse.lowers.index(word)) == form


EXIT = (
    "Six Esmark guards were killed in the last days of the Norland exit .",
    """
    Six CD nummod guards
    Esmark NNP compound guards
    guards NNS nsubjpass killed
    were VBD auxpass killed
    killed VBN ROOT
    in IN prep killed
    the DT det days
    last JJ amod days
    days NNS pobj in
    of IN prep days
    the DT det exit
    Norland NNP compound exit
    exit NN pobj of
    . . punct killed
    """,
)


def test_a_stretch_of_time_names_nobody_who_did_it() -> None:
    parse = parse_of(EXIT)
    assert all("Norland" not in names(parse, frame.actors) for frame in find_frames(parse))


def test_no_name_and_nobody_tells_an_act() -> None:
    parse = parse_of(EXIT)
    triggers = {pair.trigger for pair in find_pairs(parse, 0, len(parse.words))}
    assert parse.forms.index("killed") in triggers
    assert parse.forms.index("guards") not in triggers  # people
    assert all(not parse.words[trigger].tag.startswith("NNP") for trigger in triggers)


def test_every_phrase_may_be_the_only_party() -> None:
    parse = parse_of(SEND)
    alone = {(pair.actor, pair.recipient) for pair in find_pairs(parse, 0, len(parse.words))}
    esmark = parse.forms.index("Esmark")
    assert {(esmark, None), (None, esmark)} <= alone


HELD = (
    "a man held by Norland .",
    """
    a DT det man
    man NN ROOT
    held VBN acl man
    by IN agent held
    Norland NNP pobj by
    . . punct man
    """,
)
WHOM = (
    "the man whom Norland held .",
    """
    the DT det man
    man NN ROOT
    whom WP dobj held
    Norland NNP nsubj held
    held VBD relcl man
    . . punct man
    """,
)


@pytest.mark.parametrize("example", [HELD, WHOM])
def test_a_clause_below_a_noun_tells_what_it_is_done(example: tuple[str, str]) -> None:
    parse = parse_of(example)
    found = {
        (parse.lowers[p.trigger], p.actor is not None and parse.lowers[p.actor])
        for p in find_pairs(parse, 0, len(parse.words))
        if p.recipient is not None and parse.lowers[p.recipient] == "man"
    }
    assert ("held", "norland") in found


def test_a_participle_alone_has_the_noun_for_recipient() -> None:
    parse = parse_of(HELD)
    alone = [p for p in find_pairs(parse, 0, len(parse.words)) if p.actor is None and parse.lowers[p.trigger] == "held"]
    assert [parse.lowers[p.recipient] for p in alone if p.recipient is not None and p.top == p.recipient] == ["man"]


def test_pairs_below_a_noun_are_scored_like_all_others() -> None:
    parse = parse_of(HELD)
    weights = load_weights()
    for pair, odds in score_pairs(parse, 0, len(parse.words)):
        total = sum(weights.features.get(f, 0.0) for f in measure_pair(parse, pair)) + weights.features.get("", 0.0)
        assert odds == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-3)


ROUND = (
    "{} held a second round in Bern .",
    """
    {} NNS nsubj held
    held VBD ROOT
    a DT det round
    second JJ amod round
    round NN dobj held
    in IN prep round
    Bern NNP pobj in
    . . punct held
    """,
)


@pytest.mark.parametrize(("who", "form"), [("Negotiators", "talks"), ("Boxers", None)])
def test_a_round_is_one_of_talks_where_talks_are_spoken_of(who: str, form: str | None) -> None:
    parse = parse_of((ROUND[0].format(who), ROUND[1].format(who)))
    assert form_of(parse, parse.lowers.index("round")) == form


WAGING = """
    Esmark NNP nsubj armed
    armed VBD ROOT
    {whom}
    as IN mark waged
    it PRP nsubj waged
    waged VBD advcl armed
    war NN dobj waged
    in IN prep waged
    Ostland NNP pobj in
    . . punct armed
    """


@pytest.mark.parametrize(("whom", "actor"), [("Wistria NNP dobj armed", ["it"]), ("rebels NNS dobj armed", ["Esmark"])])
def test_an_it_after_another_name_need_not_be_the_actor(
    whom: str, actor: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = parse_of(
        ("Esmark armed " + whom.split(maxsplit=1)[0] + " as it waged war in Ostland .", WAGING.format(whom=whom))
    )
    pairs = find_pairs(parse, 0, len(parse.words))
    pair = next(p for p in pairs if p.actor == 0 and p.recipient == parse.forms.index("Ostland"))
    monkeypatch.setattr("onrecord.annotate.events.frames.choose_pairs", lambda *_: [(pair, 0.9)])
    told = {parse.forms[frame.trigger]: names(parse, frame.actors) for frame in find_frames(parse)}
    assert told["waged"] == actor


def test_who_only_says_something_is_no_recipient(monkeypatch: pytest.MonkeyPatch) -> None:
    parse = parse_of(
        (
            "Norland denied that troops had fired .",
            """
            Norland NNP nsubj denied
            denied VBD ROOT
            that IN mark fired
            troops NNS nsubj fired
            had VBD aux fired
            fired VBN ccomp denied
            . . punct denied
            """,
        )
    )
    pair = next(p for p in find_pairs(parse, 0, len(parse.words)) if (p.actor, p.recipient) == (None, 0))
    monkeypatch.setattr("onrecord.annotate.events.frames.choose_pairs", lambda *_: [(pair, 0.9)])
    told = {parse.forms[f.trigger]: (names(parse, f.actors), names(parse, f.recipients)) for f in find_frames(parse)}
    assert told["denied"] == (["Norland"], [])
