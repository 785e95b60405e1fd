"""What speaks for a description's meaning somebody, or rules it out: countries, portfolios, words beside a name."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from onrecord.gazetteer import find_country
from onrecord.lexicon.vectors import word_likeness
from onrecord.lexicon.words import stem
from onrecord.link.names import name_words
from onrecord.link.referents.items import DETERMINERS, Open
from onrecord.link.scenes import Known, noun_of

__all__ = ["NEUTRAL", "RANKS", "around", "contradicts", "flags", "match", "modifiers_like", "shared_modifiers"]

RANKS = frozenset(
    "acting assistant deputy former shadow under vice ex outgoing old incoming new old state prime first second".split()
)
NEUTRAL = frozenset({"new", "old", "outgoing", "own", "current", "incoming"})
_STATE_ORGANS = frozenset({"ministry", "army", "navy", "police", "parliament", "government", "presidency", "embassy"})
_STATE_ARMS = frozenset({"army", "military", "navy", "government", "ministry"})
_FIGHTING = frozenset({"rebel", "rebels", "guerrillas", "insurgents", "militants", "militia", "fighters"})
_PORTFOLIOS = frozenset({"ministry", "minister"})
_TOP_OFFICES = frozenset({"president", "premier", "chancellor", "king", "queen", "emir"})
_LEADING = frozenset({"leader", "ruler", "head", "chief", "president", "premier", "minister"})


def match(left: AbstractSet[str], right: AbstractSet[str]) -> tuple[bool, bool]:
    """Whether what is told of two agrees, and whether it differs; neither where one tells nothing."""
    both = bool(left and right)
    return both and not left.isdisjoint(right), both and left.isdisjoint(right)


def flags(*values: float) -> tuple[float, ...]:
    """What a pair is compared by, as numbers."""
    return tuple(float(value) for value in values)


def contradicts(item: Open, known: Known) -> bool:
    """Whether a description says another country or portfolio, or "he" of a woman."""
    if match(item.told, known.countries)[1] or match(item.genders, known.genders)[1]:
        return True
    if item.noun in _STATE_ORGANS and match(item.countries, known.countries)[1]:
        return True
    if (item.noun in _STATE_ARMS and not _FIGHTING.isdisjoint(known.heads | known.called | known.words)) or (
        item.noun in _FIGHTING and not _STATE_ARMS.isdisjoint(known.heads)
    ):
        return True
    if (item.noun in _TOP_OFFICES or "prime" in item.modifiers) and known.type == "person":
        return bool(known.offices) and item.noun not in known.nouns | known.called and not known.nouns & _LEADING
    return _has_other_portfolio(item, known)


def _has_other_portfolio(item: Open, known: Known) -> bool:
    """Whether both are ministries or their heads, of other matters ("the trade ministry", "Ministry of Farming")."""
    mine = _portfolio(item.modifiers) if item.noun in _PORTFOLIOS else frozenset()
    if not mine:
        return False
    if known.type == "person":
        held = [_portfolio(office) for office in known.offices if noun_of(office) == item.noun]
    else:
        held = [_portfolio(words) for name in known.names if item.noun in (words := name_words(name))]
    return bool(held) and all(theirs and mine.isdisjoint(theirs) for theirs in held)


def _portfolio(words: Iterable[str]) -> frozenset[str]:
    """The stems of what a ministry or minister is for, without countries and ranks."""
    skipped = DETERMINERS | RANKS | _PORTFOLIOS | {"for", "affairs", "senior", "hon"}
    rest = (w for w in words if w not in skipped)
    return frozenset(stem(w) for w in rest if not (find_country(w.capitalize()) or find_country(w.upper())))


def shared_modifiers(item: Open, inside: set[str], known: Known) -> tuple[float, float]:
    """The shares of a description's modifiers that a candidate's own words hold, and that they don't."""
    modifiers = [w for w in item.modifiers if w not in NEUTRAL]
    if not modifiers:
        return 0.0, 0.0
    stems = {stem(word) for word in inside}
    held = sum(
        stem(w) in stems or ((n := find_country(w.capitalize())) is not None and n.code in known.countries)
        for w in modifiers
    )
    return min(1.0, held / 2), min(1.0, (len(modifiers) - held) / 2)


def modifiers_like(item: Open, known: Known) -> float:
    """How alike the likeliest of a description's modifiers is to a word of the other's names or beside them."""
    modifiers = [stem(word) for word in item.modifiers if word not in NEUTRAL]
    return max(0.0, max((word_likeness(m, word) for m in modifiers for word in known.told_stems), default=0.0))


def around(item: Open, known: Known) -> float:
    """How alike a description's noun is to the likest word that stands beside the other's name."""
    noun = stem(item.noun)
    return max(0.0, max((word_likeness(noun, word) for word in known.around), default=0.0))
