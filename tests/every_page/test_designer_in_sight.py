"""The designer on an office screen and on small ones: nothing is cut off, everything has a name, Tab goes as one
reads."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from spoken_words import without_name
from tab_walk import faults as tab_faults
from test_fits import SIZES
from test_fits import faults as misfits
from tour import Stop, settle

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.designing.editing import moved
from cadre_desktop.certificates.screens.designer.designer_page import DesignerPage
from cadre_desktop.kit.documents.design.elements import LineElement
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.look.theme import apply_theme


@pytest.fixture
def window(qtbot, qapp):
    apply_theme(qapp, "light")
    line = LineElement(x=60.0, y=60.0, width=50.0, height=0.0)
    design = built_in("completion")
    desk = SimpleNamespace(jobs=InlineJobs(), notices=RecordedNotices())
    made = QMainWindow()
    made.page = DesignerPage(desk, replace(design, elements=(*design.elements, line)), lambda _design: None)
    made.setCentralWidget(made.page)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    yield made
    qapp.setStyleSheet("")


def stops(window):
    """The page with nothing chosen, with each element, and with all."""
    editor = window.page.editor
    every = range(len(editor.work.elements))
    for chosen in (*((index,) for index in every), every, ()):
        editor.choose(chosen)
        settle()
        yield Stop(f"已选 {list(chosen)}", window)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_nothing_is_cut_off_and_nothing_covers_another(window, size) -> None:
    window.resize(*size)
    settle()
    found = [] if (window.width(), window.height()) == size else [f"takes {window.width()}×{window.height()}"]
    for stop in stops(window):
        found += misfits(stop)
    assert found == []


def test_everything_that_can_be_used_has_a_name(window) -> None:
    window.resize(1366, 740)
    assert [fault for stop in stops(window) for fault in without_name(stop)] == []


def test_tab_goes_through_the_page_as_one_reads(window) -> None:
    """The sheet is left with Ctrl+Tab; its elements are gone through one by one (`test_canvas`)."""
    window.resize(1366, 740)
    assert [fault for stop in stops(window) for fault in tab_faults(stop)] == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_the_sheet_stays_where_it_is_when_something_is_changed(window, size) -> None:
    window.resize(*size)
    settle()
    page = window.page
    page.editor.choose({0})
    settle()
    before = page.view.zoom, page.view.mapFromScene(0.0, 0.0)
    page.editor.do(lambda work: moved(work, 1.0, 1.0))
    settle()
    assert (page.view.zoom, page.view.mapFromScene(0.0, 0.0)) == before
    assert "未保存" in page.head.title.accessibleName()
