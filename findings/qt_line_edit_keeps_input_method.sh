#!/bin/sh
# A QLineEdit of Qt 6.8.3 keeps asking for an input method after WA_InputMethodEnabled was taken from it.
#
# Guess before running: Qt's documentation says of Qt::WA_InputMethodEnabled that it "enables input methods for East
# Asian languages" and "must be set when creating custom text editing widgets". Taken away, a widget answers false to
# ImEnabled, and hints for digits do so too; keys then come to it as they are.
# Why it matters: an ID number typed while Chinese is on is composed letter by letter ("x" at its end) all the same.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.8.3
cat > "$folder/probe.py" <<'PYTHON'
"""What widgets answer to an input method that asks whether it is wanted."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton

app = QApplication([])


def wanted(widget, hints=Qt.InputMethodHint.ImhNone):
    widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
    widget.setInputMethodHints(hints)
    question = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    app.sendEvent(widget, question)
    return question.value(Qt.InputMethodQuery.ImEnabled)


hints = Qt.InputMethodHint
found = {
    "QPushButton": wanted(QPushButton()),
    "QListView": wanted(QListView()),
    "QLineEdit": wanted(QLineEdit()),
    "QLineEdit, ImhDigitsOnly": wanted(QLineEdit(), hints.ImhDigitsOnly),
    "QLineEdit, ImhFormattedNumbersOnly": wanted(QLineEdit(), hints.ImhFormattedNumbersOnly),
    "QLineEdit, ImhLatinOnly": wanted(QLineEdit(), hints.ImhLatinOnly),
}
for name, answer in found.items():
    print(f"{name}: {answer}")
lines = [answer for name, answer in found.items() if name.startswith("QLineEdit")]
sys.exit(0 if all(lines) and not found["QPushButton"] and not found["QListView"] else 1)
PYTHON
"$folder/venv/bin/python" -c "import PySide6; print('PySide6', PySide6.__version__)"
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" "$folder/probe.py"
echo "As found: other widgets want no input method without the attribute, a QLineEdit wants one whatever is set."
