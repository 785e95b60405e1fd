"""What became of an event, by the words that govern its trigger."""

import pytest

from onrecord.annotate.events.status import find_status
from onrecord.annotate.mentions.phrases import Parse
from reading_builders import make_reading


def status_of(text: str, arcs: str, trigger: str) -> str:
    parse = Parse(text, make_reading(text, arcs))
    return find_status(parse, parse.lowers.index(trigger))


@pytest.mark.parametrize(
    ("text", "arcs", "trigger", "status"),
    [
        ("Norland left Esmark", "Norland NNP nsubj left\nleft VBD ROOT\nEsmark NNP dobj left", "left", "occurred"),
        (
            "Norland will visit Esmark",
            "Norland NNP nsubj visit\nwill MD aux visit\nvisit VB ROOT\nEsmark NNP dobj visit",
            "visit",
            "planned",
        ),
        (
            "Norland may visit Esmark",
            "Norland NNP nsubj visit\nmay MD aux visit\nvisit VB ROOT\nEsmark NNP dobj visit",
            "visit",
            "possible",
        ),
        (
            "Norland did not visit Esmark",
            "Norland NNP nsubj visit\ndid VBD aux visit\nnot RB neg visit\nvisit VB ROOT\nEsmark NNP dobj visit",
            "visit",
            "negated",
        ),
        (
            "A meeting seemed possible",
            "A DT det meeting\nmeeting NN nsubj seemed\nseemed VBD ROOT\npossible JJ oprd seemed",
            "meeting",
            "possible",
        ),
        (
            "Norland has not yet won",
            "Norland NNP nsubj won\nhas VBZ aux won\nnot RB neg won\nyet RB advmod won\nwon VBN ROOT",
            "won",
            "pending",
        ),
        (
            "Norland agreed to visit Esmark",
            "Norland NNP nsubj agreed\nagreed VBD ROOT\nto TO aux visit\nvisit VB xcomp agreed\nEsmark NNP dobj visit",
            "visit",
            "planned",
        ),
        (
            "Talks between them broke up",
            "Talks NNS nsubj broke\nbetween IN prep Talks\nthem PRP pobj between\nbroke VBD ROOT\nup RP prt broke",
            "talks",
            "ended",
        ),
        (
            "Norland cancelled a planned visit",
            "Norland NNP nsubj cancelled\ncancelled VBD ROOT\na DT det visit\nplanned VBN amod visit\n"
            "visit NN dobj cancelled",
            "visit",
            "cancelled",
        ),
        (
            "The visit will not take place",
            "The DT det visit\nvisit NN nsubj take\nwill MD aux take\nnot RB neg take\ntake VB ROOT\n"
            "place NN dobj take",
            "visit",
            "cancelled",
        ),
        (
            "The tariffs will stay",
            "The DT det tariffs\ntariffs NNS nsubj stay\nwill MD aux stay\nstay VB ROOT",
            "tariffs",
            "in_force",
        ),
        (
            "Norland laid no mines",
            "Norland NNP nsubj laid\nlaid VBD ROOT\nno DT det mines\nmines NNS dobj laid",
            "laid",
            "negated",
        ),
        (
            "Had Norland signed",
            "Had VBD aux signed\nNorland NNP nsubj signed\nsigned VBN ROOT",
            "signed",
            "hypothetical",
        ),
        (
            "She said Norland would answer",
            "She PRP nsubj said\nsaid VBD ROOT\nNorland NNP nsubj answer\nwould MD aux answer\nanswer VB ccomp said",
            "answer",
            "planned",
        ),
        (
            "Norland has patrolled since May",
            "Norland NNP nsubj patrolled\nhas VBZ aux patrolled\npatrolled VBN ROOT\nsince IN prep patrolled\n"
            "May NNP pobj since",
            "patrolled",
            "in_force",
        ),
        (
            "Brandt recommitted again to attend a session",
            "Brandt NNP nsubj recommitted\nrecommitted VBD ROOT\nagain RB advmod recommitted\nto TO aux attend\n"
            "attend VB advcl recommitted\na DT det session\nsession NN dobj attend",
            "session",
            "planned",
        ),
        (
            "Brandt flew in to attend a session",
            "Brandt NNP nsubj flew\nflew VBD ROOT\nin RP prt flew\nto TO aux attend\n"
            "attend VB advcl flew\na DT det session\nsession NN dobj attend",
            "session",
            "occurred",
        ),
        (
            "Norland cancelled a visit",
            "Norland NNP nsubj cancelled\ncancelled VBD ROOT\na DT det visit\nvisit NN dobj cancelled",
            "visit",
            "cancelled",
        ),
        (
            "Norland lifted a ban",
            "Norland NNP nsubj lifted\nlifted VBD ROOT\na DT det ban\nban NN dobj lifted",
            "ban",
            "lifted",
        ),
        (
            "If Norland attacks it loses",
            "If IN mark attacks\nNorland NNP nsubj attacks\nattacks VBZ advcl loses\n"
            "it PRP nsubj loses\nloses VBZ ROOT",
            "attacks",
            "hypothetical",
        ),
    ],
)
def test_the_nearest_word_decides(text: str, arcs: str, trigger: str, status: str) -> None:
    assert status_of(text, arcs, trigger) == status
