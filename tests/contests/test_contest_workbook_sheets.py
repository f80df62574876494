"""How the sheets of paper stand goes out with a contest's workbook and comes back: totals, confirmations, keyings."""

import pytest
from contest_book import write

from cadre_desktop.contests.actions.confirming import PaperTotal, confirm_sheets, record_totals
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.second_keying import record_second
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.outgoing import write_contest
from cadre_desktop.contests.records import Contest, Event, ScoreSheet, SecondMark
from cadre_desktop.contests.screens.marking.sheet_reading import Keying, read
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA


def standing():
    """Every sheet by names, and every second mark."""
    sheets = {
        (row.event.name, row.entrant.name, row.judge.name if row.judge else None): (
            row.paper_total,
            row.keyed_by,
            row.confirmed_by,
            row.confirmed_on,
            row.second_by,
            row.second_on,
        )
        for row in ScoreSheet.select()
    }
    second = {(row.entrant.name, row.judge and row.judge.name, row.criterion.name): row.value for row in SecondMark}
    return sheets, second


def states(track):
    """The state of every sheet by names, as the marking page shows them."""
    found = {}
    for event in Event.select().order_by(Event.id):
        reading = read(track, event.id)
        for entrant in reading.people:
            for judge in (None, *reading.result.judges):
                name = reading.result.judges.get(judge, "")
                named = (event.name, reading.people[entrant].name, name)
                found[named] = Keying(reading).state((entrant, judge)) if reading.event.criteria else None
    return found


@pytest.fixture
def keyed(court, marked):
    """Sheets in every state: confirmed, with a total, keyed twice, at odds, and one without a mark."""
    record_totals(court, marked.trial, [PaperTotal(*marked.sheet_key("李静", "王祯"), 85_000)])
    confirm_sheets(court, marked.trial, [marked.sheet_key("李静", "王祯"), marked.sheet_key("解红", "王祯")])
    confirm_sheets(court, marked.exam, [marked.sheet_key("解红", None)])
    record_totals(court, marked.trial, [PaperTotal(*marked.sheet_key("单雄信", "王祯"), 71_000)])
    court.actor = "翟志刚"
    record_second(court, marked.trial, marked.sheet("李静", "王祯", 50, 35))
    record_second(court, marked.trial, marked.sheet("欧阳文博", "王祯", 48, 35))
    record_marks(court, marked.trial, marked.sheet("单雄信", "翟志刚", 41, 30))
    for name in ("驾驭", "说理"):
        record_marks(court, marked.trial, [marked.mark("解红", "翟志刚", name, None)])
    return marked


def test_the_state_of_every_sheet_comes_back(court, keyed, tmp_path):
    before, shown = standing(), states(keyed.track.id)
    assert len({state for state in shown.values() if state}) == 4
    path = tmp_path / "竞赛.xlsx"
    write_contest(keyed.contest, path)
    same = import_contest(court, path)
    assert (same.new, same.changed, same.problems) == (0, 0, ())
    close_store(court)
    again = open_store(tmp_path / "空.cadre", SCHEMA, "单雄信", create_new=True)
    done = import_contest(again, path)
    assert done.problems == ()
    assert done.read == done.new + done.changed + done.same + done.refused
    assert standing() == before
    assert states(read_track()) == shown
    close_store(again)


def read_track():
    from cadre_desktop.contests.results import tracks_of

    return tracks_of(Contest.get().id)[0].id


def content(path):
    """The workbook as rows, to be changed and written again."""
    rows = {sheet.name: [tuple(row) for row in sheet.rows] for sheet in read_workbook(path).sheets}
    head, values = rows["竞赛"]
    named = [head.index("名称"), head.index("年度")]
    return rows | {"竞赛": [tuple(row[place] for place in named) for row in (head, values)]}


def test_without_those_sheets_all_is_as_it_was(court, keyed, tmp_path):
    before = standing()
    path = tmp_path / "竞赛.xlsx"
    write_contest(keyed.contest, path)
    rows = content(path)
    del rows["评分表"], rows["复核录入"]
    done = import_contest(court, write(path, rows))
    assert done.problems == ()
    assert standing() == before


def test_what_cannot_stand_is_told_at_its_place(court, keyed, tmp_path):
    path = tmp_path / "竞赛.xlsx"
    write_contest(keyed.contest, path)
    rows = content(path)
    head = rows["评分表"][0]
    assert head == ("赛道", "项目", "选手", "评委", "纸面合计", "录入人", "确认人", "确认日期", "复核人", "复核日期")
    rows["评分表"] = [
        head,
        ("执行", "庭审观摩", "解红", "王祯", 51, "王祯", "王祯", "2023-06-01"),
        ("执行", "庭审观摩", "解红", "翟志刚", None, None, "王祯"),
        ("执行", "庭审观摩", "解红", None, 50),
        ("执行", "庭审观摩", "解宏", "王祯", 50),
        ("执行", "庭审观摩", "李静", "李静", 50),
        ("执行", "笔试", "李静", None, "八十", None, "王祯"),
    ]
    rows["复核录入"] = [rows["复核录入"][0], ("执行", "庭审观摩", "解红", "王祯", "驾驭", 99)]
    done = import_contest(court, write(path, rows))
    told = [(problem.sheet, problem.row, problem.column) for problem in done.problems]
    assert sorted(told) == [
        ("复核录入", 2, "复核分值"),
        ("评分表", 2, "确认人"),
        ("评分表", 3, "确认人"),
        ("评分表", 4, "评委"),
        ("评分表", 5, "选手"),
        ("评分表", 6, "评委"),
        ("评分表", 7, "纸面合计"),
    ]
    messages = {problem.row: problem.message for problem in done.problems if problem.sheet == "评分表"}
    assert messages[2] == "没有记为已确认：纸面合计 51 与录入合计 50 相差 1，请对照纸面核对各项。"
    assert messages[3] == "没有记为已确认：还有分值没有录入。"
    assert (done.refused, done.read) == (5, done.new + done.changed + done.same + done.refused)
    sheet = ScoreSheet.get(ScoreSheet.entrant == keyed.entrants["解红"], ScoreSheet.judge == keyed.judges["王祯"])
    assert (sheet.paper_total, sheet.confirmed_by) == (51_000, "")
