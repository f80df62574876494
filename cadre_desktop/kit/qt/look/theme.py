"""Colours, fonts and the style of the window: Fusion with own tokens, light and dark, switched while running.

The colours live in `Tokens`; `resources/style/cadre.qss` names them as ``$token``. Widgets that paint themselves
ask `tokens()` when they paint and so follow a switch by themselves.
"""

from dataclasses import asdict, dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from cadre_desktop.kit.resources import resource

Mode = Literal["light", "dark", "system"]

FONT = "Noto Sans SC"
_FALLBACKS = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenKai CTP")
"""For characters beyond the shipped face (GB 2312 and the 8105 standard characters): the system's, then our own."""
_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_RARE = "WenKaiCTP-Regular.ttf"
FONT_PT = 9.75
"""13 px at 96 dpi; in points, so that it grows with the system's scaling."""


@dataclass(frozen=True)
class Tokens:
    """The colours of one mode, as ``#rrggbb``.

    Every text keeps 4.5 : 1 against every ground it is on, a selected row too; the `edge` of a field and the
    `focus` of what has the keyboard (`ring` on a primary button) keep 3 : 1. Only what is disabled may be weaker.
    """

    dark: bool
    background: str
    card: str
    text: str
    muted: str
    line: str
    soft_line: str
    edge: str
    header: str
    stripe: str
    hover: str
    pressed: str
    field: str
    disabled: str
    hint: str
    icon: str
    primary: str
    button: str
    button_hover: str
    button_pressed: str
    on_button: str
    focus: str
    ring: str
    selection: str
    selection_text: str
    good: str
    good_tint: str
    warning: str
    warning_tint: str
    bad: str
    bad_tint: str
    neutral: str
    neutral_tint: str
    scroll: str
    scroll_hover: str
    tip: str
    tip_text: str
    chart_1: str
    chart_2: str
    chart_3: str
    chart_4: str
    chart_5: str
    chart_6: str

    def color(self, name: str) -> QColor:
        """A token as a colour; an unknown name is a mistake in the program and raises AttributeError."""
        return QColor(getattr(self, name))


LIGHT = Tokens(
    dark=False,
    background="#F4F6F9",
    card="#FFFFFF",
    text="#1E293B",
    muted="#566378",
    line="#D8DEE8",
    soft_line="#E8ECF2",
    edge="#808C9F",
    header="#F1F4F9",
    stripe="#FAFBFD",
    hover="#EEF2F8",
    pressed="#E1E8F2",
    field="#FFFFFF",
    disabled="#9AA5B5",
    hint="#5F6B7F",
    icon="#42506A",
    primary="#1D4F91",
    button="#1D4F91",
    button_hover="#1A4680",
    button_pressed="#153A6B",
    on_button="#FFFFFF",
    focus="#2F6FC4",
    ring="#A9CBF7",
    selection="#E3EDFA",
    selection_text="#12305A",
    good="#0E754B",
    good_tint="#E0F4EA",
    warning="#9A5B00",
    warning_tint="#FDF0D9",
    bad="#B42318",
    bad_tint="#FDE7E5",
    neutral="#4B5870",
    neutral_tint="#E9EDF3",
    scroll="#CBD3DF",
    scroll_hover="#A9B4C4",
    tip="#1E293B",
    tip_text="#FFFFFF",
    chart_1="#2D62AE",
    chart_2="#A9C4EA",
    chart_3="#E0A33A",
    chart_4="#2E9B74",
    chart_5="#B4574E",
    chart_6="#8A93A5",
)

DARK = Tokens(
    dark=True,
    background="#171B22",
    card="#1F252E",
    text="#E5EAF2",
    muted="#A3AEBE",
    line="#38424F",
    soft_line="#2B333E",
    edge="#6E7A8C",
    header="#252C37",
    stripe="#222832",
    hover="#2A323E",
    pressed="#343E4C",
    field="#1A2029",
    disabled="#667284",
    hint="#98A4B5",
    icon="#B6C1D1",
    primary="#6FA8F0",
    button="#2F6FC4",
    button_hover="#3474C9",
    button_pressed="#285FA9",
    on_button="#FFFFFF",
    focus="#5B9BEC",
    ring="#CFE2FB",
    selection="#22395A",
    selection_text="#EAF2FF",
    good="#6FD3A3",
    good_tint="#1C3A2D",
    warning="#F0C070",
    warning_tint="#40321A",
    bad="#F29A92",
    bad_tint="#472523",
    neutral="#B4BFCE",
    neutral_tint="#303947",
    scroll="#465162",
    scroll_hover="#5F6C80",
    tip="#E5EAF2",
    tip_text="#171B22",
    chart_1="#5C9CEB",
    chart_2="#4A6C98",
    chart_3="#E0B060",
    chart_4="#5CC29A",
    chart_5="#E08A82",
    chart_6="#8793A6",
)


class _Theme(QObject):
    """The one theme of the process, as the style sheet is the one of the application."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.mode: Mode = "light"
        self.font_loaded = self.rare_loaded = False
        self.follows_system = False


_theme = _Theme()
theme_changed = _theme.changed
"""Emitted after a switch, for what does not repaint by itself."""


def tokens() -> Tokens:
    """The colours in use."""
    return _theme.tokens


def apply_theme(app: QApplication, mode: Mode) -> None:
    """Give `app` the look of `mode`; may be called again at any time to switch. ``system`` follows the desktop."""
    _theme.mode = mode
    if not _theme.follows_system:
        _theme.follows_system = True
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow(app))
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    _load_font(app)
    _dress(app, _chosen(app, mode))


def _chosen(app: QApplication, mode: Mode) -> Tokens:
    if mode == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if mode == "dark" else LIGHT


def _follow(app: QApplication) -> None:
    if _theme.mode == "system" and _chosen(app, "system") is not _theme.tokens:
        _dress(app, _chosen(app, "system"))


def _load_font(app: QApplication) -> None:
    """The shipped faces always: loading takes 3 ms, and every machine then shows the same widths."""
    if not _theme.font_loaded:
        for name in _FILES:
            QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        _theme.font_loaded = True
    app.setFont(ui_font())


def load_rare_characters() -> None:
    """The face that has what the window's own lacks, in names of people; the frame of the window says nothing rare."""
    if not _theme.rare_loaded:
        QFontDatabase.addApplicationFont(str(resource("fonts", _RARE)))
        _theme.rare_loaded = True


def ui_font(pt: float = FONT_PT, bold: bool = False) -> QFont:
    """The window's face at `pt` points."""
    font = QFont([FONT, *_FALLBACKS])
    font.setPointSizeF(pt)
    font.setBold(bold)
    return font


def _dress(app: QApplication, chosen: Tokens) -> None:
    _theme.tokens = chosen
    QDir.setSearchPaths("marks", [str(resource("icons", "marks"))])
    app.setPalette(_palette(chosen))
    sheet = resource("style", "cadre.qss").read_text(encoding="utf-8")
    app.setStyleSheet(Template(sheet).substitute(asdict(chosen), mode="dark" if chosen.dark else "light"))
    _theme.changed.emit()


def _palette(chosen: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colors = {
        role.Window: chosen.background,
        role.WindowText: chosen.text,
        role.Base: chosen.card,
        role.AlternateBase: chosen.stripe,
        role.Text: chosen.text,
        role.Button: chosen.card,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.bad,
        role.PlaceholderText: chosen.hint,
        role.Highlight: chosen.selection,
        role.HighlightedText: chosen.selection_text,
        role.Accent: chosen.primary,
        role.Link: chosen.primary,
        role.LinkVisited: chosen.primary,
        role.ToolTipBase: chosen.tip,
        role.ToolTipText: chosen.tip_text,
        role.Light: chosen.soft_line,
        role.Midlight: chosen.soft_line,
        role.Mid: chosen.line,
        role.Dark: chosen.line,
        role.Shadow: chosen.line,
    }
    palette = QPalette()
    for which, color in colors.items():
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.disabled))
    return palette
