"""Make `onrecord/lexicon/kinds.csv`: nouns that mostly mean a person, a firm of some trade, a body, a site, or nothing
that acts.

    python -m training.linking.nouns --wordnet DIR -o src/onrecord/lexicon/kinds.csv

DIR holds WordNet 3.0's `data.noun`, `index.noun`, `index.adj` and `cntlist.rev` (Princeton University, WordNet 3.0
licence). A noun counts as what most of its uses are, by the counts of `cntlist.rev` and, where they tell nothing,
by the order of its senses: a person, a person or a firm of some trade, a body, or a site that acts for the body
which runs it. It is a matter when its senses are mostly acts, qualities, thoughts, messages, feelings, sums or states.
Only nouns of the lexicon's own table of common words, and those with endings for what people do, are
kept, without those that are also adjectives and those of abuse.
"""

import argparse
import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from onrecord.lexicon.vectors import word_vector
from onrecord.lexicon.words import stem

_PERSON_FILE, _GROUP_FILE, _THING_FILE = 18, 14, 6  # numbers of WordNet's lexicographer files
_ACTING_FILES = frozenset({14, 15, 18})  # groups, places, people
_MIN_MATTER, _MAX_ACTING = 0.8, 0.05
_MATTER_FILES = frozenset({4, 7, 9, 10, 11, 12, 16, 19, 21, 22, 24, 25, 26, 28})
_ROOTS = {
    "person": ("person 1",),
    "organisation": ("social_group 1", "organization 1"),
    "site": ("facility 1", "plant 1", "place_of_business 1", "establishment 4", "building 1", "institution 2"),
    "trade": (
        "producer 1", "merchant 1", "businessperson 1", "farmer 1", "owner 1", "employer 1", "maker 1", "builder 2",
        "builder 3",
        "supplier 1", "planter 2",
    ),
}  # fmt: skip
"""Under which senses (word and number) a kind's senses stand."""
_BODIES = {
    "school": ("educational_institution 1", "school 2"),
    "hospital": ("medical_institution 1", "medical_building 1" , "hospital 1"),
    "church": ("place_of_worship 1", "church 1", "religious_residence 1", "denomination 1"),
    "court": ("court 1",),
    "bank": ("financial_institution 1", "exchange 6"),
    "shop": ("mercantile_establishment 1", "restaurant 1", "hotel 1"),
    "works": ("plant 1",),
    "mine": ("mine 1", "mine 2"),
    "club": ("team 1", "club 1", "club 2"),
    "party": ("party 1", "faction 1"),
    "union": ("union 1",),
    "army": ("military_unit 1", "military_service 1", "armed_service 1"),
    "police": ("police 1",),
    "media": ("press 2", "broadcaster 1"),
    "tribe": ("tribe 1", "family 2", "kin 2"),
    "company": (
        "workplace 1", "enterprise 2", "company 1", "producer 1", "merchant 1", "builder 2", "supplier 1", "planter 2",
    ),
    "government": ("government 1",),
    "council": ("council 1", "assembly 4"),
}  # fmt: skip
"""Under which senses the senses of nouns for kinds of bodies stand, the narrower first."""
_BODY_KINDS = frozenset({"trade", "organisation", "site"})
_MIN_SHARE = {"person": 0.8, "organisation": 0.5, "site": 0.5}
_MIN_TRADE = 0.3
_TRADE_ENDINGS = ("ist", "ician", "monger", "smith", "wright")  # of nouns for what people do, however rare
_ABUSE = frozenset(
    """asshole babe bastard bigot blowhard boob bum coon cripple crook dick dud dummy dwarf dyke fink fool freak
    geek goon gypsy hick hog homo hooker idiot jerk lunatic moron nag patsy pimp prick psycho punk queer
    redact spic spik stupid sucker thug whore wight wonk""".split()
)
_UNFIT = frozenset(
    """anti breaker broad browser brave buff canary changer chased clone closer coaster cooky cutter deb dieter
    dodger drudge ensign extra fodder fossil fry gens giver grader great have heavy hire hood hulk knockout
    lister longer lulu mandatory maroon mater mod nobody ouster pivot pop prey printer probable pseudo
    quarry rake redhead referral runner server shifter shrimp sleeper steady straight subsidiary swagger
    synthesizer tackle taco tapper tease teaser tester tout transmitter trier van voucher waver whale yahoo
    architecture audience beats banquet couple crossroads dive gridlock majors meeting minors mods reunion
    rally rout secession social strings swarm tope transportation friendly hostile genealogy grade industry
    links profession plumbing repertory settlement battery armour muster civilization ancestry underground
    campaign customs presidency vice counterpart fund funds
    resistance security journal rest remainder remnant estate homestead opera humanity mind singles brand wreck percent
    fire""".split()
)
"""Words whose common use in news is another than WordNet's counts tell."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a noun: the lexicographer file, its words and the senses above it; `named` marks a proper name's."""

    file: int
    words: tuple[str, ...]
    above: tuple[str, ...]
    named: bool


class WordNet:
    """The nouns of WordNet, with how often each sense was counted."""

    def __init__(self, folder: Path) -> None:
        self.senses: dict[str, Sense] = {}
        self.index: dict[str, list[str]] = {}
        self.counts: dict[tuple[str, int], int] = {}
        self._above: dict[str, frozenset[str]] = {}
        for line in _lines(folder / "data.noun"):
            fields = line.split(" | ")[0].split()
            n = int(fields[3], 16)
            links = fields[5 + 2 * n :]
            found = [(links[i], links[i + 1]) for i in range(0, len(links) - 3, 4) if links[i] in {"@", "@i"}]
            self.senses[fields[0]] = Sense(
                int(fields[1]),
                tuple(fields[4 : 4 + 2 * n : 2]),
                tuple(t for _, t in found),
                any(s == "@i" for s, _ in found),
            )
        for line in _lines(folder / "index.noun"):
            fields = line.split()
            self.index[fields[0]] = fields[int(fields[3]) + 6 :]
        self.adjectives = {line.split()[0] for line in _lines(folder / "index.adj")}
        for line in _lines(folder / "cntlist.rev"):
            key, number, count = line.split()
            word, _, rest = key.partition("%")
            if rest.startswith("1:"):
                self.counts[word, int(number)] = int(count)

    def above(self, sense: str) -> frozenset[str]:
        """A sense and all above it."""
        if sense not in self._above:
            self._above[sense] = frozenset({sense}).union(*(self.above(s) for s in self.senses[sense].above))
        return self._above[sense]

    def shares(self, noun: str) -> dict[str, float]:
        """Which share of a noun's uses is of each kind; "trade" is a part of "person"."""
        roots = {kind: {self._sense(root) for root in names} for kind, names in _ROOTS.items()}
        weights: dict[str, float] = defaultdict(float)
        for number, identity in enumerate(self.index[noun], start=1):
            sense = self.senses[identity]
            printed = next((word for word in sense.words if word.lower() == noun), noun)
            if sense.named or printed[:1].isupper():
                continue
            weight = self.counts.get((noun, number), 0) + 1 / number
            weights["all"] += weight
            above = self.above(identity)
            if sense.file == _PERSON_FILE and above & roots["person"]:
                weights["person"] += weight
                weights["trade"] += weight * bool(above & roots["trade"])
            elif sense.file == _GROUP_FILE and above & roots["organisation"]:
                weights["organisation"] += weight
            elif sense.file == _THING_FILE and above & roots["site"]:
                weights["site"] += weight
        return {kind: weight / weights["all"] for kind, weight in weights.items() if kind != "all"}

    def body(self, noun: str) -> str:
        """What kind of body the first of a noun's senses that is one tells, empty where none is."""
        for identity in self.index[noun]:
            above = self.above(identity)
            kind = next((k for k, roots in _BODIES.items() if above & {self._sense(root) for root in roots}), "")
            if kind:
                return kind
        return ""

    def is_matter(self, noun: str) -> bool:
        """Whether a noun, and what it is the plural of, mostly means what can't act, and hardly people or bodies."""
        singular = noun.removesuffix("s")
        return all(self._is_matter(word) for word in {noun, singular} if word in self.index)

    def _is_matter(self, noun: str) -> bool:
        weights: dict[bool | None, float] = defaultdict(float)
        for number, identity in enumerate(self.index[noun], start=1):
            file = self.senses[identity].file
            acts = None if file in _ACTING_FILES else file in _MATTER_FILES
            weights[acts] += self.counts.get((noun, number), 0) + 1 / number
        total = sum(weights.values())
        return weights[True] >= _MIN_MATTER * total and weights[None] <= _MAX_ACTING * total

    def _sense(self, root: str) -> str:
        word, number = root.split()
        found = self.index.get(word, [])
        return found[int(number) - 1] if int(number) <= len(found) else ""


def _lines(path: Path) -> list[str]:
    """The lines of a file of WordNet's without its licence at the top."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  ")]


def kind_of(wordnet: WordNet, noun: str) -> str | None:
    """What a noun mostly means, None for other things."""
    if noun in wordnet.adjectives:
        return None
    if wordnet.is_matter(noun):
        return "matter"
    shares = wordnet.shares(noun)
    if not shares:
        return None
    kind = max(_MIN_SHARE, key=lambda k: shares.get(k, 0.0))
    if shares.get(kind, 0.0) < _MIN_SHARE[kind]:
        return None
    return "trade" if kind == "person" and shares["trade"] >= _MIN_TRADE else kind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    wordnet = WordNet(args.wordnet)
    with args.output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["noun", "kind", "body"])
        for noun in sorted(wordnet.index):
            common = word_vector(stem(noun)) is not None or noun.endswith(_TRADE_ENDINGS)
            plain = noun.isalpha() and noun.isascii() and len(noun) > 2 and common
            if plain and noun not in _ABUSE | _UNFIT and (kind := kind_of(wordnet, noun)) is not None:
                writer.writerow([noun, kind, wordnet.body(noun) if kind in _BODY_KINDS else ""])


if __name__ == "__main__":
    main()
