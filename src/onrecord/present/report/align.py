"""One form of an utterance against the longest one, word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["Change", "align_words"]

_MAX_WORDS = 400  # comparing grows with the square of the length


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: `kind` is "same", "cut" (in the longest form only) or "inserted" (in this form only)."""

    kind: str
    text: str


def align_words(longest: str, form: str) -> tuple[Change, ...]:
    """What `form` keeps, cuts and inserts; letter case, quotation marks and edge punctuation don't count.

    Forms of more than 400 words come back whole, as "same".
    """
    full, own = longest.split(), form.split()
    if max(len(full), len(own)) > _MAX_WORDS:
        return (Change("same", form),)
    matcher = SequenceMatcher(None, [_bare(word) for word in full], [_bare(word) for word in own], autojunk=False)
    changes: list[Change] = []
    for kind, full_start, full_end, own_start, own_end in matcher.get_opcodes():
        if kind == "equal":
            changes.append(Change("same", " ".join(own[own_start:own_end])))
            continue
        if full_end > full_start:
            changes.append(Change("cut", " ".join(full[full_start:full_end])))
        if own_end > own_start:
            changes.append(Change("inserted", " ".join(own[own_start:own_end])))
    return tuple(changes)


def _bare(word: str) -> str:
    return word.casefold().strip("“”„\"'‘’«»()[].,;:!?…—–-") or word
