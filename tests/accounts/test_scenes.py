"""Scenes: which reports tell of an engagement, whose own texts they are, and whom their statements speak for."""

from linking_builders import Told, article, day
from onrecord.accounts import add_accounts
from onrecord.accounts.scenes import find_scenes
from onrecord.link import link_facts

LEAD = "Ann Lee, the foreign minister of Varnland, spoke with Bo Rask of Osterby about the Selm ferry on 16 May."
FERRY = "the Selm ferry will sail again on 2 June"


def readout(said=FERRY, published="2024-05-16"):
    """Varnland's own text on the call, with one sentence of the ministry's."""
    told = Told(article("a", f"{LEAD} The ministry adds: {said}.", published))
    ann, bo = told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")
    told.event("spoke", ann, bo, form="call", when=day("2024-05-16"))
    told.statement(said, None, channel="readout", side="XAA")
    return told


def report(said, published="2024-05-17", lead="Osterby's minister Bo Rask kept to his word on the Selm ferry."):
    """A newspaper's report in which no call was found, with one sentence of Bo Rask's."""
    told = Told(article("b", f"{lead} Varnland waits. Bo Rask said {said}.", published))
    told.statement(said, told.entity("Bo Rask", country="XBB", nth=lead.count("Bo Rask") or 1), cue="said")
    return told


def linked(*told):
    facts = [t.facts() for t in told]
    links = link_facts(facts)
    return links, facts


def sides_of_the_call(*told):
    """The sides that have an account of the one call."""
    links, facts = linked(*told)
    made = add_accounts(links, facts)
    calls = [h.id for h in made.happenings if h.form]
    assert len(calls) == 1
    return {account.side for account in made.accounts if account.happening == calls[0]}


def test_a_report_without_the_call_gives_a_partys_answer_to_the_same_question():
    assert sides_of_the_call(readout(), report("the Selm ferry sails again on 2 June")) == {"XAA", "XBB"}


def received(published="2024-05-16"):
    """Osterby's own text, whose event tells that people talked, in no form."""
    told = Told(
        article("b", f"Minister Bo Rask received Ann Lee of Varnland on 16 May. Osterby adds: {FERRY}.", published)
    )
    bo, ann = told.entity("Bo Rask", country="XBB"), told.entity("Ann Lee", country="XAA")
    told.event("received", bo, ann, root="CONSULT", when=day("2024-05-16"))
    told.statement(FERRY, None, channel="readout", side="XBB")
    return told


def test_a_talk_whose_form_nothing_tells_has_accounts_too():
    links, facts = linked(received())
    (scene,) = find_scenes(links, facts)
    assert scene.documents == {"b": "XBB"}


def test_an_engagement_whose_form_is_told_goes_before_one_without():
    links, facts = linked(readout(), received())
    forms = {happening.id: happening.form for happening in links.happenings}
    assert [forms[scene.happening] for scene in find_scenes(links, facts)] == ["call"]


def test_the_same_days_words_on_another_subject_stay_out():
    assert sides_of_the_call(readout(), report("perch stocks had fallen by a third in the northern lakes")) == {"XAA"}


def test_a_report_of_another_week_stays_out():
    assert sides_of_the_call(readout(), report("the Selm ferry sails again on 2 June", "2024-06-20")) == {"XAA"}
    assert sides_of_the_call(readout(), report("the Selm ferry sails again on 2 June", "2024-05-10")) == {"XAA"}


def test_a_report_that_begins_another_story_stays_out():
    other = (
        "Farmers blocked roads over milk prices for a third night while tractors rolled towards the capital's markets. "
        "Police counted ninety vehicles, hay burned at crossings, and dairies warned that shelves might stay empty. "
        "Ministers in Osterby promised subsidies, vets, cheaper diesel and a debate in parliament before the harvest. "
    )
    assert sides_of_the_call(readout(), report("the Selm ferry sails again on 2 June", lead=3 * other)) == {"XAA"}


def own_text(published="2024-05-16"):
    """Osterby's own text, in which no call was found."""
    text = (
        "Minister Bo Rask of Osterby and his colleague Ann Lee of Varnland went through the Selm ferry's troubles. "
        "Boats leave on time. Ann Lee promised a new quay."
    )
    told = Told(article("b", text, published))
    told.statement("Boats leave on time.", None, channel="readout", side="XBB")
    told.statement("a new quay", told.entity("Ann Lee", country="XAA"), cue="promised", channel="readout")
    return told


def test_a_sides_own_text_gives_that_sides_account_whoever_it_lets_speak():
    links, facts = linked(readout(), own_text())
    scene = find_scenes(links, facts)[0]
    assert scene.documents == {"a": "XAA", "b": "XBB"}
    assert {scene.sides[s.id] for s in facts[1].statements} == {"XBB"}
    made = add_accounts(links, facts)
    tied = {s for account in made.accounts if account.happening == scene.happening for s in account.statements}
    assert tied >= {s.id for s in facts[1].statements}


def late_report(side=None):
    """A report that gives Bo Rask's words on the ferry, and no country of his; with `side`, another speaker's."""
    lead = "The Selm ferry kept Osterby and Varnland busy, and Bo Rask spoke of it."
    told = Told(article("c", f"{lead} Rask said {FERRY}.", "2024-05-17"))
    told.statement(FERRY, None if side else told.entity("Bo Rask"), cue="said", side=side)
    return told


def test_a_person_without_a_side_speaks_for_the_side_whose_text_gives_the_words():
    own = own_text()
    own.statement("Boats leave on time", own.entity("Bo Rask"), channel="readout")
    links, facts = linked(readout(), own, late_report())
    scene = find_scenes(links, facts)[0]
    assert scene.reports == {"c"}
    assert scene.sides[facts[2].statements[0].id] == "XBB"


def test_a_third_countrys_own_text_is_not_matched_with_the_parties():
    text = f"{LEAD} The ministry of Carsten welcomes it: {FERRY}."
    third = Told(article("c", text, "2024-05-17"))
    third.statement(FERRY, None, channel="statement", side="XCC")
    links, facts = linked(readout(), own_text(), third)
    assert find_scenes(links, facts)[0].parties == {"XAA", "XBB"}
    made = add_accounts(links, facts)
    assert {a.match for a in made.accounts if a.side == "XCC"} == {"one_side"}


def test_third_parties_words_are_not_tied_to_the_call():
    assert sides_of_the_call(readout(), own_text(), late_report(side="XCC")) == {"XAA", "XBB"}


def test_scenes_do_not_depend_on_the_order_of_articles():
    told = (readout(), own_text(), late_report())
    links, facts = linked(*told)
    assert find_scenes(links, facts) == find_scenes(links, facts[::-1])


def two_reports(bo_says, country="XBB"):
    """Two papers' reports of one call, in one of which Ann Lee speaks and in the other Bo Rask; no side's own text."""
    told = []
    for name, speaker, code, said in (("a", "Ann Lee", "XAA", FERRY), ("b", "Bo Rask", country, bo_says)):
        report = Told(article(name, f"{LEAD} At the fish market {speaker} said {said}.", "2024-05-17"))
        ann, bo = report.entity("Ann Lee", country="XAA"), report.entity("Bo Rask", country="XBB")
        report.event("spoke", ann, bo, form="call", when=day("2024-05-16"))
        report.statement(said, ann if speaker == "Ann Lee" else bo, cue="said", side=code)
        told.append(report)
    return told


def test_two_parties_answers_to_one_question_in_two_reports_are_tied_to_the_call():
    assert sides_of_the_call(*two_reports("the Selm ferry sails again on 2 June")) == {"XAA", "XBB"}
    assert sides_of_the_call(*two_reports("perch stocks had fallen by a third in the northern lakes")) == set()


def test_an_own_text_goes_with_an_own_text_that_goes_with_a_report():
    first = Told(article("a", "Ann Lee spoke with Bo Rask of Osterby on 16 May.", "2024-05-17"))
    first.event("spoke", first.entity("Ann Lee"), first.entity("Bo Rask"), form="call", when=day("2024-05-16"))
    second = Told(article("b", f"{LEAD} Osterby adds: {FERRY}. Nets dry at Korsholm.", "2024-05-16"))
    second.statement(FERRY, None, channel="readout", side="XBB")
    second.statement("Nets dry at Korsholm.", None, channel="readout", side="XBB")
    third = Told(article("c", "The Selm ferry sails again on 2 June. At Korsholm nets dry.", "2024-05-16"))
    for said in ("The Selm ferry sails again on 2 June.", "At Korsholm nets dry."):
        third.statement(said, None, channel="readout", side="XAA")
    links, facts = linked(first, second, third)
    assert find_scenes(links, facts)[0].documents == {"b": "XBB", "c": "XAA"}


def test_a_body_has_one_name_as_a_side_and_speaks_through_whom_another_report_gives_it():
    told = []
    for name, body, side in (
        ("a", "Selm Line Ltd", "Selm Line Ltd"),
        ("b", "Selm Line", None),
        ("c", "Selm Line", "Selm Line"),
    ):
        text = f"The {body} met the dockers on 16 May. Ann Lee of the line said the boats lie idle."
        report = Told(article(name, text, "2024-05-17"))
        line, dockers = report.entity(body, "organisation"), report.entity("dockers", "group")
        report.event("met", line, dockers, form="meeting", when=day("2024-05-16"))
        report.statement("the boats lie idle", report.entity("Ann Lee"), cue="said", side=side)
        told.append(report)
    links, facts = linked(*told)
    scene = find_scenes(links, facts)[0]
    assert {scene.sides[f.statements[0].id] for f in facts} == {"Selm Line"}


def one_report(country):
    """A newspaper's report of a meeting of two bodies, both of whose answers it gives."""
    text = (
        "The miners of Selm met Volta Coal on 16 May. Ann Lee said the Selm ferry will sail again on 2 June. "
        "Bo Rask said the Selm ferry sails again on 2 June."
    )
    told = Told(article("a", text, "2024-05-17"))
    miners = told.entity("The miners of Selm", "organisation", country and "XAA")
    volta = told.entity("Volta Coal", "organisation", country and "XBB")
    told.event("met", miners, volta, form="meeting", when=day("2024-05-16"))
    ann, bo = told.entity("Ann Lee"), told.entity("Bo Rask")
    told.statement("the Selm ferry will sail again on 2 June", ann, cue="said", side=country and "XAA")
    told.statement("the Selm ferry sails again on 2 June", bo, cue="said", side=country and "XBB")
    return told


def test_sides_that_are_no_states_answer_each_other_within_one_report():
    assert sides_of_the_call(one_report(None)) == {"Ann Lee", "Bo Rask"}


def test_what_one_report_quotes_of_two_states_is_not_tied_by_likeness_alone():
    assert sides_of_the_call(one_report("country")) == set()


def test_an_engagement_that_is_only_mentioned_keeps_an_own_texts_sentence_in_no_other():
    said = "the Selm ferry will sail again, as in the talks of 3 March"
    told = readout(said)
    ann = told.entities[0].id
    told.event("talks", ann, form="talks", when=day("2024-03-03"))
    assert sides_of_the_call_of_may(told) == {"XAA"}


def sides_of_the_call_of_may(*told):
    """The sides that have an account of the call on 16 May."""
    links, facts = linked(*told)
    made = add_accounts(links, facts)
    [call] = [h.id for h in made.happenings if h.form == "call"]
    return {account.side for account in made.accounts if account.happening == call}
