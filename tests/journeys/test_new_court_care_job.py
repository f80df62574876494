"""Care in a court's new file, whose keys have 63 bits, in the real window: newcomers from the choice of people to the
end of probation, a farewell without a ceremony yet, and a case of hardship; each last step is undone and seen so."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from writing_jobs import in_a_writing_job

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.farewell.records import Farewell, FarewellWord
from cadre_desktop.welfare.hardship.rules import CaseState
from cadre_desktop.welfare.newcomers.records import Newcomer
from cadre_desktop.welfare.newcomers.registers import BATCHES
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.common.asking import AskingDialog
from cadre_desktop.welfare.screens.common.reveal_button import ReasonDialog
from cadre_desktop.window.tabs import TABS

_INT = 1 << 31


@pytest.fixture
def bring(started):
    """Brings the page of a kind of care of a court with two newcomers and one who retires this year."""
    store = started.session.store

    with in_a_writing_job():
        with store.step("备料"):
            home = Court.select().first()
            for name, born, came in (
                ("甲新人", date(2000, 5, 1), date(2023, 3, 1)),
                ("乙新人", date(2000, 6, 1), date(2023, 3, 1)),
                ("丙老师", date(1980, 6, 1), date(2005, 7, 1)),
                ("白示例", date(1963, 12, 1), date(1990, 7, 1)),
            ):
                assert Person.add(court=home, name=name, sex="male", born=born, joined_court=came).id > _INT
        values = {"title": "2023年新录用干警", "year": 2023, "reports": date(2023, 3, 1)}
        assert editing.add(store, BATCHES.kind, values).id > _INT

    def turned(kind):
        plan = next(plan for plan in TABS if plan.key == "welfare")
        started.window.desk.settings.put("tab", TABS.index(plan))  # which the window brings once it is painted
        started.window.tabs.setCurrentIndex(TABS.index(plan))
        return shown(started.window.tab(plan).care.bring(kind))

    return turned


def shown(page):
    """What comes into a layout is shown with the next events."""
    QApplication.processEvents()
    return page


@pytest.fixture
def undo(started):
    return started.window.desk.store.undo


@pytest.fixture
def printed(started, monkeypatch):
    """The texts of what was handed to the preview."""
    texts = []

    def show(path, _title, *_more):
        with Pages(path) as pages:
            texts.append("".join("".join(pages.text(number).split()) for number in range(len(pages))))

    monkeypatch.setattr(started.window.desk, "show_pdf", show)
    return texts


def press(page, words):
    """Click a button that is in sight."""
    button = next(each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.text() == words)
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def say(begin, kind=AskingDialog, **values):
    """Fill in the dialog that an entry of a menu opens, and press its verb; what is wrong with it comes back."""
    begin()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())
    for name, value in values.items():
        field = dialog.reason if kind is ReasonDialog else dialog.inputs[name]
        field.set_value(value)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    told = dialog.problem.text() if dialog.isVisible() else ""
    if told:
        dialog.reject()
    return told


def row(page, number=0):
    return [cell.text for cell in page.model.rows[number]]


def test_newcomers_from_the_choice_of_people_to_the_end_of_probation(bring, started, undo, printed):
    care = bring(WelfareKind.ONBOARDING)
    room = care.checklist
    press(room.page, "加入人员…")
    assert room.choosing.isVisible()
    press(room.choosing, "全部加入 2 人")
    press(room.choosing, "加入 2 人")
    page = room.page
    assert page.isVisible() and len(page.model.keys) == 2 and min(page.model.keys) > _INT
    page.table.go_to(0, 3)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert row(page)[3] == "✓"
    undo()
    assert row(page)[3] != "✓"

    progress = shown(care.bring_own("progress"))
    mentor = Person.get(Person.name == "丙老师").id
    assert not say(progress.pair, mentor=mentor, day=date(2023, 3, 6), plan="旁听庭审")
    assert not say(progress.note, note="能独立整理卷宗")
    assert row(progress)[3:5] == ["丙老师", "1 次"]
    assert not say(progress.finish_pair, opinion="同意出师")
    assert row(progress)[4] == "已出师"
    undo()
    assert row(progress)[4] == "1 次"
    assert not say(progress.talk, opinion="适应良好") and row(progress)[6] == "2023-06-01"
    assert "2024-03-01 才满" in say(progress.conclude)
    started.clock.moment = datetime(2024, 3, 4, 9, 0)
    assert not say(progress.conclude) and row(progress)[8] == "合格转正"
    undo()
    assert row(progress)[8] == "" and Newcomer.select().where(Newcomer.result != "").count() == 0
    progress.print_forms()
    room.page.look_at(progress.key)
    room.page.print_cards()
    assert "丙老师" in printed[0] and "甲新人" in printed[-1]


def test_a_farewell_is_kept_before_there_is_a_ceremony_and_words_follow_an_undo(bring, undo, notices):
    page = bring(WelfareKind.RETIREMENT_CEREMONY).preparing
    QTest.keyClick(page.table, Qt.Key.Key_Insert)
    assert Farewell.get().id > _INT
    texts, words = page.package.texts, page.package.words
    texts.keepsake.set_value("法徽纪念章")
    press(texts, texts.save.text())
    assert texts.problem.text() == "" and Farewell.get().keepsake == "法徽纪念章" and not texts.dirty
    undo()
    assert texts.keepsake.value() == ""

    page.package.tabs.setCurrentWidget(words)
    words.author.set_value("李静")
    words.text.set_value("常回来看看。")
    press(words, words.add.text())
    words.table.selectRow(0)
    words.text.set_value("改过的话。")
    press(words, words.change.text())
    assert FarewellWord.get().words == "改过的话。" and words.change.isEnabled(), "the cursor stays in the row"
    undo()
    assert words.text.value() == "常回来看看。", "what is below the list follows it"
    words.text.set_value("写到一半")
    page.package.words.show_farewell(Farewell.get().id, 2023)
    notices.answer(False, True)
    assert not page.may_leave() and words.text.value() == "写到一半", "what somebody is writing is not lost"
    assert page.may_leave() and words.text.value() == "常回来看看。"
    undo()
    assert not FarewellWord.select().count() and not words.change.isEnabled()


def test_hardship_from_the_application_to_its_end(bring, started, undo, printed):
    page = bring(WelfareKind.ASSISTANCE).cases
    say(page.apply, ReasonDialog, reason="登记申请")
    applicant, helper = (Person.get(Person.name == name).id for name in ("甲新人", "丙老师"))
    assert not say(lambda: None, person=applicant, cause="illness", household=3, income=1800)
    assert page.model.keys[0] > _INT
    assert not say(page.post, day=date(2023, 6, 1))
    assert "还不能认定" in say(page.accept, approver="院党组")
    started.clock.moment = datetime(2023, 6, 12, 9, 0)
    assert not say(page.accept, approver="院党组")
    assert row(page)[3] == CaseState.ACCEPTED.label
    assert not say(page.help, measure="money", amount=2000, contents="补助", voucher="记-1", approver="院党组")
    assert not say(page.pair, helper=helper)
    assert row(page)[6:] == ["2,000", "丙老师"]
    undo()
    assert row(page)[6:] == ["2,000", ""]
    page.print_list()
    page.print_sheet()
    assert all("甲新人" in text for text in printed) and len(printed) == 2
    assert not say(page.end, reason="收入恢复") and row(page)[3] == CaseState.ENDED.label
    undo()
    assert row(page)[3] == CaseState.ACCEPTED.label
