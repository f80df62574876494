"""Several sheets in one run: each with its court, what is left out and why, one account and one step."""

import pytest
from offices import HEADINGS, roster, write

from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.answers import CourtAnswer
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.intake.survey import Why, survey
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.people.kinds import COURT, DEPARTMENT, PERSON
from cadre_desktop.people.records import Court, Department, Person

QINGSHAN, KUNQU, DAMAO = "包头市青山区人民法院", "包头市昆都仑区人民法院", "达尔罕茂明安联合旗人民法院"


def by_court():
    people = Person.select(Person, Court).join(Court)
    found: dict[str, int] = {}
    for person in people:
        found[person.court.name] = found.get(person.court.name, 0) + 1
    return found


@pytest.fixture
def three(tmp_path):
    """Three courts' sheets of 120 people: told by a title, by the sheet's name, by a unit column."""
    told = roster("二、名单", 38, 200, (*HEADINGS, "单位"))
    for row in told[2:]:
        row.append(DAMAO)
    return write(
        tmp_path / "全市花名册.xlsx",
        {"一": roster(f"{QINGSHAN}在职人员花名册", 44), "昆区法院": roster("", 38, 100), "三": told},
    )


def test_three_sheets_come_in_by_one_step_each_with_its_court(court, three):
    done = import_file(court, PERSON, three)
    assert (done.new, done.refused, done.left_out) == (120, 0, ())
    assert by_court() == {QINGSHAN: 44, KUNQU: 38, DAMAO: 38}
    assert [step.label for step in journal.steps(1)] == ["导入人员（全市花名册.xlsx）：新增 120，修改 0"]
    assert Department.select().count() == 9
    again = import_file(court, PERSON, three)
    assert (again.same, again.new, again.changed) == (120, 0, 0)
    court.undo()
    assert Person.select().count() == Department.select().count() == 0


def test_a_sheet_that_names_no_court_is_left_out_until_somebody_says_whose_it_is(court, tmp_path):
    path = write(tmp_path / "名单.xlsx", {"甲": roster(f"{QINGSHAN}名单", 3), "乙": roster("", 4, 50)})
    done = import_file(court, PERSON, path)
    assert (done.read, done.new, done.sound) == (5, 3, False)
    (left,) = done.left_out
    assert (left.sheet, left.lines, left.undecided) == ("乙", 5, True)
    assert "法院" in left.reason
    assert import_file(court, PERSON, path, answers=[CourtAnswer("昆区法院")]).new == 4
    assert by_court() == {QINGSHAN: 3, KUNQU: 4}


def test_an_answer_for_one_sheet_goes_before_its_title_and_one_for_all_does_not(court, tmp_path):
    path = write(tmp_path / "名单.xlsx", {"甲": roster(f"{QINGSHAN}名单", 3), "乙": roster(f"{DAMAO}名单", 4, 50)})
    import_file(court, PERSON, path, answers=[CourtAnswer("包头中院"), CourtAnswer("昆区法院", "乙")])
    assert by_court() == {QINGSHAN: 3, KUNQU: 4}


@pytest.mark.parametrize(
    ("answer", "words"),
    [(CourtAnswer("火星法院"), "没有“火星法院”"), (CourtAnswer("昆区法院", "丙"), "没有工作表“丙”")],
)
def test_an_answer_that_means_nothing_is_refused(court, tmp_path, answer, words):
    path = write(tmp_path / "名单.xlsx", {"甲": roster("", 3)})
    with pytest.raises(Refused, match=words):
        import_file(court, PERSON, path, answers=[answer])
    with pytest.raises(Refused, match="没有要指定法院的列"):
        import_file(court, COURT, write(tmp_path / "法院.xlsx", {"甲": [["法院", "简称"]]}), answers=[answer])


def test_a_title_that_names_a_court_nobody_knows_is_asked_about(court, tmp_path):
    path = write(tmp_path / "昆区法院.xlsx", {"一": roster("临河区人民法院干警花名册", 3)})
    (found,) = survey(read_workbook(path), PERSON)
    assert (found.told["court"].keys, found.told["court"].by) == ((), "标题")
    assert import_file(court, PERSON, path).new == 0


def test_a_title_with_two_courts_is_asked_about_with_these_two(court, tmp_path):
    path = write(tmp_path / "名单.xlsx", {"一": roster(f"{QINGSHAN}、{KUNQU}联合名单", 3)})
    (found,) = survey(read_workbook(path), PERSON)
    names = {row.id: row.name for row in Court.select()}
    assert {names[key] for key in found.told["court"].keys} == {QINGSHAN, KUNQU}
    assert found.undecided(PERSON)


def test_rows_without_a_court_beside_others_take_the_title_s_or_are_refused(court, tmp_path):
    headings = ["姓名", "单位"]
    rows = [["王祯", KUNQU], ["李静", ""]]
    import_file(court, PERSON, write(tmp_path / "a.xlsx", {"一": [[f"{QINGSHAN}人员"], headings, *rows]}))
    assert by_court() == {KUNQU: 2}, "the only court of the column stands before the title"
    mixed = [["赵凯", QINGSHAN], ["钱多", DAMAO], ["孙丽", ""]]
    done = import_file(court, PERSON, write(tmp_path / "b.xlsx", {"一": [["名单"], headings, *mixed]}))
    assert (done.new, done.refused, done.left_out) == (2, 1, ())
    assert "不能为空" in done.problems[0].message


def test_summaries_hidden_and_old_sheets_are_listed_and_left_out(court, tmp_path):
    people = roster(f"{QINGSHAN}花名册", 5)
    path = write(
        tmp_path / "花名册.xlsx",
        {
            "2023年花名册": people,
            "2022年花名册": people,
            "统计": [["各院人数"], ["单位", "人数"], [QINGSHAN, 5]],
            "藏起来": people,
            "旧名单": people,
            "人员汇总": people,
            "其他": [["姓名", "单位", "课程", "讲师", "教室"], ["王祯", KUNQU, "刑法", "张三", "101"]],
            "说明": [["本表由政治部整理"]],
            "空": [],
        },
        hidden=["藏起来"],
    )
    why = {each.name: each.why for each in survey(read_workbook(path), PERSON)}
    assert why == {
        "2023年花名册": Why.READ,
        "2022年花名册": Why.OLD,
        "统计": Why.SUMMARY,
        "藏起来": Why.HIDDEN,
        "旧名单": Why.OLD,
        "人员汇总": Why.TWICE,
        "其他": Why.OTHER,
        "说明": Why.NO_TABLE,
        "空": Why.BLANK,
    }
    done = import_file(court, PERSON, path)
    assert (done.new, done.refused, done.sound) == (5, 0, True)
    assert {left.sheet for left in done.left_out} == {name for name, each in why.items() if each} - {"空"}
    assert all(left.lines and left.reason for left in done.left_out)


def test_a_sheet_asked_for_is_read_whatever_speaks_against_it(court, tmp_path):
    path = write(tmp_path / "名单.xlsx", {"甲": roster(QINGSHAN, 3), "旧": roster(KUNQU, 4, 50)}, hidden=["旧"])
    done = import_file(court, PERSON, path, sheet="旧")
    assert (done.new, [left.sheet for left in done.left_out]) == (4, ["甲"])
    with pytest.raises(Refused, match="没有工作表"):
        import_file(court, PERSON, path, sheet="丙")


def test_a_workbook_of_nothing_but_sheets_to_leave_out_says_so(court, tmp_path):
    path = write(tmp_path / "名单.xlsx", {"说明": [["请看附表"]], "旧": roster(QINGSHAN, 3), "备份": roster(KUNQU, 2)})
    with pytest.raises(Refused, match="旧（像是旧表）、备份（像是旧表）"):
        import_file(court, PERSON, path)
    only = write(tmp_path / "一张.xlsx", {"旧": roster(QINGSHAN, 3)})
    assert import_file(court, PERSON, only).new == 3, "a single table is meant, whatever it is called"


def test_the_same_person_in_two_sheets_is_one(court, tmp_path):
    number = "150299198503120015"
    path = write(
        tmp_path / "名单.xlsx",
        {
            "甲": [[QINGSHAN], ["姓名", "身份证号", "职务"], ["王祯", number, "庭长"]],
            "乙": [[QINGSHAN], ["姓名", "身份证号"], ["王祯", number]],
            "丙": [[QINGSHAN], ["姓名", "身份证号", "职务"], ["王祯", number, "院长"]],
        },
    )
    done = import_file(court, PERSON, path)
    assert (done.new, done.same, done.refused) == (1, 1, 1)
    assert "“甲”第 3 行" in done.problems[0].message
    assert done.problems[0].sheet == "丙"


def test_other_kinds_come_in_from_several_sheets_too(court, tmp_path):
    path = write(
        tmp_path / "部门.xlsx",
        {"青山区法院": [["部门"], ["刑一庭"], ["民一庭"]], "昆区法院": [["部门"], ["刑一庭"]]},
    )
    done = import_file(court, DEPARTMENT, path, answers=[CourtAnswer(QINGSHAN, "青山区法院")])
    assert done.new == 3
    sheets = {name: [["法院", "层级"], [f"{name}法院", "基层"]] for name in "甲乙"}
    assert import_file(court, COURT, write(tmp_path / "法院.xlsx", sheets)).new == 2


def test_hidden_rows_and_second_tables_are_read_and_said(court, tmp_path):
    import xlsxwriter

    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        for number, row in enumerate([[f"{QINGSHAN}名单"], ["姓名", "性别"], ["王祯", "男"], ["李静", "女"], []]):
            sheet.write_row(number, 0, row)
        for number, row in enumerate([["姓名", "职务"], ["赵凯", "法警"]], 6):
            sheet.write_row(number, 0, row)
        sheet.set_row(3, options={"hidden": True})
    done = import_file(court, PERSON, path)
    assert (done.new, done.read) == (3, 6)
    said = [note.message for note in done.notes]
    assert sum("这张工作表里有 2 个表" in message for message in said) == 2
    assert sum("有 1 行在表里是隐藏的（第 4 行）" in message for message in said) == 1
    assert by_court() == {QINGSHAN: 3}, "the title above the first table counts for the second"


@pytest.mark.parametrize(("second", "told"), [("姓名", True), ("姓名（曾用）", False), ("部门", False)])
def test_a_second_column_of_the_same_heading_is_not_left_out_without_a_word(court, tmp_path, second, told):
    rows = [[f"{QINGSHAN}名单"], ["姓名", "性别", second], ["王祯", "男", "李静"], ["赵凯", "男", "钱多"]]
    done = import_file(court, PERSON, write(tmp_path / "名单.xlsx", {"一": rows}), dry_run=True)
    assert done.new == 2
    assert [note.message for note in done.notes] == (
        ["有两列“姓名”，只读了第 1 列；第 3 列没有读，请核对。"] if told else []
    )


def test_a_title_and_a_sheet_name_that_tell_two_courts_are_asked_about(court, tmp_path):
    """One of them is left over from the list it was copied from; the file's name may be that of who collects them."""
    sheets = {"昆区法院": roster(f"{QINGSHAN}花名册", 3), "青山法院": roster(f"{QINGSHAN}花名册", 4, 50)}
    path = write(tmp_path / "达茂旗法院汇总上报.xlsx", sheets)
    done = import_file(court, PERSON, path)
    assert (by_court(), [(left.sheet, left.undecided) for left in done.left_out]) == (
        {QINGSHAN: 4},
        [("昆区法院", True)],
    )
    assert import_file(court, PERSON, path, answers=[CourtAnswer("昆区法院", "昆区法院")]).new == 3
    assert by_court() == {QINGSHAN: 4, KUNQU: 3}
