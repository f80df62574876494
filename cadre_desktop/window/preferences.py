"""Settings: who is acting, how the window looks. Few, and each with a sentence."""

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.field_dialog import FieldDialog, remark
from cadre_desktop.kit.qt.theme import apply_theme
from cadre_desktop.kit.store.backup import folder_of
from cadre_desktop.people.actions import own_court
from cadre_desktop.window.session import Session


class PreferencesDialog(FieldDialog):
    """The settings of this computer and of this court."""

    def __init__(self, session: Session, parent: QWidget | None):
        super().__init__(_("设置"), _("保存"), parent, width=520)
        self._session = session
        self.actor = QLineEdit(session.actor)
        self.theme = QComboBox()
        for title, value in ((_("跟随系统"), "system"), (_("浅色"), "light"), (_("深色"), "dark")):
            self.theme.addItem(title, value)
        self.theme.setCurrentIndex(max(0, self.theme.findData(session.settings.get("theme", "system"))))
        self.issuer = QLineEdit()
        rows = [
            (_("操作人"), self.actor),
            ("", remark(_("记在每一步操作旁，也用于下次打开。"))),
            (_("外观"), self.theme),
        ]
        if session.store is not None:
            court = own_court(session.store)
            self.issuer.setText(session.store.setting("issuer", court.name if court else ""))
            rows += [
                (_("证书落款"), self.issuer),
                ("", remark(_("印在证书上的颁发单位。"))),
                (_("数据文件"), remark(str(session.store.path))),
                (_("备份文件夹"), remark(str(folder_of(session.store.path)))),
            ]
        self.lay_out(rows)

    def answer(self) -> None:
        """Keep what was set."""
        if self.actor.text().strip():
            self._session.actor = self.actor.text().strip()
        mode = self.theme.currentData()
        self._session.settings.put("theme", mode)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, mode)
        if self._session.store is not None:
            self._session.store.set_setting("issuer", self.issuer.text().strip())
        self.accept()
