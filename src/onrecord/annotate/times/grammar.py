"""The grammar's patterns, compiled over word classes, and what they find among tokens."""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.annotate.times.checks import CHECKS
from onrecord.annotate.times.lexicon import CLASSES, Token

__all__ = ["Found", "find_expressions"]

_CLASSED = re.compile(f"[^{CLASSES['OTHER']}]+")
# The innermost group of a pattern with what follows it; a lookaround and a conditional group are of no need.
_GROUP = re.compile(
    r"""(?P<idle>\(\?<?[=!]|\(\?\(\w+\))?(?(idle)|\((?:\?:|\?P<\w+>)?)
        (?P<inner>[^()]*)\)(?P<may_lack>[?*]?)""",
    re.VERBOSE,
)
_ELEMENT = re.compile(r"(?P<classes>[A-Z][A-Z_]*(?:/[A-Z_]+)*)(?P<may_lack>[?*]?)")
_CLASS_NAME = re.compile(r"(?<!\?)\b[A-Z][A-Z_]*\b")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule of the grammar; what it finds holds a token of one class at least out of each of `needs`."""

    name: str
    build: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    check: Callable[[Sequence[Token], "re.Match[str]"], bool] | None


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: its tokens `[first, last)`, its rule, and the tokens of each named part."""

    first: int
    last: int
    rule: str
    build: str
    parts: dict[str, tuple[Token, ...]]

    def value(self, part: str) -> object:
        """What the lexicon says of the part's first token; None when the part is missing."""
        tokens = self.parts.get(part)
        return tokens[0].value if tokens else None

    def kind(self, part: str) -> str | None:
        """The word class of the part's first token; None when the part is missing."""
        tokens = self.parts.get(part)
        return tokens[0].kind if tokens else None


@cache
def _load_rules() -> tuple[_Rule, ...]:
    table = tomllib.loads(files(__package__).joinpath("grammar.toml").read_text(encoding="utf-8"))
    members = {name: CLASSES[name] for name in CLASSES}
    for name, parts in table["union"].items():
        members[name] = "".join(members[part] for part in parts)

    def expand(source: str) -> str:
        for name, text in table["macro"].items():
            source = source.replace("{" + name + "}", text)
        return source

    def find_needs(source: str) -> tuple[frozenset[str], ...]:
        found = [m["classes"] for m in _ELEMENT.finditer(_unwrap(source)) if not m["may_lack"]]
        return tuple(frozenset("".join(members[name] for name in classes.split("/"))) for classes in found)

    def compile_pattern(source: str) -> re.Pattern[str]:
        # Inside a lookbehind Python wants one width: alternatives of single classes become one set.
        source = re.sub(
            r"\(\?<([=!])([A-Z_|]+)\)",
            lambda m: f"(?<{m[1]}[" + "".join(members[name] for name in m[2].split("|")) + "])",
            source,
        )
        source = _CLASS_NAME.sub(lambda m: "[" + members[m[0]] + "]", source)
        return re.compile(re.sub(r"\s+", "", source))

    return tuple(
        _Rule(
            rule["name"],
            rule["build"],
            compile_pattern(expand(rule["pattern"])),
            find_needs(expand(rule["pattern"])),
            CHECKS[rule["requires"]] if "requires" in rule else None,
        )
        for rule in table["rule"]
    )


def _unwrap(source: str) -> str:
    """A pattern without what may lack in what it finds; "A/B" stands for either of two classes."""

    def without(group: re.Match[str]) -> str:
        inner = group["inner"]
        if group["idle"] or group["may_lack"]:
            return " "
        if "|" not in inner:
            return f" {inner} "
        branches = [branch.strip() for branch in inner.split("|")]
        return " " + "/".join(branches) + " " if all(map(_ELEMENT.fullmatch, branches)) else " "

    while (shorter := _GROUP.sub(without, source)) != source:
        source = shorter
    return source


@lru_cache(maxsize=4096)
def _rules_for(classes: frozenset[str]) -> tuple[tuple[int, _Rule], ...]:
    """The numbered rules by which tokens of these classes, side by side, may hold an expression."""
    return tuple(
        (number, rule)
        for number, rule in enumerate(_load_rules())
        if not any(classes.isdisjoint(need) for need in rule.needs)
    )


def find_expressions(tokens: Sequence[Token]) -> list[Found]:
    """The time expressions among `tokens`: leftmost, then longest, then by the rules' order; never overlapping."""
    symbols = "".join([CLASSES[token.kind] for token in tokens])
    candidates: list[tuple[int, int, int, re.Match[str]]] = []
    for stretch in _CLASSED.finditer(symbols):  # most words are of no class, and in no expression
        for number, rule in _rules_for(frozenset(stretch[0])):
            for match in rule.pattern.finditer(symbols, *stretch.span()):
                if rule.check is not None and not rule.check(tokens, match):
                    continue
                first, last = match.span("only") if "only" in rule.pattern.groupindex else match.span()
                candidates.append((first, -last, number, match))
    candidates.sort(key=lambda candidate: candidate[:3])
    found: list[Found] = []
    taken = 0
    for first, minus_last, number, match in candidates:
        if first < taken:
            continue
        taken = -minus_last
        parts = {
            name: tuple(tokens[match.start(name) : match.end(name)]) for name, text in match.groupdict().items() if text
        }
        parts.pop("only", None)
        rule = _load_rules()[number]
        found.append(Found(first, taken, rule.name, rule.build, parts))
    return found
