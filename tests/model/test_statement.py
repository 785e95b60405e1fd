"""Whose words a statement's are."""

from onrecord.model import Span, Statement

TEXT = "QUAY MASTER: It sank at dawn.\n\nHolm said it sank at dawn. Holm: “It sank.” Boat sank at dawn."


def said(source: str, cue: str, content: str, kind: str = "indirect") -> Statement:
    def spans(words: str) -> tuple[Span, ...]:
        start = TEXT.index(words)
        return (Span(start, start + len(words)),) if words else ()

    return Statement("s", kind, spans(source), spans(cue), spans(content))


def test_a_turn_and_the_issuers_own_sentence_are_no_paraphrase():
    assert not said("QUAY MASTER", ":", "It sank at dawn.").is_paraphrase(TEXT)
    assert not said("", "", "Boat sank at dawn.").is_paraphrase(TEXT)


def test_a_reporters_words_are():
    assert said("Holm", "said", "it sank at dawn").is_paraphrase(TEXT)
    assert said("Holm", ":", "it sank at dawn").is_paraphrase(TEXT)  # as in a headline
    assert not said("Holm", ":", "“It sank.”", "direct").is_paraphrase(TEXT)
