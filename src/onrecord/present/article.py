"""One article with its passages and statements, as lines for the terminal."""

from collections.abc import Iterator

from onrecord.model import Facts
from onrecord.model.record import RecordedStatement
from onrecord.present.tables import statement_entry

__all__ = ["article_lines"]


def article_lines(facts: Facts) -> Iterator[str]:
    """Title and metadata, the passages with their roles, then who said what in text order."""
    article = facts.article
    yield article.title or article.id
    published = article.publication
    day = f"{published.earliest} to {published.latest}" if published.day is None else str(published.day)
    known = day if published.earliest or published.latest else "not known"
    yield f"{article.publisher or 'outlet not known'}; published {known} ({published.status}); {article.id}"
    yield ""
    for passage in article.passages:
        role = "" if passage.role == "body" else f"[{passage.role}] "
        yield role + passage.span.of(article.text).strip()
    yield ""
    yield f"Statements: {len(facts.statements)}"
    for number, statement in enumerate(facts.statements, 1):
        entry = statement_entry(RecordedStatement(statement, article.id, "", ""), article.text)
        yield f"[{number}] {entry.head}"
        yield f"    {entry.lines[0]}"
        yield f"    {entry.id}"
