"""Entries of 选育管用 changed or deleted by hand: the stage that somebody is in keeps one that shows it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.talent.registers.evidence import STAGE_EVIDENCE
from cadre_desktop.talent.rules import Stage

T = TypeVar("T")
_UNSHOWN = """
    SELECT p.name, m.stage FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.stage <> ?
        AND NOT EXISTS (SELECT 1 FROM stage_evidence e WHERE e.membership_id = m.id AND e.stage = m.stage)
    ORDER BY m.id
"""


def save_evidence(store: Store, key: int | None, values: Values) -> int:
    """Add an entry or change one. Raises Refused as `editing` does, and where a stage would be left without any."""
    kind = STAGE_EVIDENCE.kind
    if key is None:
        return int(editing.add(store, kind, values).id)
    return _kept(store, _("修改选育管用记录"), lambda: int(editing.change(store, kind, key, values).id))


def remove_evidence(store: Store, keys: Sequence[int]) -> int:
    """Delete entries made by mistake. Raises Refused where the stage somebody is in would be left without any."""
    label = _("删除 {count} 条选育管用记录").format(count=len(keys))
    return _kept(store, label, lambda: editing.remove(store, STAGE_EVIDENCE.kind, keys))


def _kept(store: Store, label: str, write: Callable[[], T]) -> T:
    before = set(_unshown())
    with store.step(label):
        done = write()
        lacking = [each for each in _unshown() if each not in before]
        if lacking:
            name, stage = lacking[0]
            text = _("“{name}”在“{stage}”阶段只有这一条记录，不能删除或改掉；请先转到别的阶段，或先补上别的记录。")
            raise Refused(text.format(name=name, stage=_(Stage(stage).label)))
    return done


def _unshown() -> list[tuple[str, str]]:
    """Names and stages of those who are in a stage that no entry shows."""
    return [(name, stage) for name, stage in database.rows(_UNSHOWN, Stage.SELECT.value)]
