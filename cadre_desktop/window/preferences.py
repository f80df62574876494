"""Settings: who is acting, how the window looks. Few, and each with a sentence."""

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.theme import apply_theme
from cadre_desktop.kit.store.backup import folder_of
from cadre_desktop.people.actions import own_court
from cadre_desktop.window.session import Session


class PreferencesDialog(QDialog):
    """The settings of this computer and of this court."""

    def __init__(self, session: Session, parent: QWidget | None):
        super().__init__(parent)
        self.setWindowTitle(_("设置"))
        self.setMinimumWidth(520)
        self._session = session
        self.actor = QLineEdit(session.actor)
        self.theme = QComboBox()
        for title, value in ((_("跟随系统"), "system"), (_("浅色"), "light"), (_("深色"), "dark")):
            self.theme.addItem(title, value)
        self.theme.setCurrentIndex(max(0, self.theme.findData(session.settings.get("theme", "system"))))
        self.issuer = QLineEdit()
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(_("操作人"), self.actor)
        form.addRow("", _muted(_("记在每一步操作旁，也用于下次打开。")))
        form.addRow(_("外观"), self.theme)
        if session.store is not None:
            court = own_court(session.store)
            self.issuer.setText(session.store.setting("issuer", court.name if court else ""))
            form.addRow(_("证书落款"), self.issuer)
            form.addRow("", _muted(_("印在证书上的颁发单位。")))
            form.addRow(_("数据文件"), _muted(str(session.store.path)))
            form.addRow(_("备份文件夹"), _muted(str(folder_of(session.store.path))))
        cancel, save = QPushButton(_("取消")), QPushButton(_("保存"))
        save.setProperty("kind", "primary")
        save.setDefault(True)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.addLayout(form)
        layout.addSpacing(12)
        layout.addLayout(buttons)

    def _save(self) -> None:
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


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
