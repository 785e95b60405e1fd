"""Frames: the word that tells an act, with the heads of the phrases for who acts and who is acted on."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.annotate.events.arguments import (
    Arguments,
    antecedent,
    conjuncts,
    find_arguments,
    find_subject,
    holder_of,
    is_party,
    is_passive,
    is_undergoing,
    own_parties,
    undergoer_of,
    whole_of,
    with_party,
)
from onrecord.annotate.events.choice import choose_pairs
from onrecord.annotate.events.clauses import (
    act_above,
    acts_elsewhere,
    aimed_at,
    given_to,
    is_of_another,
    is_on_alert,
    is_said,
    is_told_of,
    is_turned,
    is_undertaking,
    own_subject,
    turned_by_clause,
    turned_by_demand,
)
from onrecord.annotate.events.frame import Frame
from onrecord.annotate.events.pairs import TIMES, Pair
from onrecord.annotate.events.questions import is_asked_about
from onrecord.annotate.events.repeats import says_the_same, with_each_other
from onrecord.annotate.events.triggers import form_of, is_guests, may_name, names_act
from onrecord.annotate.events.words import PARTICIPLES, find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of

__all__ = ["Frame", "find_frames"]

_LEAST = 0.35  # odds of a pair below which the coder isn't asked; from 0.25 on, held-out F1 moves by half a point
_MOST = 3  # frames of acts in one sentence
_IDLE = find_words("frames", "idle")
_VIOLENCE = find_words("frames", "violence")
_MEASURES = find_words("frames", "measures")
_SETTING = find_words("frames", "setting")
_SETTLED = frozenset({"agreement", "accord", "treaty", "pact", "deal", "ceasefire", "truce"})
_SETTLING = find_words("frames", "settling")  # whose subject is a party to an agreement that is their object
_RATED = frozenset({"tariff", "tariffs", "duty", "duties", "sanctions", "levy"})
_RATES = frozenset({"percent", "%", "cent"})
_HARM = find_words("frames", "harm")
_HOSTING = find_words("frames", "hosting")
_INCLUDING = frozenset({"include", "included", "includes"})
_SPEECH = find_words("frames", "speech")
_SPEAKING = find_words("frames", "speaking")
_SEEKING = frozenset({"seek", "seeks", "seeking", "sought"})
_MEETING = frozenset({"meet", "meets", "met", "meeting", "miss", "misses", "missed", "missing", "exceed", "exceeded"})
_MEASURED_BY = frozenset({"expectations", "requirements", "criteria", "standards", "deadline", "target", "targets"})
_DISCUSSING = frozenset({"discuss", "discusses", "discussed", "discussing"})
_HOLDING = frozenset({"hold", "holds", "held", "holding"})
_ASKING = frozenset({"ask", "asks", "asked", "asking"})
_WONDERING = frozenset({"if", "whether", "why", "what", "how", "who", "whom", "when", "where", "which"})
_TELLING = frozenset({"tell", "tells", "told"})
_NAMING = frozenset({"call", "calls", "called", "calling"})
_NAMES = frozenset({"NNP", "NNPS", "PRP"})
_LOOSE = frozenset({"npadvmod", "conj", "appos", "dep"})  # how the parse hangs a name that has no verb
_TIMING = frozenset({"last", "this", "next", "on", "in", "earlier"}) | TIMES
_GATHERING = frozenset({"gather", "gathers", "gathered", "gathering"})
_WHERE = frozenset({"in", "at", "near", "outside"})
_RECALLING = frozenset({"recall", "recalls", "recalled", "recalling", "summoned"})
_REACHING = frozenset({"reach", "reached", "contacted"})
_COMMENTS = frozenset({"comment", "comments"})
_THREATENING = frozenset({"threaten", "threatens", "threatened", "threatening"})
_RECOUNTING = find_words("frames", "recounting")
_SPEAKING_OF = find_words("frames", "speaking_of")
_OFTEN = frozenset({"frequent", "common", "rare", "regular", "routine"})


def find_frames(parse: Parse) -> list[Frame]:
    """The frames of all sentences, in text order of their triggers."""
    frames: dict[int, Frame] = {}
    before: dict[int, str] = {}
    for first, last in iter_sentences(parse):
        naming = [i for i in range(first, last) if may_name(parse.words[i].tag)]
        engaged = {i: form for i in naming if (form := form_of(parse, i)) is not None}
        engaged = {i: form for i, form in engaged.items() if not _is_where_they_spoke(parse, i, engaged)}
        engaged = {i: form for i, form in engaged.items() if not _is_habit(parse, i) and not _is_why_recalled(parse, i)}
        engaged = {i: form for i, form in engaged.items() if not _is_recounted(parse, i)}
        engaged |= _one_of_those(parse, first, last, before)
        occasions = _occasions(parse, engaged)
        engaged |= {verb: engaged[noun] for noun, verb in occasions.items()}
        before = engaged
        pairs = choose_pairs(parse, first, last, _LEAST)
        chosen = sorted((c for c in pairs if _is_act(parse, c[0], engaged)), key=lambda c: (-c[1], c[0].trigger))[
            :_MOST
        ]
        for pair, odds in chosen:
            frame = _from_pair(parse, pair, odds, engaged)
            if frame.trigger in occasions:  # "met for a summit": the verb tells it
                frame = replace(frame, trigger=occasions[frame.trigger])
            if frame.trigger not in frames and not _goes_on(parse, frame.trigger):
                frames[frame.trigger] = frame
        for trigger in naming:
            named = trigger not in frames and trigger not in engaged and names_act(parse, trigger)
            if named and not _is_danger(parse, trigger):
                found = find_arguments(parse, trigger)
                if is_undertaking(parse, trigger) or is_on_alert(parse, trigger):
                    found = replace(found, recipients=aimed_at(parse, found.recipients))
                if _is_told(parse, trigger, found) and (
                    _is_imposed(parse, trigger)
                    or _is_dated(parse, trigger)
                    or not _told_already(parse, frames, trigger)
                ):
                    verb = parse.words[trigger].head if _is_set(parse, trigger) else None
                    frames[trigger] = Frame(trigger, found.actors, found.recipients, None, 0.0, verb=verb)
        for trigger, form in engaged.items():
            if trigger not in frames and trigger not in occasions:
                found = find_arguments(parse, trigger)
                actors = tuple(i for i in found.actors if i not in engaged)
                recipients = tuple(i for i in found.recipients if i not in engaged)
                if actors or recipients or parse.is_noun(trigger):
                    frames[trigger] = Frame(trigger, actors, recipients, form, 0.0)
    frames = {trigger: _with_company_only(parse, frame) for trigger, frame in frames.items()}
    frames = {trigger: frame for trigger, frame in frames.items() if not is_asked_about(parse, trigger)}
    kept = [frames[trigger] for trigger in sorted(frames) if not says_the_same(parse, frames, trigger)]
    told = {(frame.verb, frame.actors) for frame in kept if frame.verb is not None}  # "imposed a curfew" is told once
    kept = [frame for frame in kept if frame.form is not None or (frame.trigger, frame.actors) not in told]
    kept = [with_each_other(parse, frame) for frame in kept]
    return [frame for told in kept for frame in (told, *_iter_again(parse, told))]


def _iter_again(parse: Parse, frame: Frame) -> Iterator[Frame]:
    """The same for those whom a sentence adds with a time of their own and no verb, however the parse hangs them."""
    if frame.form is None or parse.words[frame.trigger].tag != "NNS" or not frame.actors:
        return
    sentence = parse.words[frame.trigger].sentence
    for index in range(max(frame.trigger, *frame.actors) + 1, len(parse.words) - 2):
        word = parse.words[index]
        if word.sentence != sentence:
            return
        phrase = parse.phrase(index)
        after = parse.lowers[index + 1 : index + 4]
        timed = after[0] in _TIMING and any(lower in TIMES for lower in after)
        added = word.tag == "NNP" and word.dep in _LOOSE and parse.lowers[phrase.first - 1] == "and"
        if timed and added:
            actors = tuple(a for a in frame.actors if a != index)
            yield replace(
                frame, actors=(index,), recipients=tuple(r for r in frame.recipients if r not in actors), again=index
            )


def _occasions(parse: Parse, engaged: dict[int, str]) -> dict[int, int]:
    """The summits and video calls that a verb of meeting names, with the verb ("conferred at a summit")."""
    found: dict[int, int] = {}
    for noun, form in engaged.items():
        word = parse.words[noun]
        verb = parse.words[word.head].head
        at = word.dep == "pobj" and parse.lowers[word.head] in {"at", "for", "in"} and engaged.get(verb) == "meeting"
        if at and form in {"summit", "video_call"} and parse.words[verb].tag.startswith("V"):
            found[noun] = verb
    return found


def _is_where_they_spoke(parse: Parse, index: int, engaged: dict[int, str]) -> bool:
    """Whether the verb only tells more of those who met before it ("met in Bern, where they spoke for an hour")."""
    if parse.words[index].dep not in {"relcl", "advcl"} or not parse.words[index].tag.startswith("V"):
        return False
    where = any(parse.lowers[c] == "where" for c in parse.children[index])
    return where and any(i < index and parse.words[i].tag.startswith("V") for i in engaged)


def _is_recounted(parse: Parse, index: int) -> bool:
    """Whether the engagement is only what somebody speaks of ("was not authorised to discuss the conversation")."""
    if not parse.is_noun(index):
        return False
    word = parse.words[whole_of(parse, index)]
    about = word.dep == "pobj" and parse.lowers[word.head] in {"about", "on"}
    verb = parse.words[word.head].head if about else word.head
    spoken = _RECOUNTING if word.dep in {"dobj", "nsubjpass"} else _SPEAKING_OF if about else frozenset[str]()
    return parse.words[verb].tag[:1] == "V" and parse.lowers[verb] in spoken


def _is_habit(parse: Parse, index: int) -> bool:
    """Whether only how often it happens is spoken of ("calls would become more frequent")."""
    word = parse.words[index]
    return (
        word.tag == "NNS"
        and word.dep == "nsubj"
        and any(parse.words[c].dep == "acomp" and parse.lowers[c] in _OFTEN for c in parse.children[word.head])
    )


def _is_why_recalled(parse: Parse, index: int) -> bool:
    """Whether an envoy is called home for it ("recalled its ambassador for consultations")."""
    word = parse.words[index]
    above = parse.words[word.head].head
    return word.dep == "pobj" and parse.lowers[word.head] == "for" and parse.lowers[above] in _RECALLING


def _with_company_only(parse: Parse, frame: Frame) -> Frame:
    """The frame of an engagement without the place where it is held, and without a thing that somebody has along."""
    if frame.form in {None, "visit"} or parse.lowers[frame.trigger] in _GATHERING:
        return frame  # a crowd may gather against whom it gathers at
    return replace(frame, recipients=tuple(r for r in frame.recipients if not _is_no_company(parse, r)))


def _is_no_company(parse: Parse, head: int) -> bool:
    """Whether a word is where people meet ("in Bern"), or a single thing ("with a smile")."""
    word = parse.words[head]
    if word.dep == "conj":
        return _is_no_company(parse, word.head)  # "in Bern, Norland"
    if word.dep != "pobj":
        return False
    if parse.lowers[word.head] in _WHERE:
        return True
    return parse.lowers[word.head] == "with" and word.tag == "NN" and not is_party(parse, head)


def _one_of_those(parse: Parse, first: int, last: int, before: dict[int, str]) -> dict[int, str]:
    """What "those included" adds to the engagements that the sentence before told of in the plural."""
    if not any(parse.words[i].tag == "NNS" for i in before):
        return {}
    for index in range(first, last):
        if parse.lowers[index] not in _INCLUDING:
            continue
        below = {parse.words[child].dep: child for child in parse.children[index]}
        subject, thing = below.get("nsubj"), below.get("dobj")
        if subject is not None and thing is not None and parse.lowers[subject] in {"those", "these", "they"}:
            return {thing: "meeting"}
    return {}


def _is_act(parse: Parse, pair: Pair, engaged: dict[int, str]) -> bool:
    """Whether a pair can be an act at all: no bare saying or being, and an actor that can act."""
    idle = parse.lowers[pair.trigger] in _IDLE and not _is_bidding(parse, pair.trigger)
    idle = idle and not is_on_alert(parse, pair.trigger)
    if idle or _is_question(parse, pair.trigger) or _names_only(parse, pair.trigger) or _is_habit(parse, pair.trigger):
        return False
    if pair.trigger in {pair.actor, pair.recipient}:
        return False  # "Norland's ally Esmark"
    if _is_danger(parse, pair.trigger) or is_guests(parse, pair.trigger):
        return False
    if parse.lowers[pair.trigger] in _REACHING and any(
        parse.lowers[g] in _COMMENTS for c in parse.children[pair.trigger] for g in parse.children[c]
    ):
        return False  # "could not be reached for comment"
    if any(parse.words[c].dep == "dobj" and parse.lowers[c] == "what" for c in parse.children[pair.trigger]):
        return False  # "has not got what it wanted from"
    below = parse.words[pair.trigger]
    if below.dep == "acl" and parse.lowers[below.head] in _MEASURES and _is_imposed(parse, below.head):
        return False  # "tariffs applied by": the measure tells it
    if any(_is_measure(parse, c) and _is_imposed(parse, c) for c in parse.children[pair.trigger]):
        return False  # nor does "kept tariffs imposed by"
    if parse.lowers[pair.trigger] in _HOLDING and parse.lowers[pair.trigger + 1 : pair.trigger + 2] == ["to"]:
        return False  # "held to account", "held to a draw"
    if parse.lowers[pair.trigger] in _MEETING and any(
        parse.lowers[c] in _MEASURED_BY for c in parse.children[pair.trigger] if parse.words[c].dep == "dobj"
    ):
        return False  # "met expectations"
    if parse.lowers[pair.trigger] in _SEEKING and _does_more(parse, pair.trigger):
        return False  # "sought to set rules" asks nobody
    if parse.lowers[pair.trigger] in _SPEAKING and pair.trigger not in engaged:
        return False
    if pair.actor is None:
        return True
    word = parse.words[pair.actor]
    return pair.actor not in engaged and word.tag[:1] not in {"W", "D"}


def _is_danger(parse: Parse, verb: int) -> bool:
    """Whether a thing threatens somebody ("the dam threatens its water supply"): only who can act makes a threat."""
    if parse.lowers[verb] not in _THREATENING:
        return False
    subject = find_subject(parse, verb)
    if subject is None or parse.words[subject].tag != "NN" or is_party(parse, subject):
        return False
    return noun_of(parse.lowers[subject]) is None and not is_passive(parse, verb)


def _does_more(parse: Parse, verb: int) -> bool:
    """Whether the verb only leads to another, without an object of its own."""
    below = {parse.words[child].dep for child in parse.children[verb]}
    return "xcomp" in below and "dobj" not in below


def _is_bidding(parse: Parse, verb: int) -> bool:
    """Whether somebody is told to do something ("told residents to leave")."""
    if parse.lowers[verb] not in _TELLING:
        return False
    below = {parse.words[c].dep: c for c in parse.children[verb]}
    bid = below.get("xcomp", below.get("ccomp"))
    if bid is None or all(parse.lowers[c] != "to" for c in parse.children[bid]):
        return False
    return bool({"dobj", "dative", "nsubjpass"} & below.keys()) or own_subject(parse, bid) is not None


def _is_question(parse: Parse, verb: int) -> bool:
    """Whether something is asked that only wants an answer ("asked him why he had left")."""
    if parse.lowers[verb] not in _ASKING:
        return False
    for clause in parse.children[verb]:
        if parse.words[clause].dep in {"ccomp", "advcl"} and clause > verb:
            modal = any(parse.lowers[c] in {"can", "could"} for c in parse.children[clause])  # "if it could help"
            return parse.lowers[min(parse.subtree(clause))] in _WONDERING and not modal
    return False


def _names_only(parse: Parse, verb: int) -> bool:
    """Whether the verb gives someone a name or a quality ("called Brandt a fool")."""
    if parse.lowers[verb] not in _NAMING:
        return False
    below = {parse.words[c].dep: c for c in parse.children[verb] if c > verb}
    named = below.get("dobj", below.get("nsubj"))
    return "oprd" in below and named is not None and parse.words[named].tag in _NAMES


def _is_told(parse: Parse, trigger: int, found: Arguments) -> bool:
    """Whether enough is told of an act for it to be one: a noun needs somebody it is done to, a verb any party."""
    word = parse.words[trigger]
    if word.tag.startswith("V"):
        aim = word.dep == "advcl" and any(parse.lowers[c] == "to" for c in parse.children[trigger])
        embedded = word.dep in {"xcomp", "pcomp"} or (word.dep == "ccomp" and not is_said(parse, word.head))
        embedded = embedded or (word.dep == "acl" and not (word.tag in PARTICIPLES and _counts(parse, trigger)))
        embedded = embedded or aim
        if embedded or (word.dep == "relcl" and parse.lowers[trigger] not in _HARM and not _counts(parse, trigger)):
            return False
        if _goes_on(parse, trigger):
            return False
        return bool(found.actors or found.recipients)
    if parse.lowers[trigger] in _SETTLED:
        keeper = holder_of(parse, trigger)
        if keeper is not None and parse.lowers[keeper] not in _SETTLING:
            return False  # "deplored the deal"
        if keeper is not None and found.actors:
            return True
    if found.recipients:
        return True
    if len(found.actors) == 1 and parse.lowers[trigger] in _SETTLED | {"fighting", "clashes"}:
        between = any(parse.lowers[c] in {"between", "among"} for c in parse.children[trigger])
        if between and parse.words[found.actors[0]].tag in {"NNS", "NNPS"}:
            return True
    holder = holder_of(parse, trigger)
    rated = any(parse.lowers[i] in _RATES for i in parse.subtree(trigger if holder is None else holder))
    return (rated and parse.lowers[trigger] in _RATED) or (_is_imposed(parse, trigger) and bool(found.actors))


def _is_dated(parse: Parse, noun: int) -> bool:
    """Whether the noun tells an act of war with a day of its own ("the shelling of the crossing on Tuesday")."""
    if parse.lowers[noun] not in _VIOLENCE:
        return False
    last = max(parse.subtree(noun))
    return any(parse.lowers[i] in TIMES for i in range(noun, min(last + 3, len(parse.words))))


def _is_imposed(parse: Parse, noun: int) -> bool:
    """Whether a participle tells who did what the noun names ("tariffs applied by")."""
    return parse.is_noun(noun) and any(
        parse.words[c].dep == "acl" and any(parse.words[g].dep == "agent" for g in parse.children[c])
        for c in parse.children[noun]
    )


def _goes_on(parse: Parse, verb: int) -> bool:
    """Whether the verb tells more of the harm that the verb before it tells ("were killed and 17 wounded")."""
    word = parse.words[verb]
    return word.dep == "conj" and parse.lowers[word.head] in _HARM and parse.lowers[verb] in _HARM


def _counts(parse: Parse, verb: int) -> bool:
    """Whether a number of something is what the verb is done to ("have boarded 14 ships", "14 men held in")."""
    below = (c for c in parse.children[verb] if parse.words[c].dep in {"dobj", "nsubjpass"})
    objects = [antecedent(parse, c) for c in below]
    if parse.words[verb].dep == "acl" and parse.words[verb].tag in PARTICIPLES:
        objects.append(parse.words[verb].head)
    return any(parse.words[g].tag == "CD" for c in objects for g in parse.children[c])


def _told_already(parse: Parse, frames: dict[int, Frame], trigger: int) -> bool:
    """Whether the frame of a verb, or of another noun for an act, governs the noun; a verb tells an act of its own."""
    index = trigger
    if not parse.is_noun(trigger):
        return False
    for _ in range(3):
        index = parse.words[index].head
        if index in frames and (not parse.is_noun(index) or frames[index].form is not None or names_act(parse, index)):
            return True
    return False


def iter_sentences(parse: Parse) -> Iterator[tuple[int, int]]:
    """First and one past the last word of each sentence."""
    first = 0
    for index in range(1, len(parse.words) + 1):
        if index == len(parse.words) or parse.words[index].sentence != parse.words[first].sentence:
            yield first, index
            first = index


def _from_pair(parse: Parse, pair: Pair, odds: float, engaged: dict[int, str]) -> Frame:
    """The pair with the phrases joined to either; told by the noun where a light verb holds an engagement."""
    pair = turned_by_clause(parse, pair)
    if (taken := act_above(parse, pair)) is not None:
        pair = pair._replace(trigger=taken)
    pair = turned_by_demand(parse, pair)
    actors = _joined(parse, pair.actor, pair.recipient)
    if is_passive(parse, pair.trigger):
        undergoer = undergoer_of(parse, pair.trigger)
        if find_subject(parse, pair.trigger) is None and undergoer is not None:
            inside = set(parse.subtree(pair.trigger)) - set(parse.subtree(undergoer))
            for child in parse.children[pair.trigger]:
                timed = any(parse.lowers[c] in TIMES for c in parse.children[child])  # "in the last days of A's exit"
                if timed or parse.words[child].dep in {"advcl", "ccomp", "conj"}:
                    inside -= set(parse.subtree(child))
            actors = tuple(a for a in actors if a in inside)
    recipients = tuple(
        r
        for r in _joined(parse, pair.recipient, pair.actor)
        if r not in actors and not (parse.words[r].dep == "appos" and parse.words[r].head in actors)
    )
    trigger = next((i for i in sorted(engaged) if _holds(parse, pair.trigger, i)), pair.trigger)
    undergone = next((c for c in parse.children[pair.trigger] if _is_undergone(parse, pair.trigger, c)), None)
    if trigger == pair.trigger and undergone is not None:
        found = find_arguments(parse, undergone)
        return Frame(undergone, found.actors, found.recipients, None, odds)
    if trigger == pair.trigger and (is_told_of(parse, pair) or is_turned(parse, pair)):
        found = find_arguments(parse, trigger)
        actors, recipients = found.actors, found.recipients
    elif trigger != pair.trigger and is_told_of(parse, pair):
        found = find_arguments(parse, trigger)  # "A said that B would hold a meeting"
        actors, recipients = found.actors, found.recipients
    elif trigger == pair.trigger and acts_elsewhere(parse, pair):
        found = find_arguments(parse, trigger)
        actors = found.actors
        recipients = tuple(r for r in recipients if r not in actors) or found.recipients
    if trigger == pair.trigger and pair.actor is not None and pair.recipient in conjuncts(parse, pair.actor):
        found = find_arguments(parse, trigger)
        others = tuple(r for r in found.recipients if r not in found.actors and is_party(parse, r))
        given = given_to(parse, trigger)
        owned = tuple(r for r in found.recipients if is_of_another(parse, r, found.actors))
        if given:
            actors, recipients = found.actors or actors, given  # "A and B gave money to C"
        elif owned and pair.actor in found.actors:
            actors, recipients = found.actors, owned  # "A and B vetoed a C resolution"
        elif others and pair.actor in found.actors and len(found.actors) > 2:
            actors, recipients = found.actors, others  # "A, B and C walked out of D"
    if trigger == pair.trigger and parse.lowers[trigger] in _DISCUSSING:
        recipients = tuple(r for r in with_party(parse, trigger) if r not in actors) or recipients
    measure = next((c for c in parse.children[trigger] if _is_measure(parse, c)), None)
    if trigger == pair.trigger and measure is not None:
        whom = own_parties(parse, measure).recipients
        return Frame(measure, actors, whom or recipients, None, odds, verb=trigger)
    actors = tuple(dict.fromkeys(antecedent(parse, a) for a in actors))
    recipients = tuple(r for r in dict.fromkeys(antecedent(parse, r) for r in recipients) if r not in actors)
    frame = Frame(trigger, actors, recipients, engaged.get(trigger), odds)
    frame = replace(frame, recipients=tuple(r for r in frame.recipients if r not in engaged))
    found = find_arguments(parse, trigger)
    if frame.form is not None and set(actors) < set(found.actors) and not set(found.actors) & set(frame.recipients):
        frame = replace(frame, actors=found.actors)  # "visits by A in May and by B in June"
    hosted = trigger != pair.trigger and parse.lowers[pair.trigger] in _HOSTING
    own = own_parties(parse, trigger) if hosted and frame.form is not None else None
    if own is not None and own.actors:
        return replace(frame, actors=own.actors, recipients=own.recipients)  # the host need not take part
    if engaged.get(pair.trigger) == "visit" and frame.form not in {None, "visit"}:
        # "Travelled to A for a summit": that is where it is held.
        return replace(frame, recipients=tuple(r for r in found.recipients if r not in actors))
    if frame.form is not None and parse.is_noun(trigger) and found.recipients:
        # The noun's own "with" and "between" tell better who met than the verb that holds it.
        actors = found.actors or tuple(a for a in frame.actors if a not in found.recipients)
        return replace(frame, actors=actors, recipients=found.recipients)
    if trigger != pair.trigger and not frame.recipients:
        frame = replace(frame, recipients=tuple(r for r in found.recipients if r not in actors))
    return frame


def _is_measure(parse: Parse, noun: int) -> bool:
    """Whether the word is the object of a verb that sets or lifts a measure ("raised tariffs on")."""
    return parse.words[noun].dep == "dobj" and parse.lowers[noun] in _MEASURES


def _is_set(parse: Parse, noun: int) -> bool:
    """Whether the measure's verb tells that it begins, changes or ends ("raised its tariffs")."""
    return _is_measure(parse, noun) and parse.lowers[parse.words[noun].head] in _SETTING


def _is_undergone(parse: Parse, verb: int, noun: int) -> bool:
    """Whether the verb tells that its subject is or may be done what the noun names ("has not won confirmation")."""
    return parse.words[noun].dep == "dobj" and names_act(parse, noun) and is_undergoing(parse.lowers[verb])


def _joined(parse: Parse, head: int | None, other: int | None) -> tuple[int, ...]:
    """The head and the names joined to it, up to the pair's other phrase."""
    if head is None:
        return ()
    group = [i for i in conjuncts(parse, head) if i == head or parse.words[i].tag in _NAMES]
    return tuple(i for i in group if i != other and (other is None or other not in group or i < other or i == head))


def _holds(parse: Parse, verb: int, noun: int) -> bool:
    """Whether the noun hangs on the verb as its object ("held a call", "took part in talks")."""
    if not parse.words[verb].tag.startswith("V") or not parse.is_noun(noun) or parse.lowers[verb] in _SPEECH:
        return False
    noun = whole_of(parse, noun)
    word = parse.words[noun]
    above = parse.words[word.head]
    if (
        word.dep == "pobj"
        and above.dep == "prep"
        and parse.lowers[word.head] in {"in", "of", "to", "for", "into", "through"}
    ):
        return above.head == verb
    return word.dep in {"dobj", "nsubjpass", "attr"} and word.head == verb
