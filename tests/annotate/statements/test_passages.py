"""Short passages in many styles through the whole pipeline: who says what, by what means, relayed by whom."""

from dataclasses import dataclass

import pytest

from onrecord.model import RawArticle, Statement
from onrecord.pipeline.stages import annotate_article

pytestmark = pytest.mark.weights


@dataclass(frozen=True, slots=True)
class Row:
    """A statement's readable parts; `words` are its content's."""

    words: str
    speaker: str | None
    channel: str | None
    relayed_by: str | None
    addressee: str | None
    within: bool


def rows_of(text: str, publisher: str | None = "Harbour Post") -> list[Row]:
    facts = annotate_article(RawArticle(path="a", text=text, publisher=publisher, published="2024-05-14"))

    def name(statement: Statement, field: str) -> str | None:
        ref = getattr(statement, field)
        return ref.name if ref else None

    return [
        Row(
            " … ".join(span.of(facts.article.text) for span in s.content),
            name(s, "speaker"),
            s.channel,
            name(s, "relayed_by"),
            name(s, "addressee"),
            s.within is not None,
        )
        for s in facts.statements
        if s.usage is None
    ]


def row_with(rows: list[Row], words: str, within: bool = False) -> Row:
    """The one row of that level whose content holds the words."""
    (row,) = [row for row in rows if words in row.words and row.within is within]
    return row


READOUTS = """Ministers trade blame over boats

A Norwegian foreign ministry readout said Foreign Minister Ada Brandt pointed out that the boats had crossed the line \
three times since March.

The Chilean embassy's account of the meeting said Luis Ortega stressed that fishing rights were settled in 1987.
"""


def test_readouts_and_accounts_hold_inner_statements():
    rows = rows_of(READOUTS)
    outer, inner = row_with(rows, "crossed the line"), row_with(rows, "crossed the line", within=True)
    assert (outer.speaker, outer.channel) == ("Norwegian foreign ministry", "readout")
    assert (inner.speaker, inner.channel, inner.relayed_by) == ("Ada Brandt", "readout", "Norwegian foreign ministry")
    account, told = row_with(rows, "settled in 1987"), row_with(rows, "settled in 1987", within=True)
    assert (account.speaker, account.channel) == ("Chilean embassy", "readout")
    assert (told.speaker, told.relayed_by) == ("Luis Ortega", "Chilean embassy")


RELAYS = """According to Xinhua, President Wen Daoming told Ambassador Ruth Ansell that the two countries should “meet \
each other halfway.”

The Interfax news agency quoted Deputy Minister Oleg Sutyrin as saying the offer was “not serious.”
"""


def test_outlets_relay_what_others_say():
    rows = rows_of(RELAYS)
    wen = row_with(rows, "meet each other halfway", within=True)
    assert (wen.speaker, wen.relayed_by, wen.channel) == ("Wen Daoming", "Xinhua", "state_media")
    assert wen.addressee == "Ruth Ansell"
    sutyrin = row_with(rows, "not serious", within=True)
    assert (sutyrin.speaker, sutyrin.relayed_by) == ("Oleg Sutyrin", "Interfax news agency")
    assert sutyrin.words.startswith("the offer")


QUOTED_AHEAD = """“We need no ferries from Norland,” Skipjack.com quoted Transport Minister Jan Rusk as saying.

Reuters quoted two sources as reporting that the parties had settled.

The Director-General of the WHO Dr Ada Holm asked for more beds.
"""


def test_words_ahead_of_the_outlet_that_quotes_them_are_relayed_too():
    rows = rows_of(QUOTED_AHEAD)
    rusk = row_with(rows, "no ferries", within=True)
    assert (rusk.speaker, rusk.relayed_by) == ("Jan Rusk", "Skipjack.com")
    assert row_with(rows, "the parties had settled", within=True).relayed_by == "Reuters"
    assert row_with(rows, "more beds").speaker == "Ada Holm"


NO_PRONOUN = """In 2019, the US sanctioned the jet, citing ties to Ada Holm. His associates say Jan Rusk was poisoned.
"""


def test_the_us_is_no_we_and_associates_are_not_the_one_they_belong_to():
    rows = rows_of(NO_PRONOUN)
    assert row_with(rows, "ties to").speaker == "US"
    assert row_with(rows, "was poisoned").speaker != "Jan Rusk"


REPORT = """The report alleged: "The abuse was known. Its leaders dismissed all warnings. They moved the abusers."
"""


def test_a_quotation_goes_on_to_its_mark():
    rows = rows_of(REPORT)
    assert row_with(rows, "was known").words.endswith('abusers."')


NAMES_AFTER = """Voices from the quay

“They took my nets and my radio.” –Elin Moe, skipper
“Nobody asked us.” –Harald Lie, deckhand
“I would sell the boat tomorrow.” –A woman who would not give her name
"""


def test_names_after_a_dash_belong_to_the_quotation_before():
    rows = rows_of(NAMES_AFTER)
    assert [row.speaker for row in rows] == ["Elin Moe", "Harald Lie", "woman"]
    assert rows[2].channel == "background"


BLOCKS = """Reactions to the ruling

From Finance Minister Jonas Dahl:
We will study the judgment. The budget stands.

From the teachers' union:
This is a bad day for every school in the country.

From Mayor Pia Strand:
I have nothing to add to what I said in March.
"""


def test_blocks_have_the_speaker_above_them():
    rows = [row for row in rows_of(BLOCKS, "Morning Ledger") if row.speaker]
    assert [row.speaker for row in rows] == ["Jonas Dahl", "teachers' union", "Pia Strand"]


PARAGRAPHS = """The chairman of the board, Erik Sand, spoke for an hour on Tuesday.

“We did not see it coming,” Sand said. “Nobody in the industry did.”

“The yard will stay open until the last ship is paid for. After that we shall talk to the bank.

“I have asked every manager to give back his bonus. I have given back mine.

“If that is not enough, tell me what is.”

Shareholders were not convinced.
"""


def test_a_quotation_runs_on_over_paragraphs():
    rows = rows_of(PARAGRAPHS)
    assert row_with(rows, "tell me what is.”").speaker == "Erik Sand"
    assert not any("not convinced" in row.words for row in rows)


SAME = """A senior Kenyan diplomat said the draft was dead. The diplomat, who asked not to be named because the talks \
are private, said no new date had been set.

A second diplomat said the draft was resting.
"""


def test_descriptions_join_and_part_unnamed_speakers():
    rows = rows_of(SAME)
    first, again = row_with(rows, "draft was dead"), row_with(rows, "no new date")
    assert first.speaker == again.speaker == "senior Kenyan diplomat"
    assert row_with(rows, "draft was dead").channel == "background"
    second = row_with(rows, "resting")
    assert (second.speaker, second.channel) == ("second diplomat", None)


TRANSCRIPT = """HOST: Minister, why now?

LEPIK: Because the bridge is old. It was old when I was a boy.

HOST: Your critics say you want votes.

LEPIK: Everybody wants votes. I also want a bridge.

HOST: Thank you.
"""


def test_turns_of_a_transcript_have_their_speakers():
    rows = [row for row in rows_of(TRANSCRIPT, "Radio Narva transcript") if not row.within]
    assert [(row.speaker or "").lower() for row in rows] == ["host", "lepik", "host", "lepik", "host"]
    assert {row.channel for row in rows} == {"interview"}


INSERTIONS = """“[The ministry] never answered us . . . not once,” said Mette Lund, who leads the parents' group. \
“They [the officials] were polite … and absent.”

“It is a scandal,” she said, “and it will stay one.”
"""


def test_insertions_and_elisions_stay_in_the_quotation():
    rows = rows_of(INSERTIONS)
    first = row_with(rows, "never answered")
    assert "“[The ministry] never answered us . . . not once,”" in first.words
    assert "“They [the officials] were polite … and absent.”" in first.words
    assert {row.speaker for row in rows} == {"Mette Lund"}
    assert row_with(rows, "a scandal").words == "“It is a scandal,” … “and it will stay one.”"


LATER = """Prime Minister Jon Vik met miners on Monday. Vik said the pit would close in June. He said the men would be \
paid until Christmas.

His spokeswoman, Kari Nes, said the figures would be published on Friday.
"""


def test_surnames_pronouns_and_possessors_lead_to_people():
    rows = rows_of(LATER)
    assert row_with(rows, "close in June").speaker == row_with(rows, "until Christmas").speaker == "Jon Vik"
    assert row_with(rows, "figures would").speaker == "Kari Nes"


DOCUMENTS = """The transport ministry issued a statement on Sunday. The statement said neither man wore a life jacket.

The report, seen by this newspaper, blames a valve.
"""


def test_a_statement_is_its_issuers_and_a_report_seen_is_a_document():
    rows = rows_of(DOCUMENTS)
    assert row_with(rows, "life jacket").speaker == "transport ministry"
    assert row_with(rows, "life jacket").channel == "statement"
    assert row_with(rows, "a valve").channel == "document"


ISSUER = """The Minister telephoned her colleague this morning. She thanked him for the rescue of the crew.

The Chilean side has promised to publish its own account. We repeat that our ports are open. Our thanks go to the \
harbour masters.
"""


def test_all_that_an_institution_reports_in_its_own_text_has_its_channel():
    rows = rows_of(ISSUER, "Ministry of Trade of Norway")
    assert rows
    assert {row.channel for row in rows} == {"readout"}


LEADS = """Union calls strike over rosters

In a press release on Monday the dockers' union said its members would stop work at noon. It called the rosters \
“a gift to nobody.”

In an e-mail, harbour master Ole Berg wrote that ships would be turned away.
"""


def test_a_sentence_may_open_with_its_channel():
    rows = rows_of(LEADS)
    assert row_with(rows, "stop work at noon").channel == "statement"
    assert row_with(rows, "turned away").channel == "interview"


def test_words_that_a_body_is_also_said_to_report_are_relayed_by_it():
    text = "“The other side suggested the call,” spokeswoman Ada Brandt told reporters in Oslo, Meridian Wire reported."
    told = [row for row in rows_of(text) if "suggested the call" in row.words]
    assert {(row.speaker, row.relayed_by) for row in told} == {("Ada Brandt", "Meridian Wire"), ("Meridian Wire", None)}
