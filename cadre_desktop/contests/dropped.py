"""Workbooks of contests that belong to no kind: recognised by their sheets and headings when one is dropped on the
window."""

from typing import Any

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import OtherWorkbook

_SHEETS = {"竞赛", "赛道", "项目", "评分细则", "评委", "选手", "奖项", "并列规则", "评分", "回避"}  # not shown
"""Sheets of a contest workbook."""
_WHO = {"姓名", "选手"}  # not shown
_WHERE = {"赛道", "参赛赛道", "专业组", "推荐赛道"}  # not shown
_CONTEST = "竞赛"  # not shown


def _is_contest(workbook: Any) -> bool:
    return len(_SHEETS & {sheet.name.strip() for sheet in workbook.sheets}) > 1


def _names_tracks(workbook: Any) -> bool:
    """Whether a table names people and the track they are to compete in, but no contest."""
    from cadre_desktop.kit.intake.grid import find_tables

    for table in find_tables(workbook, (*_WHO, *_WHERE, _CONTEST)):
        heads = {heading.text for heading in table.headings}
        if heads & _WHO and heads & _WHERE and _CONTEST not in heads:
            return True
    return False


CONTEST_WORKBOOK = OtherWorkbook("contest-workbook", N_("竞赛工作簿（整个竞赛）"), _is_contest, alone=True)
NOMINATIONS = OtherWorkbook("nominations", N_("推荐表（竞赛选手）"), _names_tracks)
"""The lists of who is to be entered."""
