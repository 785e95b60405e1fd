"""Bytes to text: the declared encoding, else UTF-8, else the likeliest, and said so."""

import codecs
import re

from onrecord.errors import ArticleError

__all__ = ["decode_bytes", "is_binary", "replace_surrogates"]

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that news files are found in. A closed list: over all of Python's codecs short texts are often
# taken for exotic ones.
_CANDIDATES = (
    "cp1252",
    "utf_16_le",
    "utf_16_be",
    "mac_roman",
    "cp1250",
    "cp1251",
    "koi8_r",
    "iso8859_7",
    "cp1254",
    "cp1255",
    "cp1256",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
)
_DETECT_BYTES = 200_000  # enough to tell an encoding by; more only costs time
# One damaged byte in a UTF-8 text must not turn the rest into another encoding's letters.
_MAX_DAMAGE = 0.25  # damaged places per sound multi-byte character
_MAX_DAMAGED_SHARE = 0.05  # of all characters, when no other encoding fits
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}
_MAX_CONTROL = 0.01  # share of control bytes above which bytes are no text
_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"SQLite format 3\x00",
    b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!", b"{\\rtf",
)  # fmt: skip


def is_binary(head: bytes) -> bool:
    """Whether a file's first bytes can't be text in any encoding that is read here."""
    if head.startswith(_MAGIC):
        return True
    if any(head.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS) or _looks_utf16(head):
        return False
    control = sum(byte in _CONTROL for byte in head)
    return control > max(2, len(head) * _MAX_CONTROL)


def decode_bytes(data: bytes, path: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of `data` less a leading byte-order mark, and remarks on how it was decoded.

    Raises:
        ArticleError: When no encoding fits (reason "encoding").
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, () if encoding == "utf-8" else (f"encoding: {encoding}, by its byte-order mark",)
    declared = _known(declared)
    if declared and declared != "utf-8":
        try:
            return data.decode(declared), (f"encoding: {declared}, as declared",)
        except UnicodeDecodeError:
            pass
    if not _looks_utf16(data[:4096]):
        try:
            return data.decode("utf-8"), ()
        except UnicodeDecodeError:
            mended = data.decode("utf-8", errors="replace")
            damage = mended.count("\ufffd")
            if damage <= _MAX_DAMAGE * sum(char > "\x7f" and char != "\ufffd" for char in mended):
                return mended, (_damage_note(damage),)
    return _detect(data, path)


def _damage_note(damage: int) -> str:
    return f"encoding: utf-8 with {damage} damaged place(s), shown as U+FFFD"


def _detect(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  loads slowly and is seldom needed

    sample = data[:_DETECT_BYTES]
    best = from_bytes(sample, cp_isolation=list(_CANDIDATES), preemptive_behaviour=False).best()
    if best is None:
        mended = data.decode("utf-8", errors="replace")
        damage = mended.count("\ufffd")
        if damage <= _MAX_DAMAGED_SHARE * len(mended):
            return mended, (_damage_note(damage),)
        raise ArticleError("read", "encoding", "no encoding fits these bytes; save the file as UTF-8", path)
    encoding = best.encoding
    if sample.decode(encoding, errors="replace") == sample.decode(_CANDIDATES[0], errors="replace"):
        encoding = _CANDIDATES[0]  # equal on these bytes, so the one that English text is in
    text = data.decode(encoding, errors="replace")
    return text, (f"encoding: {encoding.replace('_', '-')}, detected; save as UTF-8 if it is wrong",)


def _known(name: str | None) -> str | None:
    """The codec's name, with web browsers' reading of Latin-1 labels (WHATWG Encoding Standard)."""
    if not name:
        return None
    try:
        codec = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not codec._is_text_encoding:
        return None
    return "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name


def _looks_utf16(head: bytes) -> bool:
    """Text without a mark in two-byte units: nearly every other byte is zero."""
    pairs = len(head) // 2
    if pairs < 8:
        return False
    even, odd = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    return max(even, odd) > 0.7 * pairs and min(even, odd) < 0.1 * pairs


def replace_surrogates(text: str) -> str:
    """`text` with lone surrogates as U+FFFD; offsets stay as they are."""
    return _SURROGATE.sub("\ufffd", text)
