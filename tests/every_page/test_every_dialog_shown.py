"""No dialog of a slice is forgotten: what `every_dialog` shows is all there are."""

import importlib
import pkgutil

import pytest
from PySide6.QtWidgets import QDialog

import cadre_desktop

pytestmark = pytest.mark.xdist_group("demo")


def dialogs_of_slices():
    """The classes of dialogs that the screens of slices and of people define."""
    for module in pkgutil.walk_packages(cadre_desktop.__path__, "cadre_desktop."):
        if ".screens." in module.name:
            for found in vars(importlib.import_module(module.name)).values():
                if isinstance(found, type) and issubclass(found, QDialog) and found.__module__ == module.name:
                    yield found


def test_every_dialog_of_a_slice_is_looked_at(full, tmp_path):
    shown = {type(stop.widget) for stop in full.dialogs(tmp_path)}
    there = {each for each in dialogs_of_slices() if not each.__subclasses__()}
    assert len(there) > 15
    assert sorted(each.__name__ for each in there - shown) == []
