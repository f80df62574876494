#!/bin/sh
# Qt 6.8.3: a style sheet that gives a field a text colour takes the placeholder's colour away from the palette.
#
# Guess before running: QPalette.PlaceholderText is the colour of the hint in an empty field; a style sheet that says
# `color` changes the text that is typed, not the hint.
# Why it matters: the hint is drawn in the text's colour at half strength, whatever the palette says. A hint chosen to be
# readable (here 5.4 : 1 on white) comes out at 3 : 1, and only looking at the pixels tells.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.8.3 shiboken6==6.8.3
cat > "$folder/probe.py" <<'PYTHON'
"""The colour of a hint: as the palette has it, with `color` in a style sheet, and with `placeholder-text-color`."""

import sys

from PySide6.QtCore import qVersion
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleFactory

app = QApplication([])
app.setStyle(QStyleFactory.create("Fusion"))
WANTED = "#5f6b7f"


def hint(sheet):
    app.setStyleSheet("")
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(WANTED))
    app.setPalette(palette)
    app.setStyleSheet(sheet)
    field = QLineEdit(placeholderText="hint")
    field.show()
    return field.palette().placeholderText().color().name(QColor.NameFormat.HexArgb)


plain = hint("")
coloured = hint("QLineEdit { color: #1e293b; }")
mended = hint(f"QLineEdit {{ color: #1e293b; placeholder-text-color: {WANTED}; }}")
print("Qt", qVersion())
print("wanted:", WANTED, "without a style sheet:", plain, "with `color`:", coloured, "and `placeholder-text-color`:", mended)
sys.exit(0 if plain.endswith(WANTED[1:]) and coloured == "#801e293b" and mended.endswith(WANTED[1:]) else 1)
PYTHON
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" "$folder/probe.py"
echo "As found: the hint is the text's colour at half strength, until placeholder-text-color is said too."
