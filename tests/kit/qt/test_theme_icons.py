import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QIcon
from PySide6.QtWidgets import QLabel, QPushButton

from cadre_desktop.kit.qt.look.icons import SIZES, icon, pixmap
from cadre_desktop.kit.qt.look.theme import DARK, FONT, LIGHT, apply_theme, load_rare_characters, tokens
from cadre_desktop.kit.resources import resource

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.fixture(autouse=True)
def light_again(qapp):
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


def luminance(color):
    def linear(channel):
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    color = QColor(color)
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one, two):
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text", "card"),
        ("text", "background"),
        ("muted", "card"),
        ("muted", "header"),
        ("muted", "selection"),
        ("hint", "card"),
        ("hint", "background"),
        ("hint", "selection"),
        ("primary", "selection"),
        ("good", "selection"),
        ("warning", "selection"),
        ("bad", "selection"),
        ("on_button", "button_hover"),
        ("selection_text", "selection"),
        ("good", "good_tint"),
        ("warning", "warning_tint"),
        ("bad", "bad_tint"),
        ("bad", "card"),
        ("neutral", "neutral_tint"),
        ("on_button", "button"),
        ("tip_text", "tip"),
        ("primary", "card"),
    ],
)
def test_text_is_readable(mode, text, ground):
    assert contrast(getattr(mode, text), getattr(mode, ground)) >= 4.5


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("mark", "ground"),
    [
        ("edge", "card"),
        ("edge", "background"),
        ("edge", "field"),
        ("focus", "card"),
        ("focus", "background"),
        ("focus", "selection"),
        ("ring", "button"),
    ],
)
def test_a_mark_is_seen(mode, mark, ground):
    assert contrast(getattr(mode, mark), getattr(mode, ground)) >= 3


def test_switching_changes_tokens_palette_and_painted_pixels(qapp, qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    apply_theme(qapp, "dark")
    assert tokens() is DARK
    assert label.palette().windowText().color() == QColor(DARK.text)
    apply_theme(qapp, "light")
    assert tokens() is LIGHT
    assert label.palette().windowText().color() == QColor(LIGHT.text)


def test_the_shipped_face_is_used(qapp):
    assert qapp.font().families()[0] == FONT
    load_rare_characters()
    assert {FONT, "WenKai CTP"} <= set(QFontDatabase.families())
    assert "$" not in qapp.styleSheet()


def test_every_colour_named_in_the_sheet_exists():
    sheet = resource("style", "cadre.qss").read_text(encoding="utf-8")
    named = set(re.findall(r"\$(\w+)", sheet)) - {"mode"}
    assert named <= set(LIGHT.__dataclass_fields__)


def test_every_mark_named_in_the_sheet_is_shipped(qapp):
    marks = set(re.findall(r"marks:([\w-]+\.svg)", qapp.styleSheet()))
    assert marks and all(resource("icons", "marks", mark).exists() for mark in marks)


@pytest.mark.parametrize("name", NAMES)
def test_icon_draws_at_every_size(qapp, name):
    for size in SIZES:
        picture = icon(name).pixmap(QSize(size, size)).toImage()
        inked = sum(picture.pixelColor(x, y).alpha() > 60 for x in range(size) for y in range(size))
        assert size * size * 0.01 < inked < size * size * 0.7


def ink(picture):
    image = picture.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda color: color.alpha()).name()


def test_icon_follows_theme_and_state(qapp):
    save = icon("save")
    size = QSize(48, 48)
    assert ink(save.pixmap(size)) == LIGHT.icon.lower()
    assert ink(save.pixmap(size, QIcon.Mode.Disabled)) == LIGHT.disabled.lower()
    assert ink(save.pixmap(size, QIcon.Mode.Selected)) == LIGHT.selection_text.lower()
    assert ink(save.pixmap(size, QIcon.Mode.Normal, QIcon.State.On)) == LIGHT.primary.lower()
    apply_theme(qapp, "dark")
    assert ink(save.pixmap(size)) == DARK.icon.lower()


def test_icon_is_sharp_at_150_percent(qapp):
    picture = icon("save").pixmap(QSize(16, 16), 1.5)
    assert (picture.width(), picture.devicePixelRatio()) == (24, 1.5)
    assert pixmap("save", 20, ratio=1.5).width() == 30


def test_icons_survive_copying_and_deleting(qtbot):
    buttons = [QPushButton(icon("add"), "新增") for _ in range(50)]
    for button in buttons:
        qtbot.addWidget(button)
        button.setIcon(QIcon(button.icon()))
        button.grab()
    assert not buttons[-1].icon().isNull()


def test_unknown_icon_is_a_mistake(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_system_mode_follows_the_desktop(qapp):
    apply_theme(qapp, "system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert tokens() is (DARK if dark else LIGHT)
    apply_theme(qapp, "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert tokens() is DARK


def test_icon_paints_itself_where_the_style_asks(qtbot):
    button = QPushButton(icon("save"), "")
    qtbot.addWidget(button)
    button.resize(60, 32)
    with_icon = button.grab().toImage()
    button.setIcon(QIcon())
    assert with_icon != button.grab().toImage()
