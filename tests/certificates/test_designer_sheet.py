"""The sheet of a design and the files it needs: sizes, frames, own pictures and PDF pages, scans of bought stock."""

from dataclasses import replace

import numpy as np
import pytest
from designs import NAME, honour, people
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from cadre_desktop.certificates.screens.designer import design_files
from cadre_desktop.certificates.screens.designer.design_files import DesignFiles, picture_of, proportions, read_file
from cadre_desktop.certificates.screens.designer.designer_page import DesignerPage
from cadre_desktop.certificates.screens.designer.frame_dialog import FrameDialog
from cadre_desktop.certificates.screens.designer.handling_dialog import HandlingDialog
from cadre_desktop.kit.documents.design.elements import FileBackground, OrnamentBackground, PictureElement
from cadre_desktop.kit.documents.design.printing import DesignedPage, designs_paper
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import blobs

LOW = 485
"""Px that a screen of 1366 × 768 at 150 % leaves a window."""


def picture(path, colour="blue", width=60, height=30, name="底图.png"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path / name))
    return path / name


@pytest.fixture
def page(qtbot, desk):
    files = DesignFiles()
    made = DesignerPage(desk, honour(), files.keep, people(), files=files)
    qtbot.addWidget(made)
    made.resize(1340, 700)
    made.show()
    return made


def choose(page, name, value):
    field = page.panel.sheet.rows.field(name)
    field.set_value(value)
    field.changed.emit()


def test_another_sheet_and_orientation(page) -> None:
    choose(page, "key", "A3")
    assert page.editor.design.sheet == (420.0, 297.0)
    choose(page, "across", False)
    assert page.editor.design.sheet == (297.0, 420.0)
    assert page.view.sheet[2:] == (297.0, 420.0)
    page.commands["undo"].trigger()
    page.commands["undo"].trigger()
    assert page.editor.design == honour()


def test_an_own_size_is_typed(page) -> None:
    width = page.panel.sheet.rows.field("width")
    assert width.isReadOnly()
    choose(page, "key", "")
    assert not width.isReadOnly()
    width.lineEdit().setText("250")
    width.editingFinished.emit()
    assert page.editor.design.sheet == (250.0, 210.0)


def test_the_name_of_the_template(page) -> None:
    field = page.panel.sheet.rows.field("name")
    field.selectAll()
    field.insert("业务能手证书")
    field.editingFinished.emit()
    assert page.editor.design.name == "业务能手证书"
    assert page.head.title.text() == "业务能手证书"


def test_a_frame_is_chosen_by_its_picture(page) -> None:
    page.panel.sheet.none_wanted.emit()
    assert page.editor.design.background is None
    assert page.view.ground is None
    page.panel.sheet.frame_wanted.emit()
    dialog = page.window().findChild(FrameDialog)
    assert dialog.list.count() >= 1
    assert not dialog.list.item(0).icon().isNull()
    assert dialog.minimumSizeHint().height() <= LOW
    dialog.list.setCurrentRow(0)
    dialog.go.click()
    assert isinstance(page.editor.design.background, OrnamentBackground)
    assert page.view.ground is not None


def test_an_own_picture_is_kept_with_the_design_and_not_before(page, notices, tmp_path) -> None:
    path = picture(tmp_path)
    notices.answer(path)
    page.panel.sheet.file_wanted.emit()
    background = page.editor.design.background
    assert background == FileBackground(blobs.name_of(path.read_bytes()))
    assert blobs.get(background.content) is None
    with page._desk.store.step("保存模板"):
        page.files.keep(page.editor.design)
    assert blobs.get(background.content) == path.read_bytes()


def test_only_what_the_design_still_needs_is_kept(page, notices, tmp_path) -> None:
    notices.answer(picture(tmp_path, "red", name="一.png"), picture(tmp_path, "green", name="二.png"))
    page.commands["picture"].trigger()
    page.commands["delete"].trigger()
    page.panel.sheet.scan_wanted.emit()
    assert list(page.files.new_in(page.editor.design)) == [page.editor.design.underlay]


def test_a_scan_is_seen_beneath_and_never_printed(page, notices, tmp_path) -> None:
    page.panel.sheet.none_wanted.emit()
    notices.answer(picture(tmp_path, "blue", 297, 210))
    page.panel.sheet.scan_wanted.emit()
    seen = page.view.ground.toImage().pixelColor(20, 20)
    assert seen.blue() > 200
    assert seen.red() < 80
    design = page.editor.design
    plain = designs_paper([DesignedPage(replace(design, underlay=""), page.words)]).data()
    assert designs_paper([DesignedPage(design, page.words)]).data() == plain
    assert design.contents == ()


def test_a_picture_is_changed_and_keeps_its_box(page, notices, tmp_path) -> None:
    notices.answer(picture(tmp_path, "red", name="一.png"), picture(tmp_path, "green", 10, 90, name="二.png"))
    page.commands["picture"].trigger()
    before = page.editor.work.picked[0]
    page.panel.picture.click()
    after = page.editor.work.picked[0]
    assert isinstance(after, PictureElement)
    assert after == replace(before, content=after.content)
    assert after.content != before.content


def test_a_picture_of_another_file_is_not_pasted_and_that_is_said(qtbot, desk, page, notices, tmp_path) -> None:
    notices.answer(picture(tmp_path))
    page.commands["picture"].trigger()
    page.commands["copy"].trigger()
    other = DesignerPage(
        desk, replace(honour(), elements=()), lambda design: None, files=DesignFiles(lambda name: None)
    )
    qtbot.addWidget(other)
    other.commands["paste"].trigger()
    assert other.editor.work.elements == ()
    assert "1 个图片" in other.foot.words._whole


def pdf(path, pages=1):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(842, 595))
    for _page in range(pages):
        canvas.setFillColorRGB(0, 0.5, 0)
        canvas.rect(0, 0, 842, 595, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def test_a_pdf_page_is_taken_as_it_is(tmp_path) -> None:
    path = pdf(tmp_path / "底图.pdf", 2)
    content = read_file(path, 297.0)
    assert content == path.read_bytes()
    assert proportions(content) == pytest.approx(842 / 595, rel=1e-3)
    assert picture_of(content, 200, 150).pixelColor(50, 50).green() > 100


def test_large_pictures_are_scaled_to_what_a_printer_prints(tmp_path) -> None:
    grain = np.random.default_rng(7).integers(0, 255, (3000, 5000), np.uint8)
    image = QImage(grain.tobytes(), 5000, 3000, 5000, QImage.Format.Format_Grayscale8)
    assert image.save(str(tmp_path / "照片.jpg"))
    for printed, longest in ((True, 3508), (False, 1754)):
        made = QImage.fromData(read_file(tmp_path / "照片.jpg", 297.0, printed=printed))
        assert max(made.width(), made.height()) == longest


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("坏.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "不是能用的图片"),
        ("不是图.txt", "王祯".encode(), "不是能用的图片"),
        ("空.jpg", b"", "不是能用的图片"),
        ("坏.pdf", b"%PDF-1.4\nnothing", "已损坏"),
    ],
)
def test_files_that_are_no_pictures_are_refused_with_a_sentence(tmp_path, name, content, words) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused, match=words) as refused:
        read_file(path, 297.0)
    assert name in str(refused.value)


def test_a_pdf_with_a_password_is_refused_with_a_sentence(tmp_path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "密.pdf"), encrypt=StandardEncryption("secret"))
    canvas.showPage()
    canvas.save()
    with pytest.raises(Refused, match=r"“密\.pdf”不能用：.*密码"):
        read_file(tmp_path / "密.pdf", 297.0)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.98])
def test_a_picture_that_is_cut_off_is_refused_with_a_sentence(tmp_path, share) -> None:
    grain = np.random.default_rng(3).integers(0, 255, (300, 500), np.uint8)
    image = QImage(grain.tobytes(), 500, 300, 500, QImage.Format.Format_Grayscale8)
    for name in ("断.jpg", "断.png"):
        assert image.save(str(tmp_path / name))
        content = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(content[: int(share * len(content))])
        with pytest.raises(Refused, match=r"损坏或不完整|不是能用的图片"):
            read_file(tmp_path / name, 297.0)


def test_a_picture_of_200_megapixels_is_refused_before_it_is_read(tmp_path, monkeypatch) -> None:
    path = picture(tmp_path, width=200, height=100)
    monkeypatch.setattr(design_files, "_MOST_PIXELS", 10_000)
    with pytest.raises(Refused, match="200 × 100 像素"):
        read_file(path, 297.0)
    monkeypatch.setattr(design_files, "MOST_BYTES", 10)
    with pytest.raises(Refused, match="MB"):
        read_file(path, 297.0)


def test_what_cannot_be_read_is_said_and_the_design_stays(page, notices, tmp_path) -> None:
    broken = tmp_path / "坏.png"
    broken.write_bytes(b"nothing")
    notices.answer(broken, tmp_path / "没有.png", None)
    for _time in range(3):
        page.commands["picture"].trigger()
    assert page.editor.design == honour()
    said = [message for message in notices.messages if message.kind != "choose_open"]
    assert len(said) == 2


def test_the_keys_are_listed(page) -> None:
    page.commands["handling"].trigger()
    dialog = page.window().findChild(HandlingDialog)
    table = dialog.table
    keys = {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}
    assert "0.5 毫米" in keys["移动"]
    assert keys["再来一个"] == "Ctrl+D"
    assert keys["左对齐"] == "Alt+A, L"
    assert keys["二维码"] == "Alt+I, Q"
    assert dialog.minimumSizeHint().height() <= LOW
    dialog.accept()


@pytest.mark.parametrize("size", [(911, LOW), (1366, 740)])
def test_the_page_fits_small_screens(page, size) -> None:
    least = page.minimumSizeHint()
    assert least.width() <= size[0]
    assert least.height() <= size[1]
    page.resize(*size)
    page.editor.choose({NAME})
    QApplication.processEvents()
    assert page.size().toTuple() == size
    assert page.view.viewport().width() > 500
    inside = page.view.mapFromScene(page.view.sheet.right, page.view.sheet.bottom)
    assert page.view.viewport().rect().contains(inside)


def test_no_two_commands_have_the_same_keys_and_the_menus_have_the_rest(page) -> None:
    keyed = [action.shortcut().toString() for action in page.commands.actions.values() if action.shortcut().toString()]
    assert len(keyed) == len(set(keyed))
    assert all(page.commands.keys(key) for key in page.commands.actions)
    for button in (page.head.insert, page.head.arrange):
        letters = [action.text().partition("(&")[2] for action in button.menu().actions() if not action.isSeparator()]
        assert all(letters)
        assert len(letters) == len(set(letters))
