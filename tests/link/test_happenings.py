"""Happenings: reports of one call come together, what contradicts stays apart."""

import itertools
from dataclasses import replace

import pytest

from linking_builders import Told, article, call, day
from onrecord.link import link_facts
from onrecord.link.acts import NEAR_ACT, act_likeness, acts_of
from onrecord.link.entities import link_entities
from onrecord.link.happenings import _keys, compare, contradiction
from onrecord.link.views import event_views
from onrecord.model import EntityRef, Judgement

TEXT = "President Ann Lee spoke with Bo Rask on Thursday. The talk was about grain, {}."


def happenings(*told, judgements=()):
    return link_facts([t.facts() for t in told], judgements).happenings


def two_calls(**second):
    return (
        call("one", TEXT.format("said the one"), "2024-05-17", day("2024-05-16"), minutes=90),
        call(
            "two",
            "Bo Rask and Ann Lee spoke at length this week, her aides wrote.",
            "2024-05-18",
            second.pop("when", day("2024-05-16")),
            **second,
        ),
    )


def test_one_call_in_two_reports_is_one_happening_with_its_conflict():
    [happening] = happenings(*two_calls(minutes=120))
    assert happening.form == "call" and happening.articles == ("one", "two")
    assert happening.when.date == "2024-05-16" and happening.independent_sources == 2
    [conflict] = happening.conflicts
    assert conflict.field == "duration"
    assert [value.value for value in conflict.values] == ["90 minutes", "120 minutes"]
    assert happening.title == "Call: Ann Lee, Bo Rask, 2024-05-16"


def test_two_calls_of_one_length_a_year_apart_are_two():
    assert len(happenings(*two_calls(when=day("2023-05-16"), minutes=90))) == 2


def test_a_call_is_no_meeting():
    one, two = two_calls()
    two.events = [e.__class__(**{**{f: getattr(e, f) for f in e.__slots__}, "form": "meeting"}) for e in two.events]
    assert len(happenings(one, two)) == 2


def test_an_undated_page_does_not_join_on_names_alone():
    page = call("page", TEXT.format("wrote the page"), None, day(None))
    assert len(happenings(two_calls()[0], page)) == 2


def test_other_people_keep_apart():
    told = Told(article("three", "Ann Lee spoke with Cy Dahl on Thursday.", "2024-05-17"))
    people = [told.entity("Ann Lee", country="XAA"), told.entity("Cy Dahl", country="XBB")]
    told.event("spoke", *people, form="call", when=day("2024-05-16"))
    assert len(happenings(two_calls()[0], told)) == 2


def test_the_call_means_the_one_told_before_in_one_article():
    told = call(
        "one",
        "Ann Lee spoke with Bo Rask on Thursday. Aides praised the call. They spoke in May, too.",
        "2024-05-17",
        day("2024-05-16"),
    )
    told.event("call", told.entities[0].id, form="call")
    told.event("spoke", *[e.id for e in told.entities], nth=2, form="call", when=day("2023-05-01", "2023-05-31"))
    found = happenings(told)
    assert sorted(len(h.events) for h in found) == [1, 2]


def test_a_meeting_that_is_called_off_is_cancelled_with_its_history():
    def meeting(name, published, status):
        told = Told(article(name, f"A meeting of Ann Lee and Bo Rask is due, {name}.", published))
        people = [told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")]
        told.event("meeting", *people, form="meeting", status=status, when=day("2024-06-12"))
        return told

    [happening] = happenings(meeting("b", "2024-05-17", "planned"), meeting("a", "2024-06-07", "cancelled"))
    assert happening.status == "cancelled"
    assert happening.status_history == (("planned", "b"), ("cancelled", "a"))


def test_acts_come_together_by_who_what_and_how_much():
    def pledge(name, verb, amount_words, who="Arla"):
        from onrecord.model import Amount

        text = f"{who} {verb} {amount_words} to the relief fund for families in the valley, {name} wrote."
        told = Told(article(name, text, "2024-05-17"))
        arla = told.entity(who, "country", "XAA" if who == "Arla" else "XBB")
        span = told.article.text.index(amount_words)
        from onrecord.model import Span

        value = float(amount_words.strip("$").split()[0])
        amount = Amount(amount_words, Span(span, span + len(amount_words)), value, "USD")
        told.event(
            verb.split()[-1], arla, root="AGREE", act="AGREE", amounts=(amount,), when=day(None, "2024-05-17", "tense")
        )
        return told

    assert len(happenings(pledge("a", "pledged", "$40 million"), pledge("b", "will give", "$40 million"))) == 1
    assert len(happenings(pledge("a", "pledged", "$40 million"), pledge("b", "pledged", "$40 million", "Besk"))) == 2


def test_a_copy_adds_no_source():
    _, two = two_calls()
    text = TEXT.format("said the one") + " " + " ".join(f"filler{i}" for i in range(60))
    copies = [call(n, text, f"2024-05-{17 + i}", day("2024-05-16")) for i, n in enumerate(("w1", "w2", "w3"))]
    [happening] = happenings(*copies, two)
    assert len(happening.articles) == 4 and happening.independent_sources == 2


def test_people_decide_and_undoing_gives_the_record_as_before():
    one, two = two_calls()
    before = happenings(one, two)
    a, b = one.events[0].id, two.events[0].id
    assert len(happenings(one, two, judgements=[Judgement(a, b, "different", "ed")])) == 2
    other = call("three", TEXT.format("said a third"), "2023-05-18", day("2023-05-16"))
    joined = happenings(one, other, judgements=[Judgement(a, other.events[0].id, "same", "ed")])
    assert len(joined) == 1 and [c.field for c in joined[0].conflicts] == ["date"]
    assert happenings(one, two) == before


def test_the_order_of_articles_is_no_matter():
    told = [*two_calls(minutes=120), call("three", TEXT.format("wrote three"), "2023-05-18", day("2023-05-16"))]
    results = {link_facts([t.facts() for t in order]) for order in itertools.permutations(told)}
    assert len(results) == 1


def test_contradictions_name_their_reason():
    one, two = two_calls(when=day("2023-05-16"))
    facts = [one.facts(), two.facts()]
    identities = link_entities(facts)
    [a], [b] = (event_views(f, identities) for f in facts)
    assert contradiction(a, b) == "days differ"
    assert compare(a, b).contradiction == "days differ"
    assert dict(compare(a, a).reasons)["people"] == pytest.approx(3.0)


def test_who_meets_at_a_place_does_not_meet_by_video():
    one, two = two_calls()
    [video] = (replace(e, form="video_call") for e in one.events)
    there = EntityRef(two.entity("week", "place"), "week")
    [sitting] = (replace(e, form="summit", place=there) for e in two.events)
    one.events, two.events = [video], [sitting]
    facts = [one.facts(), two.facts()]
    identities = link_entities(facts)
    [a], [b] = (event_views(f, identities) for f in facts)
    assert contradiction(a, b) == "one is by video, the other at a place"


def test_what_is_told_by_the_day_of_the_week_is_not_what_is_told_by_the_month():
    one, _ = two_calls()
    facts = one.facts()
    [view] = event_views(facts, link_entities([facts]))
    friday, november = replace(view, unit="weekday"), replace(view, unit="month")
    assert contradiction(friday, november) == "one is told by the day of the week, the other by the month"
    assert contradiction(friday, replace(november, article="another")) is None


def test_two_people_outweigh_the_host_who_is_named_as_a_party():
    planned = Told(article("plan", "Ann Lee accepted Brevia’s offer to meet Bo Rask on 12 June.", "2024-05-17"))
    lee = planned.entity("Ann Lee", country="XAA")
    planned.entity("Bo Rask", country="XBB")
    host = planned.entity("Brevia", "country", "XCC")
    planned.event("meet", lee, host, form="meeting", status="planned", when=day("2024-06-12"))
    news = Told(article("news", "Ann Lee and Bo Rask are to hold a meeting in June.", "2024-05-16"))
    news.event(
        "meeting",
        news.entity("Ann Lee", country="XAA"),
        news.entity("Bo Rask", country="XBB"),
        form="meeting",
        status="planned",
        when=day("2024-06-01", "2024-06-30"),
    )
    [happening] = happenings(planned, news)
    assert happening.when.date == "2024-06-12"


def froze(name, published, text, verb, who, **fields):
    told = Told(article(name, text, published))
    told.event(verb, told.entity(who, "country", "XAA"), root="SANCTION", act="SANCTION", **fields)
    return told


def test_two_reports_of_one_story_tell_an_act_in_other_words():
    one = froze("a", "2024-05-17", "Arla frozen out: Arla froze Dovan bank assets held in Oru.", "froze", "Arla")
    two = froze("b", "2024-05-18", "Arla had frozen Dovan bank assets held in Oru, it said.", "frozen", "Arla")
    assert len(happenings(one, two)) == 1


def test_another_act_of_the_same_sides_stays_apart():
    one = froze("a", "2024-05-17", "Arla froze Dovan bank assets held in Oru.", "froze", "Arla")
    two = froze("b", "2024-05-18", "Arla expelled Dovan bank envoys in Oru.", "expelled", "Arla")
    assert len(happenings(one, two)) == 2


def test_what_a_report_tells_as_done_was_done_by_then():
    one = froze("a", "2024-05-14", "Arla froze Dovan bank assets held in Oru.", "froze", "Arla")
    two = froze("b", "2024-05-21", "Arla froze Dovan bank assets held in Oru.", "froze", "Arla", when=day("2024-05-20"))
    assert len(happenings(one, two)) == 2


def test_the_last_meeting_is_not_the_one_to_come():
    told = Told(article("a", "Ann Lee and Bo Rask plan a meeting. The two last met in Oru.", "2024-05-17"))
    people = [told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")]
    told.event("meeting", *people, form="meeting", status="occurred")
    told.event("met", *people, form="meeting")
    assert len(happenings(told)) == 2


def test_a_visit_that_was_put_off_is_not_the_one_that_was_paid():
    told = Told(article("a", "Ann Lee met Bo Rask in Oru, weeks after she put off a visit.", "2024-05-17"))
    people = [told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")]
    told.event("met", *people, form="visit", when=day("2024-05-16"))
    told.event("visit", *people, form="visit", status="cancelled")
    assert sorted(h.status for h in happenings(told)) == ["cancelled", "occurred"]


def test_one_word_that_tells_of_two_visits_tells_of_two_happenings():
    one, two = two_calls()
    facts = [one.facts(), two.facts()]
    [a], [b] = (event_views(f, link_entities(facts)) for f in facts)
    assert contradiction(a, b) is None
    assert contradiction(a, replace(b, article=a.article, start=a.start)) == "told apart"


def test_a_large_sum_of_one_giver_tells_one_gift():
    one, two = two_calls()
    facts = [one.facts(), two.facts()]
    [a], [b] = (event_views(f, link_entities(facts)) for f in facts)
    gift = replace(a, form=None, root="AID", acts=("giv",), stem="giv", amounts=frozenset({(4e7, "USD")}))
    other = replace(gift, id=b.id, article=b.article, line="other")
    assert dict(compare(gift, other).reasons)["amounts"] == 3.0
    small = frozenset({(400.0, "USD")})
    assert dict(compare(replace(gift, amounts=small), replace(other, amounts=small)).reasons)["amounts"] == 2.0


def test_a_plan_that_came_about_keeps_nothing_out_that_is_told_of_the_call():
    plan = call("plan", "Ann Lee spoke of it, Bo Rask nodded.", "2024-05-15", day("2024-05-16"), status="planned")
    told = call(
        "told", "Ann Lee spoke with Bo Rask on Thursday. Aides praised the call.", "2024-05-17", day("2024-05-16")
    )
    told.event("call", told.entities[0].id, form="call")
    [happening] = happenings(plan, told)
    assert len(happening.events) == 3 and happening.status == "occurred"


@pytest.mark.parametrize(("host", "count"), [("XBB", 1), ("XAA", 2)])
def test_a_visit_to_one_country_is_none_to_the_other(host, count):
    def visit(name, published, host):
        told = Told(article(name, f"A visit of Ann Lee to Bo Rask is due, {name}.", published))
        told.entity("Ann Lee", country="XAA")
        told.entity("Bo Rask", country="XBB")
        people = tuple(told.actor(entity.id) for entity in told.entities)
        there = replace(people[1], entity=None, code=host)
        fields = {"form": "visit", "status": "planned", "when": day("2024-06-12")}
        told.event("visit", **fields, actors=people[:1], recipients=(there,), participants=people)
        return told

    assert len(happenings(visit("a", "2024-06-07", "XBB"), visit("b", "2024-06-08", host))) == count


def views_of(*told):
    facts = [t.facts() for t in told]
    identities = link_entities(facts)
    return [event_views(f, identities)[0] for f in facts]


@pytest.mark.parametrize(("weekday", "joins"), [(4, True), (5, False), (None, False)])
def test_an_undated_page_joins_by_the_day_of_the_week(weekday, joins):
    text = "On Thursday President Ann Lee spoke with Bo Rask. The talk was about grain, wrote the page."
    dated, page = views_of(two_calls()[0], call("page", text, None, day(None)))
    page = replace(page, weekday=weekday)
    assert (compare(dated, page).score >= 4.5) is joins
    assert bool({k for k in _keys(dated) & _keys(page) if k[0] == "two"}) is joins


def test_two_who_each_name_one_of_two_sides_may_have_met():
    one = Told(article("one", "Ann Lee meets her counterpart of Brevia on Thursday.", "2024-05-15"))
    lee, land = one.entity("Ann Lee", country="XAA"), one.entity("Brevia", "country", country="XBB")
    one.event("meets", lee, land, form="meeting", when=day("2024-05-16"), status="planned")
    other = Told(article("two", "Bo Rask will sit down with Norland on Thursday.", "2024-05-15"))
    rask, north = other.entity("Bo Rask", country="XBB"), other.entity("Norland", "country", country="XAA")
    other.event("sit down", rask, north, form="meeting", when=day("2024-05-16"), status="planned")
    assert contradiction(*views_of(one, other)) is None
    other.events = [replace(e, actors=e.actors[:1], participants=e.participants[:1]) for e in other.events]
    assert contradiction(*views_of(one, other)) == "people differ"


def test_talked_may_have_been_by_telephone():
    talked = call("two", "Bo Rask and Ann Lee spoke about grain.", "2024-05-17", day("2024-05-16"))
    one, other = views_of(two_calls()[0], talked)
    spoken = replace(other, form="talks", stem="talk")
    assert (
        dict(compare(one, spoken).reasons)["form"]
        > dict(compare(one, replace(spoken, stem="negotiate")).reasons)["form"]
    )


@pytest.mark.parametrize(("left", "right"), [("vetoed", "blocked"), ("approved", "voted"), ("rejected", "vetoed")])
def test_votes_are_told_in_many_words(left, right):
    assert act_likeness(acts_of(left, ""), acts_of(right, "")) > NEAR_ACT


@pytest.mark.parametrize(("word", "count"), [("signed", 1), ("sued", 2)])
def test_what_two_states_only_do_together_is_one_whoever_is_named_first(word, count):
    def told(name, first, second):
        made = Told(article(name, f"{first} {word} the pact with {second} in Oru on Friday.", "2024-05-18"))
        codes = {"Arla": "XAA", "Dova": "XBB"}
        actor, other = (made.actor(made.entity(n, "country", codes[n])) for n in (first, second))
        made.event(word, root="SUPPORT", actors=(actor,), recipients=(other,), when=day("2024-05-17"))
        return made.facts()

    assert len(link_facts([told("a", "Arla", "Dova"), told("b", "Dova", "Arla")]).happenings) == count
