"""Labelled reports as training cases of the heads that tell channels, terms and posts, and the losses of these.

The evidence files name the words of a report that tell by what means its statements were made ("channels": first and
last code point, channel, ids of the rows) and for whom its speakers speak ("posts": first, last, side, speaker keys).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from onrecord.annotate.reader import TextInput, cut_windows, iter_blocks, prepare_text
from onrecord.annotate.statements.telling import (
    CHANNELS,
    PARTS,
    POSTS,
    TERMS,
    Row,
    Surface,
    describe_rows,
    find_rows,
    mark_signs,
    relate,
)
from onrecord.engine.pieces import CLS, SEP, load_vocabulary
from onrecord.engine.windows import Window as ReadWindow
from onrecord.evaluate.statements import Report, read_reports
from training.statements.examples import read_setting

from .corpora import read_rows
from .network import Reader

_Labelled = tuple[Mapping[str, Any], bool]

_CODES = frozenset({"UNO", "EUR", "IGO", "NGO"})
_CODE_CHARS = 3
_INNER = 0.5  # statements inside statements: labelled alike, but not what is measured
_WORST = 8.0  # a statement's loss counts no more
WEIGHTS = {"occasion": 6.0, "post": 3.0, "occasion_of": 0.6, "post_of": 0.6, "channel": 1.0, "side": 0.8, "terms": 0.4}


@dataclass(frozen=True, slots=True)
class Case:
    """A report as read: its encoder input by window, its statements, what is labelled; tensors index words."""

    inputs: Mapping[str, Tensor]
    cores: tuple[tuple[int, int, int], ...]
    signs: Tensor
    relations: Tensor
    near: Tensor
    flags: Tensor
    pools: Tensor
    occasion: Tensor
    post: Tensor
    occasion_of: Tensor
    post_of: Tensor
    channel: Tensor
    side: Tensor
    terms: Tensor
    weight: Tensor


def post_class(side: str | None) -> str:
    """What sort of side it is, of `network.POSTS`."""
    if side is None:
        return "nobody"
    if side in _CODES:
        return side
    return "state" if len(side) == _CODE_CHARS and side.isupper() else "own"


def read_cases(reports: Sequence[Path], evidence: Sequence[Path]) -> list[Case]:
    """The labelled reports that there is evidence for, read as the product reads them."""
    told = {row["id"]: row for path in evidence for row in read_rows(path)}
    cases = []
    for path in reports:
        for row, report in zip(read_rows(path), read_reports(path), strict=True):
            if report.id in told:
                cases.append(_read(report, row["attributions"], told[report.id]))
    return cases


def _read(report: Report, attributions: Sequence[Mapping[str, Any]], evidence: Mapping[str, Any]) -> Case:
    setting = read_setting(report)
    article = setting.scene.article
    numbers = {id(label): i for i, label in enumerate(report.labels)}
    labels: list[_Labelled | None] = []
    for draft in setting.drafts:
        found = setting.labels.get(id(draft))
        labels.append((attributions[numbers[id(found[0])]], found[1]) if found is not None else None)
    given = prepare_text(article.text, article.fact_spans, load_vocabulary())
    rows = find_rows(setting.scene, setting.drafts)
    return _make_case(given, setting.scene.parse.lowers, rows, labels, evidence)


def _make_case(
    given: TextInput,
    lowers: Sequence[str],
    rows: Sequence[Row],
    labels: Sequence[_Labelled | None],
    evidence: Mapping[str, Any],
) -> Case:
    """The case of a report; `labels` are each row's labelled attribution and whether it is an outer one."""
    n, m = len(given.words), len(rows)
    relations, near = relate(rows, range(m), Surface.of(rows, given.sentence, given.paragraph), np.arange(n))
    pools = np.zeros((m, len(PARTS), n), np.float32)
    for i, row in enumerate(rows):
        for k, part in enumerate(PARTS):
            if row.part(part):
                pools[i, k, list(row.part(part))] = 1 / len(row.part(part))
    starts, ends = np.array(given.words).T
    occasion, post = np.zeros(n, np.int64), np.zeros(n, np.int64)
    occasion_of, post_of = np.zeros((m, n + 1), bool), np.zeros((m, n + 1), bool)
    for first, last, channel, ids in evidence["channels"]:
        inside = (starts < last) & (ends > first)
        occasion[inside & (occasion == 0)] = CHANNELS.index(channel)
        for i, label in enumerate(labels):
            if label is not None and label[0]["id"] in ids:
                occasion_of[i, :n] |= inside
    for first, last, side, keys in evidence["posts"]:
        inside = (starts < last) & (ends > first)
        kind = POSTS.index(post_class(side))
        post[inside & ((post == 0) | ((post == 1) & (kind > 1)))] = kind
        for i, label in enumerate(labels):
            if label is not None and label[0]["speaker_key"] in keys:
                post_of[i, :n] |= inside
    for i, label in enumerate(labels):
        if label is not None and not label[0]["channel"]:
            occasion_of[i] = False
            occasion_of[i, n] = True
        if label is not None and not post_of[i].any():
            post_of[i, n] = True
    told = [label[0] if label is not None else None for label in labels]
    windows = [window for first, last in iter_blocks(given) for window in cut_windows(given, first, last)]
    return Case(
        inputs=_inputs(given, windows),
        cores=tuple((i, w.core_start - w.start, w.core_end - w.start) for i, w in enumerate(windows)),
        signs=torch.from_numpy(mark_signs(lowers)),
        relations=torch.from_numpy(relations),
        near=torch.from_numpy(near),
        flags=torch.from_numpy(describe_rows(rows)),
        pools=torch.from_numpy(pools),
        occasion=torch.from_numpy(occasion),
        post=torch.from_numpy(post),
        occasion_of=torch.from_numpy(occasion_of),
        post_of=torch.from_numpy(post_of),
        channel=torch.tensor([CHANNELS.index(t["channel"] or "") if t else -1 for t in told]),
        side=torch.tensor([POSTS.index(post_class(t["side"])) - 1 if t else -1 for t in told]),
        terms=torch.tensor([TERMS.index(t["terms"]) if t else -1 for t in told]),
        weight=torch.tensor([0.0 if label is None else 1.0 if label[1] else _INNER for label in labels]),
    )


def _inputs(given: TextInput, windows: Sequence[ReadWindow]) -> dict[str, Tensor]:
    """The encoder's inputs, one row a window, padded."""
    starts = np.array(given.piece_starts)
    width = max(int(starts[w.end] - starts[w.start]) for w in windows) + 2
    longest = max(w.end - w.start for w in windows)
    out = {key: np.zeros((len(windows), width), np.int64) for key in ("pieces", "shape", "quote", "place")}
    attend = np.zeros((len(windows), width), bool)
    first_piece = np.zeros((len(windows), longest), np.int64)
    for i, window in enumerate(windows):
        words = slice(window.start, window.end)
        pieces = [piece for word in given.pieces[words] for piece in word]
        out["pieces"][i, : len(pieces) + 2] = [CLS, *pieces, SEP]
        attend[i, : len(pieces) + 2] = True
        counts = np.diff(starts[window.start : window.end + 1])
        for key in ("shape", "quote", "place"):
            out[key][i, 1 : len(pieces) + 1] = np.repeat(getattr(given, key)[words], counts) + 1
        first_piece[i, : window.end - window.start] = starts[words] - starts[window.start] + 1
    found = {key: torch.from_numpy(value) for key, value in out.items()}
    return {**found, "attend": torch.from_numpy(attend), "first_piece": torch.from_numpy(first_piece)}


def iter_cases(cases: Sequence[Case], size: int, seed: int) -> Iterator[list[Case]]:
    """Batches of cases of like length, for ever, the same for the same seed."""
    epoch = 0
    while cases:
        random = Random(f"{seed}:{epoch}")
        order = list(cases)
        random.shuffle(order)
        pools = [sorted(order[low : low + 48], key=lambda c: len(c.signs)) for low in range(0, len(order), 48)]
        order = [case for pool in pools for case in pool]
        batches = [order[low : low + size] for low in range(0, len(order), size)]
        random.shuffle(batches)
        yield from batches
        epoch += 1


def tell_cases(reader: Reader, cases: Sequence[Case]) -> list[dict[str, Tensor]]:
    """What the reader tells of each case."""
    inputs = join_inputs(cases)
    vectors = reader(*(inputs[name] for name in ("pieces", "shape", "quote", "place", "first_piece", "attend")))["tell"]
    return [
        reader.teller(words, case.signs, case.relations, case.near, case.flags, case.pools)
        for words, case in zip(split_vectors(vectors, cases), cases, strict=True)
    ]


def join_inputs(cases: Sequence[Case]) -> dict[str, Tensor]:
    """The inputs of several cases as one batch."""
    out = {}
    for key in cases[0].inputs:
        width = max(case.inputs[key].shape[1] for case in cases)
        out[key] = torch.cat([F.pad(case.inputs[key], (0, width - case.inputs[key].shape[1])) for case in cases])
    return out


def split_vectors(vectors: Tensor, cases: Sequence[Case]) -> list[Tensor]:
    """The vectors of each case's words, out of those of all windows."""
    out, row = [], 0
    for case in cases:
        out.append(torch.cat([vectors[row + window, low:high] for window, low, high in case.cores]))
        row += len(case.inputs["pieces"])
    return out


def telling_losses(outs: Sequence[Mapping[str, Tensor]], cases: Sequence[Case]) -> dict[str, Tensor]:
    """The weighted losses of a batch: words by class, where statements point, what they are told by."""
    sums: dict[str, list[Tensor]] = {name: [] for name in WEIGHTS}
    counts = dict.fromkeys(WEIGHTS, 0.0)
    for out, case in zip(outs, cases, strict=True):
        for name in ("occasion", "post"):
            gold = getattr(case, name)
            sums[name].append(F.nll_loss(out[name], gold, reduction="sum"))
            counts[name] += len(gold)
        if "channel" not in out:
            continue
        for name in ("channel", "side", "terms"):
            gold = getattr(case, name)
            known = gold >= 0
            loss = F.nll_loss(out[name][known], gold[known], reduction="none").clamp(max=_WORST)
            sums[name].append((loss * case.weight[known]).sum())
            counts[name] += float(case.weight[known].sum())
        for name in ("occasion_of", "post_of"):
            gold = getattr(case, name)
            known = gold.any(1)
            hit = torch.logsumexp(out[name][known].masked_fill(~gold[known], -1e4), 1)
            sums[name].append((-hit.clamp(min=-_WORST) * case.weight[known]).sum())
            counts[name] += float(case.weight[known].sum())
    return {
        name: WEIGHTS[name] * torch.stack(parts).sum() / max(1.0, counts[name]) for name, parts in sums.items() if parts
    }
