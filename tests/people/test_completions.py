"""Completion workbooks of platforms and other bodies: each of their forms comes in, and nothing counts twice."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.apply import Imported, apply_plan
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.intake.plan import NEW_ROW, RowState, plan_parts
from cadre_desktop.kit.intake.survey import ready, survey
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.dossier import Training, post_training
from cadre_desktop.people.kinds import TRAINING_RECORD
from cadre_desktop.people.records import Court, Person, TrainingRecord

NUMBER = "150299198503010017"
PLAIN = ("工号", "姓名", "培训班名称", "开始日期", "结束日期", "学时", "年度", "网络培训")


@pytest.fixture
def staff(court: Store) -> dict[str, int]:
    """Keys of people by staff number; two go by the same name in two courts."""
    home, away = (Court.get(Court.short_name == short) for short in ("包头中院", "青山法院"))
    rows = (
        ("1001", "王伟", home, NUMBER),
        ("1002", "王伟", away, ""),
        ("1003", "李静", home, ""),
        ("", "单雄信", away, ""),
    )
    with court.step("录入人员"):
        return {
            number or name: Person.add(court=place, name=name, staff_number=number, id_number=ids).id
            for number, name, place, ids in rows
        }


def book(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sheet1") -> Path:
    """A workbook of one sheet; lengths of time stand in cells of the format [h]:mm."""
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet(sheet)
        long = workbook.add_format({"num_format": "[h]:mm"})
        for index, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, timedelta):
                    page.write_number(index, column, cell / timedelta(days=1), long)
                else:
                    page.write(index, column, cell.isoformat() if isinstance(cell, date) else cell)
    return path


def take(store: Store, path: Path) -> Imported:
    return import_file(store, TRAINING_RECORD, path)


def kept() -> list[tuple[Any, ...]]:
    """Person, title, start, hours and whether online, of all records."""
    rows = TrainingRecord.select().order_by(TrainingRecord.person, TrainingRecord.title, TrainingRecord.online)
    return [(row.__data__["person"], row.title, row.starts, row.hours, row.online) for row in rows]


def reasons(done: Imported) -> str:
    return "\n".join(problem.message for problem in done.problems)


def notes(done: Imported) -> str:
    return "\n".join(note.message for note in done.notes)


PLATFORM = (
    *("工号", "姓名", "完成总学时", "专题班1完成课程数", "专题班1完成学时"),
    *("专题班2完成课程数", "专题班2完成学时", "学习心得数", "是否结业"),
)


def test_a_line_of_several_classes_is_a_row_for_each_of_them(
    court: Store, staff: dict[str, int], tmp_path: Path
) -> None:
    path = book(
        tmp_path / "成绩.xlsx",
        [
            ["2023年度内蒙古干部网络学院网上专题班成绩表"],
            PLATFORM,
            ["1001", "王伟", 30, 5, 10, 8, 15, 2, "是"],
            ["1003", "李静", 12, 6, 12, "", "", 1, "否"],
            ["1002", "王伟", 0, 0, 0, 0, 0, 0, "否"],
        ],
    )
    done = take(court, path)
    assert not done.refused, reasons(done)
    name, day = "内蒙古干部网络学院网上专题班", date(2023, 1, 1)
    assert kept() == [
        (staff["1001"], f"{name}1", day, 100, True),
        (staff["1001"], f"{name}2", day, 150, True),
        (staff["1001"], f"{name}其他课程", day, 50, True),
        (staff["1002"], name, day, 0, True),
        (staff["1003"], f"{name}1", day, 0, True),
    ]
    assert {row.origin for row in TrainingRecord.select()} == {"platform"}
    assert {row.result for row in TrainingRecord.select()} == {"结业", "未结业"}
    assert "12 学时不计" in notes(done)
    assert "记在 2023 年" in notes(done)
    again = take(court, path)
    assert (again.new, again.changed, again.refused) == (0, 0, 0)
    assert sum(row[3] for row in kept()) == 300


def test_the_year_comes_from_the_file_and_a_table_without_any_says_so(
    court: Store, staff: dict[str, int], tmp_path: Path
) -> None:
    rows = [("工号", "姓名", "完成总学时", "是否结业"), ("1001", "王伟", 20, "是")]
    done = take(court, book(tmp_path / "网络学院.xlsx", rows))
    assert done.new == 0
    assert "年度" in reasons(done)
    assert take(court, book(tmp_path / "2022年网络学院学习情况.xlsx", rows)).new == 1
    assert kept() == [(staff["1001"], "网络学院", date(2022, 1, 1), 200, True)]


def test_classes_that_come_to_more_than_the_total_are_for_somebody_to_see(
    court: Store, staff: dict[str, int], tmp_path: Path
) -> None:
    rows = [["2023年网上专题班成绩"], PLATFORM, ["1001", "王伟", 20, 5, 10, 8, 15, 2, "是"]]
    assert "多于完成总学时 20" in reasons(take(court, book(tmp_path / "成绩.xlsx", rows)))


def test_a_negative_part_adds_nothing_to_the_rest(court: Store, staff: dict[str, int], tmp_path: Path) -> None:
    rows = [["2023年网上专题班成绩"], PLATFORM, ["1001", "王伟", 20, 5, -5, 8, 15, 2, "是"]]
    assert "负数" in reasons(take(court, book(tmp_path / "成绩.xlsx", rows)))
    assert sum(row[3] for row in kept()) == 200


def test_a_total_that_is_told_by_classes_later_counts_once(court: Store, staff: dict[str, int], tmp_path: Path) -> None:
    heading = "2023年网上专题班成绩"
    total, classes = ["1001", "王伟", 15, "", "", "", "", 1, "是"], ["1001", "王伟", 15, 2, 5, "", "", 1, "是"]
    for first, second in ((total, classes), (classes, total)):
        with court.step("重来"):
            TrainingRecord.delete().execute()
        take(court, book(tmp_path / "一.xlsx", [[heading], PLATFORM, first]))
        later = take(court, book(tmp_path / "二.xlsx", [[heading], PLATFORM, second]))
        assert "可能与已有的培训记录是同一次" in reasons(later)
        assert sum(row[3] for row in kept()) == 150


def test_the_year_is_no_part_of_what_a_table_is_about(court: Store, staff: dict[str, int], tmp_path: Path) -> None:
    rows = [("工号", "姓名", "完成总学时"), ("1001", "王伟", 20)]
    take(court, book(tmp_path / "自治区网络学院2023年.xlsx", rows))
    assert [row[1] for row in kept()] == ["自治区网络学院"]


def test_hours_on_site_and_online_stand_apart(court: Store, staff: dict[str, int], tmp_path: Path) -> None:
    rows = [
        ("工号", "姓名", "培训班名称", "开始日期", "年度", "网络学时", "线下学时"),
        ("1001", "王伟", "执行业务培训班", "2023-05-08", 2023, 6, 16),
        ("1003", "李静", "执行业务培训班", "2023-05-08", 2023, "", 16),
    ]
    path = book(tmp_path / "其他培训.xlsx", rows, "其他培训")
    assert not take(court, path).refused
    assert [row[3:] for row in kept()] == [(160, False), (60, True), (160, False)]
    assert {row.origin for row in TrainingRecord.select()} == {"other"}
    assert take(court, path).same == 3


@pytest.mark.parametrize(
    ("heading", "cell", "hours"),
    [
        ("学时", timedelta(hours=30, minutes=45), 305),
        ("学时", "7:15", 70),
        ("学时", "3小时30分钟", 35),
        ("学时", "437分钟", 70),
        ("学习时长（分钟）", 90, 15),
        ("学时", 4.5, 45),
        ("学时", "4.5学时", 45),
    ],
)
def test_lengths_of_time_are_hours_in_whole_halves(
    court: Store, staff: dict[str, int], tmp_path: Path, heading: str, cell: Any, hours: int
) -> None:
    rows = [
        ("工号", "姓名", "培训班名称", "开始日期", "年度", heading),
        ("1001", "王伟", "调解", "2023-05-08", 2023, cell),
    ]
    done = take(court, book(tmp_path / "表.xlsx", rows))
    assert [row[3] for row in kept()] == [hours], reasons(done)


def test_minutes_that_make_an_hour_are_a_setting(court: Store, staff: dict[str, int], tmp_path: Path) -> None:
    court.set_setting("minutes_per_hour", "45")
    rows = [("工号", "姓名", "培训班名称", "年度", "学时"), ("1001", "王伟", "调解", 2023, "90分钟")]
    take(court, book(tmp_path / "表.xlsx", rows))
    assert [row[3] for row in kept()] == [20]


class TestWhoIsMeant:
    def row(self, store: Store, tmp_path: Path, **cells: Any) -> Imported:
        given = {"培训班名称": "调解", "开始日期": "2023-05-08", "年度": 2023, "学时": 8, **cells}
        return take(store, book(tmp_path / "表.xlsx", [list(given), list(given.values())]))

    def test_a_staff_number_decides(self, court: Store, staff: dict[str, int], tmp_path: Path) -> None:
        assert self.row(court, tmp_path, 工号="1002", 姓名="王伟").new == 1
        assert kept()[0][0] == staff["1002"]

    def test_so_does_an_id_number(self, court: Store, staff: dict[str, int], tmp_path: Path) -> None:
        assert self.row(court, tmp_path, 身份证号=NUMBER.lower(), 姓名="王伟").new == 1
        assert kept()[0][0] == staff["1001"]

    def test_name_and_court_decide(self, court: Store, staff: dict[str, int], tmp_path: Path) -> None:
        assert self.row(court, tmp_path, 姓名="王伟", 时任单位="青山法院").new == 1
        assert self.row(court, tmp_path, 姓名="李静", 时任单位及职务="包头市中级人民法院刑一庭副庭长").new == 1
        assert [row[0] for row in kept()] == [staff["1002"], staff["1003"]]

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"姓名": "王伟"}, "有 2 个“王伟”"),
            ({"工号": "1001", "姓名": "李静"}, "是“王伟”，不是“李静”"),
            ({"工号": "9999", "姓名": "李静"}, "是“1003”，不是“9999”"),
            (
                {"工号": "1001", "身份证号": "150299198503020017", "姓名": "王伟"},
                "是“150299*******10017”，不是“150299*******20017”",
            ),
            ({"工号": "1002", "身份证号": NUMBER, "姓名": "王伟"}, "对得上 2 个人"),
            ({"姓名": "李静", "时任单位": "青山法院"}, "分不清是否同一人"),
            ({"工号": "9999", "姓名": "赵六"}, "没有“赵六”"),
        ],
    )
    def test_what_is_doubtful_is_told_and_not_guessed(
        self, court: Store, staff: dict[str, int], tmp_path: Path, cells: dict[str, str], why: str
    ) -> None:
        done = self.row(court, tmp_path, **cells)
        assert (done.new, done.refused) == (0, 1)
        assert why in reasons(done)
        assert kept() == []

    def test_a_number_nobody_has_leaves_the_name(self, court: Store, staff: dict[str, int], tmp_path: Path) -> None:
        done = self.row(court, tmp_path, 工号="P-77", 姓名="单雄信")
        assert done.new == 1
        assert "按姓名对上" in notes(done)


class TestOnce:
    def write(self, path: Path, *rows: Sequence[Any]) -> Path:
        return book(path, [PLAIN, *rows])

    def test_the_same_title_in_other_writing_is_the_same(
        self, court: Store, staff: dict[str, int], tmp_path: Path
    ) -> None:
        first = ("1001", "王伟", "新任法官培训班（第一期）", "2023-05-08", "2023-05-12", 40, 2023, "否")
        other = ("1001", "王伟", "2023年 新任法官培训班(第１期)", "2023-05-08", "2023-05-12", 40, 2023, "否")
        assert take(court, self.write(tmp_path / "一.xlsx", first)).new == 1
        again = take(court, self.write(tmp_path / "二.xlsx", other))
        assert (again.new, again.changed, again.same) == (0, 0, 1)

    def test_other_hours_are_told_as_a_correction_that_one_step_takes_back(
        self, court: Store, staff: dict[str, int], tmp_path: Path
    ) -> None:
        row = ["1001", "王伟", "执行培训班", "2023-05-08", "2023-05-12", 40, 2023, "否"]
        take(court, self.write(tmp_path / "一.xlsx", row))
        row[5] = 36
        done = take(court, self.write(tmp_path / "二.xlsx", row))
        assert (done.new, done.changed) == (0, 1)
        assert "学时由 40 更正为 36" in notes(done)
        assert [each[3] for each in kept()] == [360]
        court.undo()
        assert [each[3] for each in kept()] == [400]

    def test_overlapping_days_and_a_similar_title_are_pointed_out(
        self, court: Store, staff: dict[str, int], tmp_path: Path
    ) -> None:
        first = ("1001", "王伟", "全区法院执行业务培训班", "2023-05-08", "2023-05-12", 40, 2023, "否")
        other = ("1001", "王伟", "法院执行业务培训班", "2023-05-09", "2023-05-12", 32, 2023, "否")
        later = ("1001", "王伟", "法院执行业务培训班", "2023-06-09", "2023-06-12", 32, 2023, "否")
        second = ("1003", "李静", "全区法院执行业务培训班第2期", "2023-05-08", "2023-05-12", 32, 2023, "否")
        third = ("1003", "李静", "全区法院执行业务培训班第3期", "2023-05-08", "2023-05-12", 32, 2023, "否")
        take(court, self.write(tmp_path / "一.xlsx", first))
        done = take(court, self.write(tmp_path / "二.xlsx", other, later, second, third))
        assert (done.new, done.refused) == (3, 1)
        assert "可能与已有的培训记录是同一次" in reasons(done)

    def test_within_one_file_too(self, court: Store, staff: dict[str, int], tmp_path: Path) -> None:
        first = ("1001", "王伟", "全区法院执行业务培训班", "2023-05-08", "2023-05-12", 40, 2023, "否")
        other = ("1001", "王伟", "法院执行业务培训班", "2023-05-09", "2023-05-12", 32, 2023, "否")
        done = take(court, self.write(tmp_path / "一.xlsx", first, other))
        assert (done.new, done.refused) == (1, 1)
        assert "可能与第 2 行是同一次" in reasons(done)

    def test_what_a_course_of_this_file_has_posted_is_not_counted_again(
        self, court: Store, staff: dict[str, int], tmp_path: Path
    ) -> None:
        with court.step("结班"):
            held = Training(staff["1001"], "“执行实务”培训班（第二期）", date(2023, 3, 1), 140, date(2023, 3, 2))
            post_training(court, 7, [held])
        same = ("1001", "王伟", "执行实务培训班第2期", "2023-03-01", "2023-03-02", 14, 2023, "否")
        shifted = ("1001", "王伟", "执行实务培训班 第2期", "2023-03-02", "2023-03-02", 14, 2023, "否")
        more = ("1001", "王伟", "执行实务培训班第2期", "2023-03-01", "2023-03-02", 16, 2023, "否")
        for row in (same, shifted):
            done = take(court, self.write(tmp_path / "平台.xlsx", row))
            assert (done.new, done.changed, done.same, done.refused) == (0, 0, 1, 0), reasons(done)
            assert "已经记入，不重复计" in notes(done)
        assert "重新开班" in reasons(take(court, self.write(tmp_path / "平台.xlsx", more)))
        assert [row[3] for row in kept()] == [140]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("1001", "王伟", "甲", "2023-05-08", "2023-05-01", 8, 2023, "否"), "结束日期早于开始日期"),
        (("1001", "王伟", "甲", "2023-05-08", "2023-05-09", 8.2, 2023, "否"), "0.5 的整数倍"),
        (("1001", "王伟", "甲", "2023-05-08", "2023-05-09", -8, 2023, "否"), "负数"),
        (("1001", "王伟", "甲", "2023-05-08", "2023-05-09", 1_000_000, 2023, "否"), "多写了几位"),
        (("1001", "王伟", "甲", "2022-05-08", "2022-05-09", 8, 2023, "否"), "不是同一年"),
        (("1001", "王伟", "", "2023-05-08", "2023-05-09", 8, 2023, "否"), "不能为空"),
    ],
)
def test_bad_rows_are_told_and_good_ones_kept(
    court: Store, staff: dict[str, int], tmp_path: Path, row: Sequence[Any], why: str
) -> None:
    good = ("1003", "李静", "乙", "2023-05-08", "2023-05-09", 8, 2023, "否")
    done = take(court, book(tmp_path / "表.xlsx", [PLAIN, row, good]))
    assert (done.new, done.refused) == (1, 1)
    assert why in reasons(done)


def test_classes_under_a_header_of_two_rows(court: Store, staff: dict[str, int], tmp_path: Path) -> None:
    path = tmp_path / "2023年学习成绩.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet("成绩")
        for column, title in ((0, "工号"), (1, "姓名"), (6, "是否结业")):
            page.merge_range(0, column, 1, column, title)
        for column, title in ((2, "宪法专题班"), (4, "民法典专题班")):
            page.merge_range(0, column, 0, column + 1, title)
            page.write_row(1, column, ("完成课程数", "完成学时"))
        page.write_row(2, 0, ("1001", "王伟", 5, 10, 8, 15, "是"))
        page.write_row(3, 0, ("1003", "李静", 5, 10, 0, 0, "是"))
    done = take(court, path)
    assert not done.refused, reasons(done)
    assert [row[1:4] for row in kept()] == [
        ("宪法专题班", date(2023, 1, 1), 100),
        ("民法典专题班", date(2023, 1, 1), 150),
        ("宪法专题班", date(2023, 1, 1), 100),
    ]


def test_a_day_tells_the_year_whatever_the_file_is_called(court: Store, staff: dict[str, int], tmp_path: Path) -> None:
    rows = [
        ("工号", "姓名", "培训班名称", "开始日期", "学时"),
        ("1001", "王伟", "调解", "2022-05-08", 8),
        ("1003", "李静", "调解", "", 8),
    ]
    done = take(court, book(tmp_path / "2023年导出.xlsx", rows))
    assert not done.refused, reasons(done)
    assert {(row.year, row.starts) for row in TrainingRecord.select()} == {
        (2022, date(2022, 5, 8)),
        (2023, date(2023, 1, 1)),
    }


def test_the_same_year_s_class_with_and_without_days_is_pointed_out(
    court: Store, staff: dict[str, int], tmp_path: Path
) -> None:
    dated = [PLAIN, ("1001", "王伟", "宪法专题班", "2023-05-08", "2023-05-20", 10, 2023, "是")]
    whole = [("工号", "姓名", "宪法专题班完成学时", "是否结业"), ("1001", "王伟", 10, "是")]
    assert take(court, book(tmp_path / "明细.xlsx", dated)).new == 1
    done = take(court, book(tmp_path / "2023年学习成绩.xlsx", whole))
    assert (done.new, done.refused) == (0, 1)
    assert "可能与已有的" in reasons(done)


class TestDecided:
    """What somebody decides about rows that are probably the same."""

    @pytest.fixture
    def plan(self, court: Store, staff: dict[str, int], tmp_path: Path) -> Any:
        first = ("1001", "王伟", "全区法院执行业务培训班", "2023-05-08", "2023-05-12", 40, 2023, "否")
        other = ("1001", "王伟", "法院执行业务培训班", "2023-05-09", "2023-05-12", 32, 2023, "否")
        take(court, book(tmp_path / "一.xlsx", [PLAIN, first]))
        path = book(tmp_path / "二.xlsx", [PLAIN, other])
        return plan_parts(court, ready(survey(read_workbook(path), TRAINING_RECORD, court), TRAINING_RECORD))

    def test_another_training_is_new(self, court: Store, plan: Any) -> None:
        assert plan.decide(0, NEW_ROW).state is RowState.NEW
        apply_plan(court, plan, "二.xlsx")
        assert sorted(row[3] for row in kept()) == [320, 400]

    def test_the_same_is_corrected(self, court: Store, plan: Any) -> None:
        (existing,) = plan.rows[0].candidates
        assert plan.decide(0, existing).state is RowState.CHANGED
        assert plan.decide(0, None).state is RowState.DOUBTFUL
        plan.decide(0, existing)
        apply_plan(court, plan, "二.xlsx")
        assert [row[3] for row in kept()] == [320]
