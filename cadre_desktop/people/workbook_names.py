"""The names in a workbook as text, a line for each row: read like a pasted list, so that one sees whom each means.

Of a sheet with a heading for names only those columns are taken that distinguish people, else all texts as they are.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from cadre_desktop.kit.documents.workbook import Sheet, read_workbook
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person

_NAMES = frozenset(
    (*PERSON.column(Person.name).headings, "参训人员", "学员", "学员姓名", "参加人员", "参会人员", "报名人员", "人员")
)
_BESIDE = frozenset(
    heading for field in (Person.court, Person.department, Person.post) for heading in PERSON.column(field).headings
)
_HEAD_ROWS = 12
"""The heading is in one of so many rows from the top: below titles and notes."""


def read_names_of(path: Path, progress: Progress | None = None) -> str:
    """The text of a workbook's visible sheets. Raises Refused for a file that cannot be read, or without any text."""
    sheets = [sheet for sheet in read_workbook(path, progress).sheets if sheet.visible]
    lines = [line for sheet in sheets for line in lines_of(sheet)]
    if not lines:
        raise Refused(_("“{file}”里没有名单，请换一个工作簿。").format(file=path.name))
    return "\n".join(lines)


def lines_of(sheet: Sheet) -> Iterable[str]:
    """A sheet's rows as text, hidden ones left out; what a heading says is reported once, not as a name."""
    rows = [
        [_text(cell) if number not in sheet.hidden_columns else "" for number, cell in enumerate(row)]
        for line, row in enumerate(sheet.rows)
        if line not in sheet.hidden_rows
    ]
    head = next((number for number, row in enumerate(rows[:_HEAD_ROWS]) if _NAMES.intersection(row)), None)
    if head is None:
        return _joined(rows)
    named = [number for number, heading in enumerate(rows[head]) if heading in _NAMES]
    beside = [number for number, heading in enumerate(rows[head]) if heading in _BESIDE]
    people = (row for row in rows[head + 1 :] if any(row[number] for number in named))
    return _joined([row[number] for number in (*named, *beside)] for row in people)


def _joined(rows: Iterable[Sequence[str]]) -> list[str]:
    return [line for line in ("\t".join(filter(None, row)) for row in rows) if line]


def _text(cell: object) -> str:
    """Numbers and dates are nobody's name."""
    return "".join(cell.split()) if isinstance(cell, str) else ""
