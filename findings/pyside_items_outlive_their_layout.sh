#!/bin/sh
# Python objects of a layout's items live on, and count as valid, after Qt has freed the items.
#
# Guess before running: filling a row before or after it joins its column is the same to Python; and an object of an
# item is no longer valid once Qt has freed the item, as it is with widgets.
# Why it matters: what Qt makes later at the same address is taken for the old item ("QWidgetItem has no attribute ..."),
# or the process ends, in a place that has nothing to do with it. A row that joins its column before it is filled makes
# no such objects.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/run.py" <<'PYTHON'
import gc
import sys

import PySide6
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget

app = QApplication([])


def valid_items():
    alive = [each for each in shiboken6.getAllValidWrappers() if isinstance(each, QLayoutItem)]
    return sum(not isinstance(each, QLayout) for each in alive)


def counts(filled_first):
    before = valid_items()
    window = QWidget()
    column, row = QVBoxLayout(window), QHBoxLayout()
    labels = [QLabel(str(number)) for number in range(20)]
    if not filled_first:
        column.addLayout(row)
    for label in labels:
        row.addWidget(label)
    if filled_first:
        column.addLayout(row)
    joined = valid_items() - before
    for label in labels:
        label.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = joined, row.count(), valid_items() - before
    kept.append((window, column, row))
    return found


kept = []
found = {"joined first": counts(False), "filled first": counts(True)}
print("PySide6", PySide6.__version__, "(objects once joined, items left, objects left):", found)
sys.exit(0 if found == {"filled first": (20, 0, 20), "joined first": (0, 0, 0)} else 1)
PYTHON
for version in 6.8.3 6.11.1; do
  python3 -m venv "$folder/$version"
  "$folder/$version/bin/pip" install --quiet --disable-pip-version-check "PySide6-Essentials==$version"
  QT_QPA_PLATFORM=offscreen "$folder/$version/bin/python" "$folder/run.py"
done
echo "As found: of a row that was filled first, Python holds 20 valid objects of items that Qt has freed."
