"""The designer with jobs on their own threads: what comes late, comes for another state, or comes when it is closed."""

from dataclasses import replace

import pytest
from designs import NAME, honour, people
from PySide6.QtCore import QCoreApplication, QEvent

from cadre_desktop.certificates.designing.editing import changed, moved
from cadre_desktop.certificates.screens.designer.designer_page import DesignerPage
from cadre_desktop.kit.qt.talk.jobs import QtJobs


@pytest.fixture
def threaded(qtbot, desk):
    failed = []
    desk.jobs = QtJobs(failed.append)
    yield desk
    desk.jobs.close()
    assert failed == []


@pytest.fixture
def page(qtbot, threaded):
    made = DesignerPage(threaded, honour(), lambda _design: None, people())
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def settled(qtbot, page) -> None:
    page.view.set_zoom(0.7)
    qtbot.waitUntil(lambda: page.pictures.complete and not page._desk.jobs.running, timeout=20_000)


def test_the_sheet_is_there_at_once_and_the_pictures_follow(qtbot, page) -> None:
    assert len(page.view.pieces) == 8
    settled(qtbot, page)
    assert all(page.view.item(index).picture is not None for index in range(8))
    assert page.view.ground is not None


def test_many_changes_in_a_row_end_with_the_last_one(qtbot, page) -> None:
    settled(qtbot, page)
    page.editor.choose({NAME})
    for size in range(10, 40):
        page.editor.do(lambda work, size=size: changed(work, {"style.size": float(size)}))
        page.editor.do(lambda work: moved(work, 0.5, 0.0))
    settled(qtbot, page)
    last = page.view.item(NAME).picture.toImage()
    other = DesignerPage(page._desk, page.editor.design, lambda _design: None, people())
    qtbot.addWidget(other)
    other.resize(page.size())
    other.show()
    settled(qtbot, other)
    assert other.view.item(NAME).picture.toImage() == last


def test_elements_that_go_and_come_while_pictures_are_drawn_get_their_own(qtbot, page) -> None:
    settled(qtbot, page)
    for elements in (honour().elements[:3], (), honour().elements[::-1], honour().elements):
        page.editor.do(lambda work, now=elements: replace(work, design=replace(work.design, elements=now)))
    settled(qtbot, page)
    assert [page.view.item(index).picture is not None for index in range(8)] == [True] * 8
    fresh = DesignerPage(page._desk, honour(), lambda _design: None, people())
    qtbot.addWidget(fresh)
    fresh.resize(page.size())
    fresh.show()
    settled(qtbot, fresh)
    assert all(
        page.view.item(index).picture.toImage() == fresh.view.item(index).picture.toImage() for index in range(8)
    )


def test_a_page_that_is_closed_meanwhile_hears_nothing_more(qtbot, threaded) -> None:
    page = DesignerPage(threaded, honour(), lambda _design: None, people())
    page.show()
    page.commands["check"].trigger()
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not threaded.jobs.running, timeout=20_000)
