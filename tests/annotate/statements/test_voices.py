"""Whose words they are, whether they were said at all, and what an institution says in its own voice."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from onrecord.annotate.statements.genre import find_genre
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.telling import CHANNELS, Told, tell
from onrecord.model import RawArticle, Statement
from onrecord.pipeline.stages import annotate_article
from reading_builders import make_article

pytestmark = pytest.mark.weights


def read(text: str, publisher: str | None = "Harbour Post") -> list[tuple[str, Statement]]:
    """Each statement with the words of its content."""
    facts = annotate_article(RawArticle(path="a", text=text, publisher=publisher, published="2024-05-14"))
    return [(" … ".join(c.of(facts.article.text) for c in s.content), s) for s in facts.statements]


def with_words(found: list[tuple[str, Statement]], words: str, within: bool = False) -> Statement:
    """The one plain statement of that level whose content holds the words."""
    (statement,) = [s for w, s in found if words in w and s.usage is None and (s.within is not None) is within]
    return statement


def speaker(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


NAMESAKES = """Ministers meet farmers

Ms. Karin Holt, the farm minister, met growers on Monday. Peter Holt, a lawyer for the growers, said the prices were \
too low.

Ms. Holt told reporters that she would think about it. “I have heard them,” she said.
"""


def test_a_title_tells_namesakes_apart():
    found = read(NAMESAKES)
    assert speaker(with_words(found, "too low")) == "Peter Holt"
    assert speaker(with_words(found, "think about it")) == "Karin Holt"
    assert speaker(with_words(found, "I have heard them")) == "Karin Holt"


GOING_ON = """Miners freed from shaft

The army and the Red Crescent said on Sunday that nine miners had been freed.

The Valley Front, which held the mine, gave another account. It said in a statement that it had let the \
miners go.
"""


def test_a_pronoun_goes_on_from_the_statement_before_it():
    found = read(GOING_ON)
    assert speaker(with_words(found, "had let the miners go")) == "Valley Front"


def test_two_bodies_that_speak_together_are_named_together():
    together = with_words(read(GOING_ON), "had been freed")
    assert speaker(together) == "army and the Red Crescent"
    assert together.terms == "institution"


UNSAID = """Readouts differ on fish

The Chilean readout made no mention of the quota. The embassy declined to comment on the letter.

Norway denied that its boats had crossed the line. The minister did not rule out new talks.

Asked whether the fleet would stay, the minister said it would.

Had Ms. Brandt conceded, Mr. Ortega would have signed on Tuesday.
"""


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("the quota", "not_said"),
        ("the letter", "not_said"),
        ("crossed the line", "denied"),
        ("new talks", None),
        ("whether the fleet would stay", "asked"),
        ("it would", None),
    ],
)
def test_what_a_cue_takes_back_is_marked(words, stance):
    assert with_words(read(UNSAID), words).stance == stance


def test_an_inverted_condition_says_nothing():
    assert not [words for words, _ in read(UNSAID) if "signed on Tuesday" in words]


CITED = """Dam to open in June

The daily Harbour Courier reported on Monday, citing two engineers at the water ministry, that the dam was cracked.

“The dam is sound,” Minister Ada Brandt said, according to the ministry’s press service. The opposition leader, \
Luis Ortega, quoted by the state news agency, said the wall was thin.
"""


def test_those_whom_an_outlet_cites_speak_through_it():
    cited = with_words(read(CITED), "the dam was cracked", within=True)
    assert (speaker(cited), cited.terms) == ("two engineers", "anonymous")
    assert cited.relayed_by is not None
    assert cited.relayed_by.name.endswith("Harbour Courier")


def test_press_services_and_agencies_pass_words_on():
    found = read(CITED)
    inner, quoted = with_words(found, "The dam is sound", within=True), with_words(found, "the wall was thin")
    assert speaker(inner) == "Ada Brandt"
    assert inner.relayed_by is not None
    assert "press service" in inner.relayed_by.name
    assert quoted.relayed_by is not None
    assert "agency" in quoted.relayed_by.name


REASONS = """Two on the deal

Two bankers who took part, speaking on condition of anonymity because the talks were private, said the deal was near. \
One of them said the price was settled. The other said it was not.
"""


def test_the_reason_of_two_holds_for_each():
    found = read(REASONS)
    first, second = with_words(found, "price was settled"), with_words(found, "it was not")
    assert first.terms == second.terms == "anonymous"
    assert first.terms_span == second.terms_span
    assert first.terms_span is not None


UNMARKED = """Toll row goes on

The mayor refused to call the charge a tax. The governor would not use the word crisis. The police refused to call a \
doctor.
"""


def test_words_without_marks_can_be_refused():
    refused = [words for words, s in read(UNMARKED) if s.usage == "not_used"]
    assert refused == ["tax", "crisis"]


OCCASIONS = """Leader at rally

Luis Ortega told a rally that he would win. He told the council that it could wait for him. Ada Brandt told miners \
that help was near.
"""


@pytest.mark.parametrize(
    ("words", "addressee"), [("he would win", None), ("could wait for him", "council"), ("help was near", "miners")]
)
def test_an_occasion_is_nobody_spoken_to(words, addressee):
    told = with_words(read(OCCASIONS), words).addressee
    assert (told.name if told else None) == addressee


ALONE = """Bridge opens

Ada Brandt laughed when she was asked about the rain. “It has rained on better bridges than this one.”
"""


def test_a_quotation_that_stands_alone_belongs_to_the_one_told_of_before_it():
    assert speaker(with_words(read(ALONE), "better bridges")) == "Ada Brandt"


READOUT = """Minister Ada Brandt spoke by telephone with her Chilean colleague, Luis Ortega, on Tuesday.

Brandt said that the boats must leave. The ministers agreed that experts will meet in June.

The conversation lasted forty minutes. No date has been set for a visit.

For more information contact the press office.
"""


def test_an_institutions_own_sentences_are_its_statements():
    found = read(READOUT, "Norwegian Ministry of Fisheries")
    own = [words for words, s in found if not s.source and not s.cue]
    assert own == [
        "The ministers agreed that experts will meet in June.",
        "The conversation lasted forty minutes.",
        "No date has been set for a visit.",
    ]
    for words, statement in found:
        if words in own:
            assert speaker(statement) == "Norwegian Ministry of Fisheries"
            assert (statement.channel, statement.terms) == ("readout", "institution")
    assert speaker(with_words(found, "the boats must leave")) == "Ada Brandt"


@pytest.mark.parametrize("publisher", ["Harbour Post", None])
def test_a_newspapers_own_sentences_are_nobodys(publisher):
    assert [s for _, s in read(READOUT, publisher) if not s.source and not s.cue] == []


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Statement by the Ministry of Ports on the strike\n\nThe port is open.", "Ministry of Ports"),
        ("The Embassy of Brevia announces that its doors are closed.", "Embassy of Brevia"),
        ("The ministry announced on Monday that the port was open.", None),
    ],
)
def test_the_first_words_name_the_issuer(text, issuer):
    genre = find_genre(make_article(text), ())
    assert (genre.issuer, genre.own) == (issuer, issuer is not None)


LATER = """Fares row

Ada Holm, the head of the union, said the talks had failed. Ms. Holm said she would wait. The minister would not \
comment. Holm did. “We are tired,” she said.

“Every day costs us,” said the chamber’s economist, Eva Holm.
"""


def test_nobody_is_called_by_the_surname_before_the_full_name():
    found = read(LATER)
    assert speaker(with_words(found, "she would wait")) == "Ada Holm"
    assert speaker(with_words(found, "We are tired")) == "Ada Holm"
    assert speaker(with_words(found, "Every day costs us")) == "Eva Holm"


TWO_CLAUSES = """According to state television, President Ilmar Kask told a guest that Estonian tariffs toward Latvia \
had “done serious harm” in trade and that a quarrel between the two would only “bring ruin to both ports and the \
whole coast.”
"""


def test_what_is_told_in_two_clauses_is_one_saying():
    inner = with_words(read(TWO_CLAUSES), "serious harm", within=True)
    assert speaker(inner) == "Ilmar Kask"
    assert inner.content[-1].end == TWO_CLAUSES.index("coast.”") + len("coast.”")


def test_what_two_do_together_speaks_for_neither():
    found = read(
        "Premier Ada Holm’s hour-long video call with Kenya’s President Otto Brandt exposed a deepening divide."
    )
    assert [speaker(statement) for _, statement in found if statement.usage is None] in ([], [None])


TWICE = """“We have asked them to come to the table in several ways, but they have been unwilling to talk,” the envoy \
said ahead of the call. “What we got is slogans that were made for posters” and for the evening news, the envoy said.
"""


def test_a_quotation_stands_in_one_statement_alone():
    found = [words for words, statement in read(TWICE) if statement.usage is None]
    assert sum("several ways" in words for words in found) == 1
    assert sum("slogans" in words for words in found) == 1


def test_nobody_is_named_where_nobody_speaks():
    text = "Premier Ada Holm’s hour-long video call with Kenya’s President Otto Brandt exposed a deepening divide."
    assert {statement.terms for _, statement in read(text)} <= {"unknown"}


def test_a_body_that_is_not_followed_further_is_an_institution() -> None:
    found = read("A flaw was found in March.\n\nThe software giant recommends that users set zones to high.")
    assert with_words(found, "set zones to high").terms == "institution"


def test_an_outlet_that_is_told_something_is_no_post() -> None:
    text = "Senator Ada Brandt opposed the ferry. “It will never sail,” Brandt told The Lakeshore Post on Friday."
    [quoted] = [s for s in annotate_article(RawArticle(path="a", text=text)).statements if s.kind == "direct"]
    assert quoted.channel == "interview"


def test_a_view_of_somebody_has_the_channel_heard_and_what_seems_so_to_nobody_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    interview = {channel: 0.0 if channel == "interview" else -12.0 for channel in CHANNELS}

    def hear(scene: Scene, drafts: Sequence[Draft]) -> list[Told]:
        return [replace(told, channels=interview) for told in tell(scene, drafts) if told is not None]

    monkeypatch.setattr("onrecord.annotate.statements.tell", hear)
    found = read("Premier Ada Holm indicated that the port would close.\n\nThe quarrel suggests that they won't meet.")
    assert with_words(found, "the port would close").channel == "interview"
    assert with_words(found, "they won't meet").channel is None


def test_a_name_that_nobody_is_told_to_give_has_no_speaker() -> None:
    text = "Ferry passengers also noted that five million tickets, commonly called “flaps,” were sold last year."
    [term] = [s for _, s in read(text) if s.usage == "term"]
    assert term.speaker is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The plan was, in the words of Anna Holm, “a gift to the rich.”", "Anna Holm"),
        ("The deal is, in Holm's words, “dead and buried.” Anna Holm heads the board.", "Anna Holm"),
    ],
)
def test_what_stands_in_the_words_of_somebody_is_his(text: str, who: str) -> None:
    [statement] = [s for _, s in read(text) if s.usage is None and s.cue]
    assert speaker(statement) == who


def test_other_words_are_nobodys() -> None:
    assert read("In other words, “it failed badly.”") == []


OWN_TEXT = """Minister Ada Brandt met with Trade Minister Wen of Chile on Friday.

The talks did not result in an understanding on the quota. Nets have been promised by the spring. Talks of the two \
directors will be held soon. The overview of the meeting is as follows.
"""


@pytest.mark.parametrize(
    ("sentence", "is_own"),
    [
        ("The talks did not result in an understanding on the quota.", True),
        ("Nets have been promised by the spring.", True),
        ("Talks of the two directors will be held soon.", True),
        ("The overview of the meeting is as follows.", False),
        ("Minister Ada Brandt met with Trade Minister Wen of Chile on Friday.", False),
    ],
)
@pytest.mark.weights
def test_an_own_text_says_what_it_lays_at_nobodys_door_and_what_is_to_come(sentence, is_own):
    found = read(OWN_TEXT, "Norwegian Ministry of Fisheries")
    own = [words for words, s in found if not s.source and not s.cue]
    assert (sentence in own) is is_own
