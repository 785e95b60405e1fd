"""All writing of facts and links; corrections are written by `corrections`."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from onrecord.errors import ArticleError, RecordError
from onrecord.model import Facts, Links, RawArticle, Reject
from onrecord.model.rows import reject_row
from onrecord.store import queries
from onrecord.store.anchors import reattach
from onrecord.store.codec import CODECS
from onrecord.store.connection import guarded, transaction
from onrecord.store.inputs import input_digest, pack
from onrecord.store.insert import clear_links, insert_facts, insert_links
from onrecord.store.lock import WriterLock
from onrecord.store.pending import iter_effective_inputs, iter_pending
from onrecord.store.sift import sift

__all__ = ["Writer"]


class Writer:
    """Writes one record, one article to a transaction; a context manager that holds the writer's lock.

    A process that dies in mid-write loses the article in hand and nothing else. The first change to facts
    takes the links out in the same transaction, so that links never disagree with facts; `write_links` puts
    new ones in.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._lock = WriterLock(path)
        self._connection = connection
        self._path = path

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let other processes write; the store stays open."""
        self._lock.release()

    # --- what needs doing

    def is_current(self, raw: RawArticle, pipeline: str) -> bool:
        """Whether just this input was read by just this `pipeline` version, so that it can be skipped."""
        with guarded(self._path):
            found = self._connection.execute(queries.IS_CURRENT, (input_digest(raw), pipeline)).fetchone()
        return found is not None

    @property
    def linked_version(self) -> str | None:
        """The version that links were written with, None while they have to be written."""
        with guarded(self._path):
            found = self._connection.execute(queries.LINKED).fetchone()
        return None if found is None else str(found[0])

    @property
    def needs_linking(self) -> bool:
        """Whether facts or corrections changed since links were written last, or no links were."""
        return self.linked_version is None

    def setting(self, name: str) -> str:
        """A list that the user gave with an earlier build ("roles", "topics"), "" when there is none."""
        with guarded(self._path):
            found = self._connection.execute(queries.SETTING, (name,)).fetchone()
        return "" if found is None else str(found[0])

    def put_setting(self, name: str, content: str) -> None:
        """Keep a list that the user gives, for later builds and rebuilds."""
        with guarded(self._path), transaction(self._connection):
            self._connection.execute(queries.PUT_SETTING, (name, content))

    def pending_reannotation(self) -> Iterator[tuple[str, RawArticle]]:
        """Articles whose metadata a person corrected, or whose correction was undone, since they were read.

        Each comes with the input to read it as; hand its facts to `renew`.
        """
        with guarded(self._path):
            yield from list(iter_pending(self._connection))

    def iter_inputs(self) -> Iterator[tuple[str, RawArticle]]:
        """Every stored article's id and input, with corrected metadata, for a rebuild; in order of id."""
        with guarded(self._path):
            yield from iter_effective_inputs(self._connection)

    # --- facts

    def add(self, raw: RawArticle, facts: Facts, *, pipeline: str) -> bool:
        """Store an article's input and facts, in place of what the record has under its id.

        Another text under the same id is a new version: the earlier input is kept beside it. Refused facts go
        to the rejects, and what was refused of this article before is forgotten.

        Args:
            raw: The input as it arrived.
            facts: Everything that was read in it.
            pipeline: The version of everything that read it.

        Returns:
            Whether the article was new to the record.

        Raises:
            ArticleError: A text holds what no file can; nothing of the article was stored.
            RecordError: The file can't be written.
        """
        with self._one_article(facts.article.id):
            version = self._connection.execute(queries.LAST_VERSION, (facts.article.id,)).fetchone()
            packed = pack(raw)
            number = 1 if version is None else version[0] + (version[1] != facts.article.sha256)
            self._connection.execute(
                queries.PUT_INPUT,
                (
                    facts.article.id,
                    number,
                    input_digest(raw),
                    facts.article.sha256,
                    packed.kind,
                    packed.metadata,
                    packed.body,
                ),
            )
            self._replace(facts, pipeline, input_digest(_under_id(raw, facts)))
            return version is None

    def renew(self, raw: RawArticle, facts: Facts, *, pipeline: str) -> None:
        """Replace a stored article's facts by those of a second reading; the stored input stays.

        Args:
            raw: The input as `pending_reannotation` or `iter_inputs` gave it.
            facts: Everything that was read in it.
            pipeline: The version of everything that read it.

        Raises:
            RecordError: The record has no such article, or the file can't be written.
        """
        with self._one_article(facts.article.id):
            version = self._connection.execute(queries.LAST_VERSION, (facts.article.id,)).fetchone()
            if version is None:
                raise RecordError(f"{self._path}: has no article {facts.article.id} to read again; use `build`")
            # Newer code may make another text of the same page.
            self._connection.execute(queries.SET_INPUT_TEXT, (facts.article.sha256, facts.article.id, version[0]))
            self._replace(facts, pipeline, input_digest(_under_id(raw, facts)))

    def reject(self, reject: Reject) -> None:
        """Record that an article was refused as a whole; saying so twice records it once."""
        with guarded(self._path), transaction(self._connection):
            row = (*CODECS["rejects"].encode(reject_row(reject)),)
            self._connection.execute(queries.PUT_REJECT, (*row, *row))

    # --- links

    def write_links(self, links: Links, *, version: str = "") -> None:
        """Put `links` in place of all that the record has.

        `version` is that of everything that linked.

        Raises:
            RecordError: A link names something that the record doesn't hold, or the file can't be written.
        """
        with guarded(self._path), transaction(self._connection):
            clear_links(self._connection)
            insert_links(self._connection, links, version)

    @contextmanager
    def _one_article(self, article: str) -> Iterator[None]:
        """One article's transaction."""
        try:
            with guarded(self._path), transaction(self._connection):
                yield
        except UnicodeEncodeError as error:
            name = article.encode("utf-8", "backslashreplace").decode("utf-8")
            detail = "holds a lone surrogate, which no file can; mend its encoding"
            raise ArticleError("store", "not_unicode", detail, name) from error

    def _replace(self, facts: Facts, pipeline: str, read_as: str) -> None:
        clear_links(self._connection)
        self._connection.execute(queries.CLEAR_REJECTS, (facts.article.id, facts.article.path))
        self._connection.execute(queries.DELETE_ARTICLE, (facts.article.id,))
        insert_facts(self._connection, sift(facts))
        self._connection.execute(queries.PUT_READING, (facts.article.id, pipeline, read_as))
        reattach(self._connection, facts.article.id)


def _under_id(raw: RawArticle, facts: Facts) -> RawArticle:
    # A second reading reads under the id that the article has; digests of the two must agree.
    return replace(raw, id=facts.article.id)
