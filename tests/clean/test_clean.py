"""Raw articles to articles: texts, pages, what is refused, and what the metadata says of dates."""

import random
import socket
from pathlib import Path

import pytest

from onrecord.clean import clean_article
from onrecord.clean.html import MAX_ATTRIBUTES, has_crowded_tag
from onrecord.errors import ArticleError
from onrecord.model import Passage, RawArticle

PAGE = (Path(__file__).parents[1] / "golden/clean/page.html").read_text(encoding="utf-8")
REPORT = (
    "Veltra and Osmany agreed on Wednesday to reopen their only road crossing, officials on both sides said.\n\n"
    "“We have a date and we have a plan,” said Dana Orlo, a spokeswoman for the customs service."
)


def covers(text: str, passages: tuple[Passage, ...]) -> bool:
    """Whether every non-blank character is in exactly one passage, in order."""
    end = 0
    for passage in passages:
        if passage.span.start < end or text[end : passage.span.start].strip():
            return False
        end = passage.span.end
    return not text[end:].strip()


def refuse(raw: RawArticle) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        clean_article(raw)
    assert caught.value.stage == "clean"
    assert caught.value.article == raw.path
    return caught.value


def test_text_is_stored_as_given() -> None:
    text = "\r\n  " + REPORT.replace("\n", "\r\n") + "\r\n\t\u00a0"
    article = clean_article(RawArticle(path="a.txt", text=text, published="2031-04-09")).article
    assert article.text == text
    assert covers(article.text, article.passages)
    assert article.id.startswith("t-")


def test_lone_surrogates_become_replacement_characters() -> None:
    assert clean_article(RawArticle(path="a", text=REPORT + "\ud800")).article.text == REPORT + "\ufffd"


def test_ids_and_hints() -> None:
    raw = RawArticle(path="a", text=REPORT, id="x", url="https://a.example/1", title="T", published="yesterday")
    cleaned = clean_article(raw)
    assert cleaned.article.id == "x"
    assert (cleaned.hints.given, cleaned.hints.url, cleaned.hints.title) == ("yesterday", "https://a.example/1", "T")
    assert clean_article(RawArticle(path="a", text=REPORT, url="u")).article.id.startswith("u-")


def test_title_that_does_not_stand_in_the_text_is_metadata_only() -> None:
    article = clean_article(RawArticle(path="a", text=REPORT, title="Veltra invades Osmany")).article
    assert {passage.role for passage in article.passages} == {"body"}
    assert "invades" not in article.text


def test_page_without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    clean_article(RawArticle(path="first.html", html=PAGE))  # libraries may define socket classes when they load

    def refuse_network(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse_network)
    monkeypatch.setattr(socket, "getaddrinfo", refuse_network)
    cleaned = clean_article(RawArticle(path="page.html", html=PAGE))
    article = cleaned.article
    paragraphs = article.text.split("\n\n")
    assert paragraphs[-6].startswith("Veltra and Osmany agreed on Wednesday")
    assert "according to a joint statement from the two trade ministries" in article.text
    assert paragraphs[-1].startswith("He declined to say who would pay")
    for leftover in ("Injected", "Home", "Trucks wait", "nowhere left to sell", "All rights reserved", "color: red"):
        assert leftover not in article.text
    body = [passage.span.of(article.text) for passage in article.passages if passage.role == "body"]
    assert body == paragraphs[-6:]
    assert covers(article.text, article.passages)
    assert article.title == "Veltra and Osmany agree on grain corridor"
    assert article.byline == "Mira Holt, Jonas Trell"
    assert article.publisher == "The Ardley Herald"
    assert article.url == "https://ardley-herald.example/2031/04/09/grain-corridor"
    assert cleaned.hints.published[0] == ("json-ld:datePublished", "2031-04-09T18:30:00+02:00")
    assert cleaned.hints.modified == (
        ("json-ld:dateModified", "2031-04-10T08:00:00+02:00"),
        ("meta:article:modified_time", "2031-04-10T08:00:00+02:00"),
    )


def test_given_metadata_counts_more_than_the_page() -> None:
    raw = RawArticle(path="p", html=PAGE, title="Given", publisher="Given Wire", published="2031-04-08", id="x")
    cleaned = clean_article(raw)
    assert (cleaned.article.title, cleaned.article.publisher, cleaned.article.id) == ("Given", "Given Wire", "x")
    assert cleaned.hints.given == "2031-04-08"


def test_fragment_of_a_page_is_taken_whole() -> None:
    html = (
        "<p>Veltra’s minister resigned on Monday.</p><p>She gave no reason.<br>A vote follows.</p><script>x()</script>"
    )
    article = clean_article(RawArticle(path="f", html=html)).article
    assert article.text == "Veltra’s minister resigned on Monday.\n\nShe gave no reason.\n\nA vote follows."


@pytest.mark.parametrize("mark", ["p", "div"])
def test_fragment_of_one_block_is_read(mark: str) -> None:
    html = f"<{mark}>Veltra’s minister resigned on Monday.</{mark}>"
    assert clean_article(RawArticle(path="f", html=html)).article.text == "Veltra’s minister resigned on Monday."


def test_words_without_markup_are_no_page() -> None:
    assert refuse(RawArticle(path="f", html="Veltra’s minister resigned on Monday.")).reason == "bad_html"


@pytest.mark.parametrize("page", ["{}", "<html><head></head><body><article>{}</article></body></html>"])
@pytest.mark.parametrize(
    "hidden",
    [
        "<template><p>{}</p></template>",
        "<p hidden>{}</p>",
        '<div hidden=""><p>{}</p></div>',
        '<p style="color: red; display: none">{}</p>',
        '<p style="visibility:hidden">{}</p>',
    ],
)
def test_what_a_page_hides_is_no_text(page: str, hidden: str) -> None:
    seen = "<p>Veltra’s minister resigned on Monday, and she gave no reason at all for it.</p>" * 3
    html = page.format(seen + hidden.format("The navy said that it had sunk a boat.") + "<p>A vote follows in May.</p>")
    text = clean_article(RawArticle(path="f", html=html)).article.text
    assert "navy" not in text
    assert text.endswith("A vote follows in May.")


def test_a_page_that_a_script_would_show_is_read() -> None:
    seen = "<p>Veltra’s minister resigned on Monday, and she gave no reason at all for it.</p>"
    html = f'<html><head></head><body style="visibility: hidden"><article hidden>{seen}</article></body></html>'
    assert "resigned" in clean_article(RawArticle(path="f", html=html)).article.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\u00a0", "empty"),
        ("Words only", "too_short"),
        ("4711 --- 0815 ... 17:00 | 3.14 | 42 " * 20, "not_an_article"),
        ("Home\nSubscribe\nPrivacy policy\nShare\n© 2031 The Ardley Herald", "not_an_article"),
        (
            "Der Minister erklärte am Montag, dass die Verhandlungen weitergehen und dass niemand den Raum verlassen"
            " werde, bevor ein Ergebnis vorliege. Die Gegenseite äußerte sich dazu zunächst nicht.",
            "not_english",
        ),
        (
            "部长周一表示，谈判将继续进行，任何人都不应该失去希望。双方将于下周再次会晤，讨论贸易和边境问题。" * 3,
            "not_english",
        ),
    ],
)
def test_what_is_no_english_report_is_refused(text: str, reason: str) -> None:
    error = refuse(RawArticle(path="a.txt", text=text))
    assert error.reason == reason
    assert error.detail


def test_menu_page_is_refused() -> None:
    links = "".join(f'<li><a href="/{i}">Section {i}</a></li>' for i in range(40))
    html = f"<html><body><nav><ul>{links}</ul></nav></body></html>"
    assert refuse(RawArticle(path="menu.html", html=html)).reason in ("empty", "not_an_article")


@pytest.mark.parametrize(
    "text",
    [
        "Veltra will vote on 3 October, its president said. The opposition welcomed the date.",
        "The minister resigned on Monday.",
        "Orlo, Marsten, Astor, Trell, Minkova, Holt, Sandoval, Brandt and Pell met in Nergat.",
    ],
)
def test_short_reports_are_articles(text: str) -> None:
    article = clean_article(RawArticle(path="a", text=text)).article
    assert [passage.role for passage in article.passages] == ["body"]


@pytest.mark.parametrize(
    "html",
    [
        "<html>" + "<div>" * 5000 + "x",
        "<html><body>" + "<p>" * 20_000,
        "<html><p>\x00\x01",
        "&#0;&#xD800;<html>",
        "<![CDATA[",
    ],
)
def test_hostile_markup_is_refused_or_read(html: str) -> None:
    assert refuse(RawArticle(path="h", html=html)).reason in ("bad_html", "empty", "too_short", "not_an_article")


@pytest.mark.parametrize("attribute", ["a{}=1 ", 'a{}="1"', "a{}='>' ", "/a{}", 'a{}=b"c '])
def test_a_tag_with_more_attributes_than_the_parser_can_take_is_refused(attribute: str) -> None:
    crowd = "".join(attribute.format(i) for i in range(MAX_ATTRIBUTES + 1))
    refused = refuse(RawArticle(path="h", html=f"<html><body><p {crowd}>The minister spoke.</p></body></html>"))
    assert (refused.reason, "attributes" in refused.detail) == ("bad_html", True)


@pytest.mark.parametrize(
    "html", ["<a b=1 c='>'>x</a>" * 20_000, "<a" * 500_000, f'<img alt="{"a word=1 " * 50_000}">', "<p> a < b" * 50_000]
)
def test_long_pages_and_long_attributes_are_no_crowds(html: str) -> None:
    assert not has_crowded_tag(html)


def test_randomly_damaged_articles_are_read_or_refused() -> None:
    rng = random.Random(20310409)
    bits = [
        "\x00",
        "\u202e",
        "\u2028",
        "\r",
        '"',
        "“",
        "<div>" * 40,
        "</p>",
        "<script>",
        "(",
        "A/" * 90,
        "By A B " * 30,
        "…" * 80,
    ]
    outcomes = set()
    for number in range(200):
        text = PAGE if number % 4 == 0 else REPORT * 5
        for _ in range(rng.randint(1, 8)):
            place, n_chars = rng.randrange(len(text) + 1), rng.choice((1, 5, 60, 400))
            insert = rng.choice([*bits, text[place : place + n_chars], ""])
            text = text[:place] + insert + text[place + (n_chars if not insert else 0) :]
        raw = RawArticle(path="d", html=text) if number % 4 == 0 else RawArticle(path="d", text=text)
        try:
            article = clean_article(raw).article
        except ArticleError as error:
            outcomes.add(error.reason)
        else:
            outcomes.add("ok")
            assert covers(article.text, article.passages)
    assert "ok" in outcomes
