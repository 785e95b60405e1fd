"""Utterances: one saying in several reports, cut, quoted in part, translated; two speakers apart."""

from linking_builders import Told, article, day
from onrecord.link import link_facts
from onrecord.link.utterances import align


def told(name, text, content, speaker="Bo Rask", country="XBB", said="2024-05-17"):
    made = Told(article(name, text, "2024-05-18"))
    who = made.entity(speaker, country=country)
    made.statement(content, who, said=day(said))
    return made


def utterances(*made):
    return link_facts([m.facts() for m in made]).utterances


WHOLE = "“They send frigates into a fishing ground. They did so six times. Let them keep their ships at home,”"


def test_a_cut_quotation_is_the_same_saying_with_the_cut_told():
    cut = "“They send frigates into a fishing ground . . . Let them keep their ships at home,”"
    [found] = utterances(told("a", f"{WHOLE} Bo Rask said.", WHOLE), told("b", f"{cut} Bo Rask said on Friday.", cut))
    assert found.longest == WHOLE
    assert sorted(variant.changes for variant in found.variants) == [(), ("cut",)]


def test_a_part_quoted_is_the_same_saying():
    part = "that they send “frigates into a fishing ground”"
    [found] = utterances(told("a", f"{WHOLE} Bo Rask said.", WHOLE), told("b", f"Bo Rask said {part}.", part))
    assert len(found.statements) == 2


def test_two_translations_of_one_day_are_one_saying():
    one = "“It was a frank talk between neighbors, and neither of us should shut the door,”"
    two = "“It was a candid conversation between neighbours, and neither of us must close the door,”"
    [found] = utterances(told("a", f"{one} Bo Rask said.", one), told("b", f"{two} Bo Rask said.", two))
    assert {"translated"} <= {change for variant in found.variants for change in variant.changes}


def test_the_same_words_of_two_speakers_stay_apart():
    words = "that the channel between the two must stay open"
    text = f"{{}} said {words}."
    assert not utterances(
        told("a", text.format("Bo Rask"), words), told("b", text.format("Ann Lee"), words, "Ann Lee", "XAA")
    )


def test_short_words_alone_tell_nothing():
    assert not utterances(
        told("a", "Bo Rask called it “frank.”", "“frank.”"), told("b", "Bo Rask was “frank” again.", "“frank”")
    )


def test_words_are_aligned_one_by_one():
    assert align("a b c d".split(), "a x c".split()) == [
        ("same", ("a",), ("a",)),
        ("translated", ("b",), ("x",)),
        ("same", ("c",), ("c",)),
        ("cut", ("d",), ()),
    ]


def test_two_quotations_of_one_statement_may_be_two_sayings():
    farmers, war = "that the duties have done serious damage to farmers", "“A customs war has no victors,”"
    both = "that the duties had “done serious damage to farmers” and that a customs war “has no victors.”"
    readout = Told(article("a", f"Bo Rask said {farmers}. {war} he said.", "2024-05-18"))
    who = readout.entity("Bo Rask", country="XBB")
    for content in (farmers, war):
        readout.statement(content, who, said=day("2024-05-17"))
    report = Told(article("b", f"Bo Rask said {both}", "2024-05-18"))
    report.statement(both, report.entity("Bo Rask", country="XBB"), kind="mixed", said=day("2024-05-17"))
    found = utterances(readout, report)
    assert sorted(len(utterance.statements) for utterance in found) == [2, 2]
    assert len({statement for utterance in found for statement in utterance.statements}) == 3
