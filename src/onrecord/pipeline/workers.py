"""Many articles through the stages: in order, on any number of workers, each failing alone."""

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Thread
from types import ModuleType
from typing import Any, TypeAlias

from onrecord.errors import ArticleError
from onrecord.model import Facts, RawArticle, Reject
from onrecord.pipeline.stages import AnnotateOptions, annotate_article, check_roles

__all__ = ["Outcome", "annotate"]

Outcome: TypeAlias = tuple[RawArticle | None, Facts | Reject]
"""What arrived (None when it could not even be read) and what came of it."""

_IN_FLIGHT_PER_WORKER = 4  # keeps workers busy while the slowest article is awaited, and memory bounded


def annotate(
    raws: Iterable[RawArticle | Reject], options: AnnotateOptions | None = None, *, workers: int = 1
) -> Iterator[Outcome]:
    """The facts of each article, or why it was refused, in input order; the same for any number of workers.

    Raises:
        InputError: The options' roles file can't be used.
    """
    options = options or AnnotateOptions()
    check_roles(options.roles)
    if workers <= 1:
        return (_attempt(raw, options) for raw in raws)
    return _annotate_in_pool(raws, options, workers)


def _attempt(raw: RawArticle | Reject, options: AnnotateOptions) -> Outcome:
    if isinstance(raw, Reject):
        return None, raw
    name = raw.id or raw.path
    try:
        return raw, annotate_article(raw, options)
    except ArticleError as error:
        return raw, Reject(error.article or name, error.stage, error.reason, error.detail)
    except Exception as error:  # whatever the fault, it costs this article only
        fault = f"{type(error).__name__}: {error}"
        detail = f"onrecord failed on this article ({fault}). Please report it together with the article."
        return raw, Reject(name, "annotate", "internal_error", detail)


def _annotate_in_pool(raws: Iterable[RawArticle | Reject], options: AnnotateOptions, workers: int) -> Iterator[Outcome]:
    pool = _new_pool(workers)
    pending: deque[tuple[RawArticle | Reject, Future[Outcome]]] = deque()
    try:
        for raw in raws:
            try:
                future = pool.submit(_attempt, raw, options)
            except BrokenProcessPool:  # a worker died; those in flight are tried again alone
                pool = _new_pool(workers)
                future = pool.submit(_attempt, raw, options)
            pending.append((raw, future))
            if len(pending) >= workers * _IN_FLIGHT_PER_WORKER:
                yield _await(*pending.popleft(), options)
        while pending:
            yield _await(*pending.popleft(), options)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Worker(SpawnProcess):
    """A process that doesn't run the caller's script again: nothing in it is needed, and a bare script would loop."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802  multiprocessing's own name
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return SpawnProcess._Popen(process_obj)
        finally:
            sys.modules["__main__"] = script


class _Workers(SpawnContext):
    """Spawned, not forked: the model's threads don't survive a fork."""

    Process = _Worker


def _new_pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=workers, mp_context=_Workers(), initializer=_follow_parent)


def _follow_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _await(raw: RawArticle | Reject, future: Future[Outcome], options: AnnotateOptions) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return _attempt_alone(raw, options)


def _attempt_alone(raw: RawArticle | Reject, options: AnnotateOptions) -> Outcome:
    """Try an article again in a process of its own; if that dies too, the article is at fault."""
    with _new_pool(1) as pool:
        try:
            return pool.submit(_attempt, raw, options).result()
        except BrokenProcessPool:
            name = raw.article if isinstance(raw, Reject) else raw.id or raw.path
            detail = (
                "The process that read this article died, perhaps for lack of memory. Try it alone, or leave it out."
            )
            return None, Reject(name, "annotate", "worker_died", detail)
