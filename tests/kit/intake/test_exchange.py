"""Links understood by any of their names, exports, templates and what is left out of them."""

from datetime import date

import pytest

from cadre_desktop.kit.documents.workbook import Sheet, read_workbook
from cadre_desktop.kit.intake.defaults import default_columns, own_defaults
from cadre_desktop.kit.intake.exchange import export_table, import_file, template
from cadre_desktop.kit.intake.grid import find_table
from cadre_desktop.kit.intake.links import RecordNames
from cadre_desktop.kit.intake.mapping import known_headings, propose
from cadre_desktop.kit.intake.plan import plan_import
from cadre_desktop.kit.jobs import Progress, Stopped
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.people.kinds import COURT, PERSON, TRAINING_RECORD
from cadre_desktop.people.records import Court, Department, Person, TrainingRecord


def person(name, staff_number="", **values):
    home = Court.get(Court.name == "包头市中级人民法院")
    return Person.add(court=home, name=name, pinyin=name, strokes=name, staff_number=staff_number, **values)


@pytest.fixture
def homonyms(court):
    with court.step("两个王伟"):
        return [person("王伟", "N1"), person("王伟", "N2"), person("李静", "N3")]


def test_a_link_is_understood_by_any_of_its_names(homonyms):
    names = RecordNames(Person, [])
    first, second, li = (row.id for row in homonyms)
    assert names.find("李　静") == names.find("n3") == li
    assert (names.find("N2"), names.find("王伟（N1）"), names.find("王伟(N2)")) == (second, first, second)
    assert names.find("赵凯") is names.find("王伟（N3）") is None
    with pytest.raises(Unclear, match="2 个“王伟”"):
        names.find("王伟")


def test_only_names_of_the_file_are_loaded_from_a_large_table(homonyms, monkeypatch):
    monkeypatch.setattr("cadre_desktop.kit.intake.links.SMALL", 0)
    names = RecordNames(Person, ["王伟（N1）", "n3"])
    assert names.find("王伟（N1）") == homonyms[0].id
    assert names.find("N3") == homonyms[2].id
    assert names.find("N2") is None or names.find("N2") == homonyms[1].id


def test_a_name_is_looked_for_inside_its_court_first(court):
    home, away = Court.get(Court.short_name == "包头中院"), Court.get(Court.short_name == "昆区法院")
    with court.step("两个刑一庭"):
        here, there = (Department.add(court=row, name="刑一庭") for row in (home, away))
    names = RecordNames(Department, [])
    assert (names.find("刑一庭", (home.id,)), names.find("刑一庭", (away.id,))) == (here.id, there.id)
    with pytest.raises(Unclear):
        names.find("刑一庭", (None,))


def test_an_unknown_name_is_refused_with_the_likeliest_one(court):
    names = RecordNames(Court, [])
    assert "“包头市青山区人民法院”" in names.unknown(PERSON.column(Person.court), "包头市青山人民法院")
    assert "请改成已有的名称" in names.unknown(PERSON.column(Person.court), "海牙")


def test_exported_homonyms_carry_the_number_that_tells_them_apart(court, homonyms, tmp_path):
    with court.step("培训"):
        for row in homonyms:
            TrainingRecord.add(person=row, year=2023, title="审判实务", starts=date(2023, 3, 1), hours=45)
    listing = Listing(TRAINING_RECORD)
    path = tmp_path / "培训.xlsx"
    assert export_table(listing, path) == 3
    rows = read_workbook(path).sheets[0].rows
    assert {row[0] for row in rows[1:]} == {"王伟（N1）", "王伟（N2）", "李静"}
    assert rows[1][rows[0].index("学时")] == 4.5
    assert import_file(court, TRAINING_RECORD, path).same == 3


def test_protected_columns_are_not_exported(court, homonyms, tmp_path):
    export_table(Listing(PERSON, columns=PERSON.columns), tmp_path / "人员.csv")
    text = (tmp_path / "人员.csv").read_text(encoding="utf-8-sig")
    assert "姓名" in text
    assert "身份证号" not in text and "联系电话" not in text
    only = (PERSON.column(Person.id_number),)
    with pytest.raises(Refused, match="受保护"):
        export_table(Listing(PERSON, columns=only), tmp_path / "号码.csv")


def test_other_suffixes_and_a_stop_leave_no_file(court, homonyms, tmp_path):
    with pytest.raises(Refused, match="xlsx"):
        export_table(Listing(PERSON), tmp_path / "人员.doc")
    progress = Progress()
    progress.stop()
    with court.step("更多人"):
        for number in range(1_000):
            person(f"人{number}")
    with pytest.raises(Stopped):
        export_table(Listing(PERSON), tmp_path / "人员.xlsx", progress)
    assert list(tmp_path.glob("人员*")) == []


def test_a_template_explains_itself(tmp_path):
    template(PERSON, tmp_path / "模板.xlsx")
    book = read_workbook(tmp_path / "模板.xlsx")
    assert book.sheets[0].name == "人员"
    explained = {row[0]: row[1:] for row in book.sheet("填写说明").rows}
    assert explained["姓名"][0] == "必填"
    assert "1985.03" in explained["出生年月"][1]
    assert "男" in explained["性别"][1]
    assert "自动新建" in explained["部门"][1]


def test_the_court_of_the_file_stands_in_where_none_is_named(court):
    assert [column.title for column in default_columns(PERSON)] == ["法院"]
    assert default_columns(COURT) == []
    assert own_defaults(PERSON) == {"court": Court.get(Court.name == "包头市中级人民法院").id}


def test_doubtful_readings_are_noted_and_do_not_refuse(court):
    sheet = Sheet("表", [["姓名", "出生年月"], ["王祯", 33147.0]])
    table = find_table(sheet, known_headings(PERSON))
    assert table is not None
    plan = plan_import(court, table, propose(PERSON, table.headings), own_defaults(PERSON))
    assert plan.counts.new == 1
    assert [(note.column, note.row) for note in plan.cells.notes[0]] == [("出生年月", 2)]
