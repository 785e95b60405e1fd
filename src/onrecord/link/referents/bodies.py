"""What descriptions of bodies are compared by: "the lender", "the council"."""

from onrecord.lexicon.vectors import word_likeness
from onrecord.lexicon.words import stem
from onrecord.link.referents.fits import around, contradicts, flags, match, modifiers_like, shared_modifiers
from onrecord.link.referents.items import Open, may_be_body, place_of
from onrecord.link.scenes import Known, Scene, is_issuer, kinds_of, trades_of

__all__ = ["FEATURES", "body_rows"]

FEATURES: tuple[str, ...] = tuple(
    """
    head_same called_so kind_same kind_clash kind_unknown likeness issuer here before near last
    share only_same only_here modifiers_same modifiers_other country_same country_clash capital
    outlet same_sentence spread issuer_same before_kind_same unknown_only known_place speaks
    speaks_unknown home_same as_person neuter company_unknown other_unknown around rival
    cognate told_same told_clash trade_same trade_clash topic topic_unknown topic_same leads where modifiers_like
    """.split()
)
"""What a pair is compared by, each 0 to 1; `training/linking/referents.py` weighs them."""

_MIN_ROOT = 5  # letters that a noun shares with its like in another language
_FORMER = frozenset({"previous", "former", "last", "past", "next"})


def body_rows(scene: Scene, item: Open) -> list[tuple[str, tuple[float, ...]]]:
    """The bodies that a description may mean, with their features in the order of `FEATURES`."""
    text = scene.texts[item.article]
    kinds = kinds_of((item.noun,))
    known_bodies = [
        known
        for known in scene.candidates(item.article, frozenset({"organisation", "person"}))
        if known.group not in item.bodies | item.others
        and (known.type == "organisation" or known.is_bare)
        and not contradicts(item, known)
        and (not _is_state(item) or _governs(item, known))
        and (not item.named or item.noun in known.heads)
    ]
    if item.private or not (
        may_be_body(item.noun) or any(item.noun in known.heads | known.called for known in known_bodies)
    ):
        return []  # "the leadership", "his office": any body's
    noun = stem(item.noun)
    trades = trades_of(tuple(sorted({item.noun, *item.modifiers})))
    places = [place_of(scene, item, known) for known in known_bodies]
    same = [bool(kinds & known.kinds) or item.noun in known.heads for known in known_bodies]
    unknown = [not known.kinds and not known.is_place for known in known_bodies]
    n_same, n_here, n_unknown = sum(same), sum(place.here for place in places), sum(unknown)
    last = max((place.start for place in places), default=-1)
    issuers = [is_issuer(known, text) for known in known_bodies]
    rows = []
    for known, place, fits, bare, issuer in zip(known_bodies, places, same, unknown, issuers, strict=True):
        inside = known.words | known.role_words
        shared, other = shared_modifiers(item, inside, known)
        likeness = max((word_likeness(noun, word) for word in known.noun_stems), default=0.0)
        rows.append((known.group, flags(
            item.noun in known.heads, item.noun in known.called, fits, bool(kinds and known.kinds) and not fits, bare,
            max(0.0, likeness), issuer, place.here, place.before, place.near, place.before and place.start == last,
            place.share, fits / max(1, n_same), place.here / max(1, n_here), shared, other,
            *match(item.countries, known.countries),
            item.capital, known.is_outlet, place.same_sentence, min(1.0, len(known.members) / 3), issuer and fits,
            place.before and fits, bare and n_same == 0 and n_unknown == 1,
            known.is_place, known.speaks, known.speaks and bare, text.home is not None and text.home in known.countries,
            known.type == "person", known.neuter, bare and "company" in kinds, bare and "company" not in kinds,
            around(item, known), n_same > 0 and not fits,
            _is_cognate(item.noun, known),
            bool(kinds & known.kinds_told), bool(kinds and known.kinds_told) and not kinds & known.kinds_told,
            *match(trades, known.trades),
            place.topic, place.topic and bare, place.topic and fits, known.leads / max(1, known.weight),
            known.where / max(1, known.weight), modifiers_like(item, known),
        )))  # fmt: skip
    return rows


def _is_state(item: Open) -> bool:
    """Whether a description means a country's government ("the previous Chilean administration", "the Fijian side")."""
    return bool(item.told) and (item.noun == "side" or "government" in kinds_of((item.noun,)))


def _governs(item: Open, known: Known) -> bool:
    """Whether a body is a government by name; a previous one is none that is named."""
    return not item.modifiers & _FORMER and (known.is_seat or "government" in kinds_of(tuple(sorted(known.heads))))


def _is_cognate(noun: str, known: Known) -> bool:
    """Whether a word of a name is the noun in another language ("university", "Universidad")."""
    root = noun[: max(_MIN_ROOT, len(noun) * 2 // 3)]
    return len(noun) >= _MIN_ROOT and any(word.startswith(root) for word in known.words)
