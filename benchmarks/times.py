"""Time expressions: our scores and speed beside dateparser's, on the same texts in the same run.

    python benchmarks/times.py GOLD.jsonl

GOLD holds rows {"text", "dct" or "published", "timexes": [{"start", "end", "type", "value"}]}. dateparser is asked with
the publication day as its base; it gives whole days only, so that its values are days and its types all DATE.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from onrecord.annotate.times import find_timexes
from onrecord.evaluate.times import TimexRow, score_timexes
from onrecord.model import Publication

Finder = Callable[[str, date | None], list[TimexRow]]


def find_ours(text: str, published: date | None) -> list[TimexRow]:
    found = find_timexes(text, Publication(published, published))
    return [TimexRow(timex.span.start, timex.span.end, timex.type, timex.value) for timex in found]


def find_with_dateparser(text: str, published: date | None) -> list[TimexRow]:
    from dateparser.search import search_dates

    base = datetime.combine(published, datetime.min.time()) if published else None
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"} if base else {}
    rows, position = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, position)
        if start >= 0:
            position = start + len(words)
            rows.append(TimexRow(start, position, "DATE", moment.date().isoformat()))
    return rows


def run(name: str, find: Finder, cases: list[dict]) -> None:
    start = time.process_time()
    system = [find(case["text"], case["day"]) for case in cases]
    seconds = time.process_time() - start
    n_words = sum(len(case["text"].split()) for case in cases)
    scores = score_timexes(zip((case["gold"] for case in cases), system, strict=True)).summary()
    shown = "  ".join(f"{key} {100 * value:5.1f}" for key, value in scores.items())
    print(f"{name:12} {shown}  {n_words / seconds:9,.0f} words/s of processor time")


def read_cases(path: Path) -> list[dict]:
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        given = row.get("dct") or row.get("published")
        gold = [TimexRow(t["start"], t["end"], t["type"], t["value"]) for t in row["timexes"]]
        cases.append({"text": row["text"], "day": date.fromisoformat(given[:10]) if given else None, "gold": gold})
    return cases


def main() -> None:
    cases = read_cases(Path(sys.argv[1]))
    find_ours("Warm up in May 2019.", None)
    run("onrecord", find_ours, cases)
    try:
        find_with_dateparser("Warm up in May 2019.", None)
    except ImportError:
        print("dateparser is not installed")
        return
    run("dateparser", find_with_dateparser, cases)


if __name__ == "__main__":
    main()
