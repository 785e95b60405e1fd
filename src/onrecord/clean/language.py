"""Whether a text is English, told only when there is enough of it."""

import re

__all__ = ["foreign_language"]

# Function words that only English has in this number; they settle most articles without the identifier.
_ENGLISH = frozenset(
    "the of and to a in that is was for on with as by at from his he it said has have had be are were not but an its"
    " they their who will this which would after been she her or than".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARS = 20_000
_MIN_LETTERS = 70  # below this, names alone can look like any language
# Shares of function words among all words; English news has 0.35 to 0.45 of them, other languages under 0.1.
_MAYBE_ENGLISH = 0.1


def foreign_language(text: str) -> str | None:
    """The ISO 639-1 code of a text that is surely not English, else None.

    The identifier is py3langid (langid.py's naive Bayes over byte n-grams), which needs no network.
    """
    words = _WORD.findall(text[:_SAMPLE_CHARS].lower())
    if sum(map(len, words)) < _MIN_LETTERS:
        return None
    share = sum(word in _ENGLISH for word in words) / len(words)
    if share >= _MAYBE_ENGLISH:
        return None
    from py3langid import classify  # noqa: PLC0415  loads a model

    sample = text[:_SAMPLE_CHARS]
    middle = len(sample) // 2
    # A list of names can look like anything; a language shows in both halves of a text.
    codes = {str(classify(half)[0]) for half in (sample[:middle], sample[middle:])}
    return codes.pop() if len(codes) == 1 and "en" not in codes else None
