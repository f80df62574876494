"""What welfare events know of a person: in which somebody took part. Confidential ones are left out, as in every
general list."""

from collections.abc import Iterator

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.published import AboutPerson, PersonLine
from cadre_desktop.welfare.kinds import PARTICIPANT
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance, WelfareKind


def _taking_part(person: int) -> Iterator[PersonLine]:
    told = [kind.value for kind in WelfareKind if not kind.confidential]
    rows = Participant.select(Participant, WelfareEvent).join(WelfareEvent)
    for row in rows.where(Participant.person == person, WelfareEvent.kind.in_(told)):
        attendance = Attendance(row.attendance)
        yield PersonLine(
            PARTICIPANT,
            row.id,
            row.event.title,
            row.day or row.event.starts,
            None if row.day else row.event.ends,
            note=_(attendance.label),
            tone=attendance.tone,
        )


ABOUT_PERSON = (AboutPerson("welfare", N_("暖警活动"), 160, _taking_part),)
