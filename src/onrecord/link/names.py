"""When two names can be one person's, one body's or one country's: small comparisons, each with its reason."""

import csv
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files
from unicodedata import combining, normalize

from onrecord.gazetteer import find_country
from onrecord.lexicon.words import stem

__all__ = [
    "country_key",
    "generation",
    "head_word",
    "is_acronym",
    "is_first_name",
    "is_generic",
    "name_words",
    "office_key",
    "organs_clash",
    "people_agree",
    "person_words",
    "same_first_name",
    "spelled",
]

_SPLIT = re.compile(r"[^\w.&’']+")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "ß": "ss", "ð": "d", "þ": "th"})
_CONNECTORS = frozenset({"of", "and", "the", "for", "de", "la", "le", "al", "&", "in", "on", "to", "s", "'s"})
_TITLES = frozenset(
    """mr mrs ms miss dr prof hon honourable sir lady lord dame president vice prime minister chancellor king queen
    prince princess sheikh
    premier secretary taoiseach senator sen rep representative congressman congresswoman governor gov mayor ambassador
    envoy judge justice general gen colonel col major captain capt lieutenant lt sergeant sgt admiral commander chief
    chairman chairwoman director commissioner spokesman spokeswoman spokesperson foreign defence defense deputy
    former acting madam madame mme mlle monsieur herr frau señor señora senhor senhora signor signora datuk pani cllr
    councillor baroness baron opposition leader harbour master trade finance interior the shri smt sister sr mother
    father fr brother rev reverend pastor bishop archbishop cardinal mzee oba matua comandante don doña dona dato seri
    datin tun ustad brigadier brig marshal maj adm inspector superintendent constable detective sheriff notary coach
    comrade citizen aunt uncle maître maitre msgr cmdr commodore insp""".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "td", "mp", "mep"})
_GENERATIONS = {"sr": 1, "senior": 1, "jr": 2, "junior": 2, "ii": 2, "iii": 3, "iv": 4}
_LEGAL_FORMS = frozenset(
    "ag ab asa bhd bv co corp corporation gmbh inc limited llc llp ltd nv oy oyj pjsc plc pte pty sa spa".split()
)
_PARTICLES = frozenset({"al", "bin", "ibn", "de", "da", "del", "van", "von", "der", "la", "el"})
_GENERIC = frozenset(
    """ministry government administration office department army military navy police court parliament congress senate
    cabinet agency council committee commission union party bank company group team club university school hospital
    authority authorities official officials force forces troops president minister state national federal foreign
    defence defense affairs interior finance trade justice health station network television radio newspaper side
    country capital city region house federation front league chamber alliance association movement service bureau
    board""".split()
)

# Organs of a state by the noun that says what they are; two of a sort may be one.
_ORGANS = {
    noun: sort
    for sort, nouns in {
        "police": "police constabulary gendarmerie",
        "government": "government cabinet administration",
        "army": "army military troops forces",
        "parliament": "parliament congress senate assembly",
        "court": "court tribunal",
        "ministry": "ministry department office secretariat",
        "coalition": "coalition",
    }.items()
    for noun in nouns.split()
}
_SEATS = frozenset({"house", "palace", "street", "yard", "hill", "bailey"})  # a state's organs are called by them
_PORTFOLIOS = frozenset(
    """agriculture commerce culture defence defense economy education energy environment finance foreign health
    housing industry interior justice labor labour mines state tourism trade transport""".split()
)


# What one sound of a surname is written with in other alphabets' names: each pattern and what stands for it.
_SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"(?:yy|iy|ii|yi|ij|iyy|y)$", "i"),
        (r"enka$", "enko"),
        (r"(?<=.)(?:yo|io|jo)(?=v$)", "e"),
        (r"ou|oo", "u"),
        (r"kh", "h"),
        (r"q|ck", "k"),
        (r"w", "v"),
        (r"(?<=\w{4})e$", ""),
        (r"tch|tsch", "ch"),
        (r"(.)\1", r"\1"),
    )
)


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, str]:
    with files(__package__).joinpath("nicknames.csv").open("r", encoding="utf-8") as file:
        return {nickname: row["name"] for row in csv.DictReader(file) for nickname in row["nicknames"].split(";")}


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without possessive endings."""
    words = (_plain(word).replace("’", "'").removesuffix("'s").strip("'") for word in _SPLIT.split(name))
    return tuple(word for word in words if word)


def _plain(word: str) -> str:
    """Lower case without accents: one text prints "Barański", another "Baranski"."""
    bare = "".join(char for char in normalize("NFKD", word.lower()) if not combining(char))
    return bare.translate(_LETTERS)


@lru_cache(maxsize=50_000)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles before it and suffixes after it."""
    words = [word for word in name_words(name) if word.rstrip(".") not in _SUFFIXES]
    while len(words) > 1 and words[0].rstrip(".") in _TITLES:
        words = words[1:]
    return tuple(words)


def generation(name: str) -> int | None:
    """Which bearer of a family's name a person is, as the suffix tells ("Sr." 1, "Jr." 2); None without one."""
    words = name_words(name)
    return _GENERATIONS.get(words[-1].rstrip(".")) if len(words) > 1 else None


def people_agree(left: str, right: str) -> bool:
    """Whether two names can be one person's.

    Full names agree by their last word and their first (or its initial or short form); a single name agrees with a
    full one by its last word, or by its first where family names come first ("Xi" and "Xi Jinping").
    """
    a, b = person_words(left), person_words(right)
    if not a or not b:
        return False
    if a == b or (a[-1] == b[-1] and _run_together(a[:-1]) == _run_together(b[:-1])):
        return True
    if len(a) == 1 or len(b) == 1:
        single, full = (a, b) if len(a) == 1 else (b, a)
        return len(full) > 1 and (single[0] == full[-1] or (single[0] == full[0] and _family_first(full)))
    if _is_turned(a, b) or _is_turned(b, a):
        return True
    if len(a) != len(b) and (a[-len(b) :] == b or b[-len(a) :] == a):
        return True  # "Ann Lee" and "Mary Ann Lee", or a title's word that was read as part of the name
    if a[-1] != b[-1] or (_particles(a) != _particles(b) and min(len(a), len(b)) < 3):
        return False
    first, second = a[0].rstrip("."), b[0].rstrip(".")
    if min(len(first), len(second)) == 1:
        return first[0] == second[0]
    return same_first_name(first, second)


def _run_together(given: Sequence[str]) -> str:
    """Given names without spaces and full stops: "A. J.", "A.J." and "AJ" are one."""
    return "".join(given).replace(".", "")


def _is_turned(initials: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the given names are initials before the family name: "C. K. Ho", who is "Ho Chi-keung"."""
    given = "-".join(full[1:]).split("-")
    letters = [word.rstrip(".") for word in initials[:-1]]
    return (
        len(letters) > 1 and initials[-1] == full[0] and letters == [word[:1] for word in given] and _family_first(full)
    )


@lru_cache(maxsize=50_000)
def spelled(words: tuple[str, ...]) -> tuple[str, ...]:
    """A full name's words as any of its spellings gives them ("Volodymyr Zelenskyy", "Vladimir Zelensky")."""
    first, *rest = words
    return (_nicknames().get(first, first), *map(_spelled, rest))


def _spelled(word: str) -> str:
    for pattern, letters in _SPELLINGS:
        word = pattern.sub(letters, word)
    return word


def same_first_name(left: str, right: str) -> bool:
    """Whether two lower-case first names are one, or one the other's short form ("dan", "daniel")."""
    return _nicknames().get(left, left) == _nicknames().get(right, right)


def _family_first(words: tuple[str, ...]) -> bool:
    """Whether a full name may start with the family name: two or three short words, none a common first name."""
    return len(words) <= 3 and words[0] not in _first_names()


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    with files(__package__).joinpath("nicknames.csv").open("r", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return frozenset({row["name"] for row in rows} | set(_nicknames()))


def is_first_name(word: str) -> bool:
    """Whether a lower-case word is a common first name or its short form ("sam")."""
    return word in _first_names()


def _particles(words: tuple[str, ...]) -> frozenset[str]:
    return _PARTICLES & frozenset(words)


@lru_cache(maxsize=50_000)
def is_acronym(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long` ("IAEA")."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    every = [word for word in re.split(r"[\s\-]+", long) if word]
    main = [word for word in every if word.lower() not in _CONNECTORS]
    return len(main) > 1 and letters in {"".join(w[0] for w in words).upper() for words in (main, every)}


@lru_cache(maxsize=50_000)
def without_form(name: str) -> str:
    """A body's folded name without article and legal form ("Ltd")."""
    words = [word.strip(".") for word in name_words(name)]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words).removeprefix("the ")


def head_word(name: str) -> str:
    """The word that says what a body is: the last, or that before "of", "for" or "in"; lower case."""
    words = name.lower().split()
    cut = next((i for i, word in enumerate(words) if i and word in {"of", "for", "in"}), len(words))
    return words[cut - 1] if words else ""


@lru_cache(maxsize=50_000)
def office_key(name: str) -> tuple[str, ...]:
    """What is left of a body's name without countries and small words: "Foreign Ministry", "Ministry of Foreign
    Affairs".

    The words are stems in alphabetical order, so that the two forms give one key.
    """
    words = []
    for word in _SPLIT.split(name):
        bare = word.replace("’", "'").removesuffix("'s").strip("'")
        if not bare or bare.lower() in _CONNECTORS or bare.lower() == "affairs" or find_country(bare) is not None:
            continue
        words.append(stem(bare.lower()))
    return tuple(sorted(set(words)))


@lru_cache(maxsize=50_000)
def is_generic(name: str) -> bool:
    """Whether a body's name says only what it is, not which one ("the ministry", "Defence Ministry")."""
    return all(word in _GENERIC or word in _CONNECTORS for word in name_words(name))


@lru_cache(maxsize=50_000)
def country_key(name: str) -> str | None:
    """The code of the country that a name names outright, None for capitals, demonyms and other names."""
    naming = find_country(name)
    return naming.code if naming is not None and naming.kind == "name" else None


def organs_clash(left: Collection[str], right: Collection[str]) -> bool:
    """Whether two bodies, each with all its names, can't be one: other organs of a state, or other ministries.

    A body that is called by no organ's noun in any of its names of several words is none ("the police", "Relief
    Initiative"), but for seats of power ("Red Palace").
    """
    ours, theirs = _sorts(left), _sorts(right)
    if ours and theirs:
        if not ours & theirs:
            return True
        portfolios = _portfolios(left), _portfolios(right)
        return "ministry" in ours & theirs and all(portfolios) and not portfolios[0] & portfolios[1]
    if not ours and not theirs:
        return False
    others = [name_words(name) for name in (left if theirs else right)]
    return bool(others) and all(len(words) > 1 and words[-1] not in _SEATS for words in others)


def _sorts(names: Collection[str]) -> set[str]:
    return {sort for name in names for word in name_words(name) if (sort := _ORGANS.get(word)) is not None}


def _portfolios(names: Collection[str]) -> set[str]:
    return {word for name in names for word in name_words(name)} & _PORTFOLIOS
