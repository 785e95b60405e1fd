"""Who acts and who is acted on: a trigger's actor and recipient, within its own clause."""

from dataclasses import dataclass

from onrecord.annotate.events.misread import conjuncts, misread_subject
from onrecord.annotate.events.triggers import form_of, is_means
from onrecord.annotate.events.words import PARTICIPLES, find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country

__all__ = [
    "Arguments",
    "antecedent",
    "conjuncts",
    "find_arguments",
    "find_subject",
    "holder_of",
    "is_party",
    "is_passive",
    "is_undergoing",
    "own_parties",
    "undergoer_of",
    "whole_of",
    "with_party",
]

_SUBJECTS = ("nsubj",)
_RECIPIENT_PREPOSITIONS = (
    "with", "against", "to", "on", "at", "for", "from", "over", "of", "into", "in", "by", "toward", "towards",
    "between",
)  # fmt: skip
_PAPERS = find_words("arguments", "papers")
_PORTIONS = find_words("arguments", "portions")
_DONE_TO = find_words("arguments", "done_to")
_DONE_TO_SOMEBODY = find_words("arguments", "done_to_somebody")
_COMING = frozenset({"call", "calls", "visit", "visits", "conversation"})
_HELP = find_words("arguments", "help")
_RATES = frozenset({"percent", "%", "cent", "points"})
_DAYS = find_words("arguments", "days")
_TIMES = find_words("pairs", "times")
_INTO = find_words("arguments", "into")
_ANSWERING = find_words("arguments", "answering")
_ATTENDING = find_words("arguments", "attending")
_INVITING = frozenset({"part", "invitation", "seat", "place", "invite"})
_UNDERGOING = find_words("arguments", "undergoing")
_GATHERING = find_words("arguments", "gathering")
_TELLING = find_words("arguments", "telling")
_ATTENDED = frozenset({"attended", "chaired", "joined", "hosted"})
_AROUND = frozenset({"after", "before", "during", "following"})
_SPONSORING = frozenset("backed supported sponsored brokered arranged organised organized mediated facilitated".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PATHS_UP = frozenset({"xcomp", "conj", "advcl", "pcomp", "ccomp", "acomp"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Head words of the actors and recipients of one trigger, each in text order."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()


def find_subject(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, its own or the one it shares with the verb above it; a passive's agent."""
    if is_passive(parse, verb):
        return _agent(parse, verb)
    for _ in range(3):
        for child in parse.children[verb]:
            if parse.words[child].dep in _SUBJECTS:
                return _cleft(parse, verb, child) or antecedent(parse, child)
        word = parse.words[verb]
        if word.dep == "acl" and word.tag == "VBG" and parse.lowers[word.head] in _PAPERS:
            if parse.words[word.head].dep != "dobj":
                return word.head
            verb = parse.words[word.head].head  # "passed a resolution criticising"
            continue
        if (misread := misread_subject(parse, verb)) is not None:
            return misread
        if word.dep == "relcl" or (word.dep == "acl" and word.tag == "VBG"):
            return word.head
        if word.dep in {"acl", "ccomp"} and word.tag == "VB" and _heads_line(parse, word.head, verb):
            return word.head
        misread_clause = word.dep == "ccomp" and word.tag in _FINITE  # "said the man killed was": it has no subject
        if word.head == verb or word.dep not in _PATHS_UP or misread_clause:
            return None
        governor = word.head
        if word.dep == "xcomp" and (raised := _object(parse, governor)) is not None:
            return raised  # "urged Iran to comply": Iran would comply
        verb = governor
    return None


def _cleft(parse: Parse, verb: int, subject: int) -> int | None:
    """Who is meant by the subject of "it was the navy that fired"."""
    if parse.lowers[subject] != "it":
        return None
    named = (c for c in parse.children[verb] if parse.words[c].dep == "attr" and parse.is_noun(c))
    return next((c for c in named if any(parse.words[g].dep == "relcl" for g in parse.children[c])), None)


def _heads_line(parse: Parse, name: int, verb: int) -> bool:
    """Whether the name before the verb is all that a headline has above it ("Norland to hold talks")."""
    word = parse.words[name]
    return name < verb and word.dep == "ROOT" and word.tag[:3] == "NNP"


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb stands in the passive with its own subject or auxiliary, which headlines leave out."""
    word = parse.words[verb]
    clipped = word.dep == "conj" or (word.dep == "acl" and word.tag == "VBN")  # "an envoy accused by"
    signs = {"nsubjpass", "auxpass"} | ({"agent"} if clipped else set())
    full = any(parse.words[child].dep in signs for child in parse.children[verb])
    return full or _is_clipped(parse, verb)


def _is_clipped(parse: Parse, verb: int) -> bool:
    """Whether a passive lacks its auxiliary ("Nine miners freed in Bolivia", "and seven wounded")."""
    word = parse.words[verb]
    if parse.lowers[verb] not in _DONE_TO_SOMEBODY or word.tag not in {"VBD", "VBN"} or word.dep in {"relcl", "acl"}:
        return False
    shared = (c for c in parse.children[verb] if parse.words[c].dep == "conj")
    below = {parse.words[c].dep for index in (verb, *shared) for c in parse.children[index]}
    return "nsubj" in {parse.words[c].dep for c in parse.children[verb]} and not below & {
        "dobj",
        "dative",
        "ccomp",
        "xcomp",
        "aux",
        "oprd",
    }


def undergoer_of(parse: Parse, verb: int) -> int | None:
    """The subject of a passive verb, to whom its act is done."""
    if not is_passive(parse, verb):
        return None
    subjects = {"nsubj", "nsubjpass"} if _is_clipped(parse, verb) else {"nsubjpass"}
    return next((c for c in parse.children[verb] if parse.words[c].dep in subjects), None)


def antecedent(parse: Parse, index: int) -> int:
    """The noun that a relative pronoun stands for, else the word itself."""
    if parse.words[index].tag in {"WP", "WDT"}:
        verb = parse.words[parse.words[index].head]
        if verb.dep == "relcl" and parse.is_noun(verb.head):
            return verb.head
    return index


def _agent(parse: Parse, verb: int) -> int | None:
    for child in parse.children[verb]:
        if parse.words[child].dep == "agent":
            for grandchild in parse.children[child]:
                if parse.words[grandchild].dep == "pobj":
                    return grandchild
    return None


def _object(parse: Parse, verb: int) -> int | None:
    for child in parse.children[verb]:
        if parse.words[child].dep in {"dobj", "dative"} and parse.is_noun(child):
            return child
    return None


def find_arguments(parse: Parse, trigger: int) -> Arguments:
    """Actors and recipients of a verb or of a noun that names an act."""
    if parse.words[trigger].tag.startswith("V"):
        subject = find_subject(parse, trigger)
        passive = undergoer_of(parse, trigger)
        if passive is None and is_passive(parse, trigger) and parse.words[trigger].dep == "conj":
            passive = undergoer_of(parse, parse.words[trigger].head)  # "was signed and ratified by"
        recipient = passive if passive is not None else _recipient(parse, trigger, subject)
        word = parse.words[trigger]
        if word.dep == "acl" and word.tag in PARTICIPLES and passive is None:
            recipient = word.head  # "14 sailors held in Norland"
        recipient = antecedent(parse, recipient) if recipient is not None else None
        return Arguments(_group(parse, subject), _group(parse, recipient))
    return _noun_arguments(parse, trigger)


def _group(parse: Parse, head: int | None) -> tuple[int, ...]:
    return conjuncts(parse, head) if head is not None else ()


def _recipient(parse: Parse, verb: int, subject: int | None) -> int | None:
    """The object, the person in "to" or "with" phrases, or that of the verb or noun below ("launched an attack on")."""
    direct = [c for c in parse.children[verb] if parse.words[c].dep in {"dative", "dobj"} and c != subject]
    direct = [c for c in direct if parse.words[c].tag != "IN"]  # the "that" of a clause
    persons = [c for c in direct if is_party(parse, c)]
    if persons:
        return persons[0]
    through = _through_preposition(parse, verb)
    if through is not None and is_party(parse, through):
        return through
    for noun in direct:
        below = _through_preposition(parse, noun)
        if below is not None:
            return below
        owner = next((c for c in parse.children[noun] if parse.words[c].dep == "poss"), None)
        if owner is not None and owner != subject:
            return noun
    for child in parse.children[verb]:
        if parse.words[child].dep in {"xcomp", "pcomp", "advcl"} and parse.words[child].tag.startswith("V"):
            below = _recipient(parse, child, subject)
            if below is not None:
                return below
        if parse.words[child].dep == "prep":
            for grandchild in parse.children[child]:
                if parse.words[grandchild].dep == "pcomp":
                    below = _recipient(parse, grandchild, subject)
                    if below is not None:
                        return below
    return through if through is not None else (direct[0] if direct else None)


def _through_preposition(parse: Parse, head: int) -> int | None:
    best: tuple[bool, int, int] | None = None
    for child in parse.children[head]:
        if parse.words[child].dep not in {"prep", "dative"} or parse.lowers[child] not in _RECIPIENT_PREPOSITIONS:
            continue
        for grandchild in parse.children[child]:
            if parse.words[grandchild].tag in {"NN", "NNS"} and parse.lowers[grandchild] in _TIMES:
                continue  # "spoke for a second time"
            if parse.words[grandchild].dep == "pobj" and not is_means(parse.lowers[grandchild]):
                order = _RECIPIENT_PREPOSITIONS.index(parse.lowers[child])
                rank = (not is_party(parse, grandchild), order, grandchild)
                best = rank if best is None else min(best, rank)
    return best[2] if best else None


def is_party(parse: Parse, head: int) -> bool:
    """Whether the phrase can be a party: a proper noun, or a noun with a country's or institution's name inside."""
    if parse.words[head].tag in {"NNP", "NNPS"}:
        return True
    noun = noun_of(parse.lowers[head])
    return noun is not None and noun.kind in {"person", "people", "organisation", "country"}


def whole_of(parse: Parse, noun: int) -> int:
    """The noun that measures out this one ("two days of talks", "a round of talks"), else the noun itself."""
    word = parse.words[noun]
    if word.dep == "pobj" and parse.lowers[word.head] in {"of", "in"}:
        above = parse.words[word.head].head
        if parse.lowers[above] in _PORTIONS and parse.lowers[word.head] == "of":
            return above
        if parse.lowers[noun] in _HELP and any(parse.words[c].tag in {"CD", "$"} for c in parse.children[above]):
            return above  # "15 million crowns in aid"
    return noun


def _noun_arguments(parse: Parse, noun: int) -> Arguments:
    """The owner and the "by" phrase act ("Norland's call"); "with", "on", "against", "to" name the recipient.

    Without these the act is that of the verb's subject ("held talks", "took part in talks"), of a country or body set
    before the noun ("Norland sanctions"), or of those who a relative clause says were there.
    """
    whole = whole_of(parse, noun)
    found = own_parties(parse, noun)
    if whole != noun:
        found = _joined_arguments(found, own_parties(parse, whole))
    actors = [i for i in found.actors if i != noun]
    recipients = [i for i in found.recipients if i != noun]
    if not actors:
        before = [c for c in parse.children[noun] if c < noun and (_is_body(parse, c) or _is_theirs(parse, c))]
        away = form_of(parse, noun) == "visit" and holder_of(parse, noun) is not None
        if away:
            recipients += [c for c in before if not _is_theirs(parse, c)]  # "put off a Norland trip"
        else:
            actors += before
    verb = holder_of(parse, whole)
    if verb is not None:
        subject = find_subject(parse, verb)
        group = [i for i in _group(parse, subject) if i not in recipients]
        if parse.lowers[verb] in _UNDERGOING:
            recipients += group
        elif not actors:
            actors += group
        if not recipients and parse.words[whole].dep != "pobj":
            recipients += with_party(parse, verb)  # "held a meeting on Monday with"
    if parse.words[whole].dep == "nsubj" and parse.lowers[parse.words[whole].head] in _GATHERING:
        recipients += _group(parse, _object(parse, parse.words[whole].head))
    if recipients and not actors:
        actors += _who_came_from(parse, whole)
    if not actors and not recipients:
        actors += _those_there(parse, whole)
    return Arguments(tuple(sorted(set(actors))), tuple(sorted(set(recipients) - set(actors))))


def _who_came_from(parse: Parse, noun: int) -> tuple[int, ...]:
    """Who did something around what they took part in ("after talks with A, B said")."""
    word = parse.words[noun]
    if form_of(parse, noun) is None or word.dep != "pobj" or parse.lowers[word.head] not in _AROUND:
        return ()
    verb = parse.words[word.head].head
    if parse.words[verb].tag[:1] != "V" or is_passive(parse, verb):
        return ()
    subject = find_subject(parse, verb)
    if subject is None or not (is_party(parse, subject) or parse.words[subject].tag == "PRP"):
        return ()
    return conjuncts(parse, subject)


def is_undergoing(verb: str) -> bool:
    """Whether the verb's subject is done what its object names ("faces sanctions")."""
    return verb in _UNDERGOING


def holder_of(parse: Parse, noun: int) -> int | None:
    """The verb whose subject does what the noun names ("held talks", "took part in talks", "on a visit"), if any."""
    word = parse.words[noun]
    if word.dep == "conj" and parse.is_noun(word.head):
        return holder_of(parse, word.head)
    if word.dep in {"dobj", "attr"} and parse.words[word.head].tag.startswith("V"):
        return None if parse.lowers[word.head] in _TELLING else word.head
    if word.dep == "pobj" and parse.lowers[word.head] in _INTO:
        above = parse.words[word.head].head
        if parse.words[above].tag.startswith("V") and parse.lowers[above] in _ATTENDING:
            return above
        if parse.lowers[word.head] == "with" and parse.lowers[above] in _ANSWERING:
            return above
        holder = parse.words[above]
        if holder.dep == "dobj" and (parse.lowers[above] in _INVITING):
            return holder.head  # "took part in", "accepted the invitation to"
    return None


def with_party(parse: Parse, verb: int) -> tuple[int, ...]:
    """Whom a "with" phrase of the verb names, if that can be a party."""
    for child in parse.children[verb]:
        if parse.words[child].dep == "prep" and parse.lowers[child] == "with":
            for grandchild in parse.children[child]:
                if parse.words[grandchild].dep == "pobj" and is_party(parse, grandchild):
                    return conjuncts(parse, grandchild)
    return ()


def _those_there(parse: Parse, noun: int) -> tuple[int, ...]:
    """Who does something to one another in a clause that tells of the occasion ("in May, when A and B …")."""
    word = parse.words[noun]
    below = word.head if word.dep == "dobj" and parse.lowers[word.head] in _GATHERING else noun
    for index in sorted(parse.subtree(below)):
        word = parse.words[index]
        if word.dep not in {"relcl", "advcl"} or not word.tag.startswith("V"):
            continue
        if any(parse.lowers[c] in {"when", "where", "which"} for c in parse.subtree(index)):
            subject = find_subject(parse, index)
            if subject is not None and len(group := conjuncts(parse, subject)) > 1:
                return group
    return ()


def _joined_arguments(one: Arguments, other: Arguments) -> Arguments:
    return Arguments(one.actors or other.actors, one.recipients or other.recipients)


def _may_take_part(parse: Parse, head: int) -> bool:
    """Whether somebody who meets may be meant: no topic ("talks on fish") and no means ("a trip by sea")."""
    word = parse.words[head]
    return is_party(parse, head) or word.tag in {"PRP", "CD", "NNS"} or parse.lowers[head] in {"both", "all"}


def own_parties(parse: Parse, noun: int) -> Arguments:
    """The parties that hang on the noun itself: by owner, prepositions and participles."""
    actors: list[int] = []
    recipients: list[int] = []
    meets = form_of(parse, noun) is not None
    children = [
        *parse.children[noun],  # and "a gathering a few days before of the"
        *(g for c in parse.children[noun] if parse.words[c].dep == "advmod" for g in parse.children[c]),
    ]
    for child in children:
        word = parse.words[child]
        if word.dep == "poss" and parse.words[child].tag not in {"PRP$"} and parse.lowers[child] not in _DAYS:
            actors += conjuncts(parse, child)
        if meets and word.dep == "acl" and parse.lowers[child] in _SPONSORING:
            continue  # "a summit backed by"
        if word.dep == "acl" and word.tag == "VBN" and (agent := _agent(parse, child)) is not None:
            actors += conjuncts(parse, agent)  # "tariffs imposed by"
        attended = meets and word.dep == "relcl" and parse.lowers[child] in _ATTENDED
        if attended and (agent := _agent(parse, child)) is not None:
            actors += conjuncts(parse, agent)  # "a meeting that was attended by"
        if word.dep not in {"prep", "agent"}:
            continue
        objects = [g for g in parse.children[child] if parse.words[g].dep == "pobj"]
        for found in objects:
            if (meets and not _may_take_part(parse, found)) or parse.lowers[found] in _DAYS:
                continue  # "a call on Thursday"
            group = conjuncts(parse, found)
            if is_party(parse, found):
                group = tuple(i for i in group if i == found or is_party(parse, i))
            if parse.lowers[child] in {"by"}:
                actors += group
            elif parse.lowers[child] in {"between", "among"}:
                actors += group[:1]
                recipients += group[1:]
            elif parse.lowers[child] in {"with", "against", "on", "to", "at"} or (
                parse.lowers[child] == "for" and parse.lowers[noun] in _HELP
            ):
                recipients += group
            elif parse.lowers[child] in {"of", "for"} and parse.lowers[found] in _RATES:
                recipients += own_parties(parse, found).recipients  # "tariffs of 25 percent on"
            elif parse.lowers[child] == "of" and parse.lowers[noun] in _DONE_TO:
                recipients += group
            elif (parse.lowers[child] == "of" and not actors) or (
                parse.lowers[child] == "from" and parse.lowers[noun] in _COMING and holder_of(parse, noun) is not None
            ):
                actors += group
    return Arguments(tuple(sorted(set(actors))), tuple(sorted(set(recipients) - set(actors))))


def _is_body(parse: Parse, index: int) -> bool:
    """Whether the word is a country or a body set before the noun that names its act ("U.S. sanctions")."""
    word = parse.words[index]
    if word.dep not in {"compound", "nmod", "amod"}:
        return False
    noun = noun_of(parse.lowers[index])
    named = word.tag in {"NNP", "NNPS"} and noun is not None and noun.kind == "organisation"
    return named or find_country(parse.forms[index]) is not None


def _is_theirs(parse: Parse, index: int) -> bool:
    return parse.words[index].dep == "poss" and parse.lowers[index] == "their"
