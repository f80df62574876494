"""心理辅导: slots that are booked or free. No topic and no notes; whom a slot is for is shown only on purpose."""

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.fields import CodeField, RequiredDateField, RequiredTextField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.counselling.rules import SlotState


def _why_no_files(_key: int) -> str:
    """No paper is kept of a talk."""
    return _("心理辅导只记录是否参加和日期，不能添加附件。")


class CounsellingSlot(Record):
    """A talk with a counsellor, from–to as ``09:00``; `person` is who booked it, `court` the one that person belonged
    to then."""

    day = RequiredDateField(index=True)
    begins = RequiredTextField()
    ends = TextField()
    place = TextField()
    counsellor = TextField()
    court = link(Court, null=True)
    person = link(Person, null=True)
    state = CodeField(SlotState.table(), default=SlotState.FREE)

    named = (day, begins)
    takes_no_files = staticmethod(_why_no_files)


RECORDS: tuple[type[Record], ...] = (CounsellingSlot,)
