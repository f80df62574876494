"""A file without records shows the next three steps; each begins what it says; then the figures come."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.courses.records import Course
from cadre_desktop.kit import editing
from cadre_desktop.overview.agenda import Item
from cadre_desktop.overview.screens.first_steps import FirstSteps
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.window.tabs import TABS


@pytest.fixture
def tab(started):
    started.window.show_first_tab()
    return started.window.tab(TABS[0])


@pytest.fixture
def store(started):
    return started.session.store


def add_person(store):
    return editing.add(store, PERSON, {"name": "王祯", "court": own_court(store).id})


def primary(tab):
    buttons = [button for step in tab.first_steps.steps for button in step.buttons]
    return [button.text() for button in buttons if button.property("kind") == "primary"]


def in_front(tab):
    return tab._pages.currentWidget() is tab.first_steps


def test_the_steps_follow_what_is_done(tab, store):
    assert in_front(tab) and tab.year.isHidden()
    assert primary(tab) == ["导入花名册…"]
    add_person(store)
    tab.refresh()
    assert primary(tab) == ["新增班次"] and tab.first_steps.steps[0].chip.accessibleName() == "已有 1 人"
    course = save_course(store, {"title": "讲座", "starts": date(2023, 3, 1), "ends": date(2023, 9, 1)})
    tab.refresh()
    assert in_front(tab) and primary(tab) == ["打开班次"]
    enrol(store, course, [Person.get().id])
    tab.refresh()
    assert not in_front(tab) and not tab.year.isHidden()


def test_whoever_has_figures_sees_them(tab, store):
    save_event(store, {"title": "慰问", "kind": "visit", "starts": date(2023, 5, 1)})
    tab.refresh()
    assert not in_front(tab)


def test_each_step_begins_what_it_says(tab, started, store, monkeypatch):
    begun = []
    monkeypatch.setattr(started.window.desk, "begin", begun.append)
    for step in tab.first_steps.steps:
        for button in step.buttons:
            button.setEnabled(True)
            button.click()
    assert begun == ["people", "courses", "contests", "welfare-events", "participants"]
    save_course(store, {"title": "讲座", "starts": date(2023, 3, 1)})
    tab.first_steps.steps[2].buttons[0].click()
    assert begun[-1] == "enrolments"


def test_the_key_of_importing_holds_here_too(qtbot, tab, started, monkeypatch):
    begun = []
    monkeypatch.setattr(started.window.desk, "begin", begun.append)
    started.window.show()
    started.window.activateWindow()
    qtbot.waitUntil(started.window.isActiveWindow)
    qtbot.keyClick(started.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: begun == ["people"])


def test_the_window_goes_to_the_tab_and_begins_there(started, store, tab, monkeypatch):
    from cadre_desktop.people.tab import PeopleTab

    imported = []
    monkeypatch.setattr(PeopleTab, "take_in", lambda self, kind, path=None: imported.append(kind.key))
    window = started.window
    window.begin("people")
    assert TABS[window.tabs.currentIndex()].key == "people" and imported == ["people"]
    window.begin("courses")
    courses = window.tab(TABS[1])
    assert courses.stack.currentWidget() is courses.page and courses.page.course is None
    save_course(store, {"title": "讲座", "starts": date(2023, 3, 1)})
    window.begin("enrolments")
    assert courses.page.course == Course.get()
    window.begin("contests")
    contests = window.tab(TABS[2])
    assert contests.side.currentWidget() is contests.form
    event = save_event(store, {"title": "慰问", "kind": "visit", "starts": date(2023, 5, 1)})
    window.begin("participants")
    assert window.tab(TABS[4]).page.event_ == event


def test_days_that_are_not_of_this_year_stand_with_their_year(tab):
    items = [Item(date(2022, 12, 31), "未结班", "courses", 1), Item(date(2023, 1, 2), "未结班", "courses", 2)]
    tab.overdue.show_items(items, 2023)
    assert [tab.overdue.list.item(row).text() for row in range(2)] == ["2022-12-31　未结班", "01-02　未结班"]


@pytest.mark.parametrize("width", [560, 700, 860, 1100])
def test_wrapped_sentences_have_the_height_of_their_lines(qtbot, width):
    steps = FirstSteps()
    area = QScrollArea(widgetResizable=True)
    qtbot.addWidget(area)
    area.setWidget(steps)
    area.resize(width, 200)
    area.show()
    QApplication.processEvents()
    wrapped = [label for label in steps.findChildren(QLabel) if label.wordWrap()]
    assert len(wrapped) == 3
    assert all(label.height() >= label.heightForWidth(label.width()) for label in wrapped)
