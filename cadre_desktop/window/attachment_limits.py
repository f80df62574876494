"""How large attachments may be, in the settings; kept in the court's file."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.qt.fields.number_fields import FixedInput
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import MEGABYTE
from cadre_desktop.kit.store.store import Store


class LimitInputs:
    """Three numbers: of one file and of all of a record in MB, of a picture's longer side in pixels."""

    def __init__(self, store: Store):
        allowed = attachments.limits(store)
        self._before = allowed.file // MEGABYTE, allowed.record // MEGABYTE, allowed.picture
        self.file, self.record = FixedInput(0, "MB", step=10), FixedInput(0, "MB", step=50)
        self.picture = FixedInput(0, _("像素"), step=100)
        names = _("单个附件的上限，MB"), _("每条记录附件合计的上限，MB"), _("图片缩小后的长边，像素")
        for field, name, value in zip(self._fields, names, self._before, strict=True):
            field.set_value(value)
            field.setAccessibleName(name)
            field.setToolTip(name)

    @property
    def _fields(self) -> tuple[FixedInput, FixedInput, FixedInput]:
        return self.file, self.record, self.picture

    def sizes(self) -> QHBoxLayout:
        """The two sizes beside each other."""
        row, each, whole = QHBoxLayout(), QLabel(_("单个")), QLabel(_("每条记录合计"))
        row.setSpacing(8)
        for label, field in ((each, self.file), (whole, self.record)):
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, 1)
        return row

    def wanted(self) -> tuple[int, int, int] | None:
        """What was set, None where nothing is other than before. Raises Refused, with the field, for what can be no
        limit."""
        file, record, picture = (_number(name, field) for name, field in zip(_NAMES, self._fields, strict=True))
        if (file, record, picture) == self._before:
            return None
        attachments.vet_limits(file, record, picture)
        return file, record, picture

    def at_fault(self, refused: Refused) -> QWidget | None:
        """The field that was refused."""
        names = [problem.field for problem in refused.problems]
        return next((field for name, field in zip(_NAMES, self._fields, strict=True) if name in names), None)


_NAMES = "file", "record", "picture"


def _number(name: str, field: FixedInput) -> int:
    try:
        return field.value() or 0
    except Unclear as unclear:
        text = _("{title}：{reason}").format(title=field.accessibleName(), reason=unclear)
        raise Refused([Problem(text, field=name)]) from unclear
