"""Files, folders, globs and standard input: what arrives, in which order, and what is refused."""

import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.model import RawArticle, Reject, Skipped
from onrecord.read import ReadOptions, iter_raw


def read_all(*inputs: object, options: ReadOptions | None = None, stdin: bytes = b"") -> list[object]:
    return list(iter_raw([str(i) for i in inputs], options=options or ReadOptions(), stdin=io.BytesIO(stdin)))


def read_one(path: Path) -> RawArticle:
    (found,) = read_all(path)
    assert isinstance(found, RawArticle), found
    return found


def reasons(found: list[object]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Reject)]


@pytest.mark.parametrize(
    "text",
    [
        'A stray “ quote, an unbalanced ” one and a straight " too.',
        "First.\r\n\r\n\r\nSecond.\r\n",
        "\n\n\nAfter blank lines.\n\n\n",
        "Tab\tand no-break\u00a0space.",
        "An emoji \U0001f469\u200d\U0001f4bb and a flag \U0001f1eb\U0001f1ee.",
        "Right to left: \u202e\u05e9\u05dc\u05d5\u05dd\u202c, and \u200fmarks.",
        "One NUL \x00 in a text of ordinary words.",
        "Line\u2028separator and form\x0cfeed.",
    ],
)
def test_text_is_kept_exactly(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    raw = read_one(path)
    assert raw.text == text
    assert raw.notes == ()


def test_leading_byte_order_mark_is_dropped_and_later_ones_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffWords.\ufeff".encode())
    assert read_one(path).text == "Words.\ufeff"


def test_line_of_five_megabytes(tmp_path: Path) -> None:
    line = "The talks went on. " * 280_000
    path = tmp_path / "long.txt"
    path.write_text(line, encoding="utf-8")
    assert read_one(path).text == line


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-32", "utf-16-be"])
def test_other_encodings_are_detected_and_said(tmp_path: Path, encoding: str) -> None:
    text = "“We are ready,” the minister’s spokesman said – in Zürich, café by café. " * 5
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    raw = read_one(path)
    assert raw.text == text
    assert raw.notes
    assert raw.notes[0].startswith("encoding: ")


def test_one_damaged_byte_does_not_turn_the_rest_into_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("“Yes,” she said. ‘No,’ he said. ".encode() + b"\xff" + " “Perhaps.”".encode())
    raw = read_one(path)
    assert raw.text == "“Yes,” she said. ‘No,’ he said. \ufffd “Perhaps.”"
    assert "1 damaged place" in raw.notes[0]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\n", "empty"),
        ("mark.txt", b"\xef\xbb\xbf", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("noise.html", bytes(range(256)) * 20, "binary"),
        ("nothing.jsonl", b"\n\n", "empty"),
        ("nothing.json", b"[]", "empty"),
        ("cut.json", b'{"text": "A', "bad_json"),
        ("cut.txt.gz", gzip.compress(os.urandom(5000).hex().encode())[:-1500], "damaged"),
        ("headless.txt.gz", gzip.compress(b"some words")[:6], "damaged"),
    ],
)
def test_what_cannot_be_read_has_a_reason_and_costs_only_itself(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("A good one.", encoding="utf-8")
    found = read_all(tmp_path)
    assert reasons(found) == [reason]
    assert found[-1] == RawArticle(path=f"{tmp_path.as_posix()}/z.txt", text="A good one.")
    refused = next(item for item in found if isinstance(item, Reject))
    assert refused.article.startswith(f"{tmp_path.as_posix()}/{name}")
    assert refused.stage == "read"
    assert refused.detail


def test_too_large_is_refused_without_being_held(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("word " * 1000, encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text('{"text": "' + "word " * 1000 + '"}\n{"text": "Small."}\n', encoding="utf-8")
    found = read_all(tmp_path, options=ReadOptions(max_article_bytes=2000))
    assert reasons(found) == ["too_large", "too_large"]
    assert isinstance(found[-1], RawArticle)
    assert found[-1].text == "Small."
    assert found[-1].path.endswith("rows.jsonl:2")


def test_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"\x20" * 20_000_000))
    assert reasons(read_all(path)) == ["bomb"]


def test_missing_path_says_what_to_do() -> None:
    (found,) = read_all("no/such/file.txt")
    assert found == Reject("no/such/file.txt", "read", "missing", "no such file or folder; check the path")
    assert reasons(read_all("no/such/*.txt")) == ["missing"]
    assert reasons(read_all("x" * 5000)) == ["unreadable"]
    assert reasons(read_all("a\0b.txt")) in (["unreadable"], ["missing"])


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Words.", encoding="utf-8")
    real: Callable[..., object] = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "secret.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)  # a file mode would not stop a test run by root
    (found,) = read_all(path)
    assert isinstance(found, Reject)
    assert (found.reason, found.detail) == ("unreadable", "permission denied; make it readable")


def test_folder_is_sorted_recursive_and_skips_unknown_types(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.txt", "picture.png", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.", encoding="utf-8")
    found = read_all(tmp_path)
    root = tmp_path.as_posix()
    assert [item.path for item in found if isinstance(item, RawArticle)] == [
        f"{root}/a/b/c.txt",
        f"{root}/a/z.md",
        f"{root}/b.txt",
    ]
    (skipped,) = (item for item in found if isinstance(item, Skipped))
    assert skipped.path == f"{root}/picture.png"
    assert "unknown file type" in skipped.detail


def test_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = read_all(tmp_path)[:1]
    assert isinstance(found, Skipped)


def test_glob(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = read_all(tmp_path / "*.txt")
    assert [item.text for item in found if isinstance(item, RawArticle)] == ["a.txt", "b.txt"]


def test_named_file_without_a_telling_name_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<!DOCTYPE html><title>x</title><p>Words.", encoding="utf-8")
    (tmp_path / "rows").write_text('{"text": "Words."}', encoding="utf-8")
    (tmp_path / "plain.story").write_text("Words.", encoding="utf-8")
    page, rows, plain = read_all(tmp_path / "page", tmp_path / "rows", tmp_path / "plain.story")
    assert isinstance(page, RawArticle)
    assert page.html
    assert isinstance(rows, RawArticle)
    assert rows.text == "Words."
    assert isinstance(plain, RawArticle)
    assert plain.text == "Words."


def test_every_type_may_be_gzipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"One."))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Two."}\n'))
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(b"<p>Three.</p>"))
    first, second, third = read_all(tmp_path)
    assert isinstance(first, RawArticle)
    assert first.text == "One."
    assert isinstance(second, RawArticle)
    assert second.text == "Two."
    assert isinstance(third, RawArticle)
    assert third.html == "<p>Three.</p>"


def test_html_is_decoded_as_declared(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes('<meta charset="windows-1251"><p>Новости дня</p>'.encode("cp1251"))
    raw = read_one(path)
    assert raw.html == '<meta charset="windows-1251"><p>Новости дня</p>'
    assert raw.notes == ("encoding: cp1251, as declared",)
    path.write_bytes('<meta charset="no-such-thing"><p>Zürich</p>'.encode())
    assert read_one(path).html == '<meta charset="no-such-thing"><p>Zürich</p>'


def test_sidecars_and_table_fill_the_fields(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "sub/b.txt").write_text("Two.", encoding="utf-8")
    (tmp_path / "a.txt.meta.json").write_text('{"id": "a1", "published": "2031-04-02"}', encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(
        'path,publisher,title\na.txt,The Herald,"One, in a line"\nsub/b.txt,The Wire,\n', encoding="utf-8"
    )
    root = tmp_path.as_posix()
    expected_a = RawArticle(
        path=f"{root}/a.txt",
        text="One.",
        id="a1",
        published="2031-04-02",
        publisher="The Herald",
        title="One, in a line",
    )
    assert read_all(tmp_path) == [expected_a, RawArticle(path=f"{root}/sub/b.txt", text="Two.", publisher="The Wire")]
    assert read_all(tmp_path / "a.txt") == [expected_a]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.meta.json", "{"),
        ("a.meta.json", "[1]"),
        ("metadata.csv", "file,title\na.txt,x\n"),
        ("metadata.csv", "path,title\na.txt,x\ngone.txt,y\n"),
        ("metadata.csv", "path,title\na.txt,x\na.txt,y\n"),
        ("orphan.meta.json", "{}"),
    ],
)
def test_faulty_metadata_is_told_and_the_article_is_read(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = read_all(tmp_path)
    assert reasons(found) == ["bad_metadata"]
    assert [item.text for item in found if isinstance(item, RawArticle)] == ["Words."]


def test_unreadable_table_does_not_stop_a_named_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("path,title\na.txt,x\n", encoding="utf-8")
    real: Callable[..., object] = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "metadata.csv":
            raise OSError(5, "Input/output error", str(self))
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert read_all(tmp_path / "a.txt") == [RawArticle(path=f"{tmp_path.as_posix()}/a.txt", text="Words.")]
    assert reasons(read_all(tmp_path)) == ["bad_metadata"]


def test_order_of_writing_does_not_matter(tmp_path: Path) -> None:
    for folder, names in (("one", "cab"), ("two", "bca")):
        (tmp_path / folder).mkdir()
        for letter in names:
            (tmp_path / folder / f"{letter}.txt").write_text(letter, encoding="utf-8")
    texts = [[item.text for item in read_all(tmp_path / f) if isinstance(item, RawArticle)] for f in ("one", "two")]
    assert texts[0] == texts[1] == ["a", "b", "c"]
