#!/bin/sh
# Qt 6.8.3 gives input methods the caret's place in another window than the one they ask about while a list is open.
#
# Guess before running: QInputMethod::cursorRectangle is "the input item's cursor rectangle in window coordinates", the
# window being the focus window, whose mapToGlobal the modules of input methods (IBus) apply to it. So the caret's place
# on the screen comes out right also while the list of a QCompleter is open beneath the line.
# Why it matters: the list is a popup and becomes the focus window; the line stays the focus object and its place is
# still given in its own window. Candidates for Chinese then stand as far from the caret as the list from the window.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.8.3
cat > "$folder/probe.py" <<'PYTHON'
"""Where an input method puts its candidates, and where the caret is, before and while a list is open."""

import sys

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

app = QApplication([])
window = QWidget()
window.setGeometry(60, 40, 500, 400)
line = QLineEdit(window)
line.setGeometry(120, 210, 300, 32)
line.setCompleter(QCompleter(["beijing", "beifang"], line))
window.show()
window.activateWindow()
QTest.qWaitForWindowActive(window)
line.setFocus()


def off() -> QPoint:
    """How far from the caret it would be."""
    told = QGuiApplication.inputMethod().cursorRectangle().topLeft().toPoint()
    own = line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).topLeft()
    own = own if isinstance(own, QPoint) else own.toPoint()
    return QGuiApplication.focusWindow().mapToGlobal(told) - line.mapToGlobal(own)


before = off()
QTest.keyClick(line, Qt.Key.Key_B)
list_ = line.completer().popup()
while QGuiApplication.focusWindow() is not list_.windowHandle():
    QTest.qWait(20)
apart = list_.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
print("closed: off by", before.toTuple())
print("open: the focus is in", QGuiApplication.focusWindow().objectName(), "and", type(app.focusObject()).__name__)
print("open: off by", off().toTuple(), "the list is apart from the window by", apart.toTuple())
sys.exit(0 if before == QPoint(0, 0) and off() == apart != QPoint(0, 0) else 1)
PYTHON
"$folder/venv/bin/python" -c "import PySide6; print('PySide6', PySide6.__version__)"
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" "$folder/probe.py"
echo "As found: candidates stand as far from the caret as the list from the window."
