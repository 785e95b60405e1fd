"""Raw articles to articles: the text that is stored, its metadata, and the part that each passage plays.

text     kept as it came
html     html.py (the article in the page), metadata.py (what the page says of itself)
language language.py (English or not)
passages units.py (lines and paragraphs), passages.py with roles.toml (headline, body, caption, …)
"""

import re
from dataclasses import dataclass, replace

from onrecord.clean.language import foreign_language
from onrecord.clean.passages import label_passages
from onrecord.errors import ArticleError
from onrecord.model import Article, DateHints, RawArticle, article_id, text_sha256

__all__ = ["CleanOptions", "Cleaned", "clean_article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """What is taken for an article.

    `min_words`: fewer words are no report. `max_chars`: a longer text is a book or a dump, and finding who speaks
    to whom in it would take hours. `max_html_chars`: longer pages are refused, as parsing them
    takes many times their size in memory. `min_letter_share`: letters among the visible characters, below which a
    text is data or noise.
    """

    min_words: int = 3
    max_chars: int = 300_000
    max_html_chars: int = 20_000_000
    min_letter_share: float = 0.4


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article, not yet dated, with what its metadata says of dates."""

    article: Article
    hints: DateHints


_DEFAULTS = CleanOptions()
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_article(raw: RawArticle, *, options: CleanOptions = _DEFAULTS) -> Cleaned:
    """The article that `raw` holds.

    Raises:
        ArticleError: When it can't be used: reason "empty", "too_short", "too_large", "not_an_article",
            "not_english" or "bad_html".
    """
    hints = DateHints(
        given=raw.published, modified=_given_modified(raw), url=raw.url, title=raw.title, retrieved=raw.retrieved
    )
    if raw.text is None:
        raw, hints = _clean_page(raw, options)
    text = _SURROGATE.sub("\ufffd", raw.text or "")  # lone ones can't be encoded; offsets stay as they are
    _check_text(text, raw.path, options)
    passages = label_passages(text, title=raw.title, publisher=raw.publisher)
    if not any(passage.role == "body" for passage in passages):
        detail = "no running text was found, only headings, links or captions; give the article's own page"
        raise ArticleError("clean", "not_an_article", detail, raw.path)
    article = Article(
        id=article_id(raw.id, raw.url, raw.publisher, text),
        text=text,
        sha256=text_sha256(text),
        path=raw.path,
        passages=passages,
        url=raw.url,
        title=raw.title,
        publisher=raw.publisher,
        byline=raw.byline,
    )
    return Cleaned(article, hints)


def _clean_page(raw: RawArticle, options: CleanOptions) -> tuple[RawArticle, DateHints]:
    """`raw` with the text of its page and the page's metadata where none was given."""
    from onrecord.clean.html import MAX_ATTRIBUTES, extract_page, has_crowded_tag  # noqa: PLC0415  loads lxml and trafilatura

    html = raw.html or ""
    if len(html) > options.max_html_chars:
        detail = f"the page has more than {options.max_html_chars:,} characters; save the article alone"
        raise ArticleError("clean", "too_large", detail, raw.path)
    if has_crowded_tag(html):
        detail = f"a tag of the page has more than {MAX_ATTRIBUTES:,} attributes; save the article's text"
        raise ArticleError("clean", "bad_html", detail, raw.path)
    try:
        page = extract_page(html)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        # What parsers raise on markup that nobody foresaw; the page is refused, the run goes on.
        detail = f"the page can't be parsed ({type(error).__name__}); save it again or give its text"
        raise ArticleError("clean", "bad_html", detail, raw.path) from error
    if page is None:
        raise ArticleError("clean", "bad_html", "no HTML was found; give the page or its text", raw.path)
    meta = page.metadata
    cleaned = replace(
        raw,
        text=page.text,
        html=None,
        url=raw.url or meta.url,
        title=raw.title or meta.title,
        publisher=raw.publisher or meta.publisher,
        byline=raw.byline or meta.byline,
    )
    hints = DateHints(
        given=raw.published,
        published=meta.published,
        modified=(*_given_modified(raw), *meta.modified),
        url=cleaned.url,
        title=cleaned.title,
        retrieved=raw.retrieved,
    )
    return cleaned, hints


def _given_modified(raw: RawArticle) -> tuple[tuple[str, str], ...]:
    return (("modified", raw.modified),) if raw.modified else ()


def _check_text(text: str, path: str, options: CleanOptions) -> None:
    if len(text) > options.max_chars:
        detail = f"the text has {len(text):,} characters, an article at most {options.max_chars:,}; give its parts"
        raise ArticleError("clean", "too_large", detail, path)
    n_visible = sum(map(len, text.split()))
    if not n_visible:
        detail = "no text was found; if this is a page, its article may be loaded by a script: save the text"
        raise ArticleError("clean", "empty", detail, path)
    n_letters = sum(map(str.isalpha, text))
    if n_letters < options.min_letter_share * n_visible:
        detail = "mostly marks and digits, no running text; give the article's words"
        raise ArticleError("clean", "not_an_article", detail, path)
    if code := foreign_language(text):
        detail = f"the text is not English (it looks like {code!r}); only English is read"
        raise ArticleError("clean", "not_english", detail, path)
    if len(text.split(None, options.min_words)) < options.min_words:
        detail = f"fewer than {options.min_words} words; give the whole report"
        raise ArticleError("clean", "too_short", detail, path)
