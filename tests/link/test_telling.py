"""Which happening a statement was said in, and which it is about; the day alone says nothing."""

from linking_builders import Told, article, day
from onrecord.link import link_facts
from onrecord.model import EntityRef

TEXT = (
    "Ann Lee spoke with Bo Rask on Thursday. Rask told Lee that the duties did harm. "
    "He said that a trade war had no victors.\n\n"
    "After the call, an official said that the tone was stiff.\n\n"
    "Cy Dahl said on Thursday that the roads were bad."
)


def story():
    told = Told(article("one", TEXT, "2024-05-17"))
    ann, bo = told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")
    official, cy = told.entity("an official", "unnamed", "XAA"), told.entity("Cy Dahl", country="XBB")
    told.event("spoke", ann, bo, form="call", when=day("2024-05-16"))
    told.event("call", ann, form="call")
    told.statement("that the duties did harm", bo, "told", addressee=EntityRef(ann, "Ann Lee"))
    told.statement("that a trade war had no victors", bo, "said")
    told.statement("that the tone was stiff", official, "an official said")
    told.statement("that the roads were bad", cy, "said on Thursday", said=day("2024-05-16"))
    links = link_facts([told.facts()])
    [happening] = links.happenings
    by_id = {link.statement: link for link in links.statements}
    return happening.id, [by_id[s.id] for s in told.statements]


def test_what_one_participant_tells_the_other_is_said_in_it_and_so_is_what_goes_on_from_there():
    happening, [harm, victors, _, _] = story()
    assert harm.said_in == happening and harm.about == ()
    assert victors.said_in == happening


def test_what_describes_it_is_about_it():
    happening, [_, _, tone, _] = story()
    assert tone.said_in is None and tone.about == (happening,)


def test_the_same_day_is_no_evidence():
    _, [_, _, _, roads] = story()
    assert roads.said_in is None and roads.about == ()


TWO_CALLS = (
    "Ann Lee spoke with Bo Rask on Thursday. Their first call in February was one that Lee’s office hoped would calm "
    "the border. Lee’s office said that the roads were bad."
)


def test_what_a_sentence_tells_of_another_engagement_is_not_about_the_subject():
    told = Told(article("one", TWO_CALLS, "2024-05-17"))
    ann, bo = told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")
    office = told.entity("Lee’s office", "organisation", "XAA")
    told.event("spoke", ann, bo, form="call", when=day("2024-05-16"))
    told.event("call in February", ann, bo, form="call", when=day("2024-02-10"))
    told.statement("would calm the border", office, "hoped", side="XAA", channel="readout")
    told.statement("that the roads were bad", office, "said", side="XAA", channel="readout")
    links = link_facts([told.facts()])
    [subject] = [h.id for h in links.happenings if str(h.when.earliest) == "2024-05-16"]
    about = {link.statement: link.about for link in links.statements}
    hoped, roads = (about[s.id] for s in told.statements)
    assert subject not in hoped
    assert subject in roads
