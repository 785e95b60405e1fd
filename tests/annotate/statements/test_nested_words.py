"""What a document is said to say of somebody's words is his, too."""

import pytest

from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article

pytestmark = pytest.mark.weights


@pytest.mark.parametrize("verb", ["said", "conveyed", "underscored", "demanded"])
def test_words_within_an_account_are_their_speakers(verb: str) -> None:
    text = f"Minister Delia Roe {verb} that Kenya wants peace, according to a communiqué from the Foreign Ministry."
    statements = annotate_article(RawArticle(path="a", text=text, published=None)).statements
    (inner,) = [s for s in statements if s.within is not None]
    assert inner.speaker is not None and inner.speaker.name == "Delia Roe"
    assert inner.content[0].of(text).startswith("that Kenya")
