"""How a sheet of a workbook comes out of a printer: as wide as the paper, its header on every page, pages numbered."""

from collections.abc import Sequence
from typing import Any

from cadre_desktop.kit.language import _

_A4, _A3 = 9, 8  # the numbers of paper sizes in workbooks
_UPRIGHT_WIDTH = 92.0  # characters of Excel on an upright A4 at full size
_A4_WIDTH = 240.0  # more than these on an A4 lying across nobody can read
_PRINTED_LINES = 0  # lines between cells stand on paper as on the screen
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.7}  # inches


def prepare_for_paper(sheet: Any, widths: Sequence[float], last: int | None = None) -> None:
    """Set an XlsxWriter sheet up for printing; `widths` are those of its columns in characters.

    With the number of its `last` row (from 0) exactly the table is printed; without, whatever is filled in.
    """
    width = sum(widths)
    sheet.set_paper(_A4 if width <= _A4_WIDTH else _A3)
    if width > _UPRIGHT_WIDTH:
        sheet.set_landscape()
    sheet.set_margins(**_MARGINS)
    sheet.center_horizontally()
    sheet.hide_gridlines(_PRINTED_LINES)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header("&C&A")
    sheet.set_footer(_("&C第 &P 页　共 &N 页"))
    if last is not None and widths:
        sheet.print_area(0, 0, last, len(widths) - 1)
