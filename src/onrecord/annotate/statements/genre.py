"""What sort of text an article is, and who issues it: news, or an institution's own readout, statement, transcript."""

from dataclasses import dataclass

from onrecord.annotate.statements.layouts import find_questions
from onrecord.annotate.statements.tables import pattern
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Article, Span

__all__ = ["Genre", "find_genre", "is_state_outlet"]

_INTERVIEWERS = frozenset({"interviewer", "host", "presenter", "moderator"})
_ASKING = _INTERVIEWERS | {"q", "question"}
_LEAST_TURNS = 3
_MEETING_CHARS = 200
_ACCOUNT_CHARS = 250
_FIRST_CHARS = 120
_HEAD_CHARS = 400  # where an official text says what it is


@dataclass(frozen=True, slots=True)
class Genre:
    """The default channel of what an article reports (None for news) and the institution or outlet behind it.

    `own` is true where the article is the issuer's own text, so that "we" is the issuer: a state outlet's account of a
    call or meeting is the state's. `turns` tells that it is a
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
    turns = len(pattern("genre", "turn").findall(article.text)) >= _LEAST_TURNS
    own = _is_issuer(publisher) and (
        not _is_outlet(publisher) or bool(pattern("genre", "offices").search(publisher or ""))
    )
    if publisher is None:
        own = not turns and _says_we(article.text, quotes) and bool(pattern("genre", "issuers").search(head))
        publisher = _issuer_told(article)
        own = own or publisher is not None
    elif not own and not _is_outlet(publisher):
        own = _is_release(article, publisher)
    if _is_of_a_house(article.text, head):
        return Genre("speech", publisher, own, True)
    if turns:
        labels = {match.group(1).strip().lower() for match in pattern("genre", "turn").finditer(article.text)}
        briefing = (own or pattern("genre", "briefing").search(head)) and not labels & _INTERVIEWERS
        if not briefing and not labels & _ASKING and pattern("genre", "meeting").search(head[:_MEETING_CHARS]):
            return Genre("other", publisher, own, True)
        return Genre("press_briefing" if briefing else "interview", publisher, own, True)
    if find_questions(article.text):
        return Genre("interview", publisher, own, True)
    if own:
        headed = pattern("genre", "headed").match(article.text)
        return Genre(_own_channel(head), headed.group("issuer").strip() if headed else publisher, True)
    if is_state_outlet(publisher):
        return Genre("state_media", publisher, own=_is_account(article))
    return Genre(None, publisher)


def _is_of_a_house(text: str, head: str) -> bool:
    """Whether a text is the record of a house of parliament, turn by turn under its members' names and titles."""
    turns = len(pattern("genre", "titled_turn").findall(text))
    return turns >= _LEAST_TURNS and pattern("genre", "house").search(head[:_MEETING_CHARS]) is not None


def _issuer_told(article: Article) -> str | None:
    """The issuer whom the title or the first words name ("Statement by the Ministry of …")."""
    for head in (article.title or "", article.text[:_HEAD_CHARS]):
        match = pattern("genre", "named_head").match(head.lstrip() + "\n")
        if match is not None:
            return (match.group("by") or match.group("announcer")).strip()
    return None


def _is_release(article: Article, publisher: str) -> bool:
    """Whether a publisher that is no outlet issues its own text: headed as one, or beginning with its own name."""
    heads = (article.title or "", article.text[:_FIRST_CHARS])
    if any(pattern("genre", "releases").match(head) for head in heads):
        return True
    name = publisher.split(",", maxsplit=1)[0].removeprefix("The ")
    body = next((p.span.of(article.text) for p in article.passages if p.role == "body"), "")
    return " " in name and body.removeprefix("The ").startswith(name + " ")


def _is_account(article: Article) -> bool:
    """Whether an article is a state outlet's account of an engagement: its title or first lines tell who met whom.

    What it says then in nobody else's voice is the state's account.
    """
    body = next((p.span.of(article.text) for p in article.passages if p.role == "body"), "")
    return any(pattern("genre", "account").search(head) for head in (article.title or "", body[:_ACCOUNT_CHARS]))


def _own_channel(head: str) -> str:
    if pattern("genre", "briefing").search(head[:_FIRST_CHARS]):
        return "press_briefing"
    if pattern("genre", "readout").search(head):
        return "readout"
    if pattern("genre", "briefing").search(head):
        return "press_briefing"
    return "speech" if pattern("genre", "speech").search(head.split("\n", maxsplit=1)[0]) else "statement"


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
