"""Whom somebody means by a number or a name."""

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database

_NAMED = """
    SELECT p.id, p.name, coalesce(nullif(c.short_name, ''), c.name, ''), coalesce(d.name, ''), p.staff_number
    FROM person p LEFT JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id
    WHERE {test} ORDER BY c.place, d.place, p.id
"""


def person_meant(text: str) -> int:
    """The key of the person with this key, staff number, ID number or name. Raises Refused where nobody has it, or
    several have, with what distinguishes these."""
    wanted = text.strip()
    for test in ("CAST(p.id AS TEXT) = ?", "p.staff_number = ?", "p.id_number = ?", "p.name = ?"):
        found = database.rows(_NAMED.format(test=test), wanted)
        if wanted and len(found) == 1:
            return int(found[0][0])
        if wanted and found:
            told = "；".join(
                "，".join(filter(None, (court, department, number, _("编号 {id}").format(id=key))))
                for key, _name, court, department, number in found
            )
            message = _("有 {count} 人叫“{name}”，请改写编号：{told}。")
            raise Refused(message.format(count=len(found), name=wanted, told=told))
    raise Refused(_("没有编号、工号或姓名是“{text}”的人，请核对。").format(text=wanted))
