#!/bin/sh
# Qt 6.8.3: Tab skips every control that stands before the child a container names as its focus proxy.
#
# Guess before running: a page may name its table as focus proxy, so that focus given to the page goes to the table; Tab
# still goes through the page's controls one after the other, the search box first. Shift+Tab does.
# Why it matters: what stands above the table can be reached with Tab backwards only, or, where the table is hidden
# meanwhile, nothing on the page can and Tab stays where it is.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.8.3 shiboken6==6.8.3
cat > "$folder/probe.py" <<'PYTHON'
"""A line edit, and a page with a search box, a button and a table; Tab and Shift+Tab once round."""

import sys

from PySide6.QtCore import Qt, qVersion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

app = QApplication([])


def order(proxied, key, hidden=False):
    window, page = QWidget(), QWidget()
    parts = {"before": QLineEdit(), "search": QLineEdit(), "button": QPushButton("filter"), "table": QListWidget()}
    outer, inner = QVBoxLayout(window), QVBoxLayout(page)
    outer.addWidget(parts["before"])
    outer.addWidget(page)
    for name in ("search", "button", "table"):
        inner.addWidget(parts[name])
    if proxied:
        page.setFocusProxy(parts["table"])
    parts["table"].setHidden(hidden)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    parts["before"].setFocus()
    seen = []
    for _step in range(len(parts)):
        seen += [name for name, part in parts.items() if part is app.focusWidget()]
        QTest.keyClick(app.focusWidget(), key)
    return seen


forward, back = order(True, Qt.Key.Key_Tab), order(True, Qt.Key.Key_Backtab)
stuck = order(True, Qt.Key.Key_Tab, hidden=True)
print("Qt", qVersion())
print("Tab without a proxy:", order(False, Qt.Key.Key_Tab))
print("Tab with the table as proxy of the page:", forward, "and Shift+Tab:", back)
print("Tab while that table is hidden:", stuck)
found = "search" not in forward and "search" in back and set(stuck) == {"before"}
sys.exit(0 if found else 1)
PYTHON
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" "$folder/probe.py"
echo "As found: Tab goes past search and button to the proxy, and stays where it is while the proxy is hidden."
