from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Passage, Span
from onrecord.present.report.align import align_words
from onrecord.present.report.marks import Layer, Opening, cut_text, paragraphs, windows

TEXT = "Ada said Ben had told her “no” twice."


def _whole(text):
    return [("body", Span(0, len(text)))]


def test_nested_and_overlapping_spans_are_cut_at_every_edge():
    layers = [Layer(Span(9, 36), "content", 1), Layer(Span(22, 30), "content", 2), Layer(Span(26, 37), "cue", 3)]
    (block,) = cut_text(TEXT, _whole(TEXT), layers, [])
    assert [(p.text, p.depth, p.numbers) for p in block.pieces] == [
        ("Ada said ", 0, ()),
        ("Ben had told ", 1, (1,)),
        ("her ", 2, (1, 2)),
        ("“no”", 2, (1, 2, 3)),
        (" twice", 1, (1, 3)),
        (".", 0, (3,)),
    ]


def test_passages_keep_their_roles_and_unlabelled_words_are_kept():
    text = "Head\n\nBody one.\n\nBody two.\n\nPhoto: A"
    places = paragraphs(text, [Passage(Span(0, 4), "headline"), Passage(Span(6, 26), "body")])
    assert [(role, span.of(text)) for role, span in places] == [
        ("headline", "Head"),
        ("body", "Body one."),
        ("body", "Body two."),
        ("", "Photo: A"),
    ]


@given(st.text(alphabet="ab \n\r\t", max_size=40), st.data())
def test_no_word_and_no_opening_is_ever_lost(text, data):
    n = len(text)
    spans = st.tuples(st.integers(0, n), st.integers(1, 6)).map(lambda t: (min(t[0], n), min(n, t[0] + t[1])))
    drawn = [Span(a, b) for a, b in data.draw(st.lists(spans, max_size=5)) if a < b]
    layers = [Layer(span, "content", at + 1) for at, span in enumerate(drawn)]
    openings = [Opening(span.start, f"at-{at}", at + 1) for at, span in enumerate(drawn)]
    blocks = cut_text(text, paragraphs(text, []), layers, openings)
    shown = "".join(piece.text for block in blocks for piece in block.pieces)
    assert "".join(shown.split()) == "".join(text.split())
    anchors = [o.anchor for block in blocks for piece in block.pieces for o in piece.openings]
    assert sorted(anchors) == sorted(o.anchor for o in openings)
    for block in blocks:
        for piece in block.pieces:
            assert piece.depth == len(piece.numbers)


def test_excerpts_stop_at_words_and_join_when_they_touch():
    assert [span.of(TEXT) for _, span in windows(TEXT, [Span(9, 12), Span(26, 30)], 6)] == [
        "said Ben had",
        "her “no”",
    ]
    assert len(windows(TEXT, [Span(9, 12), Span(13, 16)], 6)) == 1


def test_forms_of_an_utterance_are_aligned_word_by_word():
    changes = align_words("“We came, we saw and we left early.”", "“[But] we came and we left.”")
    assert [(c.kind, c.text) for c in changes] == [
        ("inserted", "“[But]"),
        ("same", "we came"),
        ("cut", "we saw"),
        ("same", "and we left.”"),
        ("cut", "early.”"),
    ]
