"""What bounds reading: sizes that hold off archives and files made to exhaust a machine."""

from dataclasses import dataclass

__all__ = ["ReadOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Limits on untrusted input; everything is in bytes unless it says otherwise.

    `max_article_bytes`: one text, page or JSON row. `max_member_bytes` and `max_total_bytes`: one archive
    member and one whole archive, unpacked. `max_ratio`: unpacked to packed size, looked at from
    `ratio_from_bytes` on, since small texts may pack very well. `max_members`: members of one archive.
    `max_depth`: archives within archives.
    """

    max_article_bytes: int = 32 * 2**20
    max_member_bytes: int = 2**30
    max_total_bytes: int = 8 * 2**30
    max_ratio: int = 200  # plain English text packs about 3:1 with gzip, repetitive JSON Lines about 30:1
    ratio_from_bytes: int = 2**20
    max_members: int = 200_000
    max_depth: int = 3
