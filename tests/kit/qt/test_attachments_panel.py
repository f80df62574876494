"""The attachments of the row in a form: added, looked at, saved, renamed and removed without leaving it."""

import pytest
from list_toys import GUILD, Guild, fill
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageIOHandler,
    QImageWriter,
)
from PySide6.QtWidgets import QDialog, QPushButton

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.qt.attachments.pictures import fitted
from cadre_desktop.kit.qt.attachments.pictures_shown import PictureAsPage, thumbnail
from cadre_desktop.kit.qt.attachments.viewer import AttachmentViewer
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import NewFile, of
from cadre_desktop.kit.store.record import Final

LONGEST = attachments.AttachmentLimits().picture


def picture(width, height, kind="JPEG", turned=False):
    """A picture whose left half is red, as a file; `turned` as a camera held upright writes it."""
    image = QImage(2, 1, QImage.Format.Format_RGB32)
    image.setPixelColor(0, 0, QColor("red"))
    image.setPixelColor(1, 0, QColor("blue"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    if turned:
        writer.setTransformation(QImageIOHandler.Transformation.TransformationRotate90)
    assert writer.write(image.scaled(width, height))
    return bytes(buffer.data().data())


@pytest.fixture
def view(toy_desk, qtbot):
    fill(toy_desk.store, 1)
    shown = KindView(toy_desk, GUILD)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    shown.open(Guild.get().id)
    return shown


@pytest.fixture
def panel(view):
    found = view.form.attachments
    found.unfold(True)
    return found


def names():
    return [row.name for row in of(Guild, Guild.get().id)]


def add(panel, toy_desk, *paths):
    toy_desk.notices.answer(tuple(paths))
    panel.add()


def files(tmp_path, **content):
    made = []
    for name, data in content.items():
        path = tmp_path / name.replace("__", ".")
        path.write_bytes(data)
        made.append(path)
    return made


def test_a_new_row_takes_none_until_it_is_saved_and_says_so(view, panel, toy_desk, tmp_path):
    panel.unfold(True)
    assert panel.isVisibleTo(view) and panel.fold.text() == "附件（0）"
    view.new()
    assert panel._later.isVisibleTo(view) and panel._later.text() == "附件：保存后可添加"
    assert not any(part.isVisibleTo(view) for part in panel.parts)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "一.txt"))])
    entered, dropped = held_over(panel, data)
    assert entered.isAccepted() and entered.dropAction() == Qt.DropAction.IgnoreAction
    panel.dropEvent(dropped)
    panel.paste()
    panel.enter()
    assert toy_desk.notices.texts == [] and not panel._coming
    view.form.cells["title"].editor.set_value("铁匠行会")
    view.editing.save()
    assert view.form.key is not None and panel.add_button.isVisibleTo(view) and panel.unfolded
    assert not panel._later.isVisibleTo(view)
    one = files(tmp_path, 一__txt=b"1")
    add(panel, toy_desk, *one)
    assert [row.name for row in of(Guild, view.form.key)] == ["一.txt"]


def held_over(panel, data):
    """What Qt tells a panel over which files are held, and then dropped."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    panel.dragEnterEvent(entered)
    return entered, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)


def test_where_files_can_be_dropped_is_seen_while_they_are_held_over_it(view, panel, toy_desk, tmp_path, qapp):
    panel.unfold(False)
    before = panel.grab().toImage()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files(tmp_path, 一__txt=b"1", 二__txt=b"2")])
    entered, dropped = held_over(panel, data)
    assert entered.isAccepted() and entered.dropAction() == Qt.DropAction.CopyAction
    assert panel._hint.isVisibleTo(view) and panel._hint.text() == "松开鼠标，添加 2 个附件。"
    assert panel.grab().toImage() != before
    panel.dragLeaveEvent(QDragLeaveEvent())
    assert not panel._hint.isVisibleTo(view) and not panel.unfolded
    assert panel.grab().toImage() == before
    held_over(panel, data)
    panel.dropEvent(dropped)
    assert names() == ["一.txt", "二.txt"]
    assert not panel._coming
    text = QMimeData()
    text.setText("不是文件")
    entered, _dropped = held_over(panel, text)
    assert not panel._coming


def test_adding_tells_what_came_and_what_did_not(view, panel, toy_desk, tmp_path):
    good, empty, photo = files(tmp_path, 名单__txt=b"list", 空__txt=b"", 合影__jpg=picture(3000, 1500))
    panel.unfold(False)
    add(panel, toy_desk, good, empty, photo, tmp_path / "没有.doc")
    assert names() == ["名单.txt", "合影.jpg"]
    assert panel.unfolded and panel.fold.text().startswith("附件（2）")
    last = toy_desk.notices.messages[-1]
    assert last.kind == "warn"
    assert "已添加 2 个附件" in last.text and "1 张图片已缩小" in last.text and "另有 2 个没有添加" in last.text
    assert "空文件" in last.detail and "没有.doc" in last.detail
    add(panel, toy_desk, empty)
    assert toy_desk.notices.messages[-1].kind == "refused"
    toy_desk.store.undo()
    assert panel.fold.text() == "附件（0）"


def test_the_original_is_kept_where_it_is_wanted(panel, toy_desk, tmp_path):
    (photo,) = files(tmp_path, 合影__jpg=picture(3000, 1500))
    panel.original.setChecked(True)
    add(panel, toy_desk, photo)
    assert attachments.content(of(Guild, Guild.get().id)[0]) == photo.read_bytes()


def test_dropping_and_pasting(panel, toy_desk, tmp_path):
    one, two = files(tmp_path, 一__txt=b"1", 二__txt=b"2")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)), QUrl("https://example.com/x.txt")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, buttons, keys))
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(two))])
    QGuiApplication.clipboard().setMimeData(copied)
    panel.paste()
    QGuiApplication.clipboard().setImage(QImage.fromData(picture(20, 10)))
    panel.paste()
    assert names() == ["一.txt", "二.txt", "粘贴的图片.png"]
    QGuiApplication.clipboard().setText("没有图片")
    panel.paste()
    assert toy_desk.notices.texts[-1] == "剪贴板里没有文件或图片。"


def test_the_keyboard_does_all(panel, toy_desk, tmp_path, qtbot):
    add(panel, toy_desk, *files(tmp_path, 一__txt=b"1", 二__txt=b"2"))
    panel.list.setFocus()
    panel.list.setCurrentRow(1)
    toy_desk.notices.answer("名册")
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    assert names() == ["一.txt", "名册.txt"]
    goal = tmp_path / "存.txt"
    toy_desk.notices.answer(goal)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)  # the program cannot show it
    assert goal.read_bytes() == b"2"
    panel.list.selectAll()
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert names() == []
    assert "可按 Ctrl+Z 撤销" in toy_desk.notices.texts[-1]
    toy_desk.store.undo()
    assert names() == ["一.txt", "名册.txt"]


def test_the_keyboard_comes_back_after_adding(panel, qtbot):
    """While files are taken in, Qt hands the keyboard on to whatever comes next in the window."""
    window = panel.window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    panel.add_button.setFocus()
    panel._set_busy(True)
    assert window.focusWidget() is panel.parentWidget()
    panel._set_busy(False)
    assert panel.add_button.hasFocus()


def test_the_keyboard_comes_back_when_the_dialog_of_files_closes(panel, qtbot):
    """The window is not in front yet when the panel begins to work."""
    window, dialog = panel.window(), QDialog(panel)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    panel.add_button.setFocus()
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.hide()
    panel._set_busy(True)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    panel._set_busy(False)
    assert panel.add_button.hasFocus()


def test_the_keyboard_stays_where_the_user_has_gone_meanwhile(panel, qtbot):
    window = panel.window()
    other = QPushButton("别处", window)
    other.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    panel.add_button.setFocus()
    panel._set_busy(True)
    other.setFocus()
    panel._set_busy(False)
    assert other.hasFocus()


def test_all_are_saved_over_no_file(panel, toy_desk, tmp_path):
    add(panel, toy_desk, *files(tmp_path, 一__txt=b"1", 二__txt=b"2"))
    folder = tmp_path / "出"
    folder.mkdir()
    (folder / "一.txt").write_bytes(b"mine")
    toy_desk.notices.answer(folder)
    panel.save_all()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "一.txt": b"mine",
        "一 (2).txt": b"1",
        "二.txt": b"2",
    }


def test_pictures_and_pdf_are_looked_at_in_the_program(panel, toy_desk, tmp_path):
    paper = tmp_path / "通知.pdf"
    print_arranged(paper, Roster("样张", [RosterColumn("姓名", 30, name=True)]), [("王祯",)])
    add(
        panel,
        toy_desk,
        paper,
        *files(tmp_path, 合影__png=picture(40, 20, "PNG"), 坏__pdf=b"%PDF-1.7 no", 坏__jpg=b"no"),
    )
    for line in (0, 1):
        panel.list.setCurrentRow(line)
        panel.view()
    viewers = panel.findChildren(AttachmentViewer)
    assert [viewer.canvas.count for viewer in viewers] == [1, 1]
    for line in (2, 3):
        panel.list.setCurrentRow(line)
        panel.view()
        assert "打不开" in toy_desk.notices.texts[-1]
    for viewer in viewers:
        viewer.close()


def test_a_final_row_takes_more_and_keeps_what_it_had(view, panel, toy_desk, tmp_path, monkeypatch):
    monkeypatch.setattr(Guild, "final", Final({"title": "= '封存'"}))
    add(panel, toy_desk, *files(tmp_path, 一__txt=b"1"))
    assert not panel._final.isVisibleTo(view)
    with toy_desk.store.step("封存"):
        Guild.update(title="封存").where(Guild.id == panel.attaching.key).execute()
    assert panel._final.isVisibleTo(view) and "可以补充附件" in panel._final.text()
    add(panel, toy_desk, *files(tmp_path, 二__txt=b"2"))
    assert names() == ["一.txt", "二.txt"]
    said = [panel.list.model().index(line, 0).data(Qt.ItemDataRole.AccessibleTextRole) for line in (0, 1)]
    assert "定下来时已有" in said[0] and "定下来时已有" not in said[1]
    offered = {}
    for chosen in ([0], [1], [0, 1]):
        panel.list.clearSelection()
        for line in chosen:
            panel.list.item(line).setSelected(True)
        offered[tuple(chosen)] = {name for name, action in panel._actions.items() if action.isEnabled()}
    assert offered[0,] == {"view", "save", "save_all", "paste"}
    assert offered[1,] == {"view", "save", "save_all", "paste", "rename", "annotate", "remove"}
    assert offered[0, 1] == {"save", "save_all", "paste"}
    panel.remove()
    assert names() == ["一.txt", "二.txt"]
    panel.list.item(0).setSelected(False)
    panel.remove()
    assert names() == ["一.txt"]


def test_pictures_are_scaled_as_far_as_is_set(panel, toy_desk, tmp_path):
    attachments.set_limits(toy_desk.store, 50, 200, 640)
    add(panel, toy_desk, *files(tmp_path, 合影__jpg=picture(3000, 1500)))
    image = QImage.fromData(attachments.content(of(Guild, Guild.get().id)[0]))
    assert (image.width(), image.height()) == (640, 320)
    assert "640 像素" in panel.original.toolTip()


def test_one_comes_to_them_by_the_keyboard_alone(view, panel, toy_desk, tmp_path, qtbot):
    panel.unfold(False)
    view.form.focus_first()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_J, keys)
    assert panel.unfolded and view.window().focusWidget() is panel.add_button
    add(panel, toy_desk, *files(tmp_path, 一__txt=b"1"))
    view.form.focus_first()
    qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_J, keys)
    assert view.window().focusWidget() is panel.list
    assert panel.list.current is not None


def test_a_phone_photo_is_upright_after_scaling():
    """Held upright, the camera's left is above."""
    kept = fitted(NewFile("手机.jpg", picture(4000, 1000, turned=True)), LONGEST)
    image = QImage.fromData(kept.file.content)
    assert kept.scaled
    assert (image.width(), image.height()) == (LONGEST // 4, LONGEST)
    assert image.pixelColor(250, 100).red() > 200
    assert image.pixelColor(250, 1900).blue() > 200
    page = PictureAsPage(picture(400, 100, turned=True))
    assert page.size(0)[0] < page.size(0)[1]


@pytest.mark.parametrize("name", ["小.jpg", "名单.xlsx", "坏.jpg"])
def test_what_need_not_or_cannot_be_scaled_stays_as_it_is(name):
    data = picture(300, 200) if name == "小.jpg" else b"no picture"
    kept = fitted(NewFile(name, data), LONGEST)
    assert kept.file.content == data
    assert (kept.scaled, kept.unread) == (False, name == "坏.jpg")


def test_small_pictures_are_small():
    image = thumbnail("合影.jpg", picture(3000, 1500), 32)
    assert (image.width(), image.height()) == (32, 16)
    assert thumbnail("坏.pdf", b"%PDF", 32).isNull()
    assert thumbnail("坏.jpg", b"", 32).isNull()


def test_each_part_has_a_name_and_is_reached_by_tab_before_the_buttons(view, panel, toy_desk, tmp_path, qtbot):
    add(panel, toy_desk, *files(tmp_path, 一__txt=b"1"))
    said = [part.accessibleName() or part.text() for part in panel.parts]
    assert said == ["附件（1）　1 B，已展开", "添加附件", "附件", "保留原图", "操作"]
    line = panel.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert line == "一.txt，1 B，2023-06-01"
    panel.fold.setFocus()
    passed = []
    for _part in range(5):
        passed.append(view.window().focusWidget())
        qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_Tab)
    assert tuple(passed) == panel.parts
    assert view.window().focusWidget() is view.form.save_button


def test_in_a_low_form_they_scroll_with_its_fields(view, panel):
    assert not view.form._scroll.isAncestorOf(panel)
    view.form.setFixedHeight(300)
    assert view.form._scroll.isAncestorOf(panel)
    view.form.setFixedHeight(600)
    assert not view.form._scroll.isAncestorOf(panel)
    assert panel.isVisibleTo(view)


def test_in_a_low_form_they_come_into_sight_when_files_are_held_over_it(view, panel, toy_desk, tmp_path, qapp):
    """The form itself takes none: what is dropped elsewhere is the window's."""
    add(panel, toy_desk, *files(tmp_path, 一__txt=b"1"))
    view.form.setFixedHeight(200)
    qapp.processEvents()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "一.txt"))])
    bar = view.form._scroll.verticalScrollBar()
    bar.setValue(0)
    entered = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    view.form.dragEnterEvent(entered)
    assert not entered.isAccepted()
    assert bar.value() > 0
