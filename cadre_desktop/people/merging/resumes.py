"""Two résumés of one person put one after the other, so that the lines of the two do not mingle."""

from typing import Any

from cadre_desktop.people.registers.resume import ResumeLine


def line_up(keep: int, gone: int) -> int:
    """Put the lines of `gone` behind those of `keep`, without those that say the same, inside a step before the lines
    are moved. Returns how many of `gone` are left where both have a résumé: they have to be looked at."""
    mine, theirs = _lines(keep), _lines(gone)
    if not mine:
        return 0
    known = {_said(row) for row in mine}
    last = max(row.position or 0 for row in mine)
    rest = [row for row in theirs if _said(row) not in known]
    for row in theirs:
        if _said(row) in known:
            row.delete_instance()
    for position, row in enumerate(rest, start=last + 1):
        row.position = position
        if row.dirty_fields:
            row.save()
    return len(rest)


def _lines(person: int) -> list[Any]:
    rows = ResumeLine.select().where(ResumeLine.person == person)
    return list(rows.order_by(ResumeLine.position, ResumeLine.starts, ResumeLine.id))


def _said(row: Any) -> tuple[Any, ...]:
    return row.starts, row.ends, row.text, row.notes
