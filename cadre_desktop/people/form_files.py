"""Personnel forms as what may be dropped on the window: files, and folders and zips in which there are some."""

import zipfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from cadre_desktop.kit.published import DroppedFiles

FORMS = (".lrmx", ".lrm")
_ENDINGS = (*FORMS, ".pic", ".zip")
_LOOKED_AT = 20_000
"""So many files of a folder are looked at; one may drop a whole disk."""


def hold_forms(paths: Sequence[Path]) -> bool:
    """Whether all of what was dropped may belong to forms, and some of it is one or holds one."""
    return all(path.is_dir() or path.suffix.lower() in _ENDINGS for path in paths) and any(map(_holds_one, paths))


def _holds_one(path: Path) -> bool:
    try:
        if path.is_dir():
            return any(each.suffix.lower() in (*FORMS, ".zip") for each in islice(path.rglob("*"), _LOOKED_AT))
        if path.suffix.lower() != ".zip":
            return path.suffix.lower() in FORMS
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(FORMS) for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


FORM_FILES = DroppedFiles("lrmx", _ENDINGS, hold_forms)
