"""The settings dialog: where the file takes nothing, and how large letters are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from cadre_desktop.kit.qt.talk.sizing import LETTERS, USUAL, enlarge, letter_size
from cadre_desktop.kit.store import attachments, journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.window import preferences
from cadre_desktop.window.preferences import PreferencesDialog

ROOT = Path(__file__).parents[2]


def test_what_the_file_does_not_take_is_said_and_stays_in_the_dialog(started, notices):
    database.run("DROP TRIGGER journal_person_U")
    dialog = PreferencesDialog(started, started.window)
    dialog.issuer.setText("某某法院")
    dialog.answer()
    assert "只能查看" in notices.texts[-1]
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert dialog.issuer.text() == "某某法院"
    assert started.session.store.setting("issuer") != "某某法院"


def test_the_size_of_letters_is_kept_for_the_next_start(started):
    dialog = PreferencesDialog(started, started.window)
    assert dialog.letters.currentData() == USUAL
    dialog.letters.setCurrentIndex(dialog.letters.findData(130))
    before = started.session.store.last_step()
    dialog.answer()
    assert letter_size(started.settings) == 130
    assert started.session.store.last_step() == before  # nothing about the court has changed
    assert PreferencesDialog(started, started.window).letters.currentText() == "特大（130%）"


def test_widgets_get_their_style_anew_only_for_another_look_and_after_the_dialog_has_gone(started, monkeypatch):
    styled = []
    monkeypatch.setattr(preferences, "apply_theme", lambda _app, mode: styled.append((mode, dialog.isVisible())))
    for mode in ("system", "dark", "dark"):
        dialog = PreferencesDialog(started, started.window)
        dialog.show()
        dialog.theme.setCurrentIndex(dialog.theme.findData(mode))
        dialog.answer()
    assert styled == [("dark", False)]
    assert started.settings.get("theme") == "dark"


@pytest.mark.parametrize("written", [1000, -1, "130", None, True])
def test_a_size_that_is_none_is_the_usual_one(started, written):
    started.settings.put(LETTERS, written)
    assert letter_size(started.settings) == USUAL
    assert PreferencesDialog(started, started.window).letters.currentData() == USUAL


@pytest.mark.parametrize(
    ("percent", "before", "after"),
    [(100, {}, {}), (130, {}, {"QT_SCALE_FACTOR": "1.3"}), (90, {"QT_SCALE_FACTOR": "2"}, {"QT_SCALE_FACTOR": "1.8"})],
)
def test_letters_grow_with_all_they_stand_in(percent, before, after):
    enlarge(percent, before)
    assert before == after


def test_a_factor_that_is_no_number_is_left_as_qt_leaves_it():
    environment = {"QT_SCALE_FACTOR": "gross"}
    enlarge(USUAL, environment)
    assert environment == {"QT_SCALE_FACTOR": "gross"}
    enlarge(115, environment)
    assert environment == {"QT_SCALE_FACTOR": "1.15"}


def test_the_window_of_the_next_start_has_the_letters_chosen(tmp_path):
    program = (
        "import sys; from pathlib import Path\n"
        "from cadre_desktop.kit.qt.talk.settings import FileSettings\n"
        "from cadre_desktop.kit.qt.talk.sizing import LETTERS, enlarge, letter_size\n"
        "from cadre_desktop.window.launch import make_application\n"
        "settings = FileSettings(Path(sys.argv[1]))\n"
        "settings.put(LETTERS, 130)\n"
        "enlarge(letter_size(settings))\n"
        "print(make_application('light').primaryScreen().devicePixelRatio())\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "settings.json")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert float(done.stdout) == pytest.approx(1.3)


def test_how_large_attachments_may_be_is_kept_with_what_else_was_set_in_one_step(started):
    store = started.session.store
    dialog = PreferencesDialog(started, started.window)
    fields = dialog.limits.file, dialog.limits.record, dialog.limits.picture
    assert [field.value() for field in fields] == [50, 200, 2000]
    for field, value in zip(fields, (20, 100, 1600), strict=True):
        field.set_value(value)
    dialog.issuer.setText("包头市中级人民法院政治部")
    steps = len(journal.steps())
    dialog.answer()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert len(journal.steps()) == steps + 1
    allowed = attachments.limits(store)
    assert (allowed.file, allowed.record, allowed.picture) == (20 << 20, 100 << 20, 1600)
    store.undo()
    assert attachments.limits(store) == attachments.AttachmentLimits()
    PreferencesDialog(started, started.window).answer()
    assert len(journal.steps()) == steps + 2  # the step and its undoing; what is as it was makes none


@pytest.mark.parametrize(
    ("values", "words", "at"),
    [
        ((0, 100, 2000), "1 到 500 MB", "file"),
        ((None, 100, 2000), "1 到 500 MB", "file"),
        ((50, 10, 2000), "不能小于单个附件的上限", "record"),
        ((50, 200, 3), "500 到 20000 像素", "picture"),
    ],
)
def test_limits_that_cannot_be_are_told_where_they_are_set(started, values, words, at):
    dialog = PreferencesDialog(started, started.window)
    dialog.show()
    for field, value in zip((dialog.limits.file, dialog.limits.record, dialog.limits.picture), values, strict=True):
        field.set_value(value)
    dialog.answer()
    assert words in dialog.problem.text() and dialog.go.isEnabled()
    assert dialog.focusWidget() is getattr(dialog.limits, at)
    assert attachments.limits(started.session.store) == attachments.AttachmentLimits()


def test_what_is_no_number_is_told_too(started):
    dialog = PreferencesDialog(started, started.window)
    dialog.limits.record.lineEdit().setText("很多")
    dialog.answer()
    assert dialog.problem.text().startswith("每条记录附件合计的上限，MB：")
