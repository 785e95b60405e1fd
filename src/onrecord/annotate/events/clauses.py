"""Who acts in the clause of a pair's trigger, its own subject, not that of a clause above or below it; on whom."""

from onrecord.annotate.events.arguments import (
    antecedent,
    conjuncts,
    find_subject,
    is_party,
    is_passive,
    undergoer_of,
)
from onrecord.annotate.events.misread import clause_subject
from onrecord.annotate.events.pairs import Pair
from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.gazetteer import find_country

__all__ = [
    "act_above",
    "acts_elsewhere",
    "aimed_at",
    "given_to",
    "is_missed",
    "is_of_another",
    "is_on_alert",
    "is_said",
    "is_told_of",
    "is_turned",
    "is_undertaking",
    "own_subject",
    "turned_by_clause",
    "turned_by_demand",
    "whose_violence",
]

_IDLE = find_words("frames", "idle")
_REPORTING = find_words("frames", "reporting")
_EXPECTING = find_words("clauses", "expecting")
_INDUCING = find_words("frames", "inducing")
_MISSING = find_words("clauses", "missing")
_ATTENDING = find_words("clauses", "attending")
_STAYING = frozenset("stay stays stayed staying keep keeps kept".split())  # away
_VIOLENCE = find_words("clauses", "violence") | find_words("frames", "violence")
_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SAME = frozenset({"he", "she", "it", "they", "we", "i", "who"})  # who may be the speaker again
_UNDERTAKINGS = find_words("clauses", "undertakings")
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
_DEMANDING = find_words("repeats", "demanding")
_BARE = frozenset({"VB", "VBP"})
_OBLIGING = frozenset({"must", "should", "ought"})
_MEANWHILE = frozenset({"after", "as", "before", "because", "since", "when", "while"})
_UP = 3  # verbs above a trigger among which the subject of its clause is sought


def own_subject(parse: Parse, verb: int) -> int | None:
    """The subject that hangs on the verb itself, or should, and does what it tells, if there is one."""
    hung = next((c for c in parse.children[verb] if parse.words[c].dep == "nsubj"), None)
    return hung if hung is not None else clause_subject(parse, verb)


def is_said(parse: Parse, verb: int) -> bool:
    """Whether what the verb governs is told as a fact of its own ("said that troops had killed")."""
    return parse.lowers[verb] in _IDLE or parse.lowers[verb] in _REPORTING or parse.lowers[verb] in _EXPECTING


def turned_by_clause(parse: Parse, pair: Pair) -> Pair:
    """The pair with a lone recipient as actor, where it says something ("Norland denied that it had fired")."""
    if pair.actor is not None or pair.recipient != own_subject(parse, pair.trigger) or is_passive(parse, pair.trigger):
        return pair
    if not any(parse.words[c].dep == "ccomp" for c in parse.children[pair.trigger]):
        return pair
    return pair._replace(actor=pair.recipient, recipient=None)


def is_demanded(parse: Parse, verb: int) -> bool:
    """Whether the verb tells what its subject must or should do."""
    return any(parse.words[c].dep == "aux" and parse.lowers[c] in _OBLIGING for c in parse.children[verb])


def turned_by_demand(parse: Parse, pair: Pair) -> Pair:
    """The pair with who says that a clause's subject must act, or demands it ("A said B must leave"), and that subject.

    A verb of demanding tells it itself ("A demands that B leave").
    """
    word, bidden = parse.words[pair.trigger], own_subject(parse, pair.trigger)
    if word.dep != "ccomp" or bidden is None:
        return pair
    demands = parse.lowers[word.head] in _DEMANDING and word.tag in _BARE
    if not demands and not (is_demanded(parse, pair.trigger) and is_said(parse, word.head)):
        return pair
    demander = find_subject(parse, word.head) if demands else own_subject(parse, word.head)
    if demander is None or demander == bidden:
        return pair
    return pair._replace(actor=demander, recipient=bidden, trigger=word.head if demands else pair.trigger)


def act_above(parse: Parse, pair: Pair) -> int | None:
    """The verb by which the actor takes up what the recipient made ("rejected the draft proposed by B"), if any."""
    word = parse.words[pair.trigger]
    if pair.actor is None or pair.recipient is None or word.dep != "acl" or word.tag != "VBN":
        return None
    if find_subject(parse, pair.trigger) != pair.recipient or is_party(parse, word.head):
        return None
    verb = pair.top
    above = verb != pair.trigger and parse.words[verb].tag[:1] == "V" and not is_passive(parse, verb)
    taken = parse.words[word.head]
    held = taken.dep == "dobj" and taken.head == verb
    return verb if above and held and find_subject(parse, verb) == pair.actor else None


def is_told_of(parse: Parse, pair: Pair) -> bool:
    """Whether the recipient does what the trigger tells, and the actor only says so ("A stressed that B had left").

    That B must or should do it A does say to B.
    """
    if pair.recipient is None or pair.actor is None or is_passive(parse, pair.trigger):
        return False
    if is_demanded(parse, pair.trigger):
        return False
    own = pair.recipient == own_subject(parse, pair.trigger)
    if own and _is_meanwhile(parse, pair.trigger) and pair.actor not in set(parse.subtree(pair.trigger)):
        return True
    above = {pair.top, *pair.down[1:]} - {pair.trigger}
    said = any(is_said(parse, index) for index in above)
    return own and said and pair.actor not in set(parse.subtree(pair.trigger))


def _is_meanwhile(parse: Parse, verb: int) -> bool:
    """Whether the verb's clause tells of another act before, after or beside that of the verb above it."""
    if parse.words[verb].dep != "advcl":
        return False
    return any(parse.words[c].dep in {"mark", "advmod"} and parse.lowers[c] in _MEANWHILE for c in parse.children[verb])


def is_turned(parse: Parse, pair: Pair) -> bool:
    """Whether the trigger's own clause names another actor than the pair's.

    "Police fire gas as the opposition rejects the result", "was offered by A and refused by B", "A wants it from B, who
    has criticised C", "A, accused by B".
    """
    word = parse.words[pair.trigger]
    if not word.tag.startswith("V"):
        return False
    if word.dep == "acl" and word.tag == "VBN" and is_party(parse, word.head):
        return pair.recipient not in conjuncts(parse, word.head)
    if is_passive(parse, pair.trigger):
        agent = find_subject(parse, pair.trigger)
        undergoer = undergoer_of(parse, pair.trigger)
        return (agent is not None and agent == pair.recipient) or (undergoer is not None and undergoer == pair.actor)
    if pair.actor is None or word.dep not in {"advcl", "conj", "parataxis", "relcl"}:
        return False
    own = own_subject(parse, pair.trigger)
    if own is None or pair.actor in set(parse.subtree(pair.trigger)):
        return False
    if parse.words[own].tag.startswith("PRP") and not _may_mean_another(parse, own, pair.actor):
        return False
    return pair.actor not in conjuncts(parse, antecedent(parse, own))


def _may_mean_another(parse: Parse, pronoun: int, actor: int) -> bool:
    """Whether an "it" comes after a name that it may mean rather than the actor ("A arms B as it fights in C")."""
    names = range(actor + 1, pronoun) if parse.lowers[pronoun] == "it" else ()
    group = conjuncts(parse, actor)
    return any(parse.words[i].tag == "NNP" and parse.words[i].dep in {"dobj", "pobj"} and i not in group for i in names)


def whose_violence(parse: Parse, head: int) -> int | None:
    """Who is told to do an act of violence that does harm ("a Norlandic strike killed nine"), else the word itself.

    None for violence of nobody's: a firefight acts as little as a strike does.
    """
    if parse.words[head].tag not in {"NN", "NNS"} or parse.lowers[head] not in _VIOLENCE:
        return head
    below = [c for c in parse.children[head] if c < head]
    owner = next((c for c in below if parse.words[c].dep == "poss" and parse.words[c].tag != "PRP$"), None)
    if owner is not None:
        return owner
    return next((c for c in below if parse.words[c].dep in _BEFORE_NOUNS and find_country(parse.forms[c])), None)


def acts_elsewhere(parse: Parse, pair: Pair) -> bool:
    """Whether the pair's actor is the subject of another clause only, where the trigger's has one of its own.

    "A said that B had met C", "A invited B to visit C", "A accuses B of an attack, which C denies"; but by "A demands
    that B resign" A acts on B.
    """
    trigger = pair.trigger
    if pair.actor is None or parse.words[trigger].tag[:1] != "V" or is_passive(parse, trigger):
        return False
    own = find_subject(parse, trigger)
    if pair.recipient is None or own is None or {pair.actor, pair.recipient} & set(conjuncts(parse, own)):
        return False
    opens = own == 0 or parse.words[own - 1].sentence != parse.words[own].sentence
    named = is_party(parse, own) or (not opens and parse.forms[own][:1].isupper())
    if not named and parse.words[own].dep != "attr":  # "it was drones that struck"
        return False
    if any(parse.words[c].tag == "PRP$" for c in parse.children[own]):  # "A said his country would act"
        return False
    return _is_below(parse, trigger, pair.actor) or _is_above(parse, trigger, pair.actor)


def _is_below(parse: Parse, trigger: int, actor: int) -> bool:
    """Whether the actor is the subject of a clause below the trigger."""
    while parse.words[actor].dep == "conj" and parse.is_noun(parse.words[actor].head):
        actor = parse.words[actor].head
    word = parse.words[actor]
    if word.dep != "nsubj" or word.head == trigger or parse.words[word.head].tag not in _FINITE:
        return False
    return word.head in set(parse.subtree(trigger))


def _is_above(parse: Parse, trigger: int, actor: int) -> bool:
    """Whether the actor is the subject of a verb above the trigger's clause, of whose subject it says something.

    Or of the verb by which it makes another act ("A urged B to visit C").
    """
    verb = trigger
    for _ in range(_UP):
        word = parse.words[verb]
        own = own_subject(parse, verb)
        if own is not None:
            if word.dep == "relcl" and verb != trigger:
                return parse.words[own].tag[:1] == "W" and actor != word.head  # "it was B that struck, killing C"
            told = word.dep == "ccomp" or (word.dep == "conj" and is_said(parse, word.head))
            if not told or (parse.lowers[own] in _SAME and find_subject(parse, verb) == own):
                return False
            above = own_subject(parse, word.head)
            return above is not None and actor in conjuncts(parse, above)
        if word.dep == "xcomp" and parse.lowers[word.head] in _INDUCING:
            return True
        if word.dep not in {"advcl", "xcomp", "conj"} or word.head == verb:
            return False
        verb = word.head
    return False


def is_missed(parse: Parse, noun: int) -> bool:
    """Whether a clause tells only that somebody stays away from the occasion that a noun names.

    "A skipped the summit", "A stayed away from talks with B", "A will not attend the meeting"; but not "A did not skip
    the summit". Whether the others met it doesn't say.
    """
    word = parse.words[noun]
    if word.dep == "dobj":
        return parse.lowers[word.head] in (_ATTENDING if _is_denied(parse, word.head) else _MISSING)
    if word.dep != "pobj" or parse.lowers[word.head] != "from":
        return False
    above = parse.words[word.head].head
    verb = parse.words[above].head if parse.lowers[above] == "away" else above
    away = any(parse.lowers[child] == "away" for child in parse.children[verb])
    return away and parse.lowers[verb] in _STAYING and not _is_denied(parse, verb)


def _is_denied(parse: Parse, verb: int) -> bool:
    return any(parse.words[child].dep == "neg" for child in parse.children[verb])


def given_to(parse: Parse, verb: int) -> tuple[int, ...]:
    """Whom a "to" phrase of a verb with an object names."""
    if not any(parse.words[c].dep == "dobj" for c in parse.children[verb]):
        return ()
    for child in parse.children[verb]:
        if parse.words[child].dep in {"prep", "dative"} and parse.lowers[child] == "to":
            return tuple(g for g in parse.children[child] if parse.words[g].dep == "pobj")
    return ()


def is_of_another(parse: Parse, head: int, actors: tuple[int, ...]) -> bool:
    """Whether a verb's object is a country's that doesn't act itself, as the word before it tells."""
    word = parse.words[head]
    before = (c for c in parse.children[head] if c < head and parse.words[c].dep in _OWNING)
    named = [code for c in before if (code := find_country(parse.forms[c])) is not None]
    own = {code.code for a in actors if (code := find_country(parse.forms[a])) is not None}
    return word.dep == "dobj" and bool(named) and all(country.code not in own for country in named)


def is_on_alert(parse: Parse, verb: int) -> bool:
    """Whether forces stand ready or workers stay out ("remained on alert", "are on strike")."""
    on = (c for c in parse.children[verb] if parse.words[c].dep == "prep" and parse.lowers[c] == "on")
    return any(parse.lowers[g] in {"alert", "strike"} for c in on for g in parse.children[c])


def is_undertaking(parse: Parse, verb: int) -> bool:
    """Whether the verb's object is what people go about together ("launched an inquiry", "staged a rally")."""
    return any(parse.words[c].dep == "dobj" and parse.lowers[c] in _UNDERTAKINGS for c in parse.children[verb])


def aimed_at(parse: Parse, recipients: tuple[int, ...]) -> tuple[int, ...]:
    """Those that can be a party, and what an inquiry looks into ("went on strike over pay at the port")."""
    into = (r for r in recipients if is_party(parse, r) or parse.lowers[parse.words[r].head] == "into")
    return tuple(r for r in into if parse.lowers[r] not in _UNDERTAKINGS)
