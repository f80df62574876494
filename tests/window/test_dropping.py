"""A workbook dropped on whatever tab goes where its headings say; what fits two kinds, or none, is asked."""

import pytest
import xlsxwriter

from cadre_desktop.contests.dropped import CONTEST_WORKBOOK, NOMINATIONS
from cadre_desktop.schema import kinds
from cadre_desktop.window.frame import dropping
from cadre_desktop.window.frame.dropping import KindDialog, KindFit, fitting
from cadre_desktop.window.tabs import TABS, tab_index


@pytest.fixture
def window(started):
    started.window.show_first_tab()
    return started.window


@pytest.fixture
def workbook(tmp_path):
    """Write a workbook: sheets by name, each rows of cells."""

    def write(sheets, name="表.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return write


def table(*headings):
    return {"表一": [["某某法院统计表"], list(headings), ["一"] * len(headings), ["二"] * len(headings)]}


@pytest.mark.parametrize(
    ("headings", "keys"),
    [
        (("序号", "姓名", "性别", "出生年月", "所在部门", "现任职务"), ["people"]),
        (("序号", "班次名称", "开始时间", "结束时间", "学时"), ["courses"]),
        (("姓名", "培训班名称", "参训情况"), ["enrolments"]),
        (("姓名", "人才库", "入库日期"), ["memberships"]),
        (("荣誉名称", "级别", "授予日期", "姓名"), ["honours"]),
        (("姓名", "决定日期", "新任职务"), ["appointments"]),
        (("活动名称", "类别", "开始日期", "地点"), ["welfare-events"]),
        (("工号", "姓名", "完成总学时", "专题班1完成学时", "学习心得数", "是否结业"), ["training-records"]),
        (("甲", "乙", "丙"), []),
    ],
)
def test_headings_tell_what_a_workbook_is(started, workbook, headings, keys):
    assert [fit.key for fit in fitting(workbook(table(*headings)), kinds().values())] == keys


def test_what_fits_two_kinds_is_told_as_both(started, workbook):
    path = workbook(table("姓名", "培训班名称", "年度", "开始日期", "参训情况", "成绩"))
    assert {fit.key for fit in fitting(path, kinds().values())} == {"training-records", "enrolments"}


def test_a_contest_is_told_by_its_sheets_and_nominations_by_their_tracks(started, workbook):
    contest = {"竞赛": [["名称"], ["某杯"]], "赛道": [["赛道"], ["刑事"]], "选手": [["选手", "赛道"], ["王祯", "刑事"]]}
    assert fitting(workbook(contest), kinds().values()) == [KindFit(CONTEST_WORKBOOK.key, 1.0)]
    found = fitting(workbook(table("姓名", "单位", "参赛赛道"), "推荐.xlsx"), kinds().values())
    assert found[0].key == NOMINATIONS.key


def test_everything_that_can_be_chosen_has_its_tab():
    for key in dropping.droppable():
        assert 0 < tab_index(key) < len(TABS)


@pytest.mark.parametrize("front", range(len(TABS)))
def test_a_roster_dropped_on_any_tab_is_imported_as_people(window, workbook, monkeypatch, front):
    taken = []
    monkeypatch.setattr(window, "import_file", lambda path, key: taken.append((path.name, key)))
    window.tabs.setCurrentIndex(front)
    window._take(workbook(table("姓名", "性别", "出生年月", "部门"), "花名册.xlsx"))
    assert taken == [("花名册.xlsx", "people")]


def test_a_workbook_opens_the_import_of_its_kind_in_its_tab(window, workbook, monkeypatch):
    from cadre_desktop.kit.qt.imports import import_dialog

    opened = []

    class Opened:
        imported = None

        def __init__(self, desk, kind, path, parent):
            opened.append((kind.key, path.name))

        def exec(self):
            return 0

    monkeypatch.setattr(import_dialog, "ImportDialog", Opened)
    path = workbook(table("甲"))
    for plan in TABS:
        for key in set(plan.kinds) & dropping.droppable().keys():
            window.import_file(path, key)
            assert TABS[window.tabs.currentIndex()] is plan
    assert {key for key, _name in opened} == dropping.droppable().keys() - {
        CONTEST_WORKBOOK.key,
        NOMINATIONS.key,
        "children",  # whose sheet is read by an action of its own
    }


def test_what_several_kinds_fit_or_none_is_asked(window, workbook, monkeypatch):
    asked, taken = [], []
    monkeypatch.setattr(window, "import_file", lambda path, key: taken.append(key))

    def answer(name, fits, _parent):
        asked.append((name, [fit.key for fit in fits]))
        return "honours" if not fits else None

    monkeypatch.setattr(dropping, "ask_kind", answer)
    window._take(workbook(table("甲", "乙"), "某表.xlsx"))
    window._take(workbook(table("姓名", "培训班名称", "年度", "开始日期", "参训情况", "成绩"), "台账.xlsx"))
    assert [name for name, _fits in asked] == ["某表.xlsx", "台账.xlsx"]
    assert taken == ["honours"]


def test_a_file_that_cannot_be_read_is_told(window, tmp_path, notices):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    window._take(path)
    assert "坏.xlsx" in notices.texts[-1]


def test_the_question_offers_the_likely_kinds_first(qtbot):
    dialog = KindDialog("台账.xlsx", [KindFit("training-records", 1.0), KindFit("enrolments", 0.9)], None)
    qtbot.addWidget(dialog)
    assert [dialog.kind.itemData(line) for line in range(2)] == ["training-records", "enrolments"]
    dialog.kind.set_value("enrolments")
    dialog.go.click()
    assert dialog.chosen == "enrolments"


def test_a_question_without_a_likely_kind_wants_a_choice(qtbot):
    dialog = KindDialog("某表.xlsx", [], None)
    qtbot.addWidget(dialog)
    dialog.go.click()
    assert dialog.chosen is None and not dialog.problem.isHidden()
