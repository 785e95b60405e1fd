"""What keeps words from other people's pages harmless on ours."""

import re

from markupsafe import Markup

from onrecord.model import digest

__all__ = ["anchor", "show_controls"]

_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CONTROL_PICTURES = 0x2400


def anchor(kind: str, name: str) -> str:
    """A fragment id for anything with a name: the name where it can be one, else its hash."""
    return f"{kind}-{name}" if _PLAIN_ID.fullmatch(name) else f"{kind}-{digest(name)}"


def show_controls(value: object) -> object:
    """Text fit for HTML: control characters as their pictures (␀, ␛), what can't be written as U+FFFD.

    For jinja's `finalize`: markup and other values than text pass unchanged.
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _UNPRINTABLE.sub(_picture, value)


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return "\u2421" if code == 0x7F else "\ufffd"
