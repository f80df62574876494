"""The password of the court's signing key: chosen with a new key, asked once a run, changed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from cadre_desktop.certificates.proof.issuing import asks_for_key
from cadre_desktop.certificates.proof.signing import (
    KeyInHand,
    change_password,
    current_key,
    in_hand,
    make_key,
    replace_key,
    unlock,
)
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk

_WIDTH = 500


class PasswordDialog(FieldDialog):
    """Asks for what `fields` says, by the names that problems have as their `field`. `act` is carried out with the
    passwords, in a job, and `done` is given what it returns. What was typed is gone with the dialog. `without` is the
    button that goes on without a password, where there is one."""

    without: QPushButton | None = None

    def __init__(
        self,
        desk: ViewDesk,
        words: tuple[str, str],
        fields: dict[str, str],
        act: Callable[..., Any],
        done: Callable[[Any], None],
        parent: QWidget | None,
        above: str = "",
        below: str = "",
        beside: QWidget | None = None,
    ):
        title, verb = words
        super().__init__(title, verb, parent, width=_WIDTH)
        self._desk, self._act, self._done = desk, act, done
        self.fields = {name: _password_field() for name in fields}
        rows = [(words, self.fields[name]) for name, words in fields.items()]
        self.lay_out(rows, above=above, below=below, beside=beside)
        for field in self.fields.values():
            field.textEdited.connect(self._calm)

    def answer(self) -> None:
        """Carry it out; a wrong or poor password is said at its field."""
        given = [field.text() for field in self.fields.values()]
        if not given[0]:
            self.wrong(_("请输入口令。"))
            return
        act = self._act
        carry_out(
            self._desk,
            _("正在处理密钥"),
            lambda: act(*given),
            self._finished,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _finished(self, result: Any) -> None:
        self.accept()
        self._done(result)

    def _refused(self, refused: Refused) -> None:
        self.wrong(str(refused))
        for problem in refused.problems:
            if problem.field in self.fields:
                field = self.fields[problem.field]
                mark_wrong(field, True)
                field.setFocus()
                field.selectAll()

    def _calm(self) -> None:
        for field in self.fields.values():
            mark_wrong(field, False)


def _password_field() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def new_key_dialog(desk: ViewDesk, parent: QWidget | None, done: Callable[[KeyInHand], None]) -> PasswordDialog:
    """Chooses the password of the court's first key."""
    store = desk.store
    return PasswordDialog(
        desk,
        (_("设置签名密钥"), _("设置")),
        {"password": _("签名口令"), "again": _("再输一次")},
        lambda password, again: make_key(store, password, again),
        done,
        parent,
        above=_("证书上的二维码要用本院的密钥签名，别人才能验证真伪。密钥保存在数据文件里，用这个口令锁住。"),
        below=_("口令至少 8 个字符，每次打开程序第一次签名时输入。忘了找不回来，只能更换密钥；请写下来交保密柜保管。"),
    )


def replace_key_dialog(desk: ViewDesk, parent: QWidget | None, done: Callable[[KeyInHand], None]) -> PasswordDialog:
    """Chooses the password of a key in place of the present one."""
    store = desk.store
    return PasswordDialog(
        desk,
        (_("更换签名密钥"), _("更换")),
        {"password": _("新密钥的口令"), "again": _("再输一次")},
        lambda password, again: replace_key(store, password, again),
        done,
        parent,
        above=_("口令泄露、忘记，或保管人变动时更换。旧密钥不再签名，留着验证以前的证书，它们仍然有效。"),
        below=_("更换后，请把新的公钥文件和公钥页发给其他法院。"),
    )


def change_password_dialog(desk: ViewDesk, parent: QWidget | None, done: Callable[[None], None]) -> PasswordDialog:
    """Changes the password; the key stays."""
    store = desk.store
    return PasswordDialog(
        desk,
        (_("修改签名口令"), _("修改")),
        {"old": _("现在的口令"), "password": _("新口令"), "again": _("再输一次")},
        lambda old, new, again: change_password(store, old, new, again),
        done,
        parent,
        below=_("以前的备份和操作记录里，密钥仍由旧口令锁着。旧口令泄露了，请改用“更换密钥”。"),
    )


def unlock_dialog(desk: ViewDesk, parent: QWidget | None, done: Callable[[KeyInHand], None]) -> PasswordDialog:
    """Asks for the password of the court's key."""
    store = desk.store
    return PasswordDialog(
        desk,
        (_("输入签名口令"), _("签名")),
        {"password": _("签名口令")},
        lambda password: unlock(store, password),
        done,
        parent,
        below=_("这次打开程序期间只问一次，关闭后不保留。"),
    )


def signing_dialog(desk: ViewDesk, parent: QWidget | None, go_on: Callable[[], None]) -> PasswordDialog:
    """Asks for the password of the court's key before certificates get their numbers; `go_on` is called when it was
    given, or when they are not to be signed this time."""
    store, without = desk.store, QPushButton(_("这次不签名"))
    without.setAutoDefault(False)
    dialog = PasswordDialog(
        desk,
        (_("给证书签名"), _("签名")),
        {"password": _("签名口令")},
        lambda password: unlock(store, password),
        lambda _key: go_on(),
        parent,
        above=_("这些证书上有二维码。用本院的密钥签名，别人才能验证真伪；签名与编号一起登记，补印时相同。"),
        below=_("这次打开程序期间只问一次。不签名的，二维码里只有证书内容，证明不了真伪，印出后也不能再补。"),
        beside=without,
    )

    def unsigned() -> None:
        dialog.accept()
        go_on()

    without.clicked.connect(unsigned)
    dialog.without = without
    return dialog


def sign_first(desk: ViewDesk, over: QWidget, wanted: bool, go_on: Callable[[], None]) -> None:
    """Call `go_on` once the court's key is in hand, where a signature is `wanted`; at once where none is, or the court
    has no key; not at all where the dialog is left."""
    if wanted and asks_for_key(desk.store):
        signing_dialog(desk, over.window(), go_on).open()
    else:
        go_on()


def with_key(desk: ViewDesk, parent: QWidget, done: Callable[[KeyInHand], None]) -> None:
    """Call `done` with the court's key: at once where it is in hand, else when its password was given, or the first key
    was made; not at all where the dialog is left."""
    if (key := in_hand(desk.store)) is not None:
        done(key)
        return
    dialog = unlock_dialog if current_key(desk.store) is not None else new_key_dialog
    dialog(desk, parent, done).open()
