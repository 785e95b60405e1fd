"""From who did what to codes: PLOVER categories, modes, contexts; actors' countries, sectors, sides.

actors.py         a name or description -> country or kind of body, sector, role, and the rule that decided
leaders.py        who held which office when
context.py        whose an organ or officer without a country is, by the words around
sectors.py        the sector that words tell
compounds.py      "Panamanian-flagged", "Swedish-Iranian"
belonging.py      of which country named around it an actor without one is (learned)
domestic.py       who may be from elsewhere
places.py         the countries that a text names, and the one it reports from
sides.py          a statement -> the side that its speaker speaks for: learned where sure, else by rules
descriptions.py   what the article says that a speaker is: sources, titles, appositions
posts.py          nouns of a description by class: organs, offices, posts, bodies, private people
phrases.py        a description from its governing noun on, and what it names
readings.py       a description -> for whom it makes somebody speak, by the class of its governing noun
post_readings.py  what is somebody's: organs, offices, posts, local power, lawyers, papers
body_readings.py  what speaks for itself: firms, unions, outlets, parties, rebels
surroundings.py   what stands around a speaker: countries, bodies, possessors, issuers
evidence.py       all hints on a speaker's side
side_choice.py    the learned weights over hints
side_rules.py     the sides by rules in a fixed order
pointers.py       whom the words about a speaker point to: possessors, issuers, bodies named beside
local.py          governors, mayors, counties
clients.py        whose lawyer somebody is
described.py      the body by name that "the company" stands for
affiliations.py   words and patterns of the rules
pairs.py          a sentence with its actors marked, as the learned coder reads it
coder.py          the learned coder: how likely each category and status is
rewrites.py       the second stage: from the plain category and the status to the final category
told.py           what the trigger's own words tell beside the coder
shares.py         which event each amount measures
terms.py          modes and contexts by their words
given_pairs.py    coding of given pairs
facts.py          all of it on one article
"""

from onrecord.code.actors import ActorTable, load_actor_table
from onrecord.code.facts import code_facts
from onrecord.code.given_pairs import code_pairs

__all__ = ["ActorTable", "code_facts", "code_pairs", "load_actor_table"]
