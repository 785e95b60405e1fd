"""A web page to the text of its article: trafilatura's extraction between two repairs of our own.

Before: inline markup keeps its words, and a body that advertisements cut into several blocks is put together.
After: lines that are word for word a link, the page's heading or a caption go; they stand around the report.
Measured with `onrecord.evaluate.extraction`; see docs/quality.md. Never asks the network.
"""

import re
import warnings
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from onrecord.clean.metadata import PageMetadata, read_metadata

__all__ = ["MAX_ATTRIBUTES", "Page", "extract_page", "has_crowded_tag"]

MAX_ATTRIBUTES = 5_000
"""The parser's time grows with the square of a tag's attributes; no page that people read has a tenth of these."""

_INLINE = ("span", "a", "em", "strong", "b", "i", "u", "font", "abbr", "mark", "small")
_CAPTIONS = ("figcaption",)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:caption|photo-?credit|image-?credit)(?:$|[\s_-])", re.IGNORECASE)
_BODY_CLASS = re.compile(r"article|body|story|content|text|paragraph", re.IGNORECASE)
_SIDE_CLASS = re.compile(
    r"comment|related|promo|teaser|card|recirc|sidebar|footer|newsletter|widget|list-?item|author|bio|caption|ad-",
    re.IGNORECASE,
)
_FULL_PAGE = re.compile(r"<\s*(?:html|body|head)\b", re.IGNORECASE)
_BLOCKS = ("p", "h2", "h3", "h4", "li", "blockquote", "pre", "td", "div", "section", "article")
_NOT_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "object", "form", "nav", "button", "select")
# A start tag as HTML reads it. It matches at every tag and gives nothing back (`++`, `*+`), so that the time is linear.
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_TAG = re.compile(rf"<[A-Za-z][^\s/<>]*+(?:[\s/]*+{_ATTRIBUTE})*+")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_HIDING = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_WHOLE = ("html", "body", "main", "article")  # hidden until a script shows them: pages do that to all they have
_SPACE = re.compile(r"\s+")
_KEY = re.compile(r"[\W_]+")
_BULLET = re.compile(r"^[-*•]\s+")
_MIN_PIECE_CHARS = 300  # running text that makes a block a piece of the body
_MAX_LINK_WORDS = 30  # a longer line is a paragraph even when all of it is a link


@dataclass(frozen=True, slots=True)
class Page:
    """The article's text, paragraphs apart by blank lines, and the page's metadata."""

    text: str
    metadata: PageMetadata


def extract_page(html: str) -> Page | None:
    """The article in a page or in a fragment of one; None when the markup can't be parsed."""
    with warnings.catch_warnings():
        # trafilatura's downloader, which is never used here, misses an optional proxy library.
        warnings.simplefilter("ignore")
        from trafilatura import extract  # noqa: PLC0415  loads slowly
        from trafilatura.utils import load_html  # noqa: PLC0415

    is_page = bool(_FULL_PAGE.search(html[:20_000]))
    # A fragment of one block is no page to trafilatura, unless it stands in one.
    tree = load_html(html if is_page or not _TAG.search(html) else f"<html><body>{html}</body></html>")
    if tree is None:
        return None
    metadata = read_metadata(tree)
    _drop_hidden(tree)
    if not is_page:
        return Page(_fragment_text(tree), metadata)
    dropped = _texts_around(tree, metadata.title)
    _keep_inline_words(tree)
    _join_body_pieces(tree)
    text = extract(tree, favor_precision=True, include_comments=False, include_tables=True) or ""
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for line in lines if line and _key(line) not in dropped]
    return Page("\n\n".join(kept), metadata)


def has_crowded_tag(html: str) -> bool:
    """Whether a tag has more attributes than the parser can take in reasonable time (`MAX_ATTRIBUTES`)."""
    long_tags = (tag.group() for tag in _TAG.finditer(html) if tag.end() - tag.start() > 2 * MAX_ATTRIBUTES)
    return any(sum(1 for _ in _ATTRIBUTES.finditer(tag)) > MAX_ATTRIBUTES for tag in long_tags)


def _drop_hidden(tree: HtmlElement) -> None:
    """Take out what no reader of the page sees: words there would become facts."""
    for tag in [*tree.iter("template"), *(tag for tag in tree.iter("*") if _is_hidden(tag))]:
        if tag.getparent() is not None:
            tag.drop_tree()


def _is_hidden(tag: HtmlElement) -> bool:
    if tag.tag in _WHOLE:
        return False
    hidden = tag.get("hidden")
    return (hidden is not None and hidden.lower() != "until-found") or bool(_HIDING.search(tag.get("style") or ""))


def _texts_around(tree: HtmlElement, title: str | None) -> frozenset[str]:
    """Keys of what stands around an article on its page: links, its own heading, captions."""
    keys = {_key(title or "")}
    for tag in tree.iter("a", "h1", "title", *_CAPTIONS):
        text = _SPACE.sub(" ", tag.text_content())
        if tag.tag != "a" or len(text.split()) <= _MAX_LINK_WORDS:
            keys.add(_key(text))
    for tag in tree.iter("div", "p", "span"):
        if _CAPTION_CLASS.search(tag.get("class") or ""):
            keys.add(_key(tag.text_content()))
    keys.discard("")
    return frozenset(keys)


def _keep_inline_words(tree: HtmlElement) -> None:
    """Take class and id off markup within running text: by these names whole words would be thrown out."""
    for paragraph in tree.iter("p"):
        own = len(paragraph.text_content())
        for tag in paragraph.iter(*_INLINE):
            if len(tag.text_content()) < 0.8 * own:
                for name in ("class", "id", "role"):
                    tag.attrib.pop(name, None)


def _join_body_pieces(tree: HtmlElement) -> None:
    """Move the paragraphs of later pieces of the body into the first one.

    Pieces are blocks with the same tag and class, named like a body, each holding running text directly
    and none within another.
    """
    pieces: dict[tuple[str, str], list[HtmlElement]] = {}
    for block in tree.iter("div", "section"):
        name = block.get("class") or ""
        if not _BODY_CLASS.search(name) or _SIDE_CLASS.search(name):
            continue
        n_chars = sum(len(child.text_content()) for child in block if child.tag == "p")
        if n_chars >= _MIN_PIECE_CHARS:
            pieces.setdefault((block.tag, name), []).append(block)
    for blocks in pieces.values():
        first, *others = blocks
        is_list = len({_article_around(block) for block in blocks}) > 1
        if is_list or any(_is_within(other, blocks) or _has_heading(other) for other in others):
            continue
        for other in others:
            for child in list(other):
                first.append(child)


def _is_within(block: HtmlElement, blocks: list[HtmlElement]) -> bool:
    return any(ancestor in blocks for ancestor in block.iterancestors())


def _has_heading(block: HtmlElement) -> bool:
    """Whether a block begins an article of its own."""
    return any(True for _ in block.iter("h1", "time"))


def _article_around(block: HtmlElement) -> HtmlElement | None:
    """The nearest element around a block that says it is one article, or one entry of a list."""
    return next(block.iterancestors("article", "li"), None)


def _fragment_text(tree: HtmlElement) -> str:
    """All text of a fragment (a feed's `body_html`), block by block; there is no page around it."""
    etree.strip_elements(tree, *_NOT_TEXT, etree.Comment, with_tail=False)
    for tag in tree.iter("br"):
        tag.tail = "\n" + (tag.tail or "")
    for tag in tree.iter(*_BLOCKS):
        tag.text = "\n" + (tag.text or "")
        tag.tail = "\n" + (tag.tail or "")
    lines = (_SPACE.sub(" ", line).strip() for line in tree.text_content().split("\n"))
    return "\n\n".join(line for line in lines if line)


def _key(text: str) -> str:
    """Letters and digits only, lower case."""
    return _KEY.sub("", _BULLET.sub("", text.strip())).lower()
