"""Folders of real copies, good and bad, collected into stores of every format."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from generator.model import Duration
from generator.problems import ProblemsFound
from generator.records.collection import collect
from generator.records.merging import CollectCounts, kept_until
from generator.records.store import open_store, quoted
from generator.records.store_formats import FORMATS
from generator.records.table_schema import tables
from tests.records import collected
from tests.records.collected import plan, visit

pytestmark = pytest.mark.slow  # each collection starts processes

TODAY = date(2026, 4, 1)
REPS = ("张三", "李四", "王五")


def good() -> dict[str, bytes]:
    """Forty copies of two forms, by their names below the folder: three reps, twenty days."""
    found = {}
    for number in range(20):
        rep, day = number % 3, f"2026-03-{number + 2:02}"
        found[f"{REPS[rep]}/三月/拜访 {day}.docx"] = visit(
            f"A00{rep}", day, at="19:05" if number == 4 else "17:30", customer_name=f"示例机械{number}有限公司"
        )
        found[f"{REPS[rep]}/日计划/{day}.docx"] = plan(f"A00{rep}", day, at="09:30" if number == 7 else "08:50")
    return found


def bad() -> dict[str, bytes]:
    """What lies among them, by name."""
    return {
        "空的.docx": b"",
        "坏的.docx": b"PK\x03\x04 nothing",
        "旧的.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "没填.docx": collected.copy("visit-record", {}, "2026-03-18 17:00"),
        "没签名.docx": visit("A001", "2026-03-25", signed=None),
        "错的.docx": visit("A002", "2026-03-25", people=80),
        "旧版.docx": visit("A000", "2026-03-26", revision=collected.OLD),
        "再交/三份.docx": plan("A001", "2026-03-03", at="08:40", first="改一改"),
    }


@pytest.fixture
def folder(write_tree: Callable[[dict[str, bytes]], Path]) -> Path:
    """The copies, and what is none of them."""
    return write_tree(
        {
            **good(),
            **bad(),
            "~$拜访.docx": b"owner",
            ".隐藏/拜访.docx": b"hidden",
            "说明.txt": b"text",
            "别的表.xlsx": b"PK",
        }
    )


def test_a_copy_whose_name_begins_with_a_dot_is_read(folder: Path, tmp_path: Path):
    """Hidden from whoever looks into the folder, but not from the register; what macOS puts beside a file is none."""
    (folder / ".拜访.docx").write_bytes(visit("A009"))
    (folder / "._拜访.docx").write_bytes(b"\0\5\x16\7")
    out = tmp_path / "records.duckdb"
    run(folder, out)
    names = [name for (name,) in ask(out, "SELECT _file FROM _files")]
    assert ".拜访.docx" in names and "._拜访.docx" not in names


def run(folder: Path, out: Path, **options: Any) -> CollectCounts:
    """Collect, with one process if not told otherwise."""
    return collect(folder, out, collected.forms(), collected.rules(), TODAY, **options)


def ask(out: Path, sql: str) -> list[tuple]:
    """What a store answers."""
    with open_store(out, collected.forms()) as connection:
        return connection.execute(sql).fetchall()


def everything(out: Path) -> dict[str, list[tuple]]:
    """All that stands in a store."""
    return {
        table.name: sorted(
            ask(out, f"SELECT {', '.join(quoted(column.name) for column in table.columns)} FROM {quoted(table.name)}"),
            key=repr,
        )
        for table in tables(collected.forms())
    }


def beside(out: Path) -> list[str]:
    """What stands in the folder of a store."""
    return sorted(path.name for path in out.parent.iterdir() if path.name != "tree")


PROBLEMS = [
    ("再交/三份.docx", "daily-plan", "again"),
    ("李四/三月/拜访 2026-03-06.docx", "visit-record", "late"),
    ("李四/日计划/2026-03-09.docx", "daily-plan", "late"),
    ("坏的.docx", None, "refused"),
    ("旧版.docx", "visit-record", "superseded"),
    ("旧的.doc", None, "refused"),
    ("没填.docx", None, "refused"),
    ("没签名.docx", "visit-record", "unsigned"),
    ("空的.docx", None, "refused"),
    ("错的.docx", "visit-record", "most"),
]
"""All that is wrong in the folder: the files, their forms and the kinds."""


def test_all_formats_hold_the_same(folder, tmp_path):
    """Every copy is a typed row, every mistake a problem, every file is told of; whatever the format, it can be asked
    the same.
    """
    stores = [tmp_path / f"结果{format}" for format in FORMATS]
    counted = [run(folder, out, count=2) for out in stores]
    assert counted == [CollectCounts(read=44, refused=4, records=44, problems=10, late=2)] * 4
    first = everything(stores[0])
    # A plan that was saved again at 08:40 is the first of its day; the other one is told.
    expected = sorted([*PROBLEMS[1:], ("李四/日计划/2026-03-03.docx", "daily-plan", "again")], key=repr)
    assert sorted(((file, form, kind) for _, file, form, _, _, _, kind, _ in first["_problems"]), key=repr) == expected
    assert [everything(out) == first for out in stores[1:]] == [True] * 3
    assert beside(stores[0]) == sorted(out.name for out in stores)


def test_rows_say_who_when_and_what(folder, tmp_path):
    """Numbers, dates, boxes and texts as such; who, which day, due when and whether late in front."""
    run(folder, out := tmp_path / "records.duckdb")
    assert ask(
        out,
        """SELECT _file, _revision, _staff, _day::VARCHAR, _saved::VARCHAR, _due::VARCHAR, _late, _how,
                       "customer-name", people, budget, interests,
                       "in-crm", "on-time", "on-time.if-no", total FROM "visit-record" WHERE _late""",
    ) == [
        (
            "李四/三月/拜访 2026-03-06.docx",
            "2026",
            "A001",
            "2026-03-06",
            "2026-03-06 19:05:00",
            "2026-03-06 18:00:00",
            True,
            "按控件",
            "示例机械4有限公司",
            3.0,
            120.5,
            "设备、维保",
            True,
            "否",
            "堵车",
            14.0,
        )
    ]
    assert ask(
        out, """SELECT _row, promise, "promise-date"::VARCHAR, count(*) FROM "visit-record.promises" GROUP BY ALL"""
    ) == [(1, "寄样本", "2026-03-20", 23)]
    assert ask(out, "SELECT text FROM _problems WHERE kind = 'superseded'") == [
        ("用的是 2025 版的表，保存那天（2026-03-26）现行的是 2026 版，旧表只收到实施后 30 天",)
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_only_what_is_new_or_changed_is_read_again(folder, tmp_path, format):
    """A second run reads two files; what was taken away has no record any more, what was not touched is as it was."""
    out = tmp_path / f"结果{format}"
    run(folder, out)
    before = everything(out)
    assert run(folder, out) == CollectCounts(kept=48, refused=4, records=44, problems=10, late=2)
    assert everything(out) == before
    (folder / "新的.docx").write_bytes(visit("A009", "2026-03-30"))
    (folder / "没签名.docx").write_bytes(visit("A001", "2026-03-25"))
    (folder / "旧版.docx").unlink()
    told: list[tuple[int, int]] = []
    counted = run(folder, out, tell=lambda done, all: told.append((done, all)))
    assert counted == CollectCounts(read=2, kept=46, refused=4, removed=1, records=44, problems=8, late=2)
    assert told == [(0, 2), (1, 2), (2, 2)]
    untouched = [row for row in before["visit-record"] if row[1] not in ("没签名.docx", "旧版.docx")]
    assert [row for row in everything(out)["visit-record"] if row[1] not in ("没签名.docx", "新的.docx")] == untouched


def test_all_can_be_read_again(folder, tmp_path):
    """When asked for; the store is the same."""
    run(folder, out := tmp_path / "records.csv")
    before = everything(out)
    assert run(folder, out, again=True)[:3] == CollectCounts(read=44, refused=4)[:3]
    assert everything(out) == before


def test_what_cannot_be_opened_is_tried_again(folder, tmp_path):
    """A file that was away for a moment is read next time, although it is as it was when it was listed."""
    out, file, elsewhere = tmp_path / "records.duckdb", folder / "没签名.docx", tmp_path / "elsewhere.docx"
    assert run(folder, out, tell=lambda done, all: file.rename(elsewhere) if done == 0 else None)[:2] == (43, 5)
    assert ask(out, "SELECT text[:5] FROM _problems WHERE _file = '没签名.docx'") == [("文件打不开",)]
    elsewhere.rename(file)
    assert run(folder, out)[:3] == (1, 4, 47)


def test_the_same_visit_twice(write_tree, tmp_path):
    """Two visits on one day are two records; one that was saved twice is told."""
    folder = write_tree(
        {
            "a.docx": visit("A001", at="16:00"),
            "b.docx": visit("A001", at="17:00"),
            "c.docx": visit("A001", at="17:00", customer_name="示例电子"),
        }
    )
    assert run(folder, out := tmp_path / "records.duckdb") == CollectCounts(read=3, records=3, problems=1)
    assert ask(out, "SELECT _file, text FROM _problems") == [("b.docx", "填的内容完全一样，先交的是「a.docx」")]


def test_another_handbook_reads_everything_again(folder, tmp_path):
    """What was read by other rules is not taken over."""
    run(folder, out := tmp_path / "records.parquet")
    others = collected.extraction_settings({collected.NEW: collected.handbook(collected.NEW)}, {})
    counted = collect(folder, out, collected.forms(), others, TODAY)
    assert (counted.read, counted.kept) == (44, 0)
    assert ask(out, "SELECT count(*) FROM _problems WHERE kind = 'superseded'") == [(44,)]


def test_the_same_bytes_count_once(folder, tmp_path):
    """Under two names there is one record; when the file that has it goes, the other one takes its place."""
    out = tmp_path / "records.csv"
    shutil.copy(folder / "没签名.docx", folder / "副本.docx")
    assert run(folder, out)[:5] == CollectCounts(read=44, refused=4, duplicates=1)[:5]
    assert ask(out, "SELECT _file, text FROM _problems WHERE kind = 'duplicate'") == [
        ("没签名.docx", "与「副本.docx」是同一份，只算一份")
    ]
    assert ask(out, 'SELECT count(*), count(DISTINCT _record) FROM "visit-record.promises"') == [(23, 23)]
    (folder / "副本.docx").unlink()
    assert run(folder, out)[:5] == CollectCounts(read=1, refused=4, kept=47, removed=1)[:5]
    assert ask(out, "SELECT count(*) FROM \"visit-record\" WHERE _file = '没签名.docx'") == [(1,)]
    assert ask(out, "SELECT count(*) FROM _problems WHERE kind = 'duplicate'") == [(0,)]


@pytest.mark.parametrize("format", FORMATS)
def test_an_interrupted_run_leaves_the_old_store(folder, tmp_path, format):
    """Ctrl-C while files are read: the store is byte for byte as it was, nothing else is left, and the next run does it
    all.
    """
    out = tmp_path / f"结果{format}"
    run(folder, out)
    before = {path: path.read_bytes() for path in ([out] if out.is_file() else sorted(out.iterdir()))}
    for number in range(5):
        (folder / f"新的{number}.docx").write_bytes(visit(f"B{number}", "2026-03-30"))

    def interrupt(done: int, all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, out, tell=interrupt)
    assert {path: path.read_bytes() for path in before} == before
    assert beside(out) == [out.name]
    assert run(folder, out).read == 5


def test_no_store_is_emptied_by_a_wrong_folder(folder, tmp_path):
    """A folder in which nothing of the last time is, as when a drive is not there, is refused; --keep adds it and marks
    what is gone.
    """
    run(folder, out := tmp_path / "records.duckdb")
    (other := tmp_path / "别处").mkdir()
    with pytest.raises(ProblemsFound, match=r"上次汇总的 48 个文件，「.*别处」里一个也没有"):
        run(other, out)
    assert ask(out, "SELECT count(*) FROM _files") == [(48,)]
    (other / "新的.docx").write_bytes(visit("A009", "2026-03-30"))
    assert run(other, out, keep=True).records == 45
    assert ask(out, "SELECT outcome, count(*) FROM _files GROUP BY outcome ORDER BY outcome") == [
        ("gone", 44),
        ("read", 1),
    ]
    assert run(folder, out, keep=True).records == 45
    assert ask(out, "SELECT outcome, count(*) FROM _files GROUP BY outcome ORDER BY outcome") == [
        ("gone", 1),
        ("read", 44),
        ("refused", 4),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("记录.xlsx", b"PK someone's book", "不是 sop collect 的输出，不能覆盖"),
        ("记录.duckdb", b"no database", "不是 sop collect 的输出，不能覆盖"),
        ("记录.txt", None, "的结尾不是认识的格式"),
        ("tree/结果/记录.csv/重要.docx", b"", None),
        ("记录.parquet/重要.txt", b"", None),
    ],
)
def test_nothing_else_is_written_over(folder, tmp_path, name, content, said):
    """Only what an earlier run wrote, or nothing, or an empty folder, may stand where the store goes."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is not None:
        path.write_bytes(content)
    out = path if path.suffix in (*FORMATS, ".txt") and said else path.parent
    with pytest.raises(ProblemsFound, match=said or "不能覆盖"):
        run(folder, out)
    assert content is None or path.read_bytes() == content


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ProblemsFound, match=r"没有「.*没有」这个文件夹"):
        run(tmp_path / "没有", tmp_path / "records.xlsx")


def test_records_kept_too_long_are_listed(folder, tmp_path):
    """A year for the plans, three for the visits; the day itself is still allowed."""
    run(folder, out := tmp_path / "records.duckdb")
    collect(folder, out, collected.forms(), collected.rules(), date(2027, 3, 4))
    assert ask(out, "SELECT form, _file, text FROM _problems WHERE kind = 'expired' ORDER BY text, _file") == [
        ("daily-plan", name, f"保存期限 1 年，到 2027-03-0{day} 为止，请按规定销毁文件后重新汇总")
        for day, names in ((2, ["张三/日计划/2026-03-02.docx"]), (3, ["再交/三份.docx", "李四/日计划/2026-03-03.docx"]))
        for name in names
    ]


@pytest.mark.parametrize(
    ("retention", "last"),
    [
        ("3 年", date(2029, 2, 27)),
        ("6 个月", date(2026, 8, 27)),
        ("30 天", date(2026, 3, 29)),
        ("3 个工作日", date(2026, 3, 3)),
        ("9999 年", None),
    ],
)
def test_how_long_a_record_may_be_kept(retention, last):
    """From the day it speaks of, in calendar units or in workdays, of which a 调休 Saturday is one; for ever beyond the
    calendar.
    """
    assert kept_until(date(2026, 2, 27), Duration.parse(retention), collected.rules().calendars) == last


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_that_are_no_text_are_told(folder, tmp_path):
    """A name in another encoding is refused, and everything else is collected."""
    (folder / os.fsdecode("拜访.docx".encode("gb18030"))).write_bytes(visit("A009"))
    assert run(folder, out := tmp_path / "records.csv").refused == 5
    assert ask(out, "SELECT count(*) FROM _problems WHERE text = '文件名里有认不出的字符，请改名后再交'") == [(1,)]


def test_links_are_not_followed(folder, tmp_path):
    """Neither to files nor to folders, which may lead anywhere, or back."""
    try:
        (folder / "链接.docx").symlink_to(folder / "没签名.docx")
        (folder / "张三/回去").symlink_to(folder)
    except OSError:
        pytest.skip("no links on this system")
    assert run(folder, tmp_path / "records.duckdb") == CollectCounts(
        read=44, refused=4, records=44, problems=10, late=2
    )


def test_the_query_of_the_manuals_answers(folder, tmp_path, monkeypatch):
    """The very SQL of both manuals, by DuckDB alone, over a folder of Parquet files."""
    from generator.resources import HOME

    run(folder, tmp_path / "records.parquet")
    monkeypatch.chdir(tmp_path)
    for manual in ("README.md", "README.zh-CN.md"):
        sql = (HOME / manual).read_text(encoding="utf-8").split("```sql\n")[1].split("```")[0]
        assert duckdb.sql(sql).fetchall() == [("A001", 8, 1), ("A000", 8, 0), ("A002", 7, 0)]
