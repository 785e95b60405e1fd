"""Articles, their passages and what was refused, as rows and back."""

from onrecord.model.article import Article, Passage, Publication, Reject
from onrecord.model.rows.parts import Row, day_from_row, day_row, spans_from_row, spans_row
from onrecord.model.span import Span

__all__ = [
    "article_from_row",
    "article_row",
    "passage_from_row",
    "passage_row",
    "reject_from_row",
    "reject_row",
]


def passage_row(passage: Passage) -> Row:
    """A passage as `{start, end, role}`."""
    return {"start": passage.span.start, "end": passage.span.end, "role": passage.role}


def passage_from_row(row: Row) -> Passage:
    """The inverse of `passage_row`."""
    return Passage(Span(row["start"], row["end"]), row["role"])


def article_row(article: Article) -> Row:
    """An article without its passages; `published` is the day when it is known to the day."""
    publication = article.publication
    return {
        "id": article.id,
        "url": article.url,
        "path": article.path,
        "publisher": article.publisher,
        "title": article.title,
        "byline": article.byline,
        "published": day_row(publication.day),
        "published_earliest": day_row(publication.earliest),
        "published_latest": day_row(publication.latest),
        "published_status": publication.status,
        "published_zone": publication.zone,
        "published_evidence": list(publication.evidence),
        "published_spans": spans_row(publication.spans),
        "language": article.language,
        "sha256": article.sha256,
        "text": article.text,
    }


def article_from_row(row: Row, passages: tuple[Passage, ...]) -> Article:
    """The inverse of `article_row`, given the passages."""
    return Article(
        id=row["id"],
        text=row["text"],
        sha256=row["sha256"],
        path=row["path"],
        passages=passages,
        url=row["url"],
        title=row["title"],
        publisher=row["publisher"],
        byline=row["byline"],
        publication=Publication(
            earliest=day_from_row(row["published_earliest"]),
            latest=day_from_row(row["published_latest"]),
            status=row["published_status"],
            zone=row["published_zone"],
            evidence=tuple(row["published_evidence"]),
            spans=spans_from_row(row["published_spans"]),
        ),
        language=row["language"],
    )


def reject_row(reject: Reject) -> Row:
    """A reject as `{article, stage, reason, detail}`."""
    return {"article": reject.article, "stage": reject.stage, "reason": reject.reason, "detail": reject.detail}


def reject_from_row(row: Row) -> Reject:
    """The inverse of `reject_row`."""
    return Reject(row["article"], row["stage"], row["reason"], row["detail"])
