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
    wait for the same keys Qt does neither."""

    key: str
    words: str
    icon: str
    keys: str = ""
    needs: int = 0
    shares: bool = False
    on_sheet: bool = False


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
    Command("front", N_("移到最上面"), "to-front", "Ctrl+Shift+]", 1),
    Command("raise", N_("上移一层"), "raise", "Ctrl+]", 1),
    Command("lower", N_("下移一层"), "lower", "Ctrl+[", 1),
    Command("back", N_("移到最下面"), "to-back", "Ctrl+Shift+[", 1),
    Command("left", N_("左对齐"), "align-left", "Ctrl+Alt+L", 1),
    Command("centre", N_("左右居中"), "align-centre", "Ctrl+Alt+C", 1),
    Command("right", N_("右对齐"), "align-right", "Ctrl+Alt+R", 1),
    Command("top", N_("上对齐"), "align-top", "Ctrl+Alt+T", 1),
    Command("middle", N_("上下居中"), "align-middle", "Ctrl+Alt+M", 1),
    Command("bottom", N_("下对齐"), "align-bottom", "Ctrl+Alt+B", 1),
    Command("across", N_("横向等距"), "distribute-across", "Ctrl+Alt+H", 3),
    Command("down", N_("纵向等距"), "distribute-down", "Ctrl+Alt+V", 3),
    Command("sheet-across", N_("放到纸的左右正中"), "sheet-across", "Ctrl+Alt+X", 1),
    Command("sheet-down", N_("放到纸的上下正中"), "sheet-down", "Ctrl+Alt+Y", 1),
    Command("lock", N_("锁定已印内容"), "lock", "Ctrl+L"),
    Command("zoom-in", N_("放大"), "zoom-in", "Ctrl+="),
    Command("zoom-out", N_("缩小"), "zoom-out", "Ctrl+-"),
    Command("fit", N_("整页"), "fit-page", "Ctrl+0"),
    Command("real", N_("实际大小"), "real-size", "Ctrl+Shift+0"),
    Command("next", N_("下一个人"), "chevron-right", "Ctrl+PgDown"),
    Command("previous", N_("上一个人"), "chevron-left", "Ctrl+PgUp"),
    Command("check", N_("核对全部人"), "check", "Ctrl+Shift+G"),
    Command("handling", N_("操作方法…"), "info", "Ctrl+Shift+F1"),
    Command("text", N_("文字"), "text", "Ctrl+T"),
    Command("photo", N_("照片"), "photo"),
    Command("code", N_("二维码"), "qr-code"),
    Command("line", N_("线条"), "line"),
    Command("picture", N_("图片…"), "picture"),
    Command("seal", N_("落款与印章位置"), "seal"),
)
INSERTING = ("text", "photo", "code", "line", "picture", "seal")
ARRANGING = ("left", "centre", "right", "top", "middle", "bottom", "across", "down", "sheet-across", "sheet-down")
ORDERING = ("front", "raise", "lower", "back")
CLIPBOARD = ("cut", "copy", "paste", "duplicate", "delete")


class DesignCommands:
    """The commands as actions of a `page` with a `sheet`; `do` is called with the key of one that is wanted."""

    def __init__(self, page: QWidget, sheet: QWidget, do: Callable[[str], object]):
        self.actions: dict[str, QAction] = {}
        self._needs = {command.key: command.needs for command in COMMANDS}
        for command in COMMANDS:
            action = QAction(icon(command.icon), _(command.words), page)
            action.triggered.connect(partial(_call, do, command.key))
            if command.keys:
                action.setShortcut(QKeySequence(command.keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            if not command.shares:
                (sheet if command.on_sheet else page).addAction(action)
            self.actions[command.key] = action
        self.actions["lock"].setCheckable(True)

    def __getitem__(self, key: str) -> QAction:
        return self.actions[key]

    def some(self, keys: Iterable[str]) -> list[QAction]:
        """The commands with these keys, in their order."""
        return [self.actions[key] for key in keys]

    def allow(self, chosen: int) -> None:
        """Let be done what can be with so many chosen elements."""
        for key, needs in self._needs.items():
            if needs:
                self.actions[key].setEnabled(chosen >= needs)


def _call(do: Callable[[str], object], key: str, _checked: bool = False) -> None:
    do(key)


def keys_text(action: QAction) -> str:
    """The keys of a command as people read them."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
