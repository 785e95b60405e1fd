import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest

from onrecord.errors import InputError
from onrecord.export import EXPORTERS, FORMATS, export, make_exporter
from onrecord.export.gdelt import GDELT_COLUMNS
from onrecord.export.ics import fold
from onrecord.export.pairs import root_codes
from onrecord.model import Actor, Happening, When
from onrecord.model.event import ROOTS
from onrecord.model.schema import TABLES, json_schema
from onrecord.store import Store, open_view
from record_builders import PIPELINE, TEXT, make_facts, make_links, make_raw

STORY = make_facts("one"), make_facts("two"), make_facts("undated", published=None)


def build(path, many=STORY, links=None):
    with Store.create(path) as store, store.writer() as writer:
        for facts in many:
            writer.add(make_raw(facts.article), facts, pipeline=PIPELINE)
        writer.write_links(links or make_links(*sorted(many, key=lambda facts: facts.article.id)))
    return path


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    with open_view(build(tmp_path_factory.mktemp("record") / "r.db")) as opened:
        yield opened


def run(view, table, format_name, **options):
    out = io.BytesIO()
    export(view, table, out, format_name=format_name, **options)
    return out.getvalue()


def cases():
    return [(name, table) for name in EXPORTERS for table in make_exporter(name).tables]


@pytest.mark.parametrize("table", TABLES)
def test_json_lines_fit_their_schema(view, table):
    rows = [json.loads(line) for line in run(view, table, "jsonl").splitlines()]
    assert len(rows) == view.count(table)
    for row in rows:
        jsonschema.validate(row, json_schema(table))


@pytest.mark.parametrize("table", TABLES)
def test_csv_has_the_same_cells(view, table):
    text = run(view, table, "csv").decode("utf-8")
    header, *records = csv.reader(io.StringIO(text, newline=""))
    assert header == [column.name for column in TABLES[table].columns]
    for record, row in zip(records, view.iter_rows(table), strict=True):
        for name, text_cell in zip(header, record, strict=True):
            value = row[name]
            if isinstance(value, list | dict | bool | int | float):
                assert json.loads(text_cell) == value
            else:
                assert text_cell == (value or "")


@pytest.mark.parametrize("table", TABLES)
def test_parquet_has_the_same_values(view, table):
    read = pq.read_table(io.BytesIO(run(view, table, "parquet")))
    assert read.column_names == [column.name for column in TABLES[table].columns]
    days = {column.name for column in TABLES[table].columns if column.type == "day"}
    rows = [
        {name: str(value) if name in days and value is not None else value for name, value in row.items()}
        for row in read.to_pylist()
    ]
    assert rows == list(view.iter_rows(table))


@pytest.mark.parametrize(("name", "table"), cases())
def test_the_order_of_building_leaves_no_trace(tmp_path_factory, view, name, table):
    other = tmp_path_factory.mktemp("other") / "r.db"
    with open_view(build(other, STORY[::-1])) as reversed_view:
        assert run(reversed_view, table, name) == run(view, table, name)


@pytest.mark.parametrize(("name", "table"), cases())
def test_no_text_leaves_no_verbatim_words(view, name, table):
    out = run(view, table, name, with_text=False)
    assert b"The talks were frank" not in out
    assert b"foreign minister Mira" not in out
    if name == "jsonl" and table == "statements":
        row = json.loads(out.splitlines()[0])
        assert row["text"] is None
        assert row["content"]


# --- web annotations -----------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["statements", "events", "mentions", "timexes", "passages"])
def test_annotations_quote_what_stands_at_their_positions(view, table):
    page = json.loads(run(view, table, "webannotation"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == view.count(table)
    for item in page["items"]:
        assert item["target"]
        for target in item["target"]:
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert quote["exact"] == TEXT[start:end]
            assert TEXT[:start].endswith(quote["prefix"])
            assert TEXT[end:].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(32, start)


def test_an_empty_page_is_still_one(tmp_path):
    Store.create(tmp_path / "r.db").close()
    with open_view(tmp_path / "r.db") as empty:
        assert json.loads(run(empty, "events", "webannotation"))["items"] == []


# --- calendars -----------------------------------------------------------------------------------


def calendar_of(tmp_path, *happenings):
    facts = make_facts("one")
    events = tuple(replace(facts.events[0], id=f"e-{at}") for at in range(len(happenings)))
    told = tuple(replace(item, events=(event.id,)) for item, event in zip(happenings, events, strict=True))
    links = replace(make_links(facts), happenings=told, orderings=(), statements=(), accounts=())
    path = build(tmp_path / "r.db", [replace(facts, events=events)], links)
    with open_view(path) as opened:
        return run(opened, "happenings", "ics").decode("utf-8")


def plan(name, status="planned", earliest=None, latest=None, title="Talks"):
    return Happening(name, title, "AGREE", None, status, (), ("one",), when=When(earliest, latest))


def test_a_calendar_holds_plans_and_is_honest_about_intervals(tmp_path):
    may = date(2031, 5, 20)
    text = calendar_of(
        tmp_path,
        plan("h-1", earliest=may, latest=may),
        plan("h-2", earliest=may, latest=date(2031, 5, 25)),
        plan("h-3", "possible", latest=may),
        plan("h-4", "cancelled", earliest=may),
        plan("h-5"),
        plan("h-6", "occurred", earliest=may, latest=may),
    )
    entries = text.split("BEGIN:VEVENT\r\n")[1:]
    assert [re.search("UID:(.*)@", entry)[1] for entry in entries] == ["h-1", "h-2", "h-3", "h-4"]
    assert "DTSTART;VALUE=DATE:20310520\r\nDTEND;VALUE=DATE:20310521\r\nSUMMARY:Talks\r\n" in entries[0]
    assert "STATUS:CONFIRMED\r\nTRANSP:OPAQUE" in entries[0]
    assert "DTEND;VALUE=DATE:20310526\r\nSUMMARY:Talks (on a day from 2031-05-20 to 2031-05-25)" in entries[1]
    assert "TRANSP:TRANSPARENT" in entries[1]
    assert "SUMMARY:Talks (on or before 2031-05-20)" in entries[2]
    assert "STATUS:TENTATIVE" in entries[2]
    assert "SUMMARY:Talks (on or after 2031-05-20)" in entries[3]
    assert "STATUS:CANCELLED" in entries[3]
    assert all("DTSTAMP:20310509T000000Z" in entry for entry in entries)
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")


def test_calendar_text_is_escaped_and_folded(tmp_path):
    day = date(2031, 5, 20)
    title = "Talks; tariffs, aid \\ more\r\nand a\tvery long rest " + "ü" * 60
    text = calendar_of(tmp_path, plan("h-1", earliest=day, latest=day, title=title))
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:Talks\\; tariffs\\, aid \\\\ more\\nand a very long rest " + "ü" * 60 in unfolded


def test_folding_splits_no_character():
    line = "X:" + "ü€😀" * 40
    parts = fold(line).split(b"\r\n")
    assert "".join(part.decode("utf-8").removeprefix(" " if at else "") for at, part in enumerate(parts)) == line


# --- event data sets -----------------------------------------------------------------------------


def test_plover_rows_are_pairs_with_a_key_to_count_once(view):
    rows = [json.loads(line) for line in run(view, "events", "plover").splitlines()]
    call = view.timeline()[0]
    calls = [row for row in rows if row["Event Key"] == call.id]
    assert [(row["Actor Country"], row["Recipient Country"], row["Pair"], row["Pairs"]) for row in calls] == [
        ("XAA", "XBB", 1, 1)
    ] * 3
    assert {row["Event Report"] for row in calls} == set(call.events)
    assert len({row["Event Key"] for row in rows}) == 2
    aid = next(row for row in rows if row["Event Type"] == "AGREE")
    assert (aid["Quad Code"], aid["Intensity"], aid["Status"], aid["Told By"]) == (1, 2.5, "planned", "Mira Dov")
    assert len({row["Event ID"] for row in rows}) == len(rows)


def test_three_participants_make_three_pairs_and_unreal_events_none(tmp_path):
    facts = make_facts("one")
    call, aid = facts.events
    third = Actor(None, "others", ())
    many = replace(
        facts,
        events=(
            replace(call, participants=(*call.participants, third)),
            replace(aid, status="hypothetical"),
        ),
    )
    with open_view(build(tmp_path / "r.db", [many])) as opened:
        rows = [json.loads(line) for line in run(opened, "events", "plover").splitlines()]
    assert [(row["Actor Name Raw"], row["Recipient Name Raw"]) for row in rows] == [
        ("Mira Dov", "Tolo Rand"),
        ("Mira Dov", "others"),
        ("Tolo Rand", "others"),
    ]


def test_gdelt_rows_have_its_columns_and_no_invented_days(view):
    lines = run(view, "events", "gdelt").decode("utf-8").splitlines()
    header = lines[0].split("\t")
    assert header[: len(GDELT_COLUMNS)] == list(GDELT_COLUMNS)
    assert len(GDELT_COLUMNS) == 58
    rows = [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
    dated = next(row for row in rows if row["SQLDATE"])
    assert (dated["SQLDATE"], dated["MonthYear"], dated["Year"]) == ("20310509", "203105", "2031")
    assert (dated["EventRootCode"], dated["QuadClass"], dated["Actor1Code"]) == ("04", "1", "XAAGOV")
    undated = next(row for row in rows if not row["SQLDATE"])
    assert undated["Year"] == ""
    assert all(0 < int(row["GLOBALEVENTID"]) < 2**63 for row in rows)


def test_every_root_has_its_numbers():
    assert tuple(root_codes()) == ROOTS
    assert all(code.quad in (1, 2, 3, 4) and -10 <= code.intensity <= 10 for code in root_codes().values())


# --- data packages -------------------------------------------------------------------------------


def test_a_package_describes_every_table(tmp_path, view):
    folder = tmp_path / "package"
    export(view, "articles", folder, format_name="datapackage")
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in descriptor["resources"]] == list(TABLES)
    assert {item.name for item in folder.iterdir()} == {"datapackage.json", *(f"{table}.csv" for table in TABLES)}
    assert descriptor["profile"] == "tabular-data-package"
    for resource in descriptor["resources"]:
        assert resource["profile"] == "tabular-data-resource"  # without it a validator refuses the package
        assert resource["dialect"]["delimiter"] == ","  # else it is guessed from the first rows
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert data == run(view, resource["name"], "csv")
    fields = {field["name"]: field["type"] for field in descriptor["resources"][5]["schema"]["fields"]}
    assert (fields["speaker"], fields["content"], fields["said_earliest"]) == ("object", "array", "date")
    export(view, "articles", folder, format_name="datapackage", with_text=False)  # in place of the first
    assert b"frank" not in (folder / "articles.csv").read_bytes()
    assert [item.name for item in tmp_path.iterdir()] == ["package"]


def test_a_zipped_package_is_the_same_every_time(tmp_path, view):
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    for path in (one, two):
        export(view, "articles", path, format_name="datapackage")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.testzip() is None
        assert archive.read("topics.csv") == run(view, "topics", "csv")


def test_a_package_does_not_take_the_place_of_other_things(tmp_path, view):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("keep")
    (tmp_path / "file").write_text("keep")
    for name, message in (("full", "holds other files"), ("file", "is a file"), ("no/where", "can't be written")):
        with pytest.raises(InputError, match=message):
            export(view, "articles", tmp_path / name, format_name="datapackage")
    with pytest.raises(InputError, match="name a folder"):
        export(view, "articles", io.BytesIO(), format_name="datapackage")
    assert (tmp_path / "full" / "letter.txt").read_text() == "keep"


# --- files and messages --------------------------------------------------------------------------


def test_a_file_is_written_whole_or_not_at_all(tmp_path, view, monkeypatch):
    path = tmp_path / "out.jsonl"
    assert export(view, "statements", path) == 6
    before = path.read_bytes()
    assert before == run(view, "statements", "jsonl")

    def break_off(self, row):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("onrecord.export.jsonl.JsonLinesExporter.write", break_off)
    with pytest.raises(InputError, match=r"out\.jsonl: can't be written \(No space left on device\)"):
        export(view, "statements", path)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_place_that_cannot_be_written_is_named(tmp_path, view):
    with pytest.raises(InputError, match="can't be written"):
        export(view, "statements", tmp_path / "no" / "where.jsonl")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="can't be written"):
        export(view, "statements", tmp_path / "folder")


def test_what_does_not_exist_is_named(view):
    for table, format_name, message in (
        ("nothing", "jsonl", "no such table; choose from articles"),
        ("statements", "pdf", "no such export format; choose from jsonl"),
        ("statements", "ics", "can't hold statements; it takes happenings"),
    ):
        with pytest.raises(InputError, match=message):
            run(view, table, format_name)


def test_every_format_and_column_is_documented():
    reference = Path(__file__).parents[2] / "docs/reference"
    page = (reference / "export.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(FORMATS)
    record = (reference / "record.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        section = record.split(f"\n### {table.name}\n")[1].split("\n### ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == [column.name for column in table.columns]


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_exporter_says_what_it_is(name):
    exporter = make_exporter(name)
    assert exporter.name == name
    assert exporter.title
    assert "/" in exporter.media_type
    for table in exporter.tables:
        assert exporter.file_name(table).endswith(exporter.suffix)
