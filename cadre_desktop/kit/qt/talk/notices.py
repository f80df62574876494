"""Notices in the window: a toast for what went well, boxes for what needs an answer."""

from collections import deque
from pathlib import Path

import shiboken6
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notice, Patterns, listed
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.message_dialog import MessageAnswer, MessageDialog, prose
from cadre_desktop.kit.qt.talk.toast import Toast

_KEPT = 50
_COVERS = "covers_window"


def covers_window(over: QWidget) -> None:
    """Have messages shown in `over` while it is open, since it covers the window where they would not be seen."""
    over.setProperty(_COVERS, True)


class QtNotices:
    """Talks to the user in front of `window`. The last messages are kept in `messages`, newest last.

    Without a window (before the first one is open) boxes have no parent, and what would be a toast is only kept.
    """

    def __init__(self, window: QWidget | None):
        self._window = window
        self._toast: Toast | None = None
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = documents if Path(documents).is_dir() else str(Path.home())
        self.messages: deque[Notice] = deque(maxlen=_KEPT)

    def tell(self, text: str) -> None:
        self._keep("tell", text)
        front = self._front()
        if front is None:
            return
        if self._toast is None or not shiboken6.isValid(self._toast) or self._toast.parentWidget() is not front:
            if self._toast is not None and shiboken6.isValid(self._toast):
                self._toast.deleteLater()
            self._toast = Toast(front)
        self._toast.say(text)

    def warn(self, text: str, detail: str = "") -> None:
        self._keep("warn", text, detail)
        self._box("warning", text, _close(), detail).exec()

    def ask(self, text: str, yes: str, no: str, danger: bool = False) -> bool:
        self._keep("ask", text)
        answers = [
            MessageAnswer(no, False, default=danger),
            MessageAnswer(yes, True, "danger" if danger else "primary", not danger),
        ]
        box = self._box("danger" if danger else "info", text, answers, title=yes)
        return box.exec() == QDialog.DialogCode.Accepted

    def ask_text(self, title: str, label: str, text: str = "", blank: bool = False) -> str | None:
        answers = [MessageAnswer(_("取消"), False), MessageAnswer(title, True, "primary", True)]
        box = self._box("info", title, answers, title=title)
        field, caption = TextInput(), prose(label)
        field.set_value(text)
        field.selectAll()
        field.setAccessibleName(label)
        if not blank:
            field.setPlaceholderText(_("请填写"))
            field.textChanged.connect(lambda typed: box.yes.setEnabled(bool(typed.strip())))
            box.yes.setEnabled(bool(text.strip()))
        caption.setBuddy(field)
        box.body.addWidget(caption)
        box.body.addWidget(field)
        field.setFocus()
        return field.value() if box.exec() == QDialog.DialogCode.Accepted else None

    def choose_open(self, title: str, patterns: Patterns, start: Path | None = None) -> Path | None:
        dialog = QFileDialog(self._front(), title, str(start or self._folder), _filters(patterns, everything=True))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._chosen(dialog)

    def choose_several(self, title: str, patterns: Patterns) -> list[Path]:
        self._keep("choose_several", title)
        dialog = QFileDialog(self._front(), title, self._folder, _filters(patterns, everything=True))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return [Path(file) for file in dialog.selectedFiles()] if self._chosen(dialog) else []

    def choose_save(self, title: str, name: str, patterns: Patterns) -> Path | None:
        dialog = QFileDialog(self._front(), title, self._folder, _filters(patterns))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix(chosen)))
        dialog.setDefaultSuffix(_suffix(dialog.selectedNameFilter()))
        dialog.selectFile(name)
        path = self._chosen(dialog)
        while path is not None and path.name == f".{dialog.defaultSuffix()}":  # which most systems then hide
            self.refused(Refused(_("还没有写文件名；请起一个名字，再保存。")))
            dialog.selectFile(name)
            path = self._chosen(dialog)
        return path

    def choose_folder(self, title: str) -> Path | None:
        dialog = QFileDialog(self._front(), title, self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        return self._chosen(dialog)

    def refused(self, refused: Refused) -> None:
        self._keep("refused", str(refused))
        if len(refused.problems) == 1:
            self._box("warning", listed(refused), _close()).exec()
            return
        text = _("有 {count} 处需要改正，还没有写入：").format(count=len(refused.problems))
        self._box("warning", text, _close(), listed(refused, 500), unfolded=True).exec()

    def _box(
        self,
        tone: str,
        text: str,
        answers: list[MessageAnswer],
        detail: str = "",
        unfolded: bool = False,
        title: str = "",
    ) -> MessageDialog:
        return MessageDialog(self._front(), tone, text, answers, detail, unfolded, title)

    def _front(self) -> QWidget | None:
        """Where messages are seen: the window people are in, be it ours or one over it that covers it (see
        `covers_window`). While neither has the keyboard, a file was just chosen or the program is behind others, what
        lies over the window counts as long as it can be seen there."""
        over = [widget for widget in QApplication.topLevelWidgets() if self._is_over(widget)]
        active = QApplication.activeWindow()
        if active is None or active not in (*over, self._window):
            return over[-1] if over else self._window
        return active

    def _is_over(self, widget: QWidget) -> bool:
        parent = widget.parentWidget()
        ours = parent is not None and parent.window() is self._window
        return ours and widget.isVisible() and bool(widget.property(_COVERS))

    def _keep(self, kind: str, text: str, detail: str = "") -> None:
        self.messages.append(Notice(kind, text, detail))

    def _chosen(self, dialog: QFileDialog) -> Path | None:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        path = Path(dialog.selectedFiles()[0])
        self._folder = str(path.parent)
        return path


def _close() -> list[MessageAnswer]:
    return [MessageAnswer(_("知道了"), False, "primary", True)]


def _filters(patterns: Patterns, everything: bool = False) -> str:
    lines = [f"{name} ({masks})" for name, masks in patterns]
    if everything or not lines:
        lines.append(_("所有文件") + " (*)")
    return ";;".join(lines)


def _suffix(name_filter: str) -> str:
    """``"Excel 工作簿 (*.xlsx *.xls)"`` → ``xlsx``; every kind of file has none."""
    mask = name_filter.rpartition("(")[2].rstrip(")").split(" ")[0]
    return mask.removeprefix("*.") if mask.startswith("*.") else ""
