"""Whose lawyer somebody is, who presides over a house, and who speak together."""

import pytest

from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article


def sides(text: str) -> dict[str, str | None]:
    """The sides of the speakers that a text names, as read."""
    statements = annotate_article(RawArticle("a", text)).statements
    return {s.speaker.name: s.side for s in statements if s.speaker is not None}


@pytest.mark.parametrize(
    ("text", "lawyer", "client"),
    [
        (
            "OSLO - Ferryman Truls Bakke was fined on Monday.\n\nHis lawyer, Siv Lunde, said the fine was too high.",
            "Siv Lunde",
            "Truls Bakke",
        ),
        (
            'OSLO - "It was dark," said Siv Lunde, who defends Truls Bakke.\n\nBakke told the court he was asleep.',
            "Siv Lunde",
            "Truls Bakke",
        ),
        ("OSLO - The crew was tired, said Siv Lunde, a lawyer for the stokers.", "Siv Lunde", "stokers"),
        ("OSLO - The crew was tired, said lawyer Siv Lunde, who represents the stokers.", "Siv Lunde", "stokers"),
    ],
)
def test_a_lawyer_speaks_for_his_client(text: str, lawyer: str, client: str) -> None:
    assert sides(text)[lawyer] == client


@pytest.mark.parametrize(
    "source",
    [
        "House Speaker Ada Holm (R-Ohio)",
        "Sen. Ada Holm (D-Ohio), who chairs the Senate canals committee,",
        "The panel's chairwoman, Sen. Ada Holm, D-Ohio,",
    ],
)
def test_who_presides_over_a_house_speaks_for_the_state(source: str) -> None:
    text = f"WASHINGTON - The United States needs locks.\n\n{source} said on Monday that the bill was ready."
    assert sides(text)["Ada Holm"] == "USA"


def test_the_head_of_a_party_committee_speaks_for_the_party() -> None:
    text = (
        "WASHINGTON - The United States votes in May.\n\n"
        "Rep. Ada Holm (D-Ohio), chair of the platform committee, said on Monday that the text was ready."
    )
    assert sides(text)["Ada Holm"] == "Democratic"


def test_speakers_of_one_side_together_have_it() -> None:
    both = "Peruvian Finance Minister Ada Holm and Peruvian Trade Minister Siv Lunde"
    told = sides(f"LIMA - {both} met on Monday.\n\nHolm and Lunde said the duty would fall.")
    assert told["Holm and Lunde"] == "PER"


def test_speakers_of_two_sides_together_have_none() -> None:
    both = "Peruvian Trade Minister Ada Holm and Norwegian Trade Minister Siv Lunde"
    told = sides(f"LIMA - {both} met on Monday.\n\nHolm and Lunde said the duty would fall.")
    assert told["Holm and Lunde"] is None


def test_a_constable_speaks_for_the_police() -> None:
    text = "TORONTO - Canada's largest city froze.\n\nToronto police Const. Ada Holm said nobody was hurt."
    assert sides(text)["Ada Holm"] == "CAN"


def test_a_manager_of_sales_speaks_for_the_firm() -> None:
    text = "OSLO - Pumps sold well.\n\nAda Holm, senior vice president of Sales for Nordpump, said demand was strong."
    assert sides(text)["Ada Holm"] == "Nordpump"
