"""The account of an intake of forms as a workbook: a line for everything that a reader should look at."""

from collections.abc import Iterator
from pathlib import Path

from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.language import _
from cadre_desktop.people.lrmx.accounts import FormsAccount


def write_account(path: Path, account: FormsAccount) -> int:
    """Write the account; returns how many lines. Raises Refused for a file in use."""
    titles = ((_("文件"), 32), (_("姓名"), 14), (_("情况"), 14), (_("项目"), 18), (_("档案里"), 40), (_("表里"), 60))
    columns = [OutColumn(title, width) for title, width in titles]
    return write_table(path, SheetSpec(_("任免审批表导入清单"), columns), _lines(account))


def _lines(account: FormsAccount) -> Iterator[tuple[str, ...]]:
    for file, why in account.left:
        yield file, "", _("未导入"), "", "", why
    for file, name, title, ours, theirs in account.kept:
        yield file, name, _("保留原值"), title, ours, theirs
    for file, name, text in account.told:
        yield file, name, _("请核对"), "", "", text
