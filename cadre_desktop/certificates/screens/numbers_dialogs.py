"""The account of all numbers, and what the last ones on paper are where the file cannot know."""

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cadre_desktop.certificates.numbering.accounting import Account, accounts
from cadre_desktop.certificates.numbering.asking import answer
from cadre_desktop.certificates.numbering.giving import register_missing
from cadre_desktop.certificates.numbering.series import series_of
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog


class NumbersDialog(FieldDialog):
    """For each kind and year how far its numbers go and which are lacking; `done` gets how many were registered."""

    def __init__(self, desk: Desk, done: Callable[[int], None], parent: QWidget | None = None):
        super().__init__(_("核对编号"), _("登记为空号"), parent, width=620)
        self._desk, self._done = desk, done
        self.accounts = accounts(desk.store)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("编号"))
        self.words.setPlainText("\n".join(account.sentence for account in self.accounts) or _("还没有编过号。"))
        self.words.setMinimumHeight(180)
        lacking = any(account.missing or account.waiting for account in self.accounts)
        self.go.setEnabled(lacking)
        told = _("没有已给出而未登记的编号。")
        if lacking:
            told = _(
                "已给出而没有登记的编号（撤销了的、恢复备份以前的）和打印中断时可能已印出的编号，都不再给别人；"
                "登记为空号，台账里就个个有着落。打印中断的那几份如果还要补发，请先发完再登记。"
            )
        self.lay_out((("", self.words),), below=told)

    def answer(self) -> None:
        """Register what is lacking as unused."""
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: register_missing(store, also_on_their_way=True),
            self._finish,
            self,
            busy=self.go.setDisabled,
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _finish(self, count: int) -> None:
        self.accept()
        self._done(count)


class LastNumbersDialog(FieldDialog):
    """The last numbers on paper, one a line; `done` gets how many were registered as unused."""

    def __init__(self, desk: Desk, done: Callable[[int], None], parent: QWidget | None = None):
        super().__init__(_("核对纸上最后的编号"), _("核对完毕"), parent, width=560)
        self._desk, self._done = desk, done
        self.numbers = LongTextInput(4)
        above = _(
            "数据若是从备份恢复的，备份以后又编过哪些号，这台电脑查不出来。请看纸质台账或最后发出的证书，"
            "把各类最后用到的编号写在下面，一行一个；备份以后没有再编过号的，不用写。"
        )
        below = _("中间没有登记的编号登记为空号，以后接着往下编。")
        known = "\n".join(_last_known(desk, account) for account in accounts(desk.store)[-6:])
        if known:
            below = _("数据里最后的编号：") + "\n" + known + "\n" + below
        self.lay_out(((_("纸上最后的编号"), self.numbers),), above=above, below=below)

    def answer(self) -> None:
        """Register what lies between as unused and go on from there."""
        store = self._desk.store
        lines = [line.strip() for line in self.numbers.value().splitlines() if line.strip()]
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: answer(store, lines, store.clock.today().year),
            self._finish,
            self,
            busy=self.go.setDisabled,
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _finish(self, count: int) -> None:
        self.accept()
        self._done(count)


def _last_known(desk: Desk, account: Account) -> str:
    run = account.run
    return series_of(desk.store, run.kind, run.series).pattern.number(run.year, account.last)
