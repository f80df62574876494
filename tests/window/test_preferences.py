"""The settings dialog, where the file takes nothing."""

from PySide6.QtWidgets import QDialog

from cadre_desktop.kit.store.database import database
from cadre_desktop.window.preferences import PreferencesDialog


def test_what_the_file_does_not_take_is_said_and_stays_in_the_dialog(started, notices):
    database.run("DROP TRIGGER journal_person_U")
    dialog = PreferencesDialog(started, started.window)
    dialog.issuer.setText("某某法院")
    dialog.answer()
    assert "只能查看" in notices.texts[-1]
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert dialog.issuer.text() == "某某法院"
    assert started.session.store.setting("issuer") != "某某法院"
