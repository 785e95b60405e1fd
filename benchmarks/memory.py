"""Whether memory stays flat while many articles are read: annotates short made articles and prints the resident set.

    python -m benchmarks.memory [N_ARTICLES]

One line every thousand articles; the exit code is 1 when the last thousand left more than 5 % above the third.
"""

import itertools
import random
import sys
from pathlib import Path

from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article

N_ARTICLES = 10_000
STEP = 1_000
LIMIT = 1.05
_WARM = 3  # steps after which word lists, caches and the allocator's pools are full
_PAGE_KB = 4
_SURNAMES = ("Adler", "Brandt", "Castell", "Dorn", "Eklund", "Farrow", "Gattner", "Holm", "Iversen", "Jansky")
_PLACES = ("Norway", "Chile", "Kenya", "Poland", "Japan", "Peru", "Canada", "Egypt", "Vietnam", "Ireland")
_POSTS = ("Foreign Minister", "Trade Minister", "President", "army chief", "central bank governor")
_WORDS = tuple(a + b for a, b in itertools.product(("har", "mel", "tor", "vin", "kal", "sub"), ("bour", "gate", "low")))
_CHANNELS = ("told reporters", "said in a statement", "said in an interview", "told parliament", "said")
_FRAMES = (
    "{post} Ada {name} of {place} {said} on Tuesday that the {word} talks with {other} would go on.\n\n"
    "“We will not leave the {word} {number} to chance,” {name} said. An official who spoke on condition of anonymity "
    "said {other} had asked for {number} more days.\n",
    "{place}’s government accused {other} of breaking the {word} accord and called it a “{word} {number}.”\n\n"
    "{name}, the {post}, {said} the two sides had met {number} times since March 3, according to state radio.\n",
)


def make_article(number: int) -> RawArticle:
    """The made article of this number: no two are alike, so that nothing kept by text stays small by chance."""
    chance = random.Random(number)
    place, other = chance.sample(_PLACES, 2)
    text = chance.choice(_FRAMES).format(
        post=chance.choice(_POSTS),
        name=chance.choice(_SURNAMES) + chance.choice(_WORDS),
        place=place,
        other=other,
        word=chance.choice(_WORDS) + chance.choice(_WORDS),
        number=chance.randrange(2, 100_000),
        said=chance.choice(_CHANNELS),
    )
    return RawArticle(id=f"m{number}", path=f"m{number}.txt", text=text, published="2024-05-14")


def resident_kb() -> int:
    """Kilobytes of this process in memory (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE_KB


def main(n_articles: int = N_ARTICLES) -> int:
    sizes: list[int] = []
    for number in range(n_articles):
        annotate_article(make_article(number))
        if number % STEP == STEP - 1:
            sizes.append(resident_kb())
            print(f"{number + 1:7} articles  {sizes[-1] / 1024:7.1f} MB", flush=True)
    return int(len(sizes) > _WARM and sizes[-1] > LIMIT * sizes[_WARM - 1])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
