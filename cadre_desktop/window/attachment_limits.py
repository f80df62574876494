"""How large attachments may be, in one line of the settings; kept in the court's file."""

from PySide6.QtWidgets import QHBoxLayout, QLabel

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.number_fields import FixedInput
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import MEGABYTE
from cadre_desktop.kit.store.store import Store


class AttachmentLimitsRow(QHBoxLayout):
    """Three numbers beside each other: of one file and of all of a record in MB, of a picture's longer side in px."""

    def __init__(self, store: Store):
        super().__init__()
        allowed = attachments.limits(store)
        self.file, self.record = FixedInput(0, "MB", step=10), FixedInput(0, "MB", step=50)
        self.picture = FixedInput(0, _("像素"), step=100)
        self._before = allowed.file // MEGABYTE, allowed.record // MEGABYTE, allowed.picture
        self.setSpacing(8)
        for title, name, field, value in zip(
            (_("单个"), _("每条记录"), _("图片长边")),
            (_("单个附件的上限，MB"), _("每条记录附件合计的上限，MB"), _("图片缩小后的长边，像素")),
            (self.file, self.record, self.picture),
            self._before,
            strict=True,
        ):
            label = QLabel(title)
            label.setBuddy(field)
            field.set_value(value)
            field.setAccessibleName(name)
            field.setToolTip(name)
            self.addWidget(label)
            self.addWidget(field, 1)

    def wanted(self) -> tuple[int, int, int] | None:
        """What was set, None where nothing is other than before. Raises Refused for what can be no limit."""
        try:
            file, record, picture = (each.value() or 0 for each in (self.file, self.record, self.picture))
        except Unclear as unclear:
            raise Refused(_("附件上限：{reason}").format(reason=unclear)) from unclear
        if (file, record, picture) == self._before:
            return None
        attachments.vet_limits(file, record, picture)
        return file, record, picture
