"""校外: the trainings of a year that no course of this file has posted, by where they come from."""

from collections.abc import Callable
from dataclasses import replace

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText
from cadre_desktop.people.kinds import TRAINING_RECORD
from cadre_desktop.people.records import TrainingRecord

_SHOWN = (
    TrainingRecord.person,
    TrainingRecord.origin,
    TrainingRecord.title,
    TrainingRecord.starts,
    TrainingRecord.ends,
    TrainingRecord.hours,
    TrainingRecord.online,
    TrainingRecord.result,
)
"""What the list shows at first: from where a training comes rather than its series."""

OUTSIDE = Condition("t.source IS NULL", ())
"""Training records that were not posted by a course."""


def outside_in(year: int) -> Condition:
    """Those of a year."""
    return Condition("t.year = ? AND t.source IS NULL", (year,))


def elsewhere_view(desk: Desk, importer: Callable[[], None]) -> KindView:
    """The list, with the import of completion workbooks."""
    return KindView(
        desk,
        _as_listed(),
        title=_("校外培训"),
        importer=importer,
        base_conditions=(OUTSIDE,),
        name="training elsewhere",
        empty=EmptyText(
            _("这一年还没有校外培训"),
            _("导入网络平台、上级调训、高校研学等的完成情况表；本院班次结班记入的学时不在这里。"),
            import_first=True,
        ),
    )


def _as_listed() -> Kind:
    """The kind with its columns in the order of the list, all others after them."""
    first = [TRAINING_RECORD.column(field) for field in _SHOWN]
    rest = [column for column in TRAINING_RECORD.columns if column not in first]
    shown = [*(replace(column, in_table=True) for column in first), *(replace(c, in_table=False) for c in rest)]
    return replace(TRAINING_RECORD, columns=tuple(shown))
