"""打印机校准 and 套打 on the screen: measured, kept with the computer, seen in the preview, tried out and reset."""

from io import BytesIO
from itertools import pairwise

import pytest
from photographed import photographed, printed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from cadre_desktop.certificates.overprinting.calibration import Calibration, Calibrations, Feed
from cadre_desktop.certificates.overprinting.mark_sheet import marks_of, print_mark_sheet
from cadre_desktop.certificates.screens.calibrating.calibration_dialog import CalibrationDialog
from cadre_desktop.certificates.screens.calibrating.known import keep_calibrations, known_calibrations
from cadre_desktop.kit.documents.laying import Affine
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.qt.talk.settings import FileSettings

ACROSS = (297.0, 210.0)
OFF = Affine.about((148.5, 105.0), (1.0, 1.0), 0.0, (1.2, -0.8))


@pytest.fixture(autouse=True)
def no_printers(monkeypatch):
    """The printers of this machine are nobody's business here."""
    from cadre_desktop.kit.qt.pages.printing import Source
    from cadre_desktop.kit.spool.queue import NotPrinted

    def nobody(*_asked):
        raise NotPrinted("打印服务没有应答。")

    where = "cadre_desktop.certificates.screens.calibrating.calibration_dialog.printer_source"
    monkeypatch.setattr(where, lambda: Source(nobody, nobody))


@pytest.fixture
def dialog(owner, desk):
    made = CalibrationDialog(desk, ACROSS, owner)
    made.show()
    return made


def typed(dialog, numbers=(1, 2, 3, 4), by=OFF, sheet=ACROSS):
    """Type what somebody reads off."""
    for number in numbers:
        for field, value in zip(dialog.marks.inputs[number], by.at(marks_of(sheet)[number]), strict=True):
            field.lineEdit().setText(f"{value:.1f}")
            field.lineEdit().textEdited.emit(field.lineEdit().text())


def test_what_is_typed_is_said_in_words_and_kept_with_the_computer(dialog, desk, notices):
    assert dialog.outcome.text() == "还没有量。" and not dialog.try_out.isEnabled() and not dialog.reset.isEnabled()
    typed(dialog)
    assert "套打时整页向左 1.2 毫米、向下 0.8 毫米" in dialog.outcome.text()
    dialog.go.click()
    (kept,) = known_calibrations(FileSettings(desk.settings._path)).known
    assert (kept.sheet, kept.feed, kept.measured) == (ACROSS, Feed.HEAD, desk.clock.today().isoformat())
    assert kept.dx == pytest.approx(-1.2, abs=0.05) and "已保存校准" in notices.texts[-1]
    assert not dialog.isVisible()


def test_a_wrong_number_is_said_at_its_mark_and_nothing_is_kept(dialog, desk):
    typed(dialog)
    dialog.marks.inputs[3][1].lineEdit().setText("19")
    dialog.go.click()
    assert "标记 3 离上边量到 19 毫米，应在 190 毫米左右" in dialog.problem.text() and dialog.isVisible()
    assert dialog.marks.inputs[3][0].property("wrong") and not dialog.marks.inputs[2][0].property("wrong")
    assert known_calibrations(desk.settings).known == ()
    dialog.marks.inputs[3][1].lineEdit().setText("一百九")
    dialog.go.click()
    assert "标记 3：" in dialog.problem.text()
    dialog.marks.inputs[3][1].lineEdit().setText("")
    dialog.go.click()
    assert "标记 3 只填了一个数" in dialog.problem.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_goes_to_the_next_number_and_keeps_them_only_from_the_last(dialog, desk, key, qtbot):
    typed(dialog)
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    fields = [field for pair in dialog.marks.inputs.values() for field in pair]
    fields[0].setFocus()
    for field, following in pairwise(fields):
        assert field.hasFocus()
        qtbot.keyClick(field, key)
        assert following.hasFocus() and dialog.isVisible() and known_calibrations(desk.settings).known == ()
    qtbot.keyClick(fields[-1], key)
    assert not dialog.isVisible() and len(known_calibrations(desk.settings).known) == 1


def test_a_photo_fills_the_fields(dialog, tmp_path):
    print_mark_sheet(path := tmp_path / "页.pdf", Calibration("HP", sheet=ACROSS))
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(photographed(printed(path.read_bytes(), OFF), lean=0.05, turn=3))
    dialog.take_photo(photo)
    found = dialog.marks.value()
    for number, point in marks_of(ACROSS).items():
        assert found[number] == pytest.approx(OFF.at(point), abs=0.25)
    assert "向左 1." in dialog.outcome.text()


def test_a_photo_of_another_sheet_and_one_that_cannot_be_read_are_said(dialog, notices, tmp_path):
    print_mark_sheet(path := tmp_path / "页.pdf", Calibration("HP", sheet=ACROSS[::-1]))
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(photographed(printed(path.read_bytes())))
    dialog.take_photo(photo)
    assert "照片里是 A4 纵向 的校准页，这里选的是 A4 横向" in notices.texts[-1] and dialog.marks.empty
    from PIL import Image

    written = BytesIO()
    Image.new("L", (800, 600), 200).save(written, "PNG")
    photo.write_bytes(written.getvalue())
    dialog.take_photo(photo)
    assert "只认出 0 个校准二维码" in notices.texts[-1]


def test_another_sheet_or_feed_asks_about_other_marks(dialog):
    typed(dialog)
    dialog.feed.set_value(Feed.RIGHT)
    dialog.feed.changed.emit()
    assert dialog.marks.empty and dialog.drawing.sheet == ACROSS[::-1]
    assert dialog.marks.inputs[4][1].lineEdit().placeholderText() == "277"


def test_the_pages_are_shown_and_the_test_sheet_proves_what_is_kept(dialog, desk):
    shown = []
    doubts = []

    def show(path, title, relayable):
        shown.append((title, path.read_bytes()))
        doubts.append(relayable.doubt)

    desk.show_pdf = show
    dialog.print_page.click()
    typed(dialog)
    dialog.try_out.click()
    dialog.go.click()
    assert [title for title, _data in shown] == ["打印机校准页", "套打试印页"]
    for doubt in doubts:  # such a page says nothing where it is enlarged, or on other paper
        assert doubt("HP", False, ACROSS) == ""
        assert "实际大小" in doubt("HP", True, ACROSS) and "A4 横向" in doubt("HP", False, (176.0, 250.0))
    for title, data in shown:
        with Pages(data) as pages:
            assert title in "".join(pages.text(0).split()) and pages.size(0) == pytest.approx(ACROSS, abs=0.01)


def test_it_is_reset(owner, qtbot, desk):
    keep_calibrations(
        desk.settings, Calibrations([Calibration("本机打印机", sheet=ACROSS, dx=1.0, measured="2023-05-01")])
    )
    dialog = CalibrationDialog(desk, ACROSS, owner)
    assert "现在用的校准（2023-05-01）：向右 1.0 毫米" in dialog.outcome.text() and dialog.reset.isEnabled()
    with qtbot.waitSignal(dialog.kept):
        dialog.reset.click()
    assert known_calibrations(desk.settings).known == () and not dialog.reset.isEnabled()


def choose(preview, key, value):
    box = preview.panel.boxes[key]
    box.set_value(value)
    box.changed.emit()


def words(preview):
    with Pages(preview._path) as pages:
        return "".join(pages.text(0).split())


def test_on_bought_stock_only_the_words_are_printed_and_where_the_calibration_has_them(preview, desk, tmp_path):
    assert "荣誉证书" in words(preview)
    keep_calibrations(desk.settings, Calibrations([Calibration("HP", sheet=ACROSS, dx=5.0)]))
    choose(preview, "stock", "stock")
    assert "荣誉证书" not in words(preview) and "王祯同志" in words(preview)
    assert preview.panel.boxes["calibration"].value() == preview.panel.choices["calibration"].usual != "none"
    desk.notices.answer(tmp_path / "存.pdf")
    preview.save()
    with Pages(tmp_path / "存.pdf") as pages:
        said = "".join(pages.text(0).split())
    assert "荣誉证书" not in said and "〔2023〕1号" in said and "样张" not in said


def test_what_is_chosen_is_remembered_once_something_is_printed_or_saved_with_it(preview, desk, tmp_path, notices):
    def remembered():
        return Setup.of(desk.settings.get("paper certificates")).chosen

    choose(preview, "stock", "stock")
    assert remembered() == {}
    notices.answer(None)
    preview.save()
    assert remembered() == {}
    notices.answer(tmp_path / "存.pdf")
    preview.save()
    assert remembered() == {"stock": "stock"}


def test_a_calibration_that_is_measured_beside_the_preview_is_offered_there(preview, qtbot, desk, monkeypatch):
    assert preview.panel.boxes["calibration"].value() == "none"
    monkeypatch.setattr(CalibrationDialog, "show", lambda self: None)
    buttons = {button.text(): button for button in preview.panel.findChildren(QPushButton)}
    buttons["打印机校准…"].click()
    (dialog,) = preview.window().findChildren(CalibrationDialog)
    typed(dialog)
    dialog.go.click()
    assert preview.panel.boxes["calibration"].value().startswith("本机打印机|")


def test_certificates_are_put_into_the_queue_from_their_preview(preview, desk):
    from cadre_desktop.certificates.registers.print_queue import PrintBatch, PrintSheet

    buttons = {button.text(): button for button in preview.panel.findChildren(QPushButton)}
    buttons["放入打印队列"].click()
    assert PrintBatch.get().title == "荣誉证书" and PrintSheet.select().count() == 2
    assert "2 份证书已放入打印队列" in desk.notices.texts[-1]
