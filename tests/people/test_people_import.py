"""People out of the rosters that offices really have."""

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rosters import AWAY, HOME, LI, WANG, ZHAO, id_number, only, plan, states, table_of, take_in

from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.apply import apply_plan
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.intake.grid import find_table
from cadre_desktop.kit.intake.judging import RowState
from cadre_desktop.kit.intake.mapping import known_headings, propose
from cadre_desktop.kit.intake.plan import plan_import
from cadre_desktop.kit.jobs import Progress, Stopped
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, damage, open_store
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import PersonStatus, Sex, StaffCategory
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Titles, a two-row header, blanks in names, floats, totals, notes, and everything that can be wrong with a row."""
    path = tmp_path / "2022年花名册（最终版）.xlsx"
    rows = [
        [1, "王 祯", "男", "1985.03", "汉", WANG.lower(), "刑一庭", "员额法官", 13804721234.0, "审判员"],
        [2, "阿拉坦·巴特尔", "男", "1981年5月", "蒙古", "", "刑一庭", "法官助理", "138-0472-1235", ""],
        ["", "小计", 2],
        [3, "李　静", "女", 33147.0, "汉族", LI, "民一庭", "书记员", "", ""],
        [4, "赵凯", "男", 1979.01, "汉族", ZHAO, "执行局", "司法警察", "", "法警"],
        [5, "=cmd|'/c calc'!A1", "男", "1980.01", "", "", "执行局", "", "", ""],
        [6, "钱坏", "男", "1979年13月", "汉族", "", "执行局", "", "", ""],
        [7, "孙错", "男", "", "汉族", id_number("19800101", 5)[:-1] + "Q", "执行局", "", "", ""],
        [8, "周敏", "男", "", "汉族", id_number("19921103", 10), "执行局", "", "", ""],
        [9, "吴星", "男", "", "火星", "", "执行局", "", "", ""],
        [10, "郑未", "男", "2091.01", "", "", "执行局", "", "", ""],
        [11, "王祯", "男", "1985.03", "汉族", WANG, "刑一庭", "员额法官", "13804721234", "审判员"],
        [12, "赵凯", "男", "1979.01", "汉族", ZHAO, "执行局", "司法警察", "", "副队长"],
        ["合计", "", 12],
        ["制表人：张三"],
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("在职")
        sheet.merge_range("A1:J1", f"{HOME}干警花名册")
        sheet.write_string("A2", "填报单位：政治部")
        for cells, text in (("A4:A5", "序号"), ("G4:G5", "所在\n部门"), ("H4:H5", "人员类别")):
            sheet.merge_range(cells, text)
        sheet.merge_range("B4:F4", "基本情况")
        sheet.merge_range("I4:J4", "其他")
        sheet.write_row("B5", ["姓　名", "性别", "出生年月", "民族", "身份证号码（18位）"])
        sheet.write_row("I5", ["手机", "现任职务"])
        for number, row in enumerate(rows, 5):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                if cell != "":
                    write(number, column, cell)
    return path


def test_a_messy_roster_comes_in_as_far_as_it_is_sound(court, messy, tmp_path):
    done = import_file(court, PERSON, messy, refused=tmp_path / "未通过.xlsx")
    assert (done.read, done.new, done.changed, done.same, done.refused, done.no_data) == (19, 9, 0, 1, 2, 7)
    wang, li = only(name="王祯"), only(name="李静")
    assert (wang.id_number, wang.phone, wang.born) == (WANG, "13804721234", date(1985, 3, 1))
    assert (wang.category, wang.quota_judge, wang.ethnic) == (StaffCategory.JUDGE, True, "01")
    assert (li.born, li.category, li.quota_judge) == (date(1990, 10, 1), StaffCategory.JUDICIAL_AUXILIARY, False)
    assert only(name="阿拉坦·巴特尔").phone == "13804721235"
    assert only(name="赵凯").post == "法警"
    empty = {person.name: (person.born, person.id_number, person.sex, person.ethnic) for person in Person.select()}
    assert empty["钱坏"] == (None, "", Sex.MALE, "01"), "no thirteenth month"
    assert empty["孙错"] == (None, "", Sex.MALE, "01"), "an ID number whose check digit does not fit"
    assert empty["周敏"] == (date(1992, 11, 1), id_number("19921103", 10), Sex.FEMALE, "01"), "the number says who"
    assert empty["吴星"] == (None, "", Sex.MALE, "")
    assert empty["郑未"] == (None, "", Sex.MALE, ""), "a birth to come"
    assert {department.name for department in Department.select()} == {"刑一庭", "民一庭", "执行局"}
    assert [step.label for step in journal.steps(1)] == ["导入人员（2022年花名册（最终版）.xlsx）：新增 9，修改 0"]


def test_every_refusal_names_its_cell_and_the_remedy(court, messy):
    done = import_file(court, PERSON, messy, dry_run=True)
    found = {problem.row: (problem.column, problem.value, problem.message) for problem in done.problems}
    assert {row: column for row, (column, _value, _message) in found.items()} == {
        11: "姓名",
        12: "出生年月",
        13: "身份证号码（18位）",
        14: "性别",
        15: "民族",
        16: "出生年月",
        18: "现任职务",
    }
    assert {problem.row: problem.effect for problem in done.problems} == {
        **dict.fromkeys((11, 18), "refused"),
        **dict.fromkeys((12, 13, 14, 15, 16), "blank"),
    }, "only who it is, and what another row says otherwise, keeps a row out"
    assert all(problem.sheet == "在职" for problem in done.problems)
    assert "公式" in found[11][2] and found[11][1].startswith("=cmd")
    assert "火星" in found[15][2] and "汉族" in found[15][2]
    assert "第 10 行" in found[18][2]
    assert Person.select().count() == 0


def test_importing_again_changes_nothing_and_undo_takes_all_back(court, messy):
    import_file(court, PERSON, messy)
    again = import_file(court, PERSON, messy)
    assert (again.new, again.changed, again.same, again.refused) == (0, 0, 10, 2)
    court.undo()
    assert Person.select().count() == Department.select().count() == 0
    court.redo()
    assert Person.select().count() == 9
    assert court.find("wangzhen")


def test_refused_rows_are_put_right_and_imported(court, messy, tmp_path):
    left = tmp_path / "未通过.xlsx"
    import_file(court, PERSON, messy, refused=left)
    sheet = read_workbook(left).sheets[0]
    assert sheet.rows[0][:5] == ["原表", "行号", "原因", "序号", "姓名"]
    formula = next(row for row in sheet.rows if str(row[4]).startswith("="))
    assert formula[4] == "=cmd|'/c calc'!A1"
    done = import_file(court, PERSON, left)
    assert (done.read, done.changed, done.refused) == (3, 1, 1), "only what contradicted another row is right by itself"
    formula[4] = "冯坤"
    table = find_table(sheet, known_headings(PERSON))
    assert table is not None
    mended = plan_import(court, table, propose(PERSON, table.headings), {"court": Court.get(Court.name == HOME).id})
    assert (mended.counts.new, mended.counts.same, mended.counts.refused) == (1, 1, 0)


def test_rows_with_cells_left_empty_are_written_too_when_asked_and_fill_what_was_empty(court, messy, tmp_path):
    left = tmp_path / "待补.xlsx"
    import_file(court, PERSON, messy, refused=left, blanks=True)
    sheet = read_workbook(left).sheets[0]
    assert [row[1] for row in sheet.rows[1:]] == [11, 12, 13, 14, 15, 16, 18]
    bad = next(row for row in sheet.rows if "钱坏" in row)
    bad[sheet.rows[0].index("出生年月")] = "1979年12月"
    table = find_table(sheet, known_headings(PERSON))
    assert table is not None
    mended = plan_import(court, table, propose(PERSON, table.headings), {"court": Court.get(Court.name == HOME).id})
    asked = next(row for row in mended.rows if row.state is RowState.DOUBTFUL)
    assert mended.counts.new == 0 and "同名" in asked.problems[0].message, "the name alone does not tell who it is"
    mended.decide(asked.position, asked.candidates[0])
    apply_plan(court, mended, left.name)
    assert only(name="钱坏").born == date(1979, 12, 1)


def test_two_people_on_one_row_are_two(court):
    done = take_in(
        court, ["姓名", "性别", "职务", "姓名", "性别", "职务"], ["王祯", "男", "法警", "李静", "女", "书记员"]
    )
    assert (done.read, done.new) == (3, 2)
    assert only(name="李静").post == "书记员"


def test_courts_must_exist_and_departments_are_made(court):
    made = plan(
        court,
        ["姓名", "单位", "部门"],
        ["王祯", "昆区法院", "刑事审判庭"],
        ["李静", "火星法院", "刑事审判庭"],
        ["赵凯", AWAY, "刑事 审判庭"],
    )
    assert states(made) == ["NEW", "REFUSED", "NEW"]
    assert [(problem.column, problem.value) for problem in made.problems] == [("单位", "火星法院")]
    assert [want.name for want in made.wanted().values()] == ["刑事审判庭"]
    apply_plan(court, made, "名册.xlsx")
    department = Department.get(Department.name == "刑事审判庭")
    assert department.court.name == AWAY
    assert only(name="赵凯").department == department


def test_a_department_wanted_by_refused_rows_only_is_not_made(court):
    done = take_in(court, ["姓名", "民族", "部门"], ["", "汉", "外星庭"])
    assert (done.refused, done.made) == (1, ())
    assert Department.select().count() == 0


def test_a_default_court_does_not_move_people(court):
    take_in(court, ["姓名", "身份证号", "法院", "部门"], ["王祯", WANG, AWAY, "刑一庭"])
    made = plan(court, ["姓名", "身份证号", "部门", "职务"], ["王祯", WANG, "刑一庭", "庭长"])
    assert made.rows[0].changes == {"post": ("", "庭长")}
    moved = plan(court, ["姓名", "身份证号", "部门"], ["王祯", WANG, "政治部"])
    assert set(moved.rows[0].changes or ()) == {"court", "department"}


def test_status_and_defaults_of_new_people(court):
    take_in(court, ["姓名", "状态"], ["王祯", "退休"], ["李静", ""])
    assert (only(name="王祯").status, only(name="李静").status) == (PersonStatus.RETIRED, PersonStatus.SERVING)


def test_a_number_behind_a_lost_precision_is_not_taken(court):
    made = plan(court, ["姓名", "身份证号"], ["王祯", float(WANG)])
    assert states(made) == ["NEW"]
    assert "文本" in made.problems[0].message and made.problems[0].effect == "blank"
    apply_plan(court, made, "名册.xlsx")
    assert only(name="王祯").id_number == ""


def test_a_plan_that_is_out_of_date_is_not_applied(court):
    made = plan(court, ["姓名"], ["王祯"])
    take_in(court, ["姓名"], ["王祯"])
    with pytest.raises(Refused, match="重新预览"):
        apply_plan(court, made, "名册.xlsx")
    assert Person.select().count() == 1


def test_stopping_leaves_nothing(court):
    made = plan(court, ["姓名", "部门"], *([f"王{chr(0x4E00 + n)}", "刑一庭"] for n in range(50)))
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        apply_plan(court, made, "名册.xlsx", progress)
    assert Person.select().count() == Department.select().count() == 0


KILLED = """
import sys
from pathlib import Path
from cadre_desktop.kit.intake.apply import apply_plan
from cadre_desktop.kit.intake.grid import choose_table
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.defaults import own_defaults
from cadre_desktop.kit.intake.mapping import known_headings, propose
from cadre_desktop.kit.intake.plan import plan_import
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.store.opening import open_store
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.schema import SCHEMA

def wait_when_all_is_written(done, total, text):
    if text:
        print("written", flush=True)
        sys.stdin.read()

store = open_store(Path(sys.argv[1]), SCHEMA, "王祯")
table = choose_table(read_workbook(Path(sys.argv[2])), known_headings(PERSON))
plan = plan_import(store, table, propose(PERSON, table.headings), own_defaults(PERSON))
apply_plan(store, plan, "名册.xlsx", Progress(wait_when_all_is_written))
"""


def test_a_killed_import_leaves_nothing_half_written(court, messy):
    path, before = court.path, len(journal.steps())
    close_store(court)
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), str(messy)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "written\n"
        child.kill()
    assert child.returncode in (-signal.SIGKILL, 1)
    again = open_store(path, SCHEMA, "王祯")
    assert damage() is None
    assert (Person.select().count(), Department.select().count()) == (0, 0)
    assert len(journal.steps()) == before
    assert database.value("SELECT count(*) FROM change WHERE step NOT IN (SELECT id FROM step)") == 0
    assert import_file(again, PERSON, messy).new == 9
    close_store(again)


CELLS = {
    "姓名": st.sampled_from(["王祯", "王 祯", "李静", "孙丽", "", "=1+1", "a", "合计"]),
    "性别": st.sampled_from(["男", "女", "", "？"]),
    "出生年月": st.sampled_from(["1985.03", 1985.03, "", "1985.13", "1990-10"]),
    "身份证号": st.sampled_from([WANG, LI, ZHAO, "", "123"]),
    "工号": st.sampled_from(["1", 1.0, "2", ""]),
    "部门": st.sampled_from(["刑一庭", "刑 一庭", "民一庭", ""]),
    "职务": st.sampled_from(["审判员", "法警", ""]),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(*CELLS.values()), max_size=6), min_size=2, max_size=2))
def test_counts_add_up_and_a_second_time_changes_nothing(court, files):
    """Whatever stands in two files: every row is accounted for, and what came in is known the next time.

    A row in doubt may be clear then: the staff number it shared has become another by the same import.
    """
    steps = 0
    for rows in files:
        table = table_of(list(CELLS), *map(list, rows))
        defaults = {"court": Court.get(Court.name == HOME).id}
        made = plan_import(court, table, propose(PERSON, table.headings), defaults)
        before = court.last_step().id
        done = apply_plan(court, made, "名册.xlsx")
        assert done.read == len(rows) + 1
        assert done.read == done.new + done.changed + done.same + done.refused + done.no_data
        again = plan_import(court, table, propose(PERSON, table.headings), defaults)
        came_in = [row.position for row in made.rows if row.state in (RowState.NEW, RowState.CHANGED)]
        assert not any(again.rows[position].state is RowState.CHANGED for position in came_in)
        new = {row.position for row in again.rows if row.state is RowState.NEW}
        assert all(made.rows[position].state is RowState.DOUBTFUL for position in new), (
            "whom they were like has changed since"
        )
        steps += court.last_step().id != before
    for _step in range(steps):
        court.undo()
    assert Person.select().count() == 0
