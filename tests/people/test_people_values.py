"""Rosters with values as people write them come in as they are meant, and what is taken for granted is told."""

from datetime import date

import pytest
from rosters import AWAY, HOME, only, plan, take_in
from rosters import id_number as number

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.documents.workbook import Sheet
from cadre_desktop.kit.intake.exchange import export_table, import_file, template
from cadre_desktop.kit.intake.grid import find_table
from cadre_desktop.kit.intake.mapping import importable, known_headings, propose
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Offer
from cadre_desktop.people.kinds import PERSON, TRAINING_RECORD
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import Capacity, StaffCategory


def notes(made, position=0):
    return [(note.field, note.message) for note in made.cells.notes.get(position, ())]


def test_short_years_are_settled_by_the_row_and_told(court):
    headings = ("姓名", "出生年月", "身份证号", "参加工作时间", "入党时间", "到院时间")
    rows = [
        ("王祯", "68.10", "", "90.7", "95.6", "3.7"),
        ("李静", 1979.1, number("19791001", 2), "98.12.1", "", 2003.07),
        ("赵凯", "3.7", "", "", "", "2024.3"),
    ]
    made = plan(court, headings, *rows)
    assert notes(made)[0] == ("born", "按本行其他内容读作 1968-10")
    assert [field for field, _message in notes(made)] == ["born", "joined_party", "joined_work", "joined_court"]
    assert take_in(court, headings, *rows).new == 3
    wang, li, zhao = (only(name=name) for name in ("王祯", "李静", "赵凯"))
    assert (wang.born, wang.joined_work, wang.joined_party) == (date(1968, 10, 1), date(1990, 7, 1), date(1995, 6, 1))
    assert (wang.joined_court, li.joined_court) == (date(2003, 7, 1), date(2003, 7, 1))
    assert (li.born, li.joined_work, zhao.born) == (date(1979, 10, 1), date(1998, 12, 1), date(2003, 7, 1))


def test_what_nothing_settles_is_refused_at_its_cell(court):
    made = plan(court, ("姓名", "参加工作时间", "职务"), ("王祯", 1996.1, "审判员"))
    assert made.cells.columns["joined_work"] == [None]
    assert [(problem.column, problem.value) for problem in found_at(made)] == [("参加工作时间", "1996.1")]
    assert "1 月还是 10 月" in found_at(made)[0].message


def found_at(made):
    """What is wrong with the cells of the first row, whatever becomes of it."""
    return [*made.cells.problems.get(0, ()), *getattr(made.cells, "blanks", {}).get(0, ())]


def test_the_dossiers_dates_are_settled_too(court):
    take_in(court, ("姓名", "性别"), ("王祯", "男"))
    sheet = Sheet("培训", [["姓名", "年度", "培训班名称", "开始日期", "学时"], ["王祯", 2023, "审判实务", "23.5.3", 4]])
    table = find_table(sheet, known_headings(TRAINING_RECORD))
    from cadre_desktop.kit.intake.plan import plan_import

    made = plan_import(court, table, propose(TRAINING_RECORD, table.headings))
    assert made.cells.columns["starts"] == [date(2023, 5, 3)]


@pytest.mark.parametrize(
    "heading", ["职务/职级", "职务职级", "职务（职级）", "职务及职级", "职务\n职级", "职务、职级", "现任职务"]
)
def test_post_and_rank_in_one_column(court, heading):
    rows = [("王祯", "庭长、四级高级法官"), ("李静", "副庭长/二级主任科员"), ("赵凯", "书记员")]
    assert take_in(court, ("姓名", heading), *rows).new == 3
    wang, li, zhao = (only(name=name) for name in ("王祯", "李静", "赵凯"))
    assert (wang.post, code_table("judge_grades").label(wang.judge_grade), wang.rank) == ("庭长", "四级高级法官", "")
    assert (li.post, code_table("ranks").label(li.rank)) == ("副庭长", "二级主任科员")
    assert (zhao.post, zhao.capacity) == ("书记员", Capacity.CLERK)


def test_beside_a_column_of_posts_a_combined_one_tells_the_rank(court):
    assert take_in(court, ("姓名", "职务", "职务职级"), ("王祯", "审判员", "一级法官")).new == 1
    assert (Person.get().post, code_table("judge_grades").label(Person.get().judge_grade)) == ("审判员", "一级法官")


def test_a_fields_own_column_has_the_first_word(court):
    headings = ("姓名", "性别", "法官等级", "职务", "学历", "学位", "备注")
    take_in(court, headings, ("王祯（女）*", "女", "三级法官", "庭长、一级法官", "大学/法学学士", "法学硕士", "骨干"))
    row = Person.get()
    assert (row.name, row.sex, row.post, row.notes) == ("王祯", "female", "庭长", "*；骨干")
    assert code_table("judge_grades").label(row.judge_grade) == "三级法官"
    assert (code_table("education").label(row.education), code_table("degree").label(row.degree)) == (
        "大学",
        "法学硕士",
    )


@pytest.mark.parametrize("name", ["*王祯", "王祯*", "※王祯", "王祯（借调）", "王祯 试用期*"])
def test_marked_names_are_people_and_keep_the_mark(court, name):
    assert take_in(court, ("姓名", "性别"), (name, "男")).new == 1
    assert Person.get().name == "王祯"
    assert Person.get().notes


def test_a_status_among_remarks_is_pointed_out_but_not_taken(court):
    headings = ("姓名", "状态", "备注")
    rows = [("王祯", "", "2023.5退休"), ("李静", "退休", "已退休"), ("赵凯（挂职）", "", "骨干\n2019年入院")]
    made = plan(court, headings, *rows)
    (note,) = made.cells.notes[0]
    assert (note.column, note.value, note.offers) == (
        "备注",
        "2023.5退休",
        (Offer("status", "退休"), Offer("status_since", "2023-05-01")),
    )
    assert 1 not in made.cells.notes
    assert [note.offers for note in made.cells.notes[2]] == [(), (Offer("status", "离岗"),)]
    take_in(court, headings, *rows)
    assert (only(name="王祯").status, only(name="李静").status) == ("serving", "retired")
    assert only(name="赵凯").notes == "挂职；骨干\n2019年入院"


@pytest.mark.parametrize(
    ("heading", "text", "capacity"),
    [
        ("人员分类", "书记员", "clerk"),
        ("身份", "法官助理", "assistant"),
        ("岗位身份", "司法技术人员", "technician"),
        ("职务", "法警", "police"),
        ("职级", "三级法官助理", "assistant"),
        ("岗位", "执行员", "enforcement"),
    ],
)
def test_auxiliaries_are_kept_apart_as_what_they_are(court, heading, text, capacity):
    assert take_in(court, ("姓名", "性别", heading), ("王祯", "男", text)).new == 1
    assert (Person.get().category, Person.get().capacity) == (StaffCategory.JUDICIAL_AUXILIARY, capacity)


def test_a_judge_is_no_auxiliary(court):
    take_in(court, ("姓名", "性别", "岗位身份"), ("王祯", "男", "员额法官"))
    assert (Person.get().category, Person.get().quota_judge, Person.get().capacity) == (StaffCategory.JUDGE, True, "")


def test_a_clerk_who_becomes_a_judge_is_a_clerk_no_more(court):
    take_in(court, ("姓名", "身份证号", "人员分类"), ("王祯", number("19850312", 1), "书记员"))
    assert Person.get().capacity == Capacity.CLERK
    done = take_in(court, ("姓名", "身份证号", "人员分类"), ("王祯", number("19850312", 1), "员额法官"))
    assert (done.changed, Person.get().category, Person.get().capacity) == (1, StaffCategory.JUDGE, "")


def test_the_new_column_is_exported_offered_and_comes_back(court, tmp_path):
    take_in(court, ("姓名", "性别", "职务"), ("王祯", "男", "法警"))
    out = tmp_path / "干警.xlsx"
    export_table(Listing(PERSON), out)
    template(PERSON, tmp_path / "模板.xlsx")
    assert PERSON.column(Person.capacity) in importable(PERSON)
    assert "岗位身份" in find_table_headings(out) and "岗位身份" in find_table_headings(tmp_path / "模板.xlsx")
    assert import_file(court, PERSON, out).same == 1


def find_table_headings(path):
    from cadre_desktop.kit.documents.workbook import read_workbook

    return read_workbook(path).sheets[0].rows[0]


def test_courts_as_people_write_them_and_our_own(court):
    headings = ("姓名", "性别", "单位")
    rows = [("王祯", "男", "昆区"), ("李静", "女", "本院"), ("赵凯", "男", "市中院")]
    away = Court.get(Court.name == AWAY)
    assert take_in(court, headings, *rows, court=away.id).new == 3
    assert [only(name=name).court.name for name in ("王祯", "李静", "赵凯")] == [AWAY, AWAY, HOME]
