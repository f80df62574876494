"""The days that planned moves are to be thought of."""

from collections.abc import Iterator
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.talent.kinds import ROTATION
from cadre_desktop.talent.records import Rotation
from cadre_desktop.talent.rules import RotationStatus


def _coming(first: date, last: date) -> Iterator[Due]:
    query = Rotation.select().where(Rotation.planned.between(first, last), Rotation.status == RotationStatus.PLANNED)
    for rotation in query:
        yield Due(rotation.planned, _("轮岗：{name}").format(name=rotation.person.name), rotation.id)


def _overdue(today: date) -> Iterator[Due]:
    query = Rotation.select().where(Rotation.planned < today, Rotation.status == RotationStatus.PLANNED)
    for rotation in query:
        yield Due(rotation.planned, _("轮岗未落实：{name}").format(name=rotation.person.name), rotation.id)


DUE_DATES = (DueDate(ROTATION, _coming, _overdue),)
