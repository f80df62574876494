"""Whose certificate the designer shows, and what it says of what cannot be printed."""

from dataclasses import replace

import pytest
from designs import CODE, NAME, NAMES, honour, people
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cadre_desktop.certificates.designing.editing import changed
from cadre_desktop.certificates.screens.designer import element_pictures
from cadre_desktop.kit.documents.pages import Pages

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(designer):
    return designer


def faulty() -> object:
    """A design whose name does not fit most people."""
    name = replace(honour().elements[NAME], width=30.0, floor=25.0, wraps=False)
    elements = list(honour().elements)
    elements[NAME] = name
    return replace(honour(), elements=tuple(elements))


def test_the_preview_shows_who_is_chosen(page) -> None:
    assert page.person.name == "阿拉坦·巴特尔苏日娜"
    offered = [page.person.box.itemText(line) for line in range(4)]
    assert offered[0].endswith("阿拉坦·巴特尔苏日娜")
    assert offered[1].endswith("王祯")
    assert offered[2].endswith(("欧阳𬱖", "赵\U000323af"))
    before = page.view.item(NAME).picture.toImage()
    page.person.show_person(NAMES.index("李静"))
    assert page.words.facts["name"] == "李静"
    assert page.view.item(NAME).picture.toImage() != before
    QTest.keyClick(page.view, Qt.Key.Key_PageDown, CTRL)
    assert page.person.name == "张䶮"


def test_without_people_there_is_a_sample(make_designer) -> None:
    page = make_designer(whose=[])
    assert page.words.facts["name"] == "王祯"
    assert not page.person.box.isEnabled()
    assert page.view.item(NAME).picture is not None


def test_a_text_that_does_not_fit_is_red_at_its_element_and_said(make_designer) -> None:
    page = make_designer(faulty())
    assert "放不下" in page.view.pieces[NAME].wrong
    assert "放不下" in page.foot.words._whole
    assert page.foot.count.text() == "1 处要改"
    page.foot.count.click()
    assert page.faults.list.isVisible()
    page.editor.choose({CODE})
    page.faults.list.list.setCurrentRow(0)
    QTest.keyClick(page.faults.list.list, Qt.Key.Key_Return)
    assert page.editor.work.chosen == {NAME}
    page.editor.do(lambda work: changed(work, {"width": 200.0}))
    assert page.view.pieces[NAME].wrong == ""
    assert page.faults.list.isHidden()
    assert page.foot.count.isHidden()


def test_everybody_is_checked_and_a_click_leads_to_the_person(make_designer, notices) -> None:
    page = make_designer(faulty())
    page.commands["check"].trigger()
    listed = page.faults.list.faults
    assert {NAMES[fault.person] for fault in listed} >= {"阿拉坦·巴特尔苏日娜", "赵\U000323af"}
    assert listed[0].sentence.startswith(NAMES[listed[0].person])
    last = next(fault for fault in listed if NAMES[fault.person].startswith("赵"))
    page.faults.list.wanted.emit(last)
    assert page.person.name == "赵\U000323af"
    assert page.editor.work.chosen == {NAME}


def test_where_everybody_fits_that_is_said(make_designer, notices) -> None:
    page = make_designer(whose=people()[:3])
    page.commands["check"].trigger()
    assert notices.texts == ["3 人的证书都能打印。"]


def test_the_list_of_all_marks_what_cannot_be_printed(make_designer) -> None:
    page = make_designer(faulty())
    tips = [page.panel.elements.item(row).toolTip() for row in range(page.panel.elements.count())]
    assert [bool(tip) for tip in tips] == [False, False, False, False, False, False, True, False]


def test_what_is_off_the_sheet_is_said(page) -> None:
    page.editor.choose({NAME})
    page.editor.do(lambda work: changed(work, {"x": 200.0}))
    assert "纸外" in page.view.pieces[NAME].wrong
    assert "纸外" in page.foot.words._whole
    page.commands["undo"].trigger()
    assert page.view.pieces[NAME].wrong == ""


def test_the_sample_is_the_page_of_who_is_chosen_and_marked_as_such(page, desk) -> None:
    shown = []
    desk.show_pdf = lambda path, title, relayable=None: shown.append((path.read_bytes(), title))
    page.commands["print"].trigger()
    with Pages(shown[0][0]) as pages:
        text = pages.text(0)
    assert shown[0][1] == "荣誉证书"
    assert "阿拉坦·巴特尔苏日娜同志" in text
    assert "样张" in text


def test_pictures_that_are_seen_are_kept_however_much_they_take(make_designer, monkeypatch) -> None:
    """Else they would be drawn again and again."""
    monkeypatch.setattr(element_pictures, "_MOST_KEPT", 1)
    page = make_designer()
    assert page.pictures.complete
    page.editor.do(lambda work: changed(work.choosing({NAME}), {"width": 100.0}))
    assert page.pictures.complete
    assert all(page.view.item(index).picture is not None for index in range(8))
