"""What a web page says of itself: title, author, publisher, address and dates, the most trusted source first.

JSON-LD comes before meta tags, these before time tags and what htmldate finds. Strings are handed on as
printed; nothing here reads a date, and nothing asks the network.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

__all__ = ["PageMetadata", "read_metadata"]

_ARTICLE_TYPES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
                  "backgroundnewsarticle", "blogposting", "liveblogposting", "report", "webpage")  # fmt: skip
_TITLE_META = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline", "title")
_AUTHOR_META = ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author")
_SITE_META = ("og:site_name", "publisher", "dc.publisher", "application-name")
_URL_META = ("og:url", "parsely-link")
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date",
    "pubdate", "publishdate", "publish-date", "publication_date", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "revised", "updated", "article:updated_time",
)  # fmt: skip
_MAX_FIELD_CHARS = 500  # longer "titles" are something else
_MAX_JSON_CHARS = 2_000_000
_MAX_NODES = 500  # objects of one page's JSON-LD that are looked at
_MAX_TIME_TAGS = 3
_SPACE = re.compile(r"\s+")
_JSON_COMMENT = re.compile(r"^\s*(?:/\*.*?\*/|<!\[CDATA\[|//<!\[CDATA\[)\s*|\s*(?://)?\]\]>\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page's own fields; `published` and `modified` list (field, string), the most trusted first."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: tuple[tuple[str, str], ...] = ()
    modified: tuple[tuple[str, str], ...] = ()


def read_metadata(tree: HtmlElement) -> PageMetadata:
    """The metadata of a parsed page."""
    linked = _find_linked_article(tree)
    meta = _read_meta(tree)
    published: list[tuple[str, str]] = []
    modified: list[tuple[str, str]] = []
    for field, dates in (("datePublished", published), ("dateCreated", published), ("dateModified", modified)):
        if value := _clean(linked.get(field)):
            dates.append((f"json-ld:{field}", value))
    published += [(f"meta:{name}", meta[name]) for name in _PUBLISHED_META if name in meta]
    modified += [(f"meta:{name}", meta[name]) for name in _MODIFIED_META if name in meta]
    published += _read_time_tags(tree)
    found = _find_date(tree) if not published else None
    if found:
        published.append(("htmldate", found))
    return PageMetadata(
        title=_clean(linked.get("headline")) or _first(meta, _TITLE_META) or _read_title(tree),
        byline=_names(linked.get("author")) or _author(meta),
        publisher=_names(linked.get("publisher")) or _first(meta, _SITE_META),
        url=_address(_canonical(tree), _first(meta, _URL_META), linked.get("url"), linked.get("mainEntityOfPage")),
        published=tuple(dict.fromkeys(published)),
        modified=tuple(dict.fromkeys(modified)),
    )


def _find_linked_article(tree: HtmlElement) -> dict[str, object]:
    """The JSON-LD object of the article: the most specific type that has a headline or a date."""
    best: dict[str, object] = {}
    best_rank = len(_ARTICLE_TYPES)
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _iter_nodes(_parse(script.text_content())):
            types = node.get("@type")
            names = [str(t).lower() for t in (types if isinstance(types, list) else [types])]
            rank = min((_ARTICLE_TYPES.index(n) for n in names if n in _ARTICLE_TYPES), default=len(_ARTICLE_TYPES))
            if rank < best_rank and ("headline" in node or "datePublished" in node):
                best, best_rank = node, rank
    return best


def _parse(text: str) -> object:
    text = _JSON_COMMENT.sub("", text[:_MAX_JSON_CHARS])
    try:
        return json.loads(text, strict=False)  # line ends within strings are common on real pages
    except (ValueError, RecursionError):
        return None


def _iter_nodes(root: object) -> Iterator[dict[str, object]]:
    """The objects of a JSON-LD document, outer ones first, the graph's members among them."""
    waiting, n_seen = [root], 0
    while waiting and n_seen < _MAX_NODES:
        node = waiting.pop(0)
        n_seen += 1
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _read_meta(tree: HtmlElement) -> dict[str, str]:
    """Meta tags by name, property or itemprop in lower case; the first of a name counts."""
    meta: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = _clean(tag.get("content"))
        if name and content:
            meta.setdefault(name.strip().lower(), content)
    return meta


def _read_time_tags(tree: HtmlElement) -> list[tuple[str, str]]:
    """The first time tags with a machine-readable date, those marked as the publication's before others."""
    marked: list[tuple[str, str]] = []
    plain: list[tuple[str, str]] = []
    for tag in tree.iter("time"):
        value = _clean(tag.get("datetime"))
        if value and any(char.isdigit() for char in value):
            labels = f"{tag.get('itemprop') or ''} {tag.get('class') or ''}".lower()
            is_marked = "publish" in labels or tag.get("pubdate") is not None
            (marked if is_marked else plain).append(("time", value))
    return (marked + plain)[:_MAX_TIME_TAGS]


def _find_date(tree: HtmlElement) -> str | None:
    """What htmldate makes of the page, for pages without any tagged date."""
    from htmldate import find_date  # noqa: PLC0415  loads slowly

    try:
        return _clean(find_date(tree, extensive_search=False, original_date=True, outputformat="%Y-%m-%d"))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None  # a damaged page: no evidence


def _read_title(tree: HtmlElement) -> str | None:
    headings = [text for tag in tree.iter("h1") if (text := _clean(tag.text_content()))]
    if len(set(headings)) == 1:
        return headings[0]
    return next((text for tag in tree.iter("title") if (text := _clean(tag.text_content()))), None)


def _author(meta: dict[str, str]) -> str | None:
    """The first author field that is no address: many pages give a profile's."""
    return next((meta[name] for name in _AUTHOR_META if name in meta and "://" not in meta[name]), None)


def _names(value: object) -> str | None:
    """Names of a JSON-LD person or organisation, or of several."""
    items = value if isinstance(value, list) else [value]
    names = [_clean(item.get("name") if isinstance(item, dict) else item) for item in items]
    return ", ".join(name for name in names if name and "://" not in name) or None


def _canonical(tree: HtmlElement) -> str | None:
    return next((tag.get("href") for tag in tree.iter("link") if (tag.get("rel") or "").lower() == "canonical"), None)


def _address(*values: object) -> str | None:
    """The first absolute web address."""
    for value in values:
        address = _clean(value.get("@id") if isinstance(value, dict) else value)
        try:
            if address and urlsplit(address).scheme in ("http", "https") and urlsplit(address).netloc:
                return address
        except ValueError:
            continue  # such as an unclosed bracket in the host
    return None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _clean(value: object) -> str | None:
    """A string of reasonable length with its blanks squeezed, else None."""
    if not isinstance(value, str):
        return None
    text = _SPACE.sub(" ", value).strip()
    return text if 0 < len(text) <= _MAX_FIELD_CHARS else None
