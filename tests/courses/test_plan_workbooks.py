"""Plans as offices write them in workbooks: read, or refused in a sentence; and the plan on paper."""

from datetime import date

import pytest
import xlsxwriter

from cadre_desktop.courses.planning.comparing import compare
from cadre_desktop.courses.planning.paper import print_plan
from cadre_desktop.courses.planning.workbook import write_plan
from cadre_desktop.courses.records import PlanItem
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS, plan_of
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court

HEAD = ("序号", "班次名称", "班次系列", "培训形式", "期数", "培训人数", "学时", "预算（万元）", "时间", "责任部门")
ROWS = (
    (1, "政治轮训班", "凝心铸魂", "集中培训", "2期", "80人", 14, 2.5, "3月", "政治部"),
    (2, "法官讲堂", "专业人才", "讲座", 4, 200, 8, "1.2万", "一季度", "政治部"),
)
TOTAL = ("合计", "", "", "", 6, 280, "", 3.7, "", "")


@pytest.fixture
def write(tmp_path):
    """Writes a workbook of one sheet."""

    def book(*rows, name="培训计划.xlsx", sheet="Sheet1"):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as made:
            page = made.add_worksheet(sheet)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        return path

    return book


def lines():
    return list(PlanItem.select().order_by(PlanItem.number))


@pytest.mark.parametrize("where", ["title", "sheet", "file"])
def test_the_year_of_a_plan_is_told_by_title_sheet_or_file(court, write, where):
    named = "2023年度干警教育培训计划"
    path = write(
        [named if where == "title" else "教育培训计划"],
        HEAD,
        *ROWS,
        TOTAL,
        name=f"{named}.xlsx" if where == "file" else "计划.xlsx",
        sheet=named if where == "sheet" else "计划",
    )
    result = import_file(court, PLAN_ITEMS.kind, path)
    assert (result.new, result.refused) == (2, 0)
    assert [row.year for row in lines()] == [2023, 2023]
    assert "没有“年度”一列，都按 2023 年。" in [note.message for note in result.notes]


def test_sums_under_ten_thousands_and_counts_with_units_are_read(court, write):
    import_file(court, PLAN_ITEMS.kind, write(["2023年计划"], HEAD, *ROWS, TOTAL))
    first, second = lines()
    assert (first.courses, first.persons, first.hours, first.budget, first.month) == (2, 80, 140, 2_500_000, 3)
    assert (second.budget, second.month) == (1_200_000, 3)


@pytest.mark.parametrize(
    ("heading", "above", "budget"),
    [
        ("经费预算", "单位：万元", 2_500_000),
        ("经费预算", "", 250),
        ("经费（元）", "单位：万元", 250),
        ("预算（千元）", "", 250_000),
    ],
)
def test_the_unit_of_sums_stands_in_the_heading_or_above_the_table(court, write, heading, above, budget):
    head = [heading if "预算" in each else each for each in HEAD]
    import_file(court, PLAN_ITEMS.kind, write(["2023年计划", "", above], head, ROWS[0]))
    (line,) = lines()
    assert line.budget == budget


def test_without_any_year_the_sheet_is_left_out_with_the_reason(court, write):
    with pytest.raises(Refused, match="没有写明是哪一年"):
        import_file(court, PLAN_ITEMS.kind, write(["教育培训计划"], HEAD, *ROWS))
    assert lines() == []


def test_on_the_page_of_a_year_such_a_sheet_is_of_that_year(court, write):
    result = import_file(court, plan_of(2024), write(["教育培训计划"], HEAD, *ROWS))
    assert (result.new, {row.year for row in lines()}) == (2, {2024})


def test_last_years_plan_does_not_come_into_this_one(court, write):
    result = import_file(court, plan_of(2024), write(["2023年度教育培训计划"], HEAD, *ROWS))
    assert (result.new, result.refused) == (0, 2)
    assert result.problems[0].message.startswith("这一行是 2023 年的计划，这里导入的是 2024 年的")


def test_a_line_that_names_last_year_is_pointed_out(court, write):
    row = (1, "2022年政治轮训班", *ROWS[0][2:])
    result = import_file(court, PLAN_ITEMS.kind, write(["2023年计划"], HEAD, row, ROWS[1]))
    assert (result.new, result.refused) == (1, 1)
    assert "写的是 2022 年的项目，计划却是 2023 年的" in result.problems[0].message


def test_a_line_without_a_series_is_refused_and_the_rest_comes_in(court, write):
    row = (3, "没有系列的班", "", *ROWS[0][3:])
    result = import_file(court, PLAN_ITEMS.kind, write(["2023年计划"], HEAD, *ROWS, row))
    assert (result.new, result.refused) == (2, 1)
    assert [problem.message for problem in result.problems] == ["“班次系列”不能为空。"]


def test_the_same_workbook_again_changes_nothing(court, write):
    path = write(["2023年计划"], HEAD, *ROWS)
    import_file(court, PLAN_ITEMS.kind, path)
    again = import_file(court, PLAN_ITEMS.kind, path)
    assert (again.new, again.changed, again.same) == (0, 0, 2)


@pytest.mark.parametrize("run_by", ["", "青山法院"])
def test_what_was_exported_can_be_imported_as_the_plan(court, write, tmp_path, run_by):
    import_file(court, PLAN_ITEMS.kind, write(["2023年计划"], HEAD, *ROWS))
    with court.step("举办法院"):
        PlanItem.update(court=Court.get_or_none(Court.short_name == run_by)).execute()
    out = tmp_path / "out.xlsx"
    write_plan(out, compare(2023, 0, date(2023, 6, 1)))
    again = import_file(court, PLAN_ITEMS.kind, out, sheet="计划与执行")
    assert (again.new, again.changed, again.refused, again.same) == (0, 0, 0, 2)
    first, _second = lines()
    assert (first.courses, first.persons, first.budget, first.month, first.hours) == (2, 80, 2_500_000, 3, 140)


def words(path):
    with Pages(path) as printed:
        return ["".join(printed.text(index).split()) for index in range(len(printed))]


def test_the_plan_is_an_official_paper_with_its_table_annexed(court, write, tmp_path):
    import_file(court, PLAN_ITEMS.kind, write(["2023年计划"], HEAD, *ROWS))
    path = tmp_path / "计划.pdf"
    offer = print_plan(path, compare(2023, 0, date(2023, 6, 1)), "包头市中级人民法院")
    first, annex = words(path)
    assert offer.pages == 2
    assert first.startswith("2023年度教育培训计划现将")
    assert "全年安排培训项目2项、6期，培训280人次，共60学时，经费预算37,000元。" in first
    assert first.index("附件：2023年度教育培训计划项目表") < first.index("包头市中级人民法院2023年6月1日")
    assert annex.startswith("附件2023年度教育培训计划项目表")
    assert annex.index("政治轮训班") < annex.index("法官讲堂")
    assert "小计42001" in annex.replace(",", "") and annex.replace(",", "").endswith("合计628037000—2—")


def test_the_paper_is_silent_of_months_that_no_line_has(court, write, tmp_path):
    rows = [[value if column != 8 else "" for column, value in enumerate(row)] for row in ROWS[:1]]
    import_file(court, PLAN_ITEMS.kind, write(["2023年计划"], HEAD, *rows))
    path = tmp_path / "计划.pdf"
    print_plan(path, compare(2023, 0, date(2023, 6, 1)), "包头市中级人民法院")
    first, annex = words(path)
    assert "时间安排" not in first and "小计" in annex and "合计" not in annex  # a single series


def test_with_what_was_reached_the_paper_names_what_is_late(court, write, tmp_path):
    import_file(court, PLAN_ITEMS.kind, write(["2023年计划"], HEAD, *ROWS))
    path = tmp_path / "计划.pdf"
    print_plan(path, compare(2023, 0, date(2023, 6, 1)), "包头中院", Setup(chosen={"content": "reached"}))
    text = "".join(words(path))
    assert "1.政治轮训班：3月已过，计划2期，还没有对应的班次。" in text


@pytest.mark.parametrize("issuer", ["", "包头市中级人民法院"])
def test_there_has_to_be_a_plan_and_somebody_to_sign_it(court, write, tmp_path, issuer):
    if not issuer:
        import_file(court, PLAN_ITEMS.kind, write(["2023年计划"], HEAD, *ROWS))
    with pytest.raises(Refused, match="不知道由哪个法院" if not issuer else "还没有培训计划"):
        print_plan(tmp_path / "计划.pdf", compare(2023, 0, date(2023, 6, 1)), issuer)
