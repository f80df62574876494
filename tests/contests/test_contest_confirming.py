from datetime import date

import contest_book
import pytest

from cadre_desktop.contests.actions.confirming import (
    EventSheets,
    PaperTotal,
    confirm_sheets,
    mark_history,
    record_totals,
    unconfirm,
    unconfirmed_sheets,
)
from cadre_desktop.contests.actions.entering import set_status, withdraw_entry
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.panels import remove_judges
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.outgoing import write_contest
from cadre_desktop.contests.kinds import MARK
from cadre_desktop.contests.records import Mark, ScoreSheet
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.contests.sheets import SheetState
from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused


def state(small, entrant, judge):
    sheets = EventSheets(small.trial if judge else small.exam)
    return sheets.state(small.sheet_key(entrant, judge))


def test_a_sheet_comes_along(court, small):
    here = ("李静", "王祯")
    assert state(small, *here) is SheetState.EMPTY
    record_marks(court, small.trial, small.sheet(*here, 50, 35)[:1])
    assert state(small, *here) is SheetState.KEYING
    record_marks(court, small.trial, small.sheet(*here, 50, 35))
    assert state(small, *here) is SheetState.COMPLETE
    assert confirm_sheets(court, small.trial, [small.sheet_key(*here)]) == 1
    assert state(small, *here) is SheetState.CONFIRMED
    assert confirm_sheets(court, small.trial, [small.sheet_key(*here)]) == 0
    sheet = ScoreSheet.get()
    assert (sheet.keyed_by, sheet.confirmed_by, sheet.confirmed_on) == ("王祯", "王祯", date(2023, 6, 1))
    assert court.last_step().label == "确认 1 张评分表（庭审观摩）"
    court.undo()
    assert state(small, *here) is SheetState.COMPLETE


def test_only_whole_and_expected_sheets_are_confirmed(court, small):
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35)[:1])
    sheet_keys = [small.sheet_key("李静", "王祯"), small.sheet_key("李静", "乌兰图雅")]
    with pytest.raises(Refused) as refused:
        confirm_sheets(court, small.trial, sheet_keys)
    assert [problem.message for problem in refused.value.problems] == [
        "李静（评委王祯）：还有分值没有录入。",
        "有一张评分表不在应评之列（退赛、缺席、回避或没有席位），不用确认。",
    ]


def test_the_total_on_paper_has_to_fit(court, small):
    here = small.sheet_key("李静", "王祯")
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35.5))
    assert record_totals(court, small.trial, [PaperTotal(*here, 85_000)]) == 1
    assert record_totals(court, small.trial, [PaperTotal(*here, 85_000)]) == 0
    message = "李静（评委王祯）：纸面合计 85 与录入合计 85.5 相差 0.5，请对照纸面核对各项。"
    with pytest.raises(Refused, match=message):
        confirm_sheets(court, small.trial, [here])
    assert confirm_sheets(court, small.trial) == 0
    record_totals(court, small.trial, [PaperTotal(*here, 85_500)])
    assert confirm_sheets(court, small.trial) == 1


@pytest.mark.parametrize(
    ("judge", "total", "message"), [("王祯", -1, "纸面合计不能小于 0"), ("乌兰图雅", 1, "不能填写纸面合计")]
)
def test_a_total_that_cannot_stand_is_refused(court, small, judge, total, message):
    with pytest.raises(Refused, match=message):
        record_totals(court, small.trial, [PaperTotal(*small.sheet_key("李静", judge), total)])


def test_confirmed_sheets_change_only_with_a_reason(court, marked):
    marked.confirm(court)
    change = [marked.mark("李静", "王祯", "说理", 36)]
    with pytest.raises(Refused, match="请写明更正的原因") as refused:
        record_marks(court, marked.trial, change)
    assert refused.value.problems[0].field == "reason"
    record_marks(court, marked.trial, change, "看错一行")
    assert court.last_step().label == "更正成绩（庭审观摩）：看错一行"
    assert state(marked, "李静", "王祯") is SheetState.COMPLETE
    assert state(marked, "李静", "翟志刚") is SheetState.CONFIRMED
    total = PaperTotal(*marked.sheet_key("李静", "翟志刚"), 85_000)
    with pytest.raises(Refused, match="请写明更正的原因"):
        record_totals(court, marked.trial, [total])
    record_totals(court, marked.trial, [total], "补录")
    assert state(marked, "李静", "翟志刚") is SheetState.COMPLETE


def test_a_confirmed_mark_is_not_changed_behind_the_sheet(court, marked):
    marked.confirm(court)
    with pytest.raises(Refused, match="请在“评分”页更正"):
        editing.change(court, MARK, Mark.select().where(Mark.judge.is_null(False)).first().id, {"value": 1000})
    with pytest.raises(Refused, match="请在“评分”页更正"):
        editing.change(court, MARK, Mark.select().where(Mark.judge.is_null()).first().id, {"value": 1000})


def test_taking_back_needs_a_reason(court, marked):
    marked.confirm(court)
    here = marked.sheet_key("李静", None)
    with pytest.raises(Refused, match="请填写撤销确认的原因"):
        unconfirm(court, marked.exam, [here], " ")
    assert unconfirm(court, marked.exam, [here], "再核一次") == 1
    assert unconfirm(court, marked.exam, [here], "再核一次") == 0
    assert court.last_step().label == "撤销确认 1 张评分表（笔试）：再核一次"
    assert state(marked, "李静", None) is SheetState.COMPLETE


def test_the_history_of_a_mark(court, small):
    spot = (*small.sheet_key("李静", "王祯"), small.criteria["说理"])
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    confirm_sheets(court, small.trial)
    record_marks(court, small.trial, [small.mark("李静", "王祯", "说理", None)], "认不清")
    court.actor = "翟志刚"
    record_marks(court, small.trial, [small.mark("李静", "王祯", "说理", 36)])
    court.undo()
    history = mark_history(small.trial.id, spot)
    assert [(change.by, change.was, change.now, change.step) for change in history] == [
        ("翟志刚", 36_000, None, "撤销：录入成绩（庭审观摩）"),
        ("翟志刚", None, 36_000, "录入成绩（庭审观摩）"),
        ("王祯", 35_000, None, "更正成绩（庭审观摩）：认不清"),
        ("王祯", None, 35_000, "录入成绩（庭审观摩）"),
    ]
    assert history[2].sentence() == "06-01 09:00　王祯　35 → 空　更正成绩（庭审观摩）：认不清"


def test_all_who_typed_are_named(court, small):
    sheet = small.sheet("李静", "王祯", 50, 35)
    record_marks(court, small.trial, sheet[:1])
    court.actor = "翟志刚"
    record_marks(court, small.trial, sheet[1:])
    assert ScoreSheet.get().keyed_by == "王祯、翟志刚"


def test_an_empty_sheet_is_forgotten_and_stands_in_nobodys_way(court, small):
    record_marks(court, small.trial, [small.mark("解红", "王祯", "驾驭", 30)])
    record_marks(court, small.trial, [small.mark("解红", "王祯", "驾驭", None)])
    assert ScoreSheet.select().count() == 0
    record_totals(court, small.trial, [PaperTotal(*small.sheet_key("解红", "王祯"), 50_000)])
    record_totals(court, small.trial, [PaperTotal(*small.sheet_key("单雄信", "翟志刚"), 50_000)])
    assert withdraw_entry(court, [small.entrants["解红"]]) == 1
    assert remove_judges(court, [small.judges["翟志刚"]]) == 1
    assert ScoreSheet.select().count() == 0


def test_sealing_needs_every_sheet_confirmed_or_a_reason(court, marked):
    with pytest.raises(Refused, match="有 19 张评分表没有确认：执行 庭审观摩 李静（评委王祯）") as refused:
        seal(court, marked.contest)
    assert refused.value.problems[0].field == "reason"
    marked.confirm(court)
    unconfirm(court, marked.exam, [marked.sheet_key("解红", None)], "再核一次")
    (sheet,) = unconfirmed_sheets(ranking_of(marked.track))
    assert (sheet.entrant, sheet.judge) == marked.sheet_key("解红", None)
    set_status(court, [marked.entrants["解红"]], EntrantStatus.WITHDRAWN, "公务")
    assert unconfirmed_sheets(ranking_of(marked.track)) == []
    seal(court, marked.contest)
    with pytest.raises(Refused, match="已封存"):
        confirm_sheets(court, marked.trial)


def test_an_import_that_changes_marks_opens_their_sheets(court, marked, tmp_path):
    marked.confirm(court)
    row = ("执行", "笔试", "李静", None, "卷面", 81)
    content = {
        "竞赛": [("名称", "年度"), (marked.contest.name, 2023)],
        "评分": [("赛道", "项目", "选手", "评委", "评分项", "分值"), row],
    }
    assert import_contest(court, contest_book.write(tmp_path / "更正.xlsx", content)).changed == 1
    assert state(marked, "李静", None) is SheetState.COMPLETE
    assert state(marked, "解红", None) is SheetState.CONFIRMED


def test_a_workbook_that_tells_the_sheets_brings_them_back_as_they_were(court, marked, tmp_path):
    marked.confirm(court)
    book = tmp_path / "竞赛.xlsx"
    write_contest(marked.contest, book)
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", 81)], "更正")
    assert state(marked, "李静", None) is SheetState.COMPLETE
    import_contest(court, book)
    mark = Mark.get(Mark.criterion == marked.criteria["卷面"], Mark.entrant == marked.entrants["李静"])
    assert (mark.value, state(marked, "李静", None)) == (80_000, SheetState.CONFIRMED)
