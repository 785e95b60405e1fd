"""Which amounts measure an act: money and shares in its clause, people and things that it is done to or with."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from onrecord.annotate.events.amounts import find_amounts, is_money_or_rate
from onrecord.annotate.events.frame import Frame
from onrecord.annotate.events.portions import is_fraction, is_who
from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.model import Amount, Event

__all__ = ["clause_of", "give_unclaimed", "is_measure", "measured_words"]

_UNITS = find_words("amounts", "units")
_MEASURES = find_words("amounts", "measures")
_FATES = find_words("amounts", "fates")
_FATAL = find_words("amounts", "fatal")
_MEASURING = find_words("amounts", "measuring")
_HARM = find_words("amounts", "harm")
_CLAUSES = frozenset({"conj", "advcl", "ccomp", "relcl", "parataxis"})
_WHAT_COUNTS = find_words("amounts", "what_counts")
_CROWD = 20  # acting parties from which their number measures the act; a smaller one tells who they are
_MAX_UP = 4
_MANY = 10  # things counted beside a preposition ("sanctions on eleven banks")
_PAIR = 2  # so many are told for who or what they are, not for how many
_BESIDE = frozenset({"dobj", "nsubjpass"})
_TELLING_WHICH = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})
_DEFINITE = frozenset("the its their his her our these those both".split())


def is_measure(
    parse: Parse, amount: Amount, trigger: int, clause: Collection[int], undergoing: Collection[int] = ()
) -> bool:
    """Whether the amount measures the act at word `trigger`, whose own clause is made of the words `clause`.

    Money and shares do wherever they stand in the clause; a number of people or things only as what the act is done to
    or with, or as a crowd that acts. One or two are told for who they are, and so are "the nine judges". `undergoing`
    are the heads of those whom the act is done to, also where they are a subject ("let nine captives go").
    """
    inside = parse.words_in(amount.span)
    unit = amount.unit or ""
    if is_money_or_rate(unit) or is_fraction(amount):
        return bool(inside) and (inside[0] in clause or inside[-1] in clause)
    if not inside or inside[-1] not in clause:
        return False
    head = _counted(parse, inside)
    if head == trigger:
        return True
    if amount.value is not None and not _is_counted(parse, amount.value, unit, inside[0], head, trigger):
        return False
    index = head
    for _ in range(_MAX_UP):
        word = parse.words[index]
        if index != trigger and word.dep == "advcl" and word.tag == "VB":
            return False  # "gave a million to house nine families"
        if word.dep == "conj" and index > trigger and _is_done_to_others(parse, index, head):
            return False
        if index == trigger or word.head in {trigger, index}:
            break
        if word.dep == "poss" or (word.dep == "pobj" and parse.lowers[word.head] not in _WHAT_COUNTS):
            return False
        index = word.head
    some = not parse.is_noun(head)  # "seventeen of the lawmakers" tells how many did
    if head in undergoing or (parse.words[head].dep == "nsubj" and head > parse.words[head].head):
        return True  # "surrendered fourteen gunboats", read as what surrenders
    return some or parse.words[index].dep != "nsubj" or amount.value is None or amount.value >= _CROWD


def _is_done_to_others(parse: Parse, verb: int, counted: int) -> bool:
    """Whether a verb that goes on after another does to people what the first doesn't ("stoned A and fined 40 men").

    What it does harm to measures the whole ("shelled the town and killed nine").
    """
    own = parse.words[verb].tag[:1] == "V" and parse.lowers[verb] not in _FATAL
    return own and is_who(parse, counted)


def _counted(parse: Parse, inside: Sequence[int]) -> int:
    """The noun that is counted, or the number of some of others."""
    of = next((i for i in inside if parse.lowers[i] == "of"), None)
    if of is not None and parse.words[of].head in inside:
        return parse.words[of].head
    return next((i for i in reversed(inside) if parse.is_noun(i)), inside[-1])


def give_unclaimed(parse: Parse, events: Sequence[Event]) -> list[Event]:
    """The events, with money, shares and victims that measure none of a sentence left to its nearest trigger.

    So "a package of 60 billion rupees that Norland was to extend" is measured, whose clause the sum stands outside of.
    """
    claimed = {amount.span for event in events for amount in event.amounts}
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        for index in parse.words_in(event.trigger[0])[:1]:
            by_sentence.setdefault(parse.words[index].sentence, []).append(event)
    given: dict[str, tuple[Amount, ...]] = {}
    for sentence, among in by_sentence.items():
        if any(event.amounts for event in among):
            continue
        span = parse.reading.sentences[sentence]
        for amount in find_amounts(parse.text, span.start, span.end, parse):
            unit = amount.unit or ""
            if (
                (is_money_or_rate(unit) or unit in _FATES)
                and amount.span not in claimed
                and not _is_carried(parse, amount)
            ):
                event = min(among, key=lambda e: (_distance(e, amount), e.trigger))
                given[event.id] = (*given.get(event.id, ()), amount)
    return [replace(e, amounts=(*e.amounts, *given[e.id])) if e.id in given else e for e in events]


def _is_carried(parse: Parse, amount: Amount) -> bool:
    """Whether an amount tells what a thing holds or carries ("a van carrying nine million crowns")."""
    index = next(iter(parse.words_in(amount.span)), None)
    for _ in range(_MAX_UP):
        if index is None:
            return False
        word = parse.words[index]
        if word.dep == "acl" and word.tag == "VBG":
            return True
        index = word.head
    return False


def _distance(event: Event, amount: Amount) -> int:
    """How many characters lie between a trigger and an amount."""
    return min(max(amount.span.start - span.end, span.start - amount.span.end) for span in event.trigger)


def _is_counted(parse: Parse, value: float, unit: str, first: int, head: int, trigger: int) -> bool:
    """Whether so many people or things are told for their number, by the words around it."""
    top = head
    while parse.words[top].dep == "conj" and parse.is_noun(parse.words[top].head):  # "3,000 marines and two carriers"
        top = parse.words[top].head
    word = parse.words[top]
    noun = unit.rsplit(maxsplit=1)[-1].lower()
    if noun.removesuffix("s") in _MEASURES:
        return word.dep != "npadvmod"  # "600 miles off the coast"
    if word.dep in _TELLING_WHICH:
        return False
    spelled = parse.forms[first][:1].isalpha()
    if first and parse.lowers[first - 1] in _DEFINITE and spelled and value < _CROWD:
        return False
    governor = parse.words[word.head].head if word.dep == "pobj" else word.head
    if value <= _PAIR:
        hurt = word.dep in _BESIDE and parse.lowers[word.head] in _FATAL
        given = (word.dep in _BESIDE or parse.lowers[word.head] == "of") and governor == trigger
        return hurt or (value == _PAIR and given and not is_who(parse, head))
    if parse.lowers[word.head] == "by" and word.dep == "pobj":
        return value >= _CROWD  # who acts
    if word.dep != "pobj" or value >= _MANY or noun in _UNITS or is_who(parse, head):
        return True
    return parse.lowers[word.head] == "of" and not is_who(parse, governor)  # "the passports of seven exiles"


def _clause_words(parse: Parse, trigger: int, *, onward: bool = False) -> set[int]:
    """The words of the trigger's own clause: its subtree without the clauses joined to it, but for "killing nine".

    With `onward` also what the same subject does after ("and carried off eleven boxes").
    """
    found: set[int] = set()
    stack = [(trigger, True)]
    while stack:
        index, same = stack.pop()
        found.add(index)
        for child in parse.children[index]:
            word = parse.words[child]
            joined = word.dep in _CLAUSES and word.tag.startswith(("V", "MD"))
            follows = same and index < child and (onward or index == trigger)
            hurt = word.dep == "conj" and {parse.lowers[child], parse.lowers[index]} <= _HARM
            during = word.dep == "advcl" and word.tag == "VBG"
            goes_on = follows and (hurt or (_goes_on(parse, child) if onward else during))
            if not joined or goes_on:
                stack.append((child, onward and goes_on))
    return found


def _is_purpose(parse: Parse, verb: int) -> bool:
    """Whether the verb tells what an act is for ("marched to demand ten million crowns")."""
    return parse.words[verb].tag == "VB" and any(parse.lowers[child] == "to" for child in parse.children[verb])


def _goes_on(parse: Parse, index: int) -> bool:
    """Whether a joined clause has the subject of the one that it is joined to."""
    word = parse.words[index]
    own = any(parse.words[child].dep in {"nsubj", "nsubjpass", "expl"} for child in parse.children[index])
    having = any(parse.lowers[child] == "having" for child in parse.children[index])
    return not own and (
        word.dep == "conj" or (word.dep == "advcl" and (word.tag == "VBG" or having or _is_purpose(parse, index)))
    )


def clause_of(parse: Parse, trigger: int) -> tuple[int, int]:
    """First and last word of the trigger's own clause."""
    words = _clause_words(parse, trigger)
    return min(words), max(words)


def measured_words(parse: Parse, frame: Frame) -> set[int]:
    """The clause with the frame's own phrases that stand outside it ("six hundred doctors are to be sent")."""
    words = _clause_words(parse, frame.trigger if frame.verb is None else frame.verb, onward=True)
    for head in (*frame.actors, *frame.recipients):
        if head not in words:
            phrase = parse.phrase(head)
            words |= set(range(phrase.first, phrase.last + 1))
    trigger = parse.words[frame.trigger]
    if trigger.dep == "nsubj" and parse.is_noun(frame.trigger) and parse.lowers[trigger.head] in _MEASURING:
        words |= _clause_words(parse, trigger.head)  # "the raid left nine dead"
    # "ten tonnes of flour sent to", "froze nine accounts belonging to"
    if trigger.dep in {"acl", "relcl"} and _is_done_to(parse, frame):
        heads = [trigger.head, parse.words[parse.words[trigger.head].head].head]
        words |= {i for head in heads if parse.words[head].tag[:1] in "NC" for i in _clause_words(parse, head)}
    elif trigger.dep == "xcomp" or (trigger.dep == "advcl" and trigger.tag == "VB"):
        for child in parse.children[trigger.head]:
            if parse.words[child].dep in {"nsubj", "nsubjpass", "dobj"} and child < frame.trigger:
                words |= _clause_words(parse, child)
    return words


def _is_done_to(parse: Parse, frame: Frame) -> bool:
    """Whether the noun before a trigger undergoes it ("nine accounts belonging to"): no "men, who shot at"."""
    word = parse.words[frame.trigger]
    if word.tag == "VBG":
        return word.head not in {*frame.actors, *frame.recipients}
    relative = (c for c in parse.children[frame.trigger] if parse.words[c].dep == "nsubj")
    return not any(parse.words[c].tag[:1] == "W" for c in relative)
