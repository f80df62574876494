"""Where there is no backup yet this is said in the place of the list."""

from PySide6.QtWidgets import QLabel, QPushButton

from cadre_desktop.window.file.restoring import RestoreDialog


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]


def test_without_backups_the_dialog_says_so_in_the_middle(qtbot, tmp_path):
    dialog = RestoreDialog(tmp_path / "某法院.cadre", None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert texts(dialog) == ["还没有备份", "备份在每次退出、导入和升级之前自动进行，也可用“立即备份”。"]
    assert not dialog.list.isVisible()
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    assert not buttons["恢复"].isEnabled() and buttons["别处的备份文件…"].isEnabled()
    assert dialog.list.window() is dialog
