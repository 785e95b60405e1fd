"""Accounts: topics by words, each side's points, what both say, what differs, what one alone says."""

from dataclasses import replace

import pytest

from linking_builders import Told, article, day, place
from onrecord.accounts import add_accounts
from onrecord.accounts.measures import find_measures, measures_agree, measures_conflict
from onrecord.accounts.points import find_points
from onrecord.accounts.sayings import saying_of
from onrecord.accounts.topics import find_issues, load_issues
from onrecord.link import link_facts
from onrecord.model import EntityRef, Span

TOPICS = (
    "topic,words\nHarbour,harbour;quays\nGrain duties,duty;duties\n"
    "Open line,channel;shut the door\nTone of it,frank;candid;stiff\n"
)


def side(name, leader, country, other, other_country, *said):
    """One side's readout: what its leader told the other in the call of 16 May."""
    lines = [f"{leader} said {words}." for words in said]
    told = Told(article(name, f"{leader} spoke with {other}. " + " ".join(lines), "2024-05-16"))
    mine, theirs = told.entity(leader, country=country), told.entity(other, country=other_country)
    told.event("spoke", mine, theirs, form="call", when=day("2024-05-16"))
    for words in said:
        told.statement(words, mine, channel="readout", addressee=EntityRef(theirs, other))
    return told


def accounts(ann_says, bo_says, topics=TOPICS):
    told = [
        side("a", "Ann Lee", "XAA", "Bo Rask", "XBB", *ann_says),
        side("b", "Bo Rask", "XBB", "Ann Lee", "XAA", *bo_says),
    ]
    facts = [t.facts() for t in told]
    links = add_accounts(link_facts(facts), facts, topics)
    assert len(links.happenings) == 1
    names = {topic.id: topic.name for topic in links.topics}
    return {(names.get(a.topic), a.side): a for a in links.accounts}


def test_what_both_sides_say_is_matched():
    found = accounts(
        ["that the channel between the two offices must stay open"],
        ["that the channel between the two governments must stay open, whatever comes"],
    )
    mine, theirs = found["Open line", "XAA"], found["Open line", "XBB"]
    assert (mine.match, mine.matched_with) == ("both", (theirs.id,))
    assert (theirs.match, theirs.matched_with) == ("both", (mine.id,))
    assert mine.channels == ("readout",) and not mine.paraphrase


def test_one_topic_told_otherwise_differs_and_one_sides_topic_is_one_sided():
    found = accounts(
        ["that the duties will stay in place until the searches end", "that the harbour must be rebuilt"],
        ["that the duties did harm to farmers and should be withdrawn"],
    )
    assert {found["Grain duties", s].match for s in ("XAA", "XBB")} == {"differs"}
    assert found["Harbour", "XAA"].match == "one_side" and found["Harbour", "XAA"].matched_with == ()


def matches(left, right):
    """The matches of one statement of each of two sides."""
    spans = [[Span(0, len(text))] for text in (left, right)]
    said = [
        saying_of("a", "x", "XAA", left, spans[0], frozenset()),
        saying_of("b", "y", "XBB", right, spans[1], frozenset()),
    ]
    return [point.match for point in find_points(said)]


def test_a_denial_is_no_match():
    assert "both" not in matches("our boats opened fire at the crossing", "our boats did not open fire at the crossing")


def test_another_number_of_the_same_thing_is_no_match():
    assert matches("the yard will hire 60 pilots by spring", "the yard will hire sixty pilots by spring") == ["both"]
    assert matches("the yard will hire 60 pilots by spring", "the yard will hire 45 pilots by spring") == ["differs"]


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("thirty-two feet of water", 32, "feet"),
        ("one million two hundred thousand tons", 1_200_000, "ton"),
        ("1.2 million tons", 1_200_000, "ton"),
        ("an hour and a half", 90, "minut"),
        ("two hours", 120, "minut"),
        ("two years", 24, "month"),
        ("a fortnight", 14, "day"),
        ("five kilometres", 5000, "metr"),
        ("a dozen ships", 12, "ship"),
        ("a million dollars", 1_000_000, "dollar"),
        ("a cut of a fifth", 20, "percent"),
        ("1.5 percent", 1.5, "percent"),
        ("on 25 May", 5, "month of the year"),
        ("the third of June", 3, "jun"),
    ],
)
def test_numbers_are_read_in_figures_and_words(text, value, counted):
    assert any(m.value == value and counted in m.counted for m in find_measures(text))


def test_numbers_of_one_thing_agree_or_conflict():
    left, right, other = map(find_measures, ("nine men were held", "9 men", "eleven men of the crew"))
    assert measures_agree(left, right) and not measures_conflict(left, right)
    assert measures_conflict(left, other) and not measures_agree(left, other)


def test_words_of_tone_match_by_their_tone():
    found = accounts(["that the call was frank and short"], ["that it was a candid conversation"])
    assert {found["Tone of it", s].match for s in ("XAA", "XBB")} == {"both"}


def test_a_users_topic_takes_its_words_out_of_ours():
    names = {issue.id: issue.name for issue in load_issues(TOPICS)}
    found = find_issues(["the talks were candid"], [], load_issues(TOPICS))
    assert [names[topic] for topic in found] == ["Tone of it"]
    ours = {issue.id: issue.name for issue in load_issues()}
    assert "Tone: candid" in [ours[topic] for topic in find_issues(["the talks were candid"], [], load_issues())]


def test_a_word_of_tone_elsewhere_is_no_topic():
    text = "in the valley a stiff wind kept the boats from leaving while families waited for many days on the shore"
    assert not find_issues([text], [], load_issues("topic,words\nTone of it,frank;stiff\n"))


def test_bad_rows_of_a_users_table_are_passed_over():
    assert load_issues("topic,words\n,a;b\nEmpty,\n") == load_issues("")


def test_a_few_words_are_of_tone_only_where_their_sentence_speaks_of_a_talk():
    issues = load_issues()
    names = {issue.id: issue.name for issue in issues}

    def tones(words, sentence):
        return [names[t] for t in find_issues([words], [], issues, sentence) if names[t].startswith("Tone")]

    assert tones("“with the beds still warm”", "They fled “with the beds still warm”, he said.") == []
    assert tones("“warm”", "She called the meeting “warm”.") == ["Tone: familiar"]
    assert (
        tones("a wary but friendly neighbourhood", "After the talks he hoped for a wary but friendly neighbourhood.")
        == []
    )


@pytest.mark.parametrize(("naming", "points"), [("toward what Ann Lee calls", 0), ("while Ann Lee calls", 1)])
def test_a_name_that_a_reporter_borrows_is_no_point(naming, points):
    told = Told(article("a", f"Ann Lee spoke with Bo Rask {naming} the ruined harbour.", "2024-05-16"))
    mine, theirs = told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")
    told.event("spoke", mine, theirs, form="call", when=day("2024-05-16"))
    source = place(told.article.text, "Ann Lee", 2)
    told.statement("the ruined harbour", mine, "calls", source=(source,), addressee=EntityRef(theirs, "Bo Rask"))
    facts = [told.facts()]
    assert len(add_accounts(link_facts(facts), facts, TOPICS).accounts) == points


@pytest.mark.parametrize(("content", "points"), [("this", 0), ("this harbour", 1)])
def test_what_is_only_pointed_at_is_no_point(content, points):
    told = Told(article("a", "Ann Lee spoke with Bo Rask. Ann Lee welcomed this harbour.", "2024-05-16"))
    mine, theirs = told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")
    told.event("spoke", mine, theirs, form="call", when=day("2024-05-16"))
    told.statement(content, mine, "welcomed", addressee=EntityRef(theirs, "Bo Rask"))
    facts = [told.facts()]
    assert len(add_accounts(link_facts(facts), facts, TOPICS).accounts) == points


def test_long_statements_of_which_reading_is_not_sure_are_no_match(monkeypatch):
    monkeypatch.setattr("onrecord.accounts.points.read_together", lambda left, right: (0.8, 0.05, 0.15))
    left, right = "the growers were told of a review by early summer", "the April price will be looked at again in June"
    assert matches(left, right) == ["both"]
    rest = ", and that the trucks which bring the milk of the northern valleys would go on coming every second morning"
    assert "both" not in matches(left + rest, right)


def test_who_denies_the_others_words_does_not_say_the_same():
    """“He denied that the ferry was sold” is not what “the ferry was sold” says, however alike the words."""
    text = "the Selm ferry has been sold to a foreign company"
    left, right = (
        saying_of(name, name, name, text, [Span(0, len(text))], frozenset(), frozenset()) for name in ("XAA", "XBB")
    )
    assert [point.match for point in find_points([left, right])] == ["both"]
    denied = replace(right, denies=True, taken_back=True)
    assert "both" not in [point.match for point in find_points([left, denied])]


def test_a_statement_of_two_clauses_answers_two_points_and_has_an_account_of_each():
    lake, teachers = "the lake is two metres below what is safe", "forty teachers should be sent to Selm every year"
    told = [
        side("a", "Ann Lee", "XAA", "Bo Rask", "XBB", f"that {lake} and that {teachers}"),
        side("b", "Bo Rask", "XBB", "Ann Lee", "XAA", f"that {lake}", f"that {teachers}"),
    ]
    facts = [t.facts() for t in told]
    links = add_accounts(link_facts(facts), facts, "topic,words\n")
    assert len({a.id for a in links.accounts}) == len(links.accounts) == 4
    assert {a.match for a in links.accounts} == {"both"}
    assert len({s for a in links.accounts if a.side == "XAA" for s in a.statements}) == 1
