"""An empty workbook for a list of those who get certificates, with exactly what their template needs."""

from collections.abc import Sequence
from pathlib import Path

from cadre_desktop.certificates.listing.columns import ListColumn
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_template

_WIDE, _USUAL = 30, 18
_LONG = frozenset({"title", "activity", "course", "contest", "reason", "period", "court", "name", "organiser"})
_EXAMPLES = {
    "birth": "年月，如 1985.03。",
    "starts": "日期，如 2023-03-01。",
    "ends": "日期，如 2023-03-01。",
    "hours": "数字，如 24。",
    "period": "如 2023年6月5日至6月9日。",
    "rank": "如 第一名。",
}


def write_form(path: Path, title: str, columns: Sequence[ListColumn]) -> None:
    """Write the form. Raises Refused and OSError as other workbooks."""
    out = [
        OutColumn(column.heading, _WIDE if column.name in _LONG else _USUAL, note=column.label, required=column.needed)
        for column in columns
    ]
    explained = [("列", "是否必填", "填写说明")]
    for column in columns:
        said = f"{column.label}。{_EXAMPLES.get(column.name, '')}"
        explained.append((column.heading, "必填" if column.needed else "", said))
    explained.append(("", "", "每行一人或一个集体；全体相同的内容可以不填，读入后在程序里统一填写。"))
    write_template(path, [SheetSpec(title, out)], explained)
