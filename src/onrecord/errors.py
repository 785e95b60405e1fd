"""What can go wrong, as one family.

    OnrecordError
    ├── ArticleError        one article can't be used; the run goes on without it
    ├── InputError          an input (file, folder, archive) can't be read at all
    ├── RecordError         the record file is missing, of another kind, or damaged
    ├── CorrectionError     a correction can't be applied as asked
    └── ModelError          a model file is missing or doesn't fit this version

Every message says what happened, where, and what to do.
"""

__all__ = [
    "ArticleError",
    "CorrectionError",
    "InputError",
    "ModelError",
    "OnrecordError",
    "RecordError",
]


class OnrecordError(Exception):
    """Base of every error that onrecord raises on purpose."""


class ArticleError(OnrecordError):
    """One article was refused.

    Args:
        stage: The stage that refused it ("read", "clean", "annotate", …).
        reason: A short code such as "empty", "binary", "not_english"; never prose.
        detail: One sentence for people: what happened and what to do.
        article: Where the article came from (a path, `archive!member`, or its id).
    """

    def __init__(self, stage: str, reason: str, detail: str, article: str = "") -> None:
        super().__init__(f"{article}: {detail}" if article else detail)
        self.stage = stage
        self.reason = reason
        self.detail = detail
        self.article = article


class InputError(OnrecordError):
    """An input can't be read at all."""


class RecordError(OnrecordError):
    """The record can't be opened, read or written."""


class CorrectionError(OnrecordError):
    """A correction can't be applied as asked."""


class ModelError(OnrecordError):
    """A model file is missing or doesn't fit this version."""
