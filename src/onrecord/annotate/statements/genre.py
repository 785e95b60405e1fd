"""What sort of text an article is, and who issues it: news, or an institution's own readout, statement, transcript."""

from dataclasses import dataclass

from onrecord.annotate.statements.tables import find_outlet, pattern
from onrecord.model import Article, Span

__all__ = ["Genre", "find_genre", "is_state_outlet"]

_HEAD_CHARS = 400  # where an official text says what it is


@dataclass(frozen=True, slots=True)
class Genre:
    """The default channel of what an article reports (None for news) and the institution or outlet behind it.

    `own` is true where the article is the issuer's own text, so that "we" is the issuer. `turns` tells that it is a
    transcript with SPEAKER: turns.
    """

    channel: str | None = None
    issuer: str | None = None
    own: bool = False
    turns: bool = False


def find_genre(article: Article, quotes: tuple[Span, ...]) -> Genre:
    """The genre, from the publisher's name, the first lines and the use of "we" outside quotations."""
    publisher = article.publisher
    head = f"{article.title or ''}\n{article.text[:_HEAD_CHARS]}"
    turns = len(pattern("genre", "turn").findall(article.text)) >= 3
    own = _is_issuer(publisher) and not _is_outlet(publisher)
    if publisher is None:
        own = not turns and _says_we(article.text, quotes) and bool(pattern("genre", "issuers").search(head))
    if turns:
        briefing = own or pattern("genre", "briefing").search(head)
        return Genre("press_briefing" if briefing else "interview", publisher, own, True)
    if own:
        return Genre(_own_channel(head), publisher, True)
    if is_state_outlet(publisher):
        return Genre("state_media", publisher)
    return Genre(None, publisher)


def _own_channel(head: str) -> str:
    if pattern("genre", "readout").search(head):
        return "readout"
    if pattern("genre", "briefing").search(head):
        return "press_briefing"
    return "speech" if pattern("genre", "speech").search(head.split("\n")[0]) else "statement"


def _is_issuer(name: str | None) -> bool:
    return bool(name and pattern("genre", "issuers").search(name))


def _is_outlet(name: str | None) -> bool:
    return bool(name and (find_outlet(name) or pattern("genre", "outlets").search(name)))


def is_state_outlet(name: str | None) -> bool:
    """Whether the name is that of a state's news outlet, by the table or by what it calls itself."""
    if not name:
        return False
    outlet = find_outlet(name)
    return outlet.kind == "state" if outlet else bool(pattern("genre", "state").search(name))


def _says_we(text: str, quotes: tuple[Span, ...]) -> bool:
    found = [m.start() for m in pattern("genre", "first_person").finditer(text)]
    return sum(not any(q.start <= i < q.end for q in quotes) for i in found) >= 2
