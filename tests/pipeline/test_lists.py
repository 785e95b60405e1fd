"""A list that is no whole table is refused before any article is read with it: nothing in it is lost unseen."""

import pytest

from onrecord.errors import InputError
from onrecord.pipeline.lists import refuse_broken_list
from onrecord.pipeline.stages import check_roles

COLUMNS = ("topic", "words")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("topic;words\ntrade;tariff\n", "no column topic, words; its first line must be topic, words, with commas"),
        ("topic,words\ntrade,tariff,import\n", "line 2 has 3 cells for 2 columns"),
        ('topic,words\ntrade,"tariff\nsports,boat\n', "line 3 can't be read"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(content: str, message: str) -> None:
    with pytest.raises(InputError, match=f"topics file: {message}"):
        refuse_broken_list(content, "topics file", COLUMNS)


@pytest.mark.parametrize(
    "content",
    ["", "\ufefftopic,words\r\ntrade,tariff\r\n", 'topic,words\n"trade, goods",a;b,,\n\nfish\n', "words,topic\n"],
)
def test_a_whole_table_passes(content: str) -> None:
    refuse_broken_list(content, "topics file", COLUMNS)


def test_a_name_with_a_bare_comma_does_not_shift_the_columns_of_a_roles_file() -> None:
    with pytest.raises(
        InputError, match="roles file: line 2 has 8 cells for 7 columns; put what holds a comma in quot"
    ):
        check_roles("name,aliases,country,sector,role,from,to\nQuell, Ada,,XAA,GOV,minister,,2024\n")
