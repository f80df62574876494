"""What somebody with the file and any database tool can do to it past the program, and that `check` notices it."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from small_court import write_people, write_small
from small_sheets import record_all
from sqlcipher3 import dbapi2

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.checking import CheckReport, check_store, repair
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.records import Mark
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import anchors, backup, blobs, chain, journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person, TrainingRecord
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.actions import invite, save_event


@pytest.fixture(scope="module")
def original(new_court: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A closed file with something of everything, and the same file three steps earlier."""
    path = tmp_path_factory.mktemp("original") / "院.cadre"
    shutil.copyfile(new_court, path)
    store = open_store(path, SCHEMA, "王祯")
    people = write_people(store)
    small = write_small(store, people)
    record_all(store, small)
    small.confirm(store)
    seal(store, small.contest)
    with store.step("照片和培训"):
        Person.update(photo=blobs.put(b"a portrait")).where(Person.id == people["李静"]).execute()
        common = {"year": 2023, "title": "执行实务", "starts": date(2023, 3, 1), "hours": 160}
        TrainingRecord.add_many([{"person": key, **common} for key in people.values()])
    issue(store, [Draft(CertificateKind.HONOUR, "王祯", "业务能手", date(2023, 6, 1), "包头中院")])
    store.set_setting("recusal.court", "hard")
    event = save_event(store, {"title": "新春慰问", "kind": "visit", "starts": date(2023, 1, 16), "budget": 500_000})
    invite(store, event, list(people.values()))
    early = path.with_name("早.cadre")
    backup.copy(path, early)
    for hours in (170, 180, 190):
        with store.step("更正学时"):
            TrainingRecord.update(hours=hours).where(TrainingRecord.person == people["王祯"]).execute()
    assert check_store(store).trouble == ()
    close_store(store)
    return path, early


@pytest.fixture
def file(original: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of its own."""
    path = tmp_path / "院.cadre"
    shutil.copyfile(original[0], path)
    return path


def outside(path: Path, *statements: str, triggers: bool = True) -> None:
    """Plain SQL on the closed file; the triggers are away meanwhile, and put back as they were if `triggers`."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    away = [f'DROP TRIGGER "{name}"' for name, _sql in found]
    for statement in (*away, *statements, *(sql for _name, sql in found if triggers)):
        connection.execute(statement)
    connection.close()


def checked(path: Path) -> CheckReport:
    """What a check says, after opening it as the command line does."""
    store = open_store(path, SCHEMA, "李静")
    report = check_store(store)
    close_store(store)
    return report


LAST = "(SELECT id FROM step ORDER BY seq DESC LIMIT 1)"
THIRD_LAST = "(SELECT seq FROM step ORDER BY seq DESC LIMIT 1 OFFSET 2)"
MIDDLE = "(SELECT id FROM step WHERE label = '照片和培训')"
MARK = "(SELECT min(id) FROM mark)"

ROW = (
    "INSERT INTO training_record (id, person_id, year, title, series, form, organiser, starts, ends, hours, online,"
    " result, source) SELECT id + 1000, person_id, year, title, series, form, organiser, starts, ends,"
    " hours, online, result, source FROM training_record LIMIT 1"
)
SWAPPED = (
    f"UPDATE change SET id = -1 WHERE id = (SELECT max(id) FROM change WHERE step = {MIDDLE})",
    (
        "UPDATE change SET id = 1 + (SELECT max(id) FROM change)"
        f" WHERE id = (SELECT max(id) FROM change WHERE step = {MIDDLE})"
    ),
)
UPGRADED = (
    "INSERT INTO step SELECT seq + 100, id + 9, station, schema, label, actor, at, 'upgrade', target, hash, hash"
    f" FROM step WHERE id = {LAST}"
)

NOTICED = {
    "a mark": ((f"UPDATE mark SET value = value + 500 WHERE id = {MARK}",), "评分（mark "),
    "a mark, seal made anew": (
        (f"UPDATE mark SET value = value + 500 WHERE id = {MARK}", "UPDATE contest SET sealed_hash = 'ab'"),
        "封存以后，成绩或规则被改动过",
    ),
    "a day that is none": (("UPDATE contest SET starts = '2023-05-091'",), "封存以后，成绩或规则被改动过"),
    "an award": (("UPDATE result SET award = '一等奖' WHERE award = ''",), "”应为“”，实为“一等奖”"),
    "a person renamed": (
        ("UPDATE person SET name = '赵高', status = 'retired' WHERE name = '李静'",),
        "的“姓名”应为“李静”，实为“赵高”",
    ),
    "a participant gone": (("DELETE FROM participant WHERE id = (SELECT min(id) FROM participant)",), "却没有了"),
    "training hours": (("UPDATE training_record SET hours = 9990",), "应为“16”，实为“999”"),
    "a holder": (("UPDATE issued_certificate SET name = '赵高'",), "应为“王祯”，实为“赵高”"),
    "a row from nowhere": ((ROW,), "不是由任何一步写入的"),
    "a change row gone": (
        (f"DELETE FROM change WHERE id = (SELECT max(id) FROM change WHERE step = {MIDDLE})",),
        "操作记录自“照片和培训”",
    ),
    "a step row gone": ((f"DELETE FROM step WHERE id = {MIDDLE}",), "处变动不属于任何一步"),
    "a whole step gone": (
        (f"DELETE FROM change WHERE step = {MIDDLE}", "DELETE FROM step WHERE label = '照片和培训'"),
        "不是由任何一步写入的",
    ),
    "a new value in the journal": (
        (f"UPDATE change SET now = json_set(now, '$.hours', 999) WHERE step = {MIDDLE} AND table_name <> 'blob'",),
        "操作记录自“照片和培训”",
    ),
    "an actor": ((f"UPDATE step SET actor = '别人' WHERE id = {MIDDLE}",), "操作记录自“照片和培训”"),
    "the last step's time": (
        (f"UPDATE step SET at = '2020-01-01' WHERE id = {LAST}",),
        "操作记录自“更正学时”",
    ),
    "two changes of a step swapped": (SWAPPED, "操作记录自“照片和培训”"),
    "was and now joined": (
        (f"UPDATE change SET was = was || now, now = '' WHERE step = {LAST} AND op = 'U'",),
        "操作记录自“更正学时”",
    ),
    "the last steps gone from the journal": (
        (
            f"DELETE FROM change WHERE step IN (SELECT id FROM step WHERE seq >= {THIRD_LAST})",
            f"DELETE FROM step WHERE seq >= {THIRD_LAST}",
        ),
        "应为“16”，实为“19”",
    ),
    "a setting": (("UPDATE setting SET value = 'ignored' WHERE key = 'recusal.court'",), "设置（setting "),
    "a tally": (("UPDATE tally SET value = '0'",), "编号进度（tally "),
    "a search key": (("DELETE FROM search_key WHERE key = 'lijing'",), "查找索引与记录不符"),
    "a sorting key": (("UPDATE person SET pinyin = 'a' WHERE name = '李静'",), "的姓名排序与姓名不符"),
    "the counter": (("UPDATE station SET counter = 5",), "编号计数器"),
    "the station": (("UPDATE station SET number = number + 1",), "本机编号与操作记录不符"),
    "the journal emptied": (("DELETE FROM change", "DELETE FROM step"), "只列出前 100 条"),
    "an index": (("DROP INDEX change_row",), "缺少索引：change_row"),
    "a photo": (("DELETE FROM blob",), "有 1 张照片或附件缺失"),
    "a photo put in": (("INSERT INTO blob VALUES ('ab', x'00')",), "不是由程序存入的"),
    "a department": (
        ("PRAGMA foreign_keys = 0", "DELETE FROM department WHERE name = '立案庭'"),
        "引用指向不存在的记录",
    ),
    "undoing allowed": ((UPGRADED,), "可以撤销到哪一步"),
    "no JSON in the journal": (("UPDATE change SET now = '{{}' WHERE table_name = 'training_record'",), "操作记录自"),
    "no place for the step under way": (("DELETE FROM journal_now",), "停在一步中间"),
    "amid a step": (("UPDATE journal_now SET step = 5",), "停在一步中间"),
}
"""By what is done: statements with the triggers away and put back, and what the check says."""


@pytest.mark.parametrize("way", NOTICED)
def test_what_is_changed_past_the_program_is_noticed(file, way):
    statements, words = NOTICED[way]
    outside(file, *statements)
    report = checked(file)
    assert not report.sound
    assert words in "\n".join(report.trouble)


def test_the_report_names_table_row_field_and_both_values(file):
    outside(file, f"UPDATE mark SET value = 12500 WHERE id = {MARK}")
    report = checked(file)
    (one,) = report.deviations
    assert (one.table, one.field, one.found) == ("mark", "value", 12500)
    assert isinstance(one.expected, int)
    assert f"评分（mark {one.row}）的“分值”应为“{one.expected / 1000:g}”，实为“12.5”。" in report.trouble


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE change SET id = -id", "UPDATE change SET id = 5000000 - id"),
        ("UPDATE station SET name = '别的名称'",),
        ("UPDATE memo SET value = '0 0' WHERE key = 'names_edition'",),
    ],
)
def test_what_changes_no_meaning_raises_no_alarm(file, statements):
    outside(file, *statements)
    assert checked(file).trouble == ()


def test_with_its_triggers_in_place_the_file_refuses(file):
    connection = dbapi2.connect(str(file))
    with pytest.raises(dbapi2.IntegrityError, match="outside a step"):
        connection.execute("UPDATE mark SET value = 1")
    connection.close()


@pytest.mark.parametrize("step", ["99", LAST])
@pytest.mark.parametrize("hidden", [False, True])
def test_pretending_to_be_amid_a_step_is_noticed(file, step, hidden):
    connection = dbapi2.connect(str(file), isolation_level=None)
    connection.execute(f"UPDATE journal_now SET step = {step}")
    connection.execute("UPDATE training_record SET hours = 990")
    if hidden:
        connection.execute("DELETE FROM change WHERE now = '{\"hours\":990}'")
    connection.execute("UPDATE journal_now SET step = NULL")
    connection.close()
    trouble = "\n".join(checked(file).trouble)
    assert ("实为“99”" if hidden else "操作记录自“更正学时”" if step == LAST else "不属于任何一步") in trouble


def test_without_its_triggers_a_file_is_looked_at_and_not_written(file):
    outside(file, triggers=False)
    store = open_store(file, SCHEMA, "李静")
    assert "触发器" in store.unjournalled
    assert Mark.select().count() > 0
    with pytest.raises(Refused, match="触发器"), store.step("写"):
        Person.update(post="庭长").execute()
    assert "因此不能写入" in "\n".join(check_store(store).trouble)
    repair(store)
    assert store.unjournalled == ""
    assert check_store(store).trouble == ()
    with store.step("写"):
        Person.update(post="庭长").execute()
    close_store(store)


def test_where_the_place_of_the_step_under_way_is_gone_steps_are_journalled_all_the_same(file):
    """The triggers take the step's number from it; without its row they would write nothing and say nothing."""
    outside(file, "DELETE FROM journal_now")
    store = open_store(file, SCHEMA, "王祯")
    store.set_setting("recusal.court", "ignored")
    assert store.last_step().label == "更改设置"
    assert check_store(store).trouble == ()
    close_store(store)


def test_triggers_taken_away_while_it_is_open_are_missed_at_the_next_step(file):
    store = open_store(file, SCHEMA, "李静")
    with store.step("写"):
        Person.update(post="庭长").execute()
    outside(file, "DROP TRIGGER IF EXISTS journal_person_U", triggers=False)
    with pytest.raises(Refused, match="触发器"), store.step("写"):
        Person.update(post="院长").execute()
    close_store(store)


def made_anew(path: Path) -> None:
    """Another actor in the middle, and every hash from there made to fit, as the program itself would make it."""
    store = open_store(path, SCHEMA, "李静")
    database.run(f"UPDATE step SET actor = '别人' WHERE id = {MIDDLE}")
    previous = ""
    for link in list(chain.links()):
        fitting = link._replace(previous=previous)
        previous = chain.hash_of(fitting)
        database.run("UPDATE step SET previous = ?, hash = ? WHERE seq = ?", fitting.previous, previous, link.seq)
    assert journal.broken_link() is None
    close_store(store)


def cut_off(path: Path) -> None:
    """The last three steps away, with what they did; the third is the older copy itself."""
    shutil.copyfile(path.with_name("早.cadre"), path)


@pytest.fixture
def code(file: Path, original: tuple[Path, Path]) -> str:
    """What stands on a page printed last."""
    shutil.copyfile(original[1], file.with_name("早.cadre"))
    store = open_store(file, SCHEMA, "王祯")
    shown = anchors.code_now()
    close_store(store)
    return shown


DONE = pytest.mark.parametrize("done", [made_anew, cut_off])


@DONE
def test_nothing_in_the_file_itself_tells(file, code, done):
    """Which is why heads are kept elsewhere."""
    done(file)
    assert checked(file).trouble == ()


@DONE
def test_a_printed_page_tells(file, code, done):
    done(file)
    store = open_store(file, SCHEMA, "李静")
    for typed in (code, code.upper(), f"操作记录码：{code}", code.replace("-", " - "), code.replace("-", "－")):
        assert "所记的步骤" in "\n".join(check_store(store, anchors.given(typed)).trouble)
    close_store(store)


@DONE
def test_the_heads_beside_the_file_tell(file, code, done):
    store = open_store(file, SCHEMA, "王祯")
    anchors.note(file, store.clock.now())
    close_store(store)
    done(file)
    assert "院.cadre.heads" in "\n".join(checked(file).trouble)


@DONE
def test_a_backup_tells(file, code, done):
    store = open_store(file, SCHEMA, "王祯")
    made = backup.make(file, "手动", store.clock.now())
    close_store(store)
    done(file)
    assert made.path.name in "\n".join(checked(file).trouble)
    elsewhere = file.with_name("别处")
    elsewhere.mkdir()
    for copies in (
        shutil.copyfile(made.path, elsewhere / "甲.cadre"),
        shutil.copyfile(made.path, elsewhere / "甲.cadre.旧"),
        elsewhere,
    ):
        store = open_store(file, SCHEMA, "李静")
        assert "甲.cadre" in "\n".join(check_store(store, anchors.given(str(copies))).trouble)
        close_store(store)


def test_a_true_head_is_content(file, code):
    store = open_store(file, SCHEMA, "王祯")
    with store.step("以后"):
        Person.update(post="庭长").execute()
    assert check_store(store, anchors.given(code)).trouble == ()
    close_store(store)


@pytest.mark.parametrize("text", ["", "1234", "1234-9f3a-c21b-77d0", "没有", "1234-9f3a-c21b-77d0-e4ag"])
def test_what_is_no_code_is_said(text, tmp_path):
    with pytest.raises(Refused, match="不是操作记录码"):
        anchors.given(text or " ")
    with pytest.raises(Refused, match="没有备份"):
        anchors.given(str(tmp_path))
    (tmp_path / "名单.txt").write_text("张三", encoding="utf-8")
    with pytest.raises(Refused, match="名单"):
        anchors.given(str(tmp_path / "名单.txt"))


def test_a_state_put_back_on_purpose_is_no_alarm(file, code):
    store = open_store(file, SCHEMA, "王祯")
    anchors.note(file, store.clock.now())
    now = store.clock.now()
    backup.make(file, "手动", now.replace(year=2000))
    close_store(store)
    cut_off(file)
    anchors.give_up(file, now)
    assert checked(file).trouble == ()


@pytest.mark.parametrize(
    "way",
    [
        "a mark",
        "an award",
        "a person renamed",
        "a participant gone",
        "training hours",
        "a row from nowhere",
        "a setting",
        "a search key",
        "a sorting key",
        "the counter",
        "an index",
        "amid a step",
    ],
)
def test_what_was_changed_is_put_right_by_a_step(file, way):
    outside(file, *NOTICED[way][0])
    store = open_store(file, SCHEMA, "李静")
    assert repair(store) != []
    assert check_store(store).trouble == ()
    last = journal.steps(1)[0]
    assert (last.kind, last.actor) == ("repair", "李静")
    close_store(store)


@pytest.mark.parametrize("way", ["an actor", "a new value in the journal", "a step row gone"])
def test_where_the_journal_is_altered_nothing_is_repaired(file, way):
    outside(file, *NOTICED[way][0])
    store: Store = open_store(file, SCHEMA, "李静")
    with pytest.raises(Refused, match="从备份恢复"):
        repair(store)
    close_store(store)
