"""`onrecord link` on given rows: stories and event mentions, whatever the order."""

import pytest

from onrecord.errors import InputError
from onrecord.link import link_mentions, link_stories

QUAKE = (
    "A strong earthquake struck the island of Varo on Monday, killing 12 people. The quake hit near the port of Sel."
)
QUAKE_TWO = (
    "Twelve people died when an earthquake struck Varo island on Monday. The quake was felt in Sel, near the port."
)
DEAL = (
    "The software maker Norvik agreed to buy its rival Tamber for 3 billion crowns. "
    "Norvik's acquisition ends a long contest."
)


def row(identity, text, *words):
    mentions = [
        {"id": f"{identity}#{i}", "start": text.index(word), "end": text.index(word) + len(word), "kind": "event"}
        for i, word in enumerate(words)
    ]
    return {"id": identity, "text": text, "mentions": mentions}


ROWS = [
    row("a", QUAKE, "earthquake", "struck", "killing", "quake"),
    row("b", QUAKE_TWO, "died", "earthquake", "quake"),
    row("c", DEAL, "buy", "acquisition"),
]


def clusters(rows, link):
    return {found["id"]: found["cluster"] for found in link(rows)}


def test_articles_of_one_story_come_together():
    found = clusters(ROWS, link_stories)
    assert found["a"] == found["b"] != found["c"]


def test_every_event_mention_gets_a_cluster_and_like_ones_share_it():
    found = clusters(ROWS, link_mentions)
    assert set(found) == {m["id"] for r in ROWS for m in r["mentions"]}
    assert found["a#0"] == found["b#1"]
    assert found["a#0"] != found["c#0"] and found["a#2"] != found["a#0"]


def test_the_order_of_rows_is_no_matter():
    for link in (link_stories, link_mentions):
        assert clusters(ROWS, link) == clusters(ROWS[::-1], link)


def test_other_kinds_of_mentions_get_no_cluster():
    rows = [row("a", QUAKE, "struck")]
    rows[0]["mentions"].append({"id": "x", "start": 0, "end": 1, "kind": "human"})
    assert [found["id"] for found in link_mentions(rows)] == ["a#0"]


def test_rows_that_cannot_be_read_say_why():
    with pytest.raises(InputError, match="no 'text'"):
        list(link_stories([{"id": "a"}]))
    with pytest.raises(InputError, match="outside the text"):
        list(
            link_mentions([{"id": "a", "text": "x", "mentions": [{"id": "m", "start": 0, "end": 9, "kind": "event"}]}])
        )


def test_nothing_gives_nothing():
    assert list(link_stories([])) == [] and list(link_mentions([])) == []


def test_one_id_for_two_mentions_is_refused():
    twice = [ROWS[0], {**ROWS[1], "mentions": [{**ROWS[1]["mentions"][0], "id": "a#0"}]}]
    with pytest.raises(InputError, match=r"'a#0' of the row with id 'b' .* with id 'a'; .* unique"):
        list(link_mentions(twice))
