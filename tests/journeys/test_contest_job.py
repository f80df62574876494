"""A skills competition as a coordinator runs it: set up, draw, sheets, marking twice, results, seal, certificates.

Everything is done in the real window: forms, grids and keys; only people are put in beforehand.
"""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from writing_jobs import in_a_writing_job

from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.contests.records import Contest, Entrant, Mark, Result, Track
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.contest_page import ENTRANTS, JUDGES, MARKING, RESULTS
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court, Honour, Person
from cadre_desktop.window.tabs import TABS

CTRL = Qt.KeyboardModifier.ControlModifier
JUDGES_NAMED = ("王祯", "翟志刚", "乌兰图雅")
SHEETS = {
    "李静": ((50, 35), (52, 36), (49, 34)),
    "欧阳文博": ((55, 38), (56, 37.5), (54, 39)),
    "阿拉坦·巴特尔": ((48, 33), (47, 34), (50, 32)),
    "单雄信": ((55, 38), (56, 37.5), (54, 39)),
    "解红": ((40, 30), (41, 29), (42, 31)),
}
"""Conduct (of 60) and reasons (of 40) by judge."""
PLACES = [
    ("1", "欧阳文博", "93.17", "一等奖"),
    ("1", "单雄信", "93.17", "一等奖"),
    ("3", "李静", "85.33", "二等奖"),
    ("4", "阿拉坦·巴特尔", "81.33", ""),
    ("5", "解红", "71.00", ""),
]
"""Worked by hand: the mean of three whole sheets to two decimals; who shares the first place shares its award."""
AWARDS = [(name, award) for _rank, name, _total, award in PLACES if award]


@pytest.fixture
def desk(started, qtbot):
    """The window with eight people of two courts in the file."""
    tabs = started.window.tabs
    qtbot.waitUntil(lambda: tabs.currentWidget().layout() is not None)  # the first tab comes after a paint
    own = Court.get(Court.name == "包头市中级人民法院")
    other = Court.get(Court.short_name == "青山法院")
    rows = [{"name": name, "court": own.id} for name in JUDGES_NAMED]
    rows += [{"name": name, "court": other.id} for name in SHEETS]
    add_people(started.session.store, rows)
    return started


@pytest.fixture
def contests(desk):
    plan = next(plan for plan in TABS if plan.key == "contests")
    desk.window.tabs.setCurrentIndex(TABS.index(plan))
    return desk.window.tab(plan)


def fill(form, **values):
    for name, value in values.items():
        form.cells[name].editor.set_value(value)


def add(view, **values):
    """A new row through the form of a list."""
    view.new()
    fill(view.form, **values)
    view.editing.save()
    view.editing.close()


def set_up(contests):
    """A contest of one track with one judged event of two criteria and two awards."""
    contests._new()
    contests.form.source.set_value(-1)
    fill(contests.form.form, name="2023年执行技能竞赛", starts=date(2023, 5, 8), ends=date(2023, 5, 9))
    fill(contests.form.form, second_keying=True)
    contests.form.save()
    setup = contests.page.setup
    add(setup.views["tracks"], name="执行", category="judge")
    track = Track.get()
    setup.event_wanted.emit(None, {"track": track.id, "name": "庭审观摩", "format": "observed_trials"})
    page = contests.page.event_page
    fill(page.form, weight=100_000, drop_high=0, drop_low=0)
    page.save()
    for name, points in (("驾驭", 60_000), ("说理", 40_000)):
        add(page.rubric, name=name, points=points, step=500)
    add(setup.views["award-levels"], title="一等奖", number=1)
    add(setup.views["award-levels"], title="二等奖", number=1)
    return track


def people_in(contests, track):
    """Entrants and judges by the search boxes of their pages; then the draw."""
    page = contests.page
    page.show_contest(Contest.get())
    page.bring(ENTRANTS)
    for name in SHEETS:
        page.entrants.picker.picked.emit(Person.get(Person.name == name).id)
    page.bring(JUDGES)
    for name in JUDGES_NAMED:
        page.judges.picker.picked.emit(Person.get(Person.name == name).id)
    page.bring(ENTRANTS)
    page.entrants.draw()
    assert page.setup.missing.words.text().startswith("设置已完整")
    assert sorted(row.number for row in Entrant.select()) == [1, 2, 3, 4, 5]
    assert Track.by_key(track.id).draw_seed


def type_points(table, points):
    """Digits and Enter, as at the keyboard: the first digit opens the cell."""
    text = f"{points:g}"
    QTest.keyClicks(table, text[0])
    editor = table.findChildren(QLineEdit)[-1]
    editor.setFocus()
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def key_all(marking, changed=None):
    """Key the sheets of all judges; `changed` has points that are typed otherwise, by judge and entrant."""
    for index, judge in enumerate(JUDGES_NAMED):
        marking.table.setCurrentIndex(marking.model.index(0, FIXED))
        names = [row.name for row in marking.model.rows]
        assert sorted(names) == sorted(SHEETS)
        for name in names:
            for points in (changed or {}).get((judge, name), SHEETS[name][index]):
                type_points(marking.table, points)
        marking.table.setFocus()  # as closing the last editor does once the event loop runs
        QTest.keyClick(marking.table, Qt.Key.Key_PageDown, CTRL)
    for _judge in JUDGES_NAMED[1:]:
        QTest.keyClick(marking.table, Qt.Key.Key_PageUp, CTRL)


def key_twice(desk, page, notices):
    """One person keys all sheets, then another without seeing them; the one difference is settled by the paper."""
    page.bring(MARKING)
    page.window().activateWindow()
    assert QTest.qWaitForWindowActive(page.window()), "shortcuts reach only the window in front"
    key_all(page.marking)
    assert Mark.select().count() == 5 * 3 * 2
    desk.session.store.actor = "白玉兰"
    page.marking.head.keying.button(1).click()
    key_all(page.marking, {("王祯", "李静"): (51, 35)})
    page.marking.head.keying.button(2).click()
    panel = page.marking.differences
    assert [panel.model.index(0, column).data() for column in range(5)] == ["李静", "王祯", "驾驭", "50", "51"]
    notices.answer("核对纸面评分表")
    QTest.keyClick(panel.table, Qt.Key.Key_1)
    assert panel.model.rowCount() == 0


def said(path):
    """The text of each page without spaces: names are spread in print."""
    with Pages(path) as pages:
        return ["".join(pages.text(number).split()) for number in range(len(pages))]


def test_a_competition_from_the_draw_to_sealed_certificates(desk, contests, notices, monkeypatch):
    paths, handing_out = [], []

    def show(path, title, relayable=None):
        paths.append(Path(path))
        if relayable is not None and relayable.hand_out is not None:
            handing_out.append(relayable.hand_out)

    monkeypatch.setattr(desk.window.desk, "show_pdf", show)
    track, page = set_up(contests), contests.page
    people_in(contests, track)
    for sheet in ("抽签表", "评分表", "签到表", "桌牌"):
        page.print_menu.sheets[sheet].trigger()
    key_twice(desk, page, notices)

    page.bring(RESULTS)
    lines = page.results.model.lines
    assert [line.rank for line in lines] == [rank for rank, *_rest in PLACES]
    assert {(line.rank, line.name, line.total, line.award) for line in lines} == set(PLACES)
    page.results.table.opened.emit(page.results.model.index(2, 0))
    assert "第 3 名 · 李静" in page.results.panel.title.text()
    page.results.panel.print_wanted.emit()

    notices.answer(True)
    page.begin_sealing()
    sealed = Contest.get()
    assert (sealed.status, len(sealed.sealed_hash)) == (ContestStatus.SEALED, 64)
    assert {(row.entrant.name, row.award) for row in Result.select() if row.award} == set(AWARDS)
    titles = {(name, f"{award}（2023年执行技能竞赛·执行）") for name, award in AWARDS}
    assert {(row.person.name, row.title) for row in Honour.select()} == titles

    page.print_menu.print_certificates()
    assert IssuedCertificate.select().count() == 0, "looking at certificates issues none"
    with in_a_writing_job():
        handing_out[0](paths[-1])
    assert IssuedCertificate.select().count() == len(AWARDS)
    page.print_menu.sheets["成绩表"].trigger()
    words = [said(path) for path in paths]
    assert [len(pages) for pages in words] == [2, 3, 1, 8, 1, 3, 1]
    assert sealed.sealed_hash[:16] in words[-1][0], "the printed result names the hash"
    held = dict(AWARDS)
    order = [line.name for line in lines if line.name in held]  # whoever shares a place stands as drawn
    for name, text in zip(order, words[-2], strict=True):
        assert name in text and held[name] in text
