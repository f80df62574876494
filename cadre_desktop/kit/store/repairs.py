"""Repairing a file when that is asked for, as a step that is kept in the journal and is never undone.

The journal counts: rows become what it says. Where its own chain is broken it proves nothing, and a backup has to help.
"""

import json
from typing import TYPE_CHECKING

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, chain, journal, name_orders, replay, structure
from cadre_desktop.kit.store.checking_copies import wanting
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.replay import RowDifference

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store


def repair(store: "Store") -> list[str]:
    """Mend what can be mended, after a backup; returns what, in words. No step when there is nothing to mend.

    What should lie beside the backups is mended by that backup itself, from what the file has. Raises Refused, and
    mends nothing, when the chain of the journal is broken, tables are missing, or the backup cannot be made: what is
    mended is never undone, so the copy is the only way back.
    """
    broken = bool(structure.lacking_own()) or next(chain.broken_own(), None) is not None
    if broken or journal.strays() or structure.lacking_tables(store.schema):
        raise Refused(_("操作记录或表结构本身已被改动，不能据以修复。请从备份恢复。"))
    lost = _lost(store)
    backup.make(store.path, _(backup.BEFORE_REPAIR), store.clock.now())
    brought = lost - _lost(store) if lost else lost
    amid = not journal.at_rest()
    with store.repairing(_("修复数据")) as step:
        mended = [_("停在一步中间的操作记录")] if amid else []  # every step ends with taking that away
        mended += structure.mend_build(store.schema)
        found = list(replay.differences(store.schema.records))
        for difference in found:
            _put_back(difference)
        if found:
            mended.append(_("{count} 条记录恢复为操作记录中的内容").format(count=len(found)))
        for record in store.schema.records:
            if name_orders.wrong(record):
                name_orders.put_right(record)
                mended.append(_("姓名排序"))
        mended += structure.mend_counts(store.schema)
        if mended:
            journal.write_line(step, "schema", store.schema.version, "R", {"mended": mended})
    if brought:  # by the backup, not by the step
        mended.append(_("备份旁的 {count} 项照片或附件已补上").format(count=len(brought)))
    return mended


def _lost(store: "Store") -> set[str]:
    """What should lie beside the backups of the file but does not, or is damaged."""
    return {name for found in wanting(backup.backups(store.path)) for name in found.names}


def _put_back(difference: RowDifference) -> None:
    table, row, wanted, found = difference
    if wanted is None:
        database.run(f'DELETE FROM "{table}" WHERE id = ?', row)
    elif found is None:
        names = ", ".join(f'"{name}"' for name in wanted)
        marks = ", ".join("?" * (len(wanted) + 1))
        database.run(f'INSERT INTO "{table}" (id, {names}) VALUES ({marks})', row, *map(_stored, wanted.values()))
    else:
        changed = {name: value for name, value, _found in difference.fields() if name in wanted}
        if changed:
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            database.run(f'UPDATE "{table}" SET {sets} WHERE id = ?', *map(_stored, changed.values()), row)


def _stored(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
