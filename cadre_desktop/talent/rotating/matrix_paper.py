"""Who has worked in which lines, on paper."""

from datetime import date
from pathlib import Path

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.talent.requirement import line_name
from cadre_desktop.talent.rotating.matrix import LineMatrix


def print_matrix(
    path: Path, matrix: LineMatrix, organisation: str, today: date, setup: Setup | None = None
) -> PaperOffer:
    """A row for each member with a mark for each line worked in. Raises Refused when there is nobody."""
    if not matrix.rows:
        raise Refused(_("没有可打印的人，请换一个人才库。"))
    columns = (
        RosterColumn(_("姓名"), 20, "centre", name=True),
        RosterColumn(_("法院"), 26),
        RosterColumn(_("部门"), 28),
        RosterColumn(_("交流次数"), 14, "centre"),
        *(RosterColumn(line_name(code), 15, "centre") for code in matrix.lines),
    )
    rows = [
        (
            row.name,
            row.court,
            row.department,
            str(row.moves or ""),
            *("●" if code in row.lines else "" for code in matrix.lines),
        )
        for row in matrix.rows
    ]
    notes = _("共 {count} 人。条线取自现部门、任职经历、交流经历和简历。").format(count=len(rows))
    roster = Roster(_("条线经历表"), columns, organisation, day_text(today), notes)
    return print_arranged(path, roster, rows, setup)
