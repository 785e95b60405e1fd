"""Garbage is looked for between articles, not within one."""

import gc
import weakref

import pytest

from onrecord.engine.garbage import collect_after


class _Node:
    def __init__(self) -> None:
        self.me = self


@collect_after()
def _make_cycle() -> "weakref.ref[_Node]":
    assert not gc.isenabled()
    return weakref.ref(_Node())


def test_what_is_dead_goes_after() -> None:
    dead = _make_cycle()
    assert dead() is not None
    assert gc.isenabled()
    gc.collect(0)
    assert dead() is None


def test_on_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="unread"), collect_after():
        raise ValueError("unread")
    assert gc.isenabled()


def test_off_stays_off() -> None:
    gc.disable()
    try:
        with collect_after():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
