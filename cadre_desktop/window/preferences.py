"""Settings: who is acting, how the window looks. Few, and each with a sentence."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog, remark
from cadre_desktop.kit.qt.talk.sizing import LETTER_SIZES, LETTERS, letter_size
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.backup import folder_of
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court
from cadre_desktop.window.attachment_limits import LimitInputs

if TYPE_CHECKING:
    from cadre_desktop.window.file.program import Program


_PATH_WIDTH = 150
"""Pixels for the folder beside the two buttons and a remark."""


class PreferencesDialog(FieldDialog):
    """The settings of this computer and of this court."""

    def __init__(self, launcher: "Program", parent: QWidget | None):
        super().__init__(_("设置"), _("保存"), parent, width=560)
        self._launcher, self._session = launcher, launcher.session
        session = self._session
        self.actor = QLineEdit(session.actor)
        self.theme = QComboBox()
        for title, value in ((_("跟随系统"), "system"), (_("浅色"), "light"), (_("深色"), "dark")):
            self.theme.addItem(title, value)
        self.theme.setCurrentIndex(max(0, self.theme.findData(session.settings.get("theme", "system"))))
        self.letters = QComboBox()
        for percent, name in LETTER_SIZES.items():
            self.letters.addItem(_("{name}（{percent}%）").format(name=_(name), percent=percent), percent)
        self.letters.setCurrentIndex(self.letters.findData(letter_size(session.settings)))
        self.issuer, self._issuer_before = QLineEdit(), ""
        self.limits: LimitInputs | None = None
        rows: list[tuple[str, QWidget | QLayout]] = [
            (_("操作人"), self.actor),
            ("", remark(_("记在每一步操作旁，也用于下次打开。"))),
            (_("外观"), self._looks()),
            ("", remark(_("按钮和表格随字一起放大；字号在下次打开程序时生效。"))),
        ]
        if session.store is not None:
            court = own_court(session.store)
            self._issuer_before = session.store.setting("issuer", court.name if court else "").strip()
            self.issuer.setText(self._issuer_before)
            rows += [
                (_("证书落款"), self.issuer),
                ("", remark(_("印在证书上的颁发单位。"))),
                *self._attachments(session.store),
                (_("数据文件"), remark(str(session.store.path))),
                (_("备份文件夹"), remark(str(folder_of(session.store.path)))),
                (_("第二备份位置"), self._second_backup()),
                ("", remark(_("另一个硬盘或 U 盘上的文件夹，退出时也往那里存一份备份。"))),
            ]
        self.lay_out(rows)

    def _attachments(self, store: Store) -> list[tuple[str, QWidget | QLayout]]:
        self.limits = LimitInputs(store)
        words = _("没有勾选“保留原图”的图片缩小到这样的长边；已有的附件不变。")
        return [(_("附件上限"), self.limits.sizes()), (_("图片长边"), self.limits.picture), ("", remark(words))]

    def _looks(self) -> QHBoxLayout:
        row, letters = QHBoxLayout(), QLabel(_("字号"))
        letters.setBuddy(self.letters)
        row.setSpacing(8)
        row.addWidget(self.theme, 1)
        row.addSpacing(8)
        row.addWidget(letters)
        row.addWidget(self.letters, 1)
        for field, name in ((self.theme, _("外观")), (self.letters, _("字号"))):
            field.setAccessibleName(name)
        return row

    def _second_backup(self) -> QHBoxLayout:
        self.second = remark("")
        self.second.setWordWrap(False)
        self.second.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        choose, self.give_up = QPushButton(_("选择…")), QPushButton(_("不再使用"))
        choose.clicked.connect(self._choose)
        self.give_up.clicked.connect(self._give_up)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.second, 1)
        for button in (choose, self.give_up):
            button.setAutoDefault(False)
            row.addWidget(button)
        self._show_second()
        return row

    def _show_second(self) -> None:
        second = self._session.second
        words = _("没有设")
        if second.folder:
            metrics = self.second.fontMetrics()
            words = metrics.elidedText(str(second.folder), Qt.TextElideMode.ElideMiddle, _PATH_WIDTH)
            if not second.is_there:
                words = _("{folder}（现在找不到）").format(folder=words)
        self.second.setText(words)
        self.second.setToolTip(str(second.folder or ""))
        self.give_up.setVisible(second.folder is not None)

    def _choose(self) -> None:
        from cadre_desktop.window.file.second_backup_talk import choose

        choose(self._launcher)
        self._show_second()

    def _give_up(self) -> None:
        self._session.second.give_up()
        self._show_second()

    def answer(self) -> None:
        """Keep what was set; where the file takes nothing, that is said and the dialog stays with what was typed."""
        try:
            limits = self.limits.wanted() if self.limits is not None else None
        except Refused as refused:
            self.wrong(str(refused))
            if self.limits is not None and (field := self.limits.at_fault(refused)) is not None:
                field.setFocus()
            return
        if self.actor.text().strip():
            self._session.actor = self.actor.text().strip()
        self._session.settings.put(LETTERS, self.letters.currentData())
        issuer, store = self.issuer.text().strip(), self._session.store
        if store is None or (issuer == self._issuer_before and limits is None):  # else it would be a step of nothing
            self._close()
            return

        def over(error: BaseException) -> None:
            self.go.setEnabled(True)
            if not isinstance(error, Refused):
                raise error
            self._launcher.watch.refused(error)

        def keep() -> None:
            with store.step(_("更改设置")):
                if issuer != self._issuer_before:
                    store.set_setting("issuer", issuer)
                if limits is not None:
                    attachments.set_limits(store, *limits)

        self.go.setEnabled(False)
        self._launcher.jobs.run(
            _("正在保存"),
            lambda _progress: keep(),
            lambda _nothing: self._close(),
            over,
            writes=True,
            owner=self,
        )

    def _close(self) -> None:
        mode = self.theme.currentData()
        newly = mode != self._session.settings.get("theme", "system")
        self._session.settings.put("theme", mode)
        self.accept()
        app = QApplication.instance()
        if newly and isinstance(app, QApplication):  # every widget there is gets its style anew, which takes a second
            apply_theme(app, mode)
