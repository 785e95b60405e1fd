"""By what means a statement was made: a learned choice over what the text tells of it.

Hints (`evidence.py`) are weighed, and averaged with what the reader hears (`telling.py`); then one speaker's statements
are read together (`occasions.py`).
"""

from collections import Counter
from collections.abc import Sequence

from onrecord.annotate.statements.choice import Choice, as_logs, as_shares, average, likeliest, load_choice
from onrecord.annotate.statements.evidence import Hints, find_hints
from onrecord.annotate.statements.occasions import read_together
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import LEXICON
from onrecord.annotate.statements.telling import Told

__all__ = ["carry_relays", "choose_channels"]

# The first, the least and the leanings were fitted to 200 reports by three writers (s10 to s12), of which the reader
# had learned from no more than 75, and looked at on dev and on real news.
_TRUST = 0.63  # share of what the reader hears
_TRUST_IN_OWN = 0.2  # where the kind of the whole text tells, which the reader doesn't hear
_LEAST = 0.45  # with 0.4 the same number are right, and one more in two hundred wrongly claimed
# Both readers leave too much empty, and see these too seldom or (documents) too often: added to their logarithms.
_LEANING = {"": -0.25, "document": -0.2, "media": 0.2, "other": 0.2, "speech": 0.2}
_WITHHOLDING = ("s.", "k.", "withheld", "sp.reason")  # background wants a reason for the missing name near by
_SAYING = frozenset(word for key in ("telling", "reporting", "uttering") for word in LEXICON["spoken"][key])
# What tells the means where nobody is told to say or think it: strong signs in its own frame or its paragraph, or the
# whole text's kind.
_BESIDE = frozenset(
    """s.at s.in s.on s.to s.from s.with s.told s.cue s.source s.outlet s.reason s.withheld k.phrase genre genre.own
    par.strong spa0.strong spb0.strong outer""".split()
) | {"s.told outlet"}
_COURTS, _HOUSES = LEXICON["hearings"]["court"], LEXICON["hearings"]["house"]
_CARRIED = frozenset({"state_media", "media"})


def choose_channels(scene: Scene, drafts: Sequence[Draft], told: Sequence[Told | None]) -> None:
    """Set the channel of every draft, None where the text tells none.

    The drafts are placed and in text order; `told` is what the reader hears of each (`telling.py`).
    """
    choice = load_choice("channels")
    hints = list(find_hints(scene, drafts))
    weighed = [_weigh(choice, *given) for given in zip(hints, told, strict=True)]
    heard_out = [of_one for of_one, given in zip(weighed, hints, strict=True) if "sign=hearing" in given.plain]
    if heard_out and _is_of_a_court(scene):
        for of_one in heard_out:
            of_one["other"], of_one["speech"] = of_one["other"] + of_one["speech"], 0.0
    shares = _read_speakers(drafts, weighed)
    for i, draft in enumerate(drafts):
        if draft.terms == "anonymous" and draft.terms_span is not None:
            draft.channel = "background"  # a stated reason goes before every other channel
            continue
        channel = likeliest(shares[i])
        likely = shares[i][channel] >= _LEAST
        told_beside = any(speaks_for == channel and name in _BESIDE for speaks_for, name in hints[i].pairs)
        is_told = channel and likely and (told_beside or not _is_nobodys_view(scene, draft))
        draft.channel = channel if is_told else None


def _is_of_a_court(scene: Scene) -> bool:
    """Whether an article's words are a court's rather than a parliament's, so that its hearings are proceedings."""
    words = Counter(scene.parse.lowers)
    return sum(words[word] for word in _COURTS) > sum(words[word] for word in _HOUSES)


def _read_speakers(drafts: Sequence[Draft], shares: list[dict[str, float]]) -> list[dict[str, float]]:
    """The drafts' shares, those of one speaker's outer statements in the light of each other."""
    of_speaker: dict[str, list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.speaker is not None and draft.outer is None:
            of_speaker.setdefault(draft.speaker.entity or draft.speaker.name, []).append(i)
    out = list(shares)
    for places in of_speaker.values():
        together = read_together([shares[i] for i in places], [drafts[i].paragraph for i in places])
        for i, read in zip(places, together, strict=True):
            out[i] = read
    return out


def _is_nobodys_view(scene: Scene, draft: Draft) -> bool:
    """Whether a statement tells, without quotation or a verb of saying, what seems so, and not to whom."""
    cue = {scene.parse.lowers[i] for span in draft.cue for i in scene.parse.words_in(span)}
    return draft.terms == "unknown" and draft.kind == "indirect" and not cue & _SAYING


def _weigh(choice: Choice, hints: Hints, heard: Told | None) -> dict[str, float]:
    """How likely each channel is by the two readings' average."""
    own = any(name == "genre.own" for _, name in hints.pairs)
    weighed = choice.weigh(hints.plain, hints.pairs)
    logs = average(weighed, heard.channels if heard is not None else None, _TRUST_IN_OWN if own else _TRUST)
    shares = as_shares(as_logs({name: log + _LEANING.get(name, 0.0) for name, log in logs.items()}))
    if not any(channel == "background" and name.startswith(_WITHHOLDING) for channel, name in hints.pairs):
        shares["background"] = 0.0
    return shares


def carry_relays(drafts: Sequence[Draft]) -> None:
    """What an outlet passes on of somebody goes on with his next words, in the same paragraph or the next, that no
    channel is told for."""
    last: dict[str, tuple[str, int]] = {}
    for draft in drafts:
        key = draft.speaker.entity if draft.speaker else None
        if key is None:
            continue
        if draft.channel is None and key in last and draft.paragraph - last[key][1] <= 1:
            draft.channel = last[key][0]
            last[key] = draft.channel, draft.paragraph
        elif draft.relayed_by is not None and draft.channel in _CARRIED:
            last[key] = draft.channel, draft.paragraph
        else:
            last.pop(key, None)
