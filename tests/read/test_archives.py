"""Zip and tar archives: read like folders, hostile ones refused, nothing written."""

import gzip
import io
import os
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from onrecord.model import RawArticle, Reject
from onrecord.read import ReadOptions, iter_raw


def zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tar_of(members: dict[str, bytes], extra: tuple[tarfile.TarInfo, ...] = ()) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in extra:
            archive.addfile(info)
    return buffer.getvalue()


def read(path: Path, data: bytes, options: ReadOptions | None = None) -> list[object]:
    path.write_bytes(data)
    return list(iter_raw([str(path)], options=options or ReadOptions()))


def texts(found: list[object]) -> list[str | None]:
    return [item.text or item.html for item in found if isinstance(item, RawArticle)]


def reasons(found: list[object]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Reject)]


MEMBERS = {
    "story/a.txt": b"One.",
    "story/b.html": b"<p>Two.</p>",
    "story/rows.jsonl": b'{"text": "Three."}\n{"text": "Four."}\n',
    "story/metadata.csv": b"path,publisher\na.txt,The Wire\n",
    "story/b.meta.json": b'{"id": "b-1"}',
}


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tgz"])
def test_archive_reads_like_a_folder(tmp_path: Path, kind: str) -> None:
    data = zip_of(MEMBERS) if kind == "zip" else tar_of(MEMBERS)
    path = tmp_path / f"x.{kind}"
    found = read(path, gzip.compress(data) if kind.endswith("gz") else data)
    assert texts(found) == ["One.", "<p>Two.</p>", "Three.", "Four."]
    assert reasons(found) == []
    first, second, third, _ = (item for item in found if isinstance(item, RawArticle))
    assert first.path == f"{path.as_posix()}!story/a.txt"
    assert first.publisher == "The Wire"
    assert second.id == "b-1"
    assert third.path.endswith("!story/rows.jsonl:1")


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "..\\out.txt", "C:\\out.txt"])
def test_member_that_climbs_out_is_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    members = {name: b"Bad.", "good.txt": b"Good."}
    for kind, data in (("zip", zip_of(members)), ("tar", tar_of(members))):
        found = read(tmp_path / f"x.{kind}", data)
        assert reasons(found) == ["unsafe_path"]
        assert texts(found) == ["Good."]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.tar", "x.zip"]


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
    hard = tarfile.TarInfo("hard.txt")
    hard.type, hard.linkname = tarfile.LNKTYPE, "good.txt"
    device = tarfile.TarInfo("device.txt")
    device.type = tarfile.CHRTYPE
    found = read(tmp_path / "x.tar", tar_of({"good.txt": b"Good."}, (link, hard, device)))
    assert reasons(found) == ["unsafe_member"] * 3
    assert texts(found) == ["Good."]

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/hostname")
        archive.writestr("good.txt", "Good.")
    found = read(tmp_path / "x.zip", buffer.getvalue())
    assert reasons(found) == ["unsafe_member"]
    assert texts(found) == ["Good."]


def test_zip_bomb_costs_only_itself(tmp_path: Path) -> None:
    found = read(tmp_path / "x.zip", zip_of({"bomb.txt": b"\x20" * 30_000_000, "good.txt": b"Good."}))
    assert reasons(found) == ["bomb"]
    assert texts(found) == ["Good."]


def test_zip_whose_header_lies_about_the_size(tmp_path: Path) -> None:
    honest = zip_of({"a.txt": b"word " * 100_000})
    size = (500_000).to_bytes(4, "little")
    assert honest.count(size) >= 1
    found = read(tmp_path / "x.zip", honest.replace(size, (10).to_bytes(4, "little")))
    assert reasons(found) == ["damaged"]


def test_tar_bomb_is_stopped_while_unpacking(tmp_path: Path) -> None:
    data = gzip.compress(tar_of({"good.txt": b"Good.", "bomb.txt": b"\x20" * 30_000_000}))
    found = read(tmp_path / "x.tar.gz", data)
    assert set(reasons(found)) == {"bomb"}


def test_limits_on_number_total_and_depth(tmp_path: Path) -> None:
    many = zip_of({f"{i}.txt": b"Words." for i in range(20)})
    assert "bomb" in reasons(read(tmp_path / "x.zip", many, ReadOptions(max_members=10)))
    spacious = zip_of({f"{i}.txt": b"word " * 1000 for i in range(20)})
    assert "bomb" in reasons(read(tmp_path / "x.zip", spacious, ReadOptions(max_total_bytes=10_000)))
    inner = zip_of({"a.txt": b"Words."})
    for _ in range(3):
        inner = zip_of({"inner.zip": inner})
    found = read(tmp_path / "x.zip", inner)
    assert reasons(found) == ["bomb"]
    assert "unpack the inner ones" in next(item.detail for item in found if isinstance(item, Reject))


def test_archive_within_archive(tmp_path: Path) -> None:
    inner = gzip.compress(tar_of({"a.txt": b"Inner."}))
    found = read(tmp_path / "x.zip", zip_of({"in.tar.gz": inner, "b.txt": b"Outer."}))
    assert texts(found) == ["Inner.", "Outer."]
    first = found[0]
    assert isinstance(first, RawArticle)
    assert first.path == f"{tmp_path.as_posix()}/x.zip!in.tar.gz!a.txt"


def test_truncated_archives_give_what_came_before(tmp_path: Path) -> None:
    noise = os.urandom(60_000).hex().encode()
    data = tar_of({"a.txt": b"Early.", "b.txt": noise})
    found = read(tmp_path / "x.tar.gz", gzip.compress(data)[:-20_000])
    assert texts(found) == ["Early."]
    assert set(reasons(found)) == {"damaged"}
    found = read(tmp_path / "y.tar", data[:50_000])
    assert texts(found) == ["Early."]
    assert set(reasons(found)) == {"damaged"}
    two = tar_of({"a.txt": b"Early.", "b.txt": b"Late."})
    broken = two[:1024] + b"?" * 512 + two[1536:]
    for number, cut in enumerate((two[:1024], two[:1300], broken)):  # between members, in a header, in a broken one
        found = read(tmp_path / f"y{number}.tar", cut)
        assert (texts(found), reasons(found)) == (["Early."], ["damaged"])
    assert reasons(read(tmp_path / "z.zip", zip_of({"a.txt": noise})[:-500])) == ["damaged"]
    assert reasons(read(tmp_path / "n.zip", b"not a zip at all")) == ["damaged"]


def test_empty_archive(tmp_path: Path) -> None:
    assert reasons(read(tmp_path / "x.zip", zip_of({}))) == ["empty"]
