"""The designer as a clerk uses it: with mouse, keys and the panel; what is kept is what is seen."""

from dataclasses import replace

import pytest
from designs import BODY, CODE, LINE, NAME, PHOTO, SEAL, TITLE, honour
from mouse import click, drag
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from cadre_desktop.certificates.designing.editing import box_of
from cadre_desktop.certificates.screens.designer.rows import MeasureInput
from cadre_desktop.kit.documents.design.elements import PictureElement, TextElement, read_design

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(designer):
    return designer


def spot(page, x, y) -> QPoint:
    return page.view.mapFromScene(QPointF(x, y))


def element(page, index):
    return page.editor.work.elements[index]


def type_into(field, text) -> None:
    """Write in a field of the panel and leave it."""
    field.setFocus()
    field.lineEdit().selectAll()
    field.lineEdit().insert(text)
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_Return)


def typed(page, name, text) -> None:
    type_into(page.panel.spot.field(name), text)


def test_the_name_is_moved_by_three_millimetres_with_the_arrow_keys_and_kept(page, kept) -> None:
    click(page.view.viewport(), spot(page, 60, 82))
    assert page.editor.work.chosen == {NAME}
    for _time in range(6):
        QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert element(page, NAME).x == 53.0
    QTest.keyClick(page.view, Qt.Key.Key_S, CTRL)
    assert [design.elements[NAME].x for design in kept] == [53.0]
    assert read_design(kept[0].text.encode()) == kept[0]
    assert not page.editor.dirty
    assert page.head.state.isHidden()
    page.commands["save"].trigger()
    assert len(kept) == 1
    assert "没有改动" in page.foot.words._whole


def test_six_taps_are_one_step_back_and_ctrl_y_goes_forward(page) -> None:
    page.editor.choose({NAME})
    for _time in range(6):
        QTest.keyClick(page.view, Qt.Key.Key_Down)
    QTest.keyClick(page.view, Qt.Key.Key_Z, CTRL)
    assert page.editor.design == honour()
    QTest.keyClick(page.view, Qt.Key.Key_Y, CTRL)
    assert element(page, NAME).y == 79.0
    QTest.keyClick(page.view, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(page.view, Qt.Key.Key_Z, CTRL | SHIFT)
    assert element(page, NAME).y == 79.0


def test_an_element_is_dragged_and_is_one_step(page) -> None:
    drag(page.view.viewport(), spot(page, 60, 82), spot(page, 60, 87), Qt.KeyboardModifier.AltModifier)
    assert element(page, NAME).y == pytest.approx(81.0, abs=0.5)
    assert element(page, NAME).x == 50.0
    page.commands["undo"].trigger()
    assert page.editor.design == honour()


def test_millimetres_are_typed(page) -> None:
    page.editor.choose({NAME})
    typed(page, "x", "61.25")
    assert element(page, NAME).x == 61.25
    assert page.view.pieces[NAME].box.x == 61.25


def test_what_is_no_number_is_said_at_its_field_and_changes_nothing(page) -> None:
    page.editor.choose({NAME})
    for wrong in ("六十", "", "99999"):
        typed(page, "x", wrong)
        assert page.editor.design == honour()
        assert page.panel.spot.field("x").property("wrong")
    typed(page, "x", "60")
    assert not page.panel.spot.field("x").property("wrong")


def test_what_is_being_typed_is_kept_by_ctrl_s(page, kept) -> None:
    page.editor.choose({NAME})
    field = page.panel.spot.field("y")
    field.setFocus()
    field.lineEdit().selectAll()
    QTest.keyClicks(field.lineEdit(), "80")
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_S, CTRL)
    assert kept[0].elements[NAME].y == 80.0


def test_text_is_edited_with_chinese_fields(page) -> None:
    page.editor.choose({NAME})
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    box = page.panel.patterns["text"].box
    assert QApplication.focusWidget() is box
    assert box.toPlainText() == "{姓名}{称谓}："
    box.setPlainText("授予")
    box.moveCursor(box.textCursor().MoveOperation.End)
    page.panel.patterns["text"].put_field("name")
    assert element(page, NAME).text == "授予{name}"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.view


def test_the_panel_has_what_the_class_of_the_element_has(page) -> None:
    shown = {}
    for index in (BODY, SEAL, CODE, PHOTO, LINE):
        page.editor.choose({index})
        grids = [kind.__name__ for kind, grid in page.panel.grids.items() if grid.isVisible()]
        texts = [name for name, box in page.panel.patterns.items() if box.isVisible()]
        shown[index] = grids, texts
    assert shown == {
        BODY: (["TextElement"], ["text"]),
        SEAL: (["SealElement"], ["issuer", "date"]),
        CODE: ([], ["text"]),
        PHOTO: (["PhotoElement"], []),
        LINE: (["LineElement"], []),
    }
    page.editor.choose(())
    assert page.panel.sheet.isVisible()


def test_several_texts_get_one_size_and_the_rest_stays(page) -> None:
    page.editor.choose({NAME, BODY})
    grid = page.panel.grids[TextElement]
    assert grid.field("style.size").lineEdit().text() == ""
    type_into(grid.field("style.size"), "20")
    assert [element(page, index).style.size for index in (NAME, BODY)] == [20.0, 20.0]
    assert element(page, NAME).style.role == "KAI"
    assert element(page, BODY).indent == 2.0


def test_delete_duplicate_order_and_select_all_with_keys(page) -> None:
    page.editor.choose({CODE})
    QTest.keyClick(page.view, Qt.Key.Key_D, CTRL)
    assert len(page.editor.work.elements) == 9
    assert page.editor.work.chosen == {8}
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.editor.design == honour()
    page.commands["lock"].trigger()
    QTest.keyClick(page.view, Qt.Key.Key_A, CTRL)
    assert page.editor.work.chosen == set(range(8))


def test_delete_in_a_field_of_the_panel_deletes_no_element(page) -> None:
    page.editor.choose({NAME})
    grid = page.panel.grids[TextElement]
    for field in (grid.field("style.role"), grid.field("style.size").lineEdit(), page.panel.patterns["text"].box):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Delete)
    assert len(page.editor.work.elements) == 8


def test_elements_are_copied_to_another_template(make_designer) -> None:
    first = make_designer()
    first.editor.choose({SEAL, CODE})
    QTest.keyClick(first.view, Qt.Key.Key_C, CTRL)
    second = make_designer(replace(honour(), name="另一个", elements=()))
    QTest.keyClick(second.view, Qt.Key.Key_V, CTRL)
    assert second.editor.work.elements == (honour().elements[SEAL], honour().elements[CODE])
    QTest.keyClick(second.view, Qt.Key.Key_V, CTRL)
    assert second.editor.work.elements[2].x == honour().elements[SEAL].x + 3.0


def test_cut_and_paste_brings_back_what_was_cut(page) -> None:
    page.editor.choose({CODE})
    QTest.keyClick(page.view, Qt.Key.Key_X, CTRL)
    assert len(page.editor.work.elements) == 7
    QTest.keyClick(page.view, Qt.Key.Key_V, CTRL)
    assert element(page, 7) == honour().elements[CODE]


def test_a_text_and_a_picture_from_elsewhere_are_pasted_as_elements(page) -> None:
    QGuiApplication.clipboard().setText("先进个人")
    page.commands["paste"].trigger()
    assert element(page, 8).text == "先进个人"
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    page.commands["paste"].trigger()
    picture = element(page, 9)
    assert isinstance(picture, PictureElement)
    assert picture.width / picture.height == pytest.approx(2.0, rel=0.01)
    assert page.files.get(picture.content).startswith(b"\x89PNG")


def test_elements_that_cannot_be_read_are_refused_in_words(page) -> None:
    QGuiApplication.clipboard().setText('{"elements":[],"is":"copied elements","later":1,"sheet":[1.0,1.0]}')
    page.commands["paste"].trigger()
    assert "不认识" in page.foot.words._whole
    assert page.editor.design == honour()


def test_what_is_printed_on_the_paper_already_stays_until_it_is_unlocked(page) -> None:
    page.editor.choose({TITLE})
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.editor.design == honour()
    assert "Ctrl+L" in page.foot.words._whole
    assert not page.panel.spot.isEnabled()
    QTest.keyClick(page.view, Qt.Key.Key_L, CTRL)
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert element(page, TITLE).x == 49.0


def test_elements_of_both_kinds_are_moved_as_far_as_they_may(page) -> None:
    page.editor.choose({TITLE, NAME})
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert (element(page, TITLE).y, element(page, NAME).y) == (36.0, 76.5)
    assert page.editor.work.chosen == {TITLE, NAME}


def test_a_new_text_is_written_at_once(page) -> None:
    page.commands["text"].trigger()
    box = page.panel.patterns["text"].box
    assert QApplication.focusWidget() is box
    QTest.keyClicks(box, "abc")
    page.panel.patterns["text"].give()
    assert element(page, 8).text == "abc"


@pytest.mark.parametrize("key", ["photo", "code", "line", "seal", "text"])
def test_every_kind_of_element_is_put_in_and_taken_back(page, key) -> None:
    page.commands[key].trigger()
    assert len(page.editor.work.elements) == 9
    assert page.editor.work.chosen == {8}
    page.commands["undo"].trigger()
    assert page.editor.design == honour()


def test_aligning_one_with_the_sheet_and_two_with_each_other(page) -> None:
    page.editor.choose({CODE})
    page.commands["centre"].trigger()
    assert box_of(element(page, CODE)).middle[0] == pytest.approx(148.5)
    page.editor.choose({CODE, PHOTO})
    page.commands["top"].trigger()
    assert element(page, CODE).y == element(page, PHOTO).y == 40.0
    assert not page.commands["across"].isEnabled()


def test_leaving_with_changes_asks_first(page, notices, qtbot) -> None:
    with qtbot.waitSignal(page.closed):
        page.head.back.click()
    page.editor.choose({NAME})
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    notices.answer(False)
    with qtbot.assertNotEmitted(page.closed):
        page.leave()
    notices.answer(True)
    with qtbot.waitSignal(page.closed):
        page.leave()


def test_pictures_are_dropped_on_the_sheet(page, tmp_path) -> None:
    image = QImage(30, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    path = tmp_path / "院徽.png"
    assert image.save(str(path))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    page.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), copy, data, button, Qt.KeyboardModifier.NoModifier))
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, button, Qt.KeyboardModifier.NoModifier))
    assert isinstance(element(page, 8), PictureElement)


def test_every_field_and_button_has_a_name(page) -> None:
    for chosen in ({NAME}, {SEAL}, {PHOTO}, {LINE}, {NAME, SEAL}, set()):
        page.editor.choose(chosen)
        fields = [each for each in page.findChildren(MeasureInput) if each.isVisible()]
        assert [each for each in fields if not each.accessibleName()] == []


def test_several_elements_get_one_width_and_the_same_left_edge(page) -> None:
    page.editor.choose({NAME, BODY, CODE})
    assert page.panel.spot.field("x").lineEdit().text() == "50"
    assert page.panel.spot.field("width").lineEdit().text() == ""
    typed(page, "width", "120")
    typed(page, "x", "60")
    assert [(element(page, index).x, element(page, index).width) for index in (NAME, BODY, CODE)] == [(60.0, 120.0)] * 3
    page.commands["undo"].trigger()
    page.commands["undo"].trigger()
    assert page.editor.design == honour()


def test_an_element_is_chosen_from_the_list_of_all(page) -> None:
    names = [page.panel.elements.item(row).text() for row in range(page.panel.elements.count())]
    assert names[0] == "线条"
    assert names[-1] == "标题"
    page.panel.elements.setCurrentRow(len(names) - 1 - NAME)
    QTest.keyClick(page.panel.elements, Qt.Key.Key_Return)
    assert page.editor.work.chosen == {NAME}
    assert "姓名" in page.view.accessibleDescription()
    assert not page.panel.elements.isVisible()
    page.editor.do(lambda work: replace(work, design=replace(work.design, elements=()), chosen=frozenset()))
    assert not page.panel.elements.isVisible()


def test_dragging_with_ctrl_leaves_a_copy(page) -> None:
    drag(page.view.viewport(), spot(page, 60, 155), spot(page, 90, 155), CTRL | Qt.KeyboardModifier.AltModifier)
    assert element(page, CODE) == honour().elements[CODE]
    assert element(page, 8).x == pytest.approx(80.0, abs=0.5)
    assert page.editor.work.chosen == {8}
    assert page.view.item(CODE).pos() == QPointF(*box_of(element(page, CODE)).middle)


def test_a_design_that_nobody_could_read_again_is_not_kept(page, kept, notices) -> None:
    page.editor.do(lambda work: replace(work, design=replace(work.design, sheet=(1300.0, 210.0), background=None)))
    page.save()
    assert kept == []
    assert notices.messages[-1].kind == "refused"
    assert page.editor.dirty


def test_the_menu_at_the_mouse_offers_what_can_be_done(page) -> None:
    page.editor.choose({NAME})
    page.view.menu_wanted.emit(page.view.mapToGlobal(QPoint(50, 50)))
    menu = QApplication.activePopupWidget()
    words = [action.iconText() for action in menu.actions() if not action.isSeparator()]
    assert words == ["改文字和属性", "剪切", "复制", "粘贴", "再来一个", "删除", "层次", "对齐"]
    menu.close()
    page.editor.choose(())
    page.view.menu_wanted.emit(page.view.mapToGlobal(QPoint(50, 50)))
    menu = QApplication.activePopupWidget()
    assert [action.iconText() for action in menu.actions()] == ["粘贴", "全选"]
    menu.close()


def test_the_command_says_whether_it_locks_or_unlocks(page) -> None:
    assert page.commands["lock"].iconText() == "解锁已印内容"
    page.commands["lock"].trigger()
    assert page.commands["lock"].iconText() == "锁定已印内容"
    assert not page.view.pieces[TITLE].locked
    page.commands["lock"].trigger()
    assert page.view.pieces[TITLE].locked


def test_passing_a_field_in_which_elements_differ_changes_nothing(page) -> None:
    page.editor.choose({TITLE, NAME})
    label = page.panel.label.field("label")
    assert label.text() == ""
    for field in (label, page.panel.spot.field("x"), page.panel.spot.field("width")):
        field.setFocus()
        page.view.setFocus()
    assert page.editor.design == honour()
    label.setFocus()
    QTest.keyClicks(label, "ab")
    page.view.setFocus()
    assert [element(page, index).label for index in (TITLE, NAME)] == ["ab", "ab"]


def test_every_choice_of_the_panel_gives_the_design_what_it_can_hold(page) -> None:
    for index in (NAME, SEAL, PHOTO, LINE):
        page.editor.choose({index})
        grid = page.panel.grids[type(element(page, index))]
        for field in grid.findChildren(QComboBox):
            for line in range(field.count()):
                field.setCurrentIndex(line)
                field.activated.emit(line)
                design = page.editor.design
                assert read_design(design.text.encode()) == design
                assert hash(design.elements)
    assert element(page, LINE).colour == (1.0, 1.0, 1.0)


def test_zooming_with_keys_keeps_what_is_chosen_in_the_middle(page) -> None:
    page.editor.choose({CODE})
    for _time in range(6):
        page.commands["zoom-in"].trigger()
    view = page.view.viewport().rect()
    seen = page.view.mapFromScene(QPointF(*box_of(element(page, CODE)).middle))
    assert (seen - view.center()).manhattanLength() < 8
    page.commands["real"].trigger()
    assert page.view.zoom == 1.0
    assert view.contains(page.view.mapFromScene(QPointF(*box_of(element(page, CODE)).middle)))
