"""What people type, made safe for the full-text index."""

import re

__all__ = ["match_expression"]

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_HAS_WORD = re.compile(r"\w")


def match_expression(query: str) -> str | None:
    """An FTS5 expression that finds rows with all words and "phrases" of `query`; `word*` finds beginnings.

    Nothing in it is syntax but quotation marks and a closing asterisk. None when it holds no word.
    """
    straight = query.translate(str.maketrans("“”„", '"""'))
    terms = []
    for phrase, word in _TERM.findall(straight):
        text = (phrase or word).replace("\x00", " ").strip()
        if not _HAS_WORD.search(text):
            continue
        is_prefix = not phrase and text.endswith("*")
        bare = text.rstrip("*") if is_prefix else text
        terms.append('"' + bare.replace('"', '""') + '"' + ("*" if is_prefix else ""))
    return " ".join(terms) or None
