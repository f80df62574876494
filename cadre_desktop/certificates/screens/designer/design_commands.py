"""The commands of the designer: their words, icons and keys."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.look.icons import icon


@dataclass(frozen=True)
class Command:
    """`key` names it; `needs` so many chosen elements to be done. The keys of one `on_sheet` count only while the
    keyboard is there. One that `shares` its keys with a command of the window is told of them by the page: where two
    wait for the same keys Qt does neither. `letter` chooses it in its menu: keys with Ctrl and Alt are those of the
    desktop, as Ctrl+Alt+L, which locks it."""

    key: str
    words: str
    icon: str
    keys: str = ""
    needs: int = 0
    shares: bool = False
    on_sheet: bool = False
    letter: str = ""


COMMANDS = (
    Command("undo", N_("撤销"), "undo", "Ctrl+Z", shares=True),
    Command("redo", N_("恢复"), "redo", "Ctrl+Y", shares=True),
    Command("save", N_("保存"), "save", "Ctrl+S"),
    Command("cut", N_("剪切"), "cut", "Ctrl+X", 1, on_sheet=True),
    Command("copy", N_("复制"), "copy", "Ctrl+C", 1, on_sheet=True),
    Command("paste", N_("粘贴"), "paste", "Ctrl+V", on_sheet=True),
    Command("duplicate", N_("再来一个"), "duplicate", "Ctrl+D", 1, on_sheet=True),
    Command("delete", N_("删除"), "delete", "Del", 1, on_sheet=True),
    Command("everything", N_("全选"), "select-all", "Ctrl+A", on_sheet=True),
    Command("edit", N_("改文字和属性"), "edit", "F2", 1),
    Command("front", N_("移到最上面"), "to-front", "Ctrl+Shift+]", 1, letter="F"),
    Command("raise", N_("上移一层"), "raise", "Ctrl+]", 1, letter="U"),
    Command("lower", N_("下移一层"), "lower", "Ctrl+[", 1, letter="D"),
    Command("back", N_("移到最下面"), "to-back", "Ctrl+Shift+[", 1, letter="K"),
    Command("left", N_("左对齐"), "align-left", "", 1, letter="L"),
    Command("centre", N_("左右居中"), "align-centre", "", 1, letter="C"),
    Command("right", N_("右对齐"), "align-right", "", 1, letter="R"),
    Command("top", N_("上对齐"), "align-top", "", 1, letter="T"),
    Command("middle", N_("上下居中"), "align-middle", "", 1, letter="M"),
    Command("bottom", N_("下对齐"), "align-bottom", "", 1, letter="B"),
    Command("across", N_("横向等距"), "distribute-across", "", 3, letter="H"),
    Command("down", N_("纵向等距"), "distribute-down", "", 3, letter="V"),
    Command("sheet-across", N_("放到纸的左右正中"), "sheet-across", "", 1, letter="X"),
    Command("sheet-down", N_("放到纸的上下正中"), "sheet-down", "", 1, letter="Y"),
    Command("lock", N_("解锁已印内容"), "lock", "Ctrl+L", letter="P"),
    Command("zoom-in", N_("放大"), "zoom-in", "Ctrl+="),
    Command("zoom-out", N_("缩小"), "zoom-out", "Ctrl+-"),
    Command("fit", N_("整页"), "fit-page", "Ctrl+0"),
    Command("real", N_("实际大小"), "real-size", "Ctrl+Shift+0"),
    Command("next", N_("下一个人"), "chevron-right", "Ctrl+PgDown"),
    Command("previous", N_("上一个人"), "chevron-left", "Ctrl+PgUp"),
    Command("check", N_("核对全部人"), "check", "Ctrl+Shift+G"),
    Command("print", N_("看样张…"), "preview", "Ctrl+P"),
    Command("handling", N_("操作方法…"), "info", "Ctrl+Shift+F1"),
    Command("text", N_("文字"), "text", "Ctrl+T", letter="T"),
    Command("photo", N_("照片"), "photo", letter="P"),
    Command("code", N_("二维码"), "qr-code", letter="Q"),
    Command("line", N_("线条"), "line", letter="L"),
    Command("picture", N_("图片…"), "picture", letter="I"),
    Command("seal", N_("落款与印章位置"), "seal", letter="S"),
)
INSERTING = ("text", "photo", "code", "line", "picture", "seal")
ARRANGING = ("left", "centre", "right", "top", "middle", "bottom", "across", "down", "sheet-across", "sheet-down")
ORDERING = ("front", "raise", "lower", "back")
INSERT_KEYS, ARRANGE_KEYS = "Alt+I", "Alt+A"
CLIPBOARD = ("cut", "copy", "paste", "duplicate", "delete")


class DesignCommands:
    """The commands as actions of a `page` with a `sheet`; `do` is called with the key of one that is wanted."""

    def __init__(self, page: QWidget, sheet: QWidget, do: Callable[[str], object]):
        self.actions: dict[str, QAction] = {}
        self._needs = {command.key: command.needs for command in COMMANDS}
        for command in COMMANDS:
            words = _(command.words)
            action = QAction(icon(command.icon), f"{words}(&{command.letter})" if command.letter else words, page)
            action.setIconText(words.rstrip("…"))
            action.triggered.connect(partial(_call, do, command.key))
            if command.keys:
                action.setShortcut(QKeySequence(command.keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            if not command.shares:
                (sheet if command.on_sheet else page).addAction(action)
            self.actions[command.key] = action

    def __getitem__(self, key: str) -> QAction:
        return self.actions[key]

    def some(self, keys: Iterable[str]) -> list[QAction]:
        """The commands with these keys, in their order."""
        return [self.actions[key] for key in keys]

    def tell_lock(self, locked: bool) -> None:
        """Say in the words of its command what would be done with the lock now."""
        words = _("解锁已印内容") if locked else _("锁定已印内容")
        self.actions["lock"].setText(f"{words}(&P)")
        self.actions["lock"].setIconText(words)

    def allow(self, chosen: int) -> None:
        """Let be done what can be with so many chosen elements."""
        for key, needs in self._needs.items():
            if needs:
                self.actions[key].setEnabled(chosen >= needs)

    def keys(self, key: str) -> str:
        """The keys of a command as people read them: its own, else those of its menu and its letter."""
        own = self.actions[key].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        letter = next(command.letter for command in COMMANDS if command.key == key)
        menu = INSERT_KEYS if key in INSERTING else ARRANGE_KEYS
        return own or (f"{menu}, {letter}" if letter else "")


def _call(do: Callable[[str], object], key: str, _checked: bool = False) -> None:
    do(key)
