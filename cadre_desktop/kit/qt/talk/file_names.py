"""How files are called, and which kinds of them a dialog offers."""

from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Patterns


def workbooks() -> Patterns:
    """Workbooks, to be saved or opened."""
    return ((_("Excel 工作簿"), "*.xlsx"),)


def tables() -> Patterns:
    """Everything a filled table may come as."""
    return ((_("工作簿"), "*.xlsx *.xlsm *.xls *.ods *.csv"),)


def workbooks_and_text() -> Patterns:
    """What a list is written to."""
    return (*workbooks(), (_("CSV 文本"), "*.csv"))


def file_name(title: str, suffix: str) -> str:
    """A file name for a list, without signs that file systems refuse."""
    return "".join("·" if sign in '\\/:*?"<>|' else sign for sign in title) + suffix
