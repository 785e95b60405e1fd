"""The grammar's patterns, compiled over word classes, and what they find among tokens."""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.annotate.times.checks import CHECKS
from onrecord.annotate.times.lexicon import CLASSES, Token

__all__ = ["Found", "find_expressions"]

_CLASS_NAME = re.compile(r"(?<!\?)\b[A-Z][A-Z_]*\b")


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    build: str
    pattern: re.Pattern[str]
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

    def compile_pattern(source: str) -> re.Pattern[str]:
        for name, text in table["macro"].items():
            source = source.replace("{" + name + "}", text)
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
            compile_pattern(rule["pattern"]),
            CHECKS[rule["requires"]] if "requires" in rule else None,
        )
        for rule in table["rule"]
    )


def find_expressions(tokens: Sequence[Token]) -> list[Found]:
    """The time expressions among `tokens`: leftmost, then longest, then by the rules' order; never overlapping."""
    symbols = "".join([CLASSES[token.kind] for token in tokens])
    candidates: list[tuple[int, int, int, re.Match[str]]] = []
    rules = _load_rules()
    for number, rule in enumerate(rules):
        for match in rule.pattern.finditer(symbols):
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
        found.append(Found(first, taken, rules[number].name, rules[number].build, parts))
    return found
