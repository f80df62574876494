"""Until names and codes are matched nothing that can be read joins them: screens, papers, files, journal, commands."""

import csv
import json
from pathlib import Path

import pytest
from blind import CODE_SEED, codes_of, make_blind, mark_all
from looking import paper, screen, workbook
from small_sheets import SHEETS

from cadre_desktop.cli.parser import run
from cadre_desktop.contests import naming
from cadre_desktop.contests.actions.confirming import unconfirm
from cadre_desktop.contests.actions.entering import set_status
from cadre_desktop.contests.actions.marking import MarkEntry, record_marks
from cadre_desktop.contests.actions.second_keying import differences, record_second, resolve
from cadre_desktop.contests.actions.setup import save_contest
from cadre_desktop.contests.board.board_reading import read_program
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.contests.screens.contest_page import ANALYSIS, ENTRANTS, JUDGES, MARKING, RESULTS, SETUP
from cadre_desktop.contests.screens.papers.printable import SHEETS as PAPERS
from cadre_desktop.contests.screens.papers.workbooks import WORKBOOKS
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.schema import kinds

NAMES = tuple(SHEETS)
COURTS = ("青山", "昆都仑", "昆区")
SECRET = "代号对照表"


class Watch:
    """Takes in everything that can be read, by where it was read, and finds what it gives away."""

    def __init__(self, small):
        self.codes = codes_of(small)
        self.leaks: list[str] = []
        self.seen = 0

    def look(self, where: str, text: str) -> None:
        """Nothing has a name and its code; whoever reads a page, a sheet or a screen sees all of it."""
        self.seen += len(text)
        self.leaks += [f"{where}: {CODE_SEED}"] * (CODE_SEED in text)
        self.leaks += [f"{where}: {name} {code}" for name, code in self.codes.items() if name in text and code in text]

    def look_blind(self, where: str, text: str) -> None:
        """What is about anonymous events alone has no name and no court either."""
        self.look(where, text)
        self.leaks += [f"{where}: {word}" for word in (*NAMES, *COURTS) if word in text]


@pytest.fixture(params=["some", "all"])
def blind(request, court, small):
    """Marked, keyed twice with a difference that was settled, one entrant gone; one event or both are anonymous."""
    small.some = request.param == "some"
    make_blind(court, small, *((small.trial,) if small.some else (small.trial, small.exam)))
    mark_all(court, small)
    save_contest(court, {"second_keying": True}, small.contest.id)
    record_marks(court, small.trial, [small.mark("欧阳文博", "王祯", "驾驭", 49)], "看错一行")
    unconfirm(court, small.trial, [small.sheet_key("单雄信", "王祯")], "再核对")
    set_status(court, [small.entrants["解红"]], EntrantStatus.WITHDRAWN, "因病")
    actor, court.actor = court.actor, "复核员"
    sheets = [small.sheet(name, judge, 55, 37) for name in ("阿拉坦·巴特尔",) for judge in ("王祯", "翟志刚")]
    record_second(court, small.trial, [mark for sheet in sheets for mark in sheet])
    court.actor = actor
    resolve(court, small.trial, differences(small.trial)[0].spot, 37_000, "看纸面")
    return small


def look_at_screens(watch: Watch, page, small) -> None:
    for section in (SETUP, ENTRANTS, JUDGES, RESULTS, ANALYSIS):
        page.bring(section)
        watch.look(f"页面 {section}", screen(page))
    page.bring(RESULTS)
    if not small.some:
        watch.look_blind("结果", screen(page.results))
        for entrant in small.entrants.values():
            page.results.explain(entrant)
            watch.look_blind("计算过程", screen(page.results.panel))
            if page.results.panel.isVisible():
                page.results.panel.print_wanted.emit()
        page.results._close_panel()
    page.bring(MARKING)
    marking = page.marking
    assert marking.head.event_box.value() == small.trial.id
    for keying in (0, 1, 2):
        marking.head.keying.chosen.emit(keying)
        for way in (0, 1):
            marking.head.mode.chosen.emit(way)
            for index in range(marking.head.who.count()):
                marking.head.who.setCurrentIndex(index)
                marking._show_sheets()
                marking.history.read()
                watch.look_blind(f"评分 {keying} {way}", _without_judges(screen(marking)))
    marking.head.keying.chosen.emit(0)


def _without_judges(text: str) -> str:
    """Judges are of the same courts, and may be seen."""
    return text.replace("包头市中级人民法院", "")


def look_at_papers(watch: Watch, page, desk, small) -> None:
    menu = page.print_menu
    menu.follow()
    watch.look("打印菜单", screen(menu))
    for sheet in PAPERS:
        if sheet.title != SECRET and menu.sheets[sheet.title].isVisible() and menu.sheets[sheet.title].isEnabled():
            menu.sheets[sheet.title].trigger()
    menu.publication.isEnabled()
    for path, title in desk.printed:
        about_codes = "匿名评分表" in title or (not small.some and ("成绩表" in title or "计算过程" in title))
        for part, text in paper(Path(path)).items():
            (watch.look_blind if about_codes else watch.look)(f"{title} {part}", f"{text}\n{title}")


def look_at_workbooks(watch: Watch, folder: Path, small) -> None:
    for number, book in enumerate(WORKBOOKS):
        path = folder / f"{number}.xlsx"
        try:
            book.write(small.contest, path)
        except Refused as refused:
            watch.look(book.title, str(refused))
            continue
        for sheet, rows in workbook(path).items():
            look_at_rows(watch, f"{book.title} {sheet}", sheet, rows)


def look_at_rows(watch: Watch, where: str, sheet: str, rows: list[str]) -> None:
    """The sheet of marks has rows of open events, with names, and rows of anonymous ones, in the order of codes."""
    if sheet == "评分":
        watch.look_blind(where, "\n".join(row for row in rows if "庭审观摩" in row))
        watch.look(where, "\n".join(row for row in rows if "笔试" in row))
    else:
        watch.look(where, "\n".join(rows))


def look_at_the_journal(watch: Watch, court) -> None:
    from cadre_desktop.kit.jobs import InlineJobs
    from cadre_desktop.window.file.session import row_named
    from cadre_desktop.window.journal.history import HistoryDialog

    court.row_named = row_named
    dialog = HistoryDialog(court, InlineJobs(), RecordedNotices(), None)
    for row in range(dialog.steps.rowCount()):
        dialog.steps.selectRow(row)
        step = dialog.steps.item(row, 2).text()
        changes = "\n".join(
            " ".join(dialog.changes.item(line, column).text() for column in range(dialog.changes.columnCount()))
            for line in range(dialog.changes.rowCount())
        )
        about_codes = "庭审观摩" in step and any(word in step for word in ("成绩", "评分表", "差异", "复核"))
        (watch.look_blind if about_codes else watch.look)(f"操作记录 {step}", f"{step}\n{_without_judges(changes)}")
        watch.look(f"能否撤销 {step}", dialog.reason.text())
        if any(code in changes for code in watch.codes.values()):  # the order of writing is that of the names
            watch.leaks += [f"操作记录 {step}: 次序"] * (changes.splitlines() != sorted(changes.splitlines()))
    dialog.deleteLater()


def look_at_the_board(watch: Watch, small) -> None:
    for track in read_program(small.contest.id).tracks:
        watch.look("大屏", str(track))
        if not small.some:
            watch.look_blind("大屏", str(track))


def look_everywhere(court, open_tab, desk, folder: Path, small) -> Watch:
    watch = Watch(small)
    page = open_tab().page
    look_at_screens(watch, page, small)
    look_at_papers(watch, page, desk, small)
    look_at_workbooks(watch, folder, small)
    look_at_the_journal(watch, court)
    look_at_the_board(watch, small)
    for text in desk.notices.texts:
        watch.look("提示", text)
    return watch


def test_nothing_joins_names_and_codes(court, open_tab, desk, tmp_path, blind):
    watch = look_everywhere(court, open_tab, desk, tmp_path, blind)
    assert watch.leaks == []
    assert watch.seen > 20_000
    titles = " ".join(title for _path, title in desk.printed)
    assert all(word in titles for word in ("匿名评分表", "抽签表", "签到表", "回避表"))


@pytest.mark.parametrize("what", ["_coded", "_all_coded"])
def test_the_watch_sees_what_the_rule_would_let_through(court, open_tab, desk, tmp_path, blind, monkeypatch, what):
    """Were the one rule broken, all that rely on it would give names away."""
    if what == "_coded":
        monkeypatch.setattr(naming, "_coded", lambda one: one)
    else:
        monkeypatch.setattr(naming, "_all_coded", dict)
    watch = look_everywhere(court, open_tab, desk, tmp_path, blind)
    found = {leak.split()[0] for leak in watch.leaks}
    assert {"评分", "竞赛工作簿（可再导入）"} <= found
    assert blind.some or {"结果:", "计算过程:", "大屏:"} & found


def test_refusals_go_by_codes(court, blind):
    watch = Watch(blind)
    wrong = [
        MarkEntry(key, blind.judges["乌兰图雅"], blind.criteria["驾驭"], 61_000) for key in blind.entrants.values()
    ]
    with pytest.raises(Refused) as caught:
        record_marks(court, blind.trial, wrong)
    watch.look_blind("未通过", str(caught.value))
    assert watch.leaks == []
    assert len(caught.value.problems) == 5


# The command line, which opens the file itself.


def said(capsys, *words) -> str:
    run([str(word) for word in words])
    out = capsys.readouterr()
    return out.out + out.err


def test_commands_and_exports_join_nothing(court, blind, capsys, tmp_path):
    watch, path, key, some = Watch(blind), court.path, blind.contest.id, blind.some
    labels = [step.label for step in journal.steps(500)]
    close_store(court)
    for flags in ((), ("--explain",), ("--json",), ("--json", "--explain"), ("--event", "庭审观摩")):
        told = said(capsys, "contest", "results", key, *flags, "--db", path)
        (watch.look if some else watch.look_blind)(f"contest results {flags}", told)
        assert ("拆封匹配" in told) or not some
    for command in (("contest", "fairness", key, "--json"), ("contest", "fairness", key), ("journal", "--json")):
        watch.look(" ".join(map(str, command)), said(capsys, *command, "--db", path))
    book = tmp_path / "成绩.xlsx"
    said(capsys, "contest", "results", key, "--xlsx", book, "--db", path)
    for sheet, rows in workbook(book).items():
        look_at_rows(watch, f"成绩.xlsx {sheet}", sheet, rows)
    pdf = tmp_path / "成绩.pdf"
    said(capsys, "contest", "results", key, "--pdf", pdf, "--db", path)
    if not some:
        for part, text in paper(pdf).items():
            watch.look_blind(f"成绩.pdf {part}", text)
    for kind in kinds():
        table = tmp_path / f"{kind}.csv"
        said(capsys, "export", kind, table, "--db", path)
        rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
        watch.look(f"export {kind}", json.dumps(rows, ensure_ascii=False))
        if kind == "marks":
            assert not any("庭审观摩" in row for row in map(str, rows))
            assert any("笔试" in row for row in map(str, rows)) == some
    for label in labels:
        watch.look("步骤", label)
    assert watch.leaks == []
    assert any("裁定差异" in label for label in labels)
