"""签名密钥: the court's own key with its fingerprint, and the public keys of other courts."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.certificates.proof.key_files import SUFFIX, PublicKey, one_issuer, read_key_file, write_key_file
from cadre_desktop.certificates.proof.key_list import Accepted, accept_keys, doubts, drop_key, other_keys, own_keys
from cadre_desktop.certificates.proof.key_page import fingerprint_lines, print_key_page
from cadre_desktop.certificates.proof.wrapping import fingerprint
from cadre_desktop.certificates.registers.signing_keys import OtherCourtKey
from cadre_desktop.certificates.screens.password_dialogs import (
    change_password_dialog,
    new_key_dialog,
    replace_key_dialog,
)
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Patterns
from cadre_desktop.kit.qt.lists.grid_table import ALIGNMENT, DISPLAY, LEFT, NOWHERE, TIP, GridTable, Index, heading
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out, work_on
from cadre_desktop.kit.qt.talk.page_area import PageArea
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.kit.qt.talk.sizing import resize_dialog_within_screen
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk

_WIDTHS = (304, 0, 104)
_FINGERPRINT = 1
_LEAST = (520, 240)


def key_files() -> Patterns:
    """Files with public keys, to be saved or opened."""
    return ((_("公钥文件"), f"*{SUFFIX}"),)


class SigningKeysDialog(QDialog):
    """`changed` is called when the keys that proofs are verified by have changed."""

    def __init__(self, desk: ViewDesk, parent: QWidget | None = None, changed: Callable[[], None] = lambda: None):
        super().__init__(parent)
        self._desk, self._changed = desk, changed
        self._papers = Papers(desk, parent or self)
        self._own: list[PublicKey] = []
        self.setWindowTitle(_("签名密钥"))
        self.setMinimumSize(*_LEAST)
        self.state, self.print = QLabel(), QLabel()
        self.model = _KeyModel()
        self.table = GridTable(_("其他法院的公钥"))
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS, stretched=_FINGERPRINT)
        self.table.setSelectionBehavior(GridTable.SelectionBehavior.SelectRows)
        self.buttons = self._make_buttons()
        self._build()
        self.show_keys()
        resize_dialog_within_screen(self, 1020, 560)

    def _make_buttons(self) -> dict[str, QPushButton]:
        made = {}
        for name, icon_name, words, run in (
            ("make", "", _("设置签名密钥…"), self.make),
            ("password", "", _("修改口令…"), self.change_password),
            ("replace", "", _("更换密钥…"), self.replace),
            ("page", "print", _("打印公钥页"), self.print_page),
            ("export", "export", _("导出公钥文件…"), self.export),
            ("import", "import", _("导入公钥…"), self.take_in),
            ("drop", "delete", _("移除"), self.drop),
        ):
            button = QPushButton(icon(icon_name), words) if icon_name else QPushButton(words)
            button.clicked.connect(lambda _checked, run=run: run())
            button.setAutoDefault(False)
            made[name] = button
        dressed(made["make"], "primary")
        return made

    def _build(self) -> None:
        own, others = QLabel(_("本院")), QLabel(_("其他法院的公钥"))
        for label in (own, others):
            set_role(label, "heading")
        self.state.setWordWrap(True)
        self.print.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.print.setAccessibleName(_("指纹"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 0)
        column.setSpacing(10)
        column.addWidget(own)
        column.addWidget(self.state)
        column.addWidget(self.print)
        self._row(column, ("make", "password", "replace", "page", "export"))
        column.addSpacing(6)
        column.addWidget(others)
        column.addWidget(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(12)
        layout.addWidget(PageArea(page), 1)
        foot = self._row(layout, ("import", "drop"))
        foot.setContentsMargins(20, 0, 20, 0)
        close = QPushButton(_("关闭"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._offer())

    def _row(self, column: QVBoxLayout, names: Sequence[str]) -> Any:
        row = row_in(column)
        row.setSpacing(10)
        for name in names:
            row.addWidget(self.buttons[name])
        row.addStretch()
        return row

    def show_keys(self) -> None:
        """Show the keys as they are now."""
        self._own = own_keys()
        present = next((key for key in self._own if key.retired is None), None)
        self.state.setText(self._state(present))
        self.print.setText("\n".join(fingerprint_lines(present, 8)) if present else "")
        self.print.setVisible(present is not None)
        self.buttons["make"].setVisible(present is None)
        for name in ("password", "replace", "page", "export"):
            self.buttons[name].setVisible(present is not None)
        self.model.put(other_keys())
        self._offer()

    def _state(self, present: PublicKey | None) -> str:
        if present is None:
            return _("还没有签名密钥。设置以后，证书上的二维码带有本院的签名，在别的电脑上不用网络也能验证。")
        words = _("{issuer}，{day} 启用。指纹（别的法院导入公钥时核对）：")
        text = words.format(issuer=present.issuer, day=present.made)
        if earlier := len(self._own) - 1:
            text += _("另有 {count} 把已停用的密钥，留着验证以前的证书。").format(count=earlier)
        return text

    def _offer(self) -> None:
        self.buttons["drop"].setEnabled(self.table.currentIndex().isValid())

    def _told(self, text: str) -> Callable[[object], None]:
        def told(_result: object) -> None:
            self.show_keys()
            self._changed()
            self._desk.notices.tell(text)

        return told

    def make(self) -> None:
        """Choose a password and make the court's key."""
        done = self._told(_("签名密钥已设置。请打印公钥页，和公钥文件一起发给要验证证书的法院。"))
        new_key_dialog(self._desk, self, done).open()

    def replace(self) -> None:
        """Make another key in place of the present one, once somebody has confirmed it."""
        question = _("换了密钥，别的法院要重新导入公钥，才能验证以后的证书。仍要更换吗？")
        if self._desk.notices.ask(question, _("更换"), _("不更换")):
            done = self._told(_("密钥已更换。请把新的公钥文件和公钥页发给其他法院。"))
            replace_key_dialog(self._desk, self, done).open()

    def change_password(self) -> None:
        """Wrap the key in another password."""
        change_password_dialog(self._desk, self, self._told(_("签名口令已修改。"))).open()

    def print_page(self) -> None:
        """Show the page with the public key; the preview has the window to itself."""
        keys = self._own
        self.accept()
        self._papers.show(_("公钥页"), lambda path: print_key_page(path, keys))

    def export(self) -> None:
        """Write the public keys to a file of somebody's choice."""
        keys = self._own
        save_as(
            self._desk,
            self,
            _("导出公钥"),
            _("{issuer}公钥").format(issuer=one_issuer(keys)),
            lambda path, _progress: write_key_file(path, keys),
            _("公钥已写入“{path}”。文件里只有公钥，可以公开。"),
            patterns=key_files(),
            suffix=SUFFIX,
        )

    def take_in(self) -> None:
        """Read a file with public keys; they are accepted once somebody has compared the fingerprints."""
        path = self._desk.notices.choose_open(_("选择公钥文件"), key_files())
        if path is None:
            return
        trouble = _("公钥文件读不了，请换一份再试。")
        work_on(self._desk, _("正在读取公钥"), lambda _progress: read_key_file(path), self._ask, self, trouble=trouble)

    def _ask(self, keys: list[PublicKey]) -> None:
        words = _("“{issuer}”的公钥，指纹是：\n{prints}\n请与该法院的公钥页（或打电话）逐组核对，完全相同才接受。")
        shown = "\n\n".join("\n".join(fingerprint_lines(key)) for key in keys)
        question = "\n".join([words.format(issuer=one_issuer(keys), prints=shown), *doubts(keys)])
        if not self._desk.notices.ask(question, _("相同，接受"), _("不接受"), danger=True):
            return
        store = self._desk.store
        carry_out(self._desk, _("正在保存"), lambda: accept_keys(store, keys), self._accepted, self)

    def _accepted(self, accepted: Accepted) -> None:
        self._told(
            _("已导入 {count} 把公钥。").format(count=accepted.new) if accepted.new else _("这些公钥已经有了。")
        )(None)

    def drop(self) -> None:
        """Verify by the key in front no more; it can be undone, so nothing is asked."""
        row = self.model.rows[self.table.currentIndex().row()]
        store, key = self._desk.store, row.id
        told = self._told(_("已移除{issuer}的公钥，可按 Ctrl+Z 撤销。").format(issuer=row.issuer))
        carry_out(self._desk, _("正在保存"), lambda: drop_key(store, key), told, self)


class _KeyModel(QAbstractTableModel):
    """A line for each key of another court."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[OtherCourtKey] = ()
        self._titles = (_("法院"), _("指纹"), _("导入日期"))

    def put(self, rows: Sequence[OtherCourtKey]) -> None:
        """Show other keys."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role in (DISPLAY, TIP):
            row = self.rows[index.row()]
            court = (
                _("{issuer}（{day} 停用）").format(issuer=row.issuer, day=row.retired) if row.retired else row.issuer
            )
            return (court, fingerprint(row.public_key), str(row.accepted))[index.column()]
        return LEFT if role == ALIGNMENT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self._titles, section, orientation, role, range(len(self._titles)))
