"""The record as one self-contained HTML page: nothing in it loads anything from anywhere."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files

import jinja2

from onrecord.present.report.articles import ROLE_WORDS
from onrecord.present.report.page import build_page
from onrecord.present.safety import show_controls
from onrecord.present.words import clip, count_words
from onrecord.store import View

__all__ = ["iter_report", "render_report"]


def render_report(view: View, *, quotes_only: bool = False) -> str:
    """The page as a string; equal records give equal pages.

    With `quotes_only` it holds quoted words with a little context, never a whole article.

    Raises:
        RecordError: The record is damaged or can't be read.
    """
    return "".join(iter_report(view, quotes_only=quotes_only))


def iter_report(view: View, *, quotes_only: bool = False) -> Iterator[str]:
    """The page in chunks, as it is made.

    Raises:
        RecordError: The record is damaged or can't be read.
    """
    page = build_page(view, quotes_only=quotes_only)
    style, script = _asset("page.css"), _asset("page.js")
    stream = (
        _environment()
        .get_template("page.html")
        .stream(
            page=page,
            style=style,
            script=script,
            style_hash=_csp_hash(style),
            script_hash=_csp_hash(script),
            role_words=ROLE_WORDS,
        )
    )
    stream.enable_buffering(200)
    yield from stream


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__name__, "templates"),
        autoescape=True,
        finalize=show_controls,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["counted"] = count_words
    environment.filters["clipped"] = clip
    return environment


def _asset(name: str) -> str:
    return files(__name__).joinpath("templates", name).read_text(encoding="utf-8")


def _csp_hash(content: str) -> str:
    """The source expression that lets an inline style or script run under the page's security policy."""
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()
