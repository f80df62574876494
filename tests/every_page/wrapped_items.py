"""Nothing in Python holds the items of Qt's layouts.

`addLayout` with a row that is filled already, and `itemAt`, make a Python object of each item. Qt frees an item with
its widget and tells Python nothing; what Qt later makes at the same address is then taken for the old item, which
ends in an AttributeError or in the end of the process. So a row joins its column before it is filled.
"""

from collections import Counter

import shiboken6
from PySide6.QtWidgets import QLayout, QLayoutItem


def wrapped() -> Counter[str]:
    """How many items of layouts Python holds, by their classes."""
    found = (each for each in shiboken6.getAllValidWrappers() if isinstance(each, QLayoutItem))
    return Counter(type(each).__name__ for each in found if not isinstance(each, QLayout))
