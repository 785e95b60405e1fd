"""Who acts and who is acted on: a trigger's actor and recipient, within its own clause."""

from dataclasses import dataclass

from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country

__all__ = ["Arguments", "conjuncts", "find_arguments", "find_subject"]

_SUBJECTS = ("nsubj",)
_RECIPIENT_PREPOSITIONS = (
    "with", "against", "to", "on", "at", "for", "from", "over", "of", "into", "in", "by", "toward", "towards",
    "between",
)  # fmt: skip
_PATHS_UP = frozenset({"xcomp", "conj", "advcl", "pcomp", "ccomp"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Head words of the actors and recipients of one trigger, each in text order."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()


def conjuncts(parse: Parse, head: int) -> tuple[int, ...]:
    """The word and those joined to it by "and" or commas."""
    found = [head]
    for index in found:
        found += [child for child in parse.children[index] if parse.words[child].dep == "conj"]
    return tuple(sorted(found))


def find_subject(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, its own or the one it shares with the verb above it; a passive's agent."""
    passive = any(parse.words[child].dep in {"nsubjpass", "auxpass"} for child in parse.children[verb])
    if passive:
        return _agent(parse, verb)
    for _ in range(3):
        for child in parse.children[verb]:
            if parse.words[child].dep in _SUBJECTS:
                return child
        word = parse.words[verb]
        if word.dep == "relcl" or (word.dep == "acl" and word.tag == "VBG"):
            return word.head
        if word.head == verb or word.dep not in _PATHS_UP:
            return None
        governor = word.head
        if word.dep == "xcomp" and (raised := _object(parse, governor)) is not None:
            return raised  # "urged Iran to comply": Iran would comply
        verb = governor
    return None


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
        passive = next((c for c in parse.children[trigger] if parse.words[c].dep == "nsubjpass"), None)
        recipient = passive if passive is not None else _recipient(parse, trigger, subject)
        return Arguments(_group(parse, subject), _group(parse, recipient))
    return _noun_arguments(parse, trigger)


def _group(parse: Parse, head: int | None) -> tuple[int, ...]:
    return conjuncts(parse, head) if head is not None else ()


def _recipient(parse: Parse, verb: int, subject: int | None) -> int | None:
    """The object, the person in "to" or "with" phrases, or that of the verb or noun below ("launched an attack on")."""
    direct = [c for c in parse.children[verb] if parse.words[c].dep in {"dative", "dobj"} and c != subject]
    persons = [c for c in direct if _is_party(parse, c)]
    if persons:
        return persons[0]
    through = _through_preposition(parse, verb)
    if through is not None and _is_party(parse, through):
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
            if parse.words[grandchild].dep == "pobj" and parse.lowers[grandchild] != "person":  # "met in person"
                order = _RECIPIENT_PREPOSITIONS.index(parse.lowers[child])
                rank = (not _is_party(parse, grandchild), order, grandchild)
                best = rank if best is None else min(best, rank)
    return best[2] if best else None


def _is_party(parse: Parse, head: int) -> bool:
    """Whether the phrase can be a party: a proper noun, or a noun with a country's or institution's name inside."""
    if parse.words[head].tag in {"NNP", "NNPS"}:
        return True
    noun = noun_of(parse.lowers[head])
    return noun is not None and noun.kind in {"person", "people", "organisation", "country"}


def _noun_arguments(parse: Parse, noun: int) -> Arguments:
    """The owner and the "by" phrase act ("Norland's call"); "with", "on", "against", "to" name the recipient."""
    actors: list[int] = []
    recipients: list[int] = []
    for child in parse.children[noun]:
        word = parse.words[child]
        if word.dep == "poss" and parse.words[child].tag not in {"PRP$"}:
            actors += conjuncts(parse, child)
        if word.dep != "prep":
            continue
        objects = [g for g in parse.children[child] if parse.words[g].dep == "pobj"]
        for found in objects:
            group = conjuncts(parse, found)
            if parse.lowers[child] in {"by"}:
                actors += group
            elif parse.lowers[child] in {"between", "among"}:
                actors += group[:1]
                recipients += group[1:]
            elif parse.lowers[child] in {"with", "against", "on", "to", "at"}:
                recipients += group
            elif parse.lowers[child] == "of" and not actors:
                actors += group
    if not actors:
        actors += [c for c in parse.children[noun] if c < noun and (_is_state(parse, c) or _is_theirs(parse, c))]
    if not actors:
        verb = parse.words[noun].head
        if parse.words[verb].tag.startswith("V") and parse.words[noun].dep in {"dobj", "pobj", "attr"}:
            subject = find_subject(parse, verb)
            actors += _group(parse, subject)
    return Arguments(tuple(sorted(set(actors))), tuple(sorted(set(recipients) - set(actors))))


def _is_state(parse: Parse, index: int) -> bool:
    """Whether the word is a country set before the noun that names its act ("U.S. sanctions")."""
    word = parse.words[index]
    return word.dep in {"compound", "nmod", "amod"} and find_country(parse.forms[index]) is not None


def _is_theirs(parse: Parse, index: int) -> bool:
    return parse.words[index].dep == "poss" and parse.lowers[index] == "their"
