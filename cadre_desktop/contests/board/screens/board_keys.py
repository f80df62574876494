"""Which key does what on the board, in either of its windows; clickers send Page Up and Page Down."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cadre_desktop.kit.language import N_

_K = Qt.Key
KEYS: dict[Qt.Key, str] = {
    **dict.fromkeys((_K.Key_Space, _K.Key_Right, _K.Key_PageDown, _K.Key_Return, _K.Key_Enter), "advance"),
    **dict.fromkeys((_K.Key_Left, _K.Key_PageUp, _K.Key_Backspace), "back"),
    _K.Key_Up: "track_before",
    _K.Key_Down: "track_after",
    _K.Key_F2: "stage",
    _K.Key_F3: "standings",
    _K.Key_F4: "reveal",
    _K.Key_B: "blank",
    _K.Key_Period: "blank",
    _K.Key_F: "freeze",
    _K.Key_A: "auto",
    _K.Key_P: "pace",
    _K.Key_C: "look",
    _K.Key_R: "restart",
    _K.Key_F11: "arrange",
    _K.Key_Escape: "leave",
    _K.Key_Question: "keys",
    _K.Key_Slash: "keys",
}

HELP = (
    (N_("空格　→　PgDn"), N_("下一步、下一位、下一页")),
    (N_("←　PgUp　退格"), N_("退一步")),
    (N_("F2　F3　F4"), N_("出场、成绩、揭晓")),
    (N_("数字　↑　↓"), N_("选择赛道")),
    ("B", N_("黑屏；再按恢复")),
    ("F", N_("封榜：全场看到的成绩停在此刻；再按解除")),
    ("A", N_("成绩自动翻页，开或关")),
    ("P", N_("揭晓的步子：先单位后姓名、一次一人、一次一个奖项")),
    ("R", N_("本赛道从头揭晓")),
    ("C", N_("底色：深蓝、庄重红、浅色")),
    ("F11", N_("大屏全屏，或回到窗口")),
    ("?", N_("显示或收起按键")),
    ("Esc", N_("退出大屏；开着按键表时先收起按键表")),
)
"""Keys and what they do, for the presenter."""


def command_of(event: QKeyEvent) -> str:
    """The command of a key, a digit, or nothing."""
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return "close" if event.key() == _K.Key_W else ""
    if event.text().isdigit() and event.text().isascii():
        return event.text()
    return KEYS.get(_K(event.key()), "")
