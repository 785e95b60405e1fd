"""Events in GDELT's columns, tab-separated with a header, one row for each pair of actors.

Columns that this record can't fill (tone, coordinates, ethnic and religious codes) stay empty; five columns
of our own follow GDELT's. Days that aren't known stay empty too: no first day of a month stands in for them.
"""

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.export.base import Job
from onrecord.export.pairs import Pair, iter_pairs, root_codes
from onrecord.export.text import cell
from onrecord.model import digest
from onrecord.model.rows import Row

__all__ = ["GDELT_COLUMNS", "GdeltExporter"]

_ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
GDELT_COLUMNS = (
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *(f"Actor1Geo_{name}" for name in _PLACE),
    *(f"Actor2Geo_{name}" for name in _PLACE),
    *(f"ActionGeo_{name}" for name in _PLACE),
    "DATEADDED",
    "SOURCEURL",
)
"""GDELT 1.0's event columns, in its order."""
_OWN_COLUMNS = ("EventKey", "EventReport", "Pair", "Pairs", "Status")
_ID_HEX_CHARS = 15  # 60 bits: fits a signed 64-bit integer, as loaders expect


class GdeltExporter:
    """`EventKey` counts a happening once, whoever reports it; `GLOBALEVENTID` numbers the rows."""

    name = "gdelt"
    title = "GDELT event columns"
    media_type = "text/tab-separated-values"
    suffix = ".gdelt.tsv"
    tables = ("events",)

    def file_name(self, table: str) -> str:
        """`TABLE.gdelt.tsv`."""
        return table + self.suffix

    def rows(self, job: Job) -> Iterator[Row]:
        """One row for each pair."""
        names = {row["id"]: row["name"] for row in job.view.iter_rows("entities")}
        for pair in iter_pairs(job):
            known = _row(pair, names)
            yield {name: known.get(name) for name in (*GDELT_COLUMNS, *_OWN_COLUMNS)}

    def begin(self, out: BinaryIO, job: Job) -> None:
        """Write the header."""
        self._out = out
        self._line((*GDELT_COLUMNS, *_OWN_COLUMNS))

    def write(self, row: Row) -> None:
        """One line."""
        # The format has no way to quote: white space in a value becomes a blank.
        self._line(tuple(" ".join(cell(value).split()) for value in row.values()))

    def finish(self) -> None:
        """Nothing comes after the last row."""

    def close(self) -> None:
        """Nothing is held."""

    def _line(self, cells: tuple[str, ...]) -> None:
        self._out.write("\t".join(cells).encode("utf-8") + b"\n")


def _row(pair: Pair, names: dict[str, str]) -> Row:
    event, happening, article = pair.event, pair.happening, pair.article
    code = root_codes()[event["root"]]
    first, last = event["earliest"] or "", event["latest"] or ""
    published = article["published"]
    return {
        "GLOBALEVENTID": int(digest(event["id"], str(pair.number))[:_ID_HEX_CHARS], 16),
        "SQLDATE": first.replace("-", "") if first == last else None,
        "MonthYear": first[:7].replace("-", "") if first[:7] == last[:7] else None,
        "Year": first[:4] if first[:4] == last[:4] else None,
        **_side("Actor1", pair.actor, names),
        **_side("Actor2", pair.recipient, names),
        "EventRootCode": code.cameo,
        "QuadClass": code.quad,
        "GoldsteinScale": code.intensity,
        "NumMentions": len(event["trigger"]),
        "NumSources": happening["independent_sources"] if happening else 1,
        "NumArticles": len(happening["articles"]) if happening else 1,
        "ActionGeo_FullName": event["place"]["name"] if event["place"] else None,
        "DATEADDED": published.replace("-", "") if published else None,
        "SOURCEURL": article["url"],
        "EventKey": pair.key,
        "EventReport": event["id"],
        "Pair": pair.number,
        "Pairs": pair.n_pairs,
        "Status": event["status"],
    }


def _side(name: str, actor: Row | None, names: dict[str, str]) -> Row:
    if actor is None:
        return {}
    return {
        f"{name}Code": "".join(part for part in (actor["code"], actor["sector"]) if part),
        f"{name}Name": names.get(actor["entity"] or "", actor["text"]),
        f"{name}CountryCode": actor["code"],
        f"{name}Type1Code": actor["sector"],
    }
