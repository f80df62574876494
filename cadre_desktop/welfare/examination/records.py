"""年度体检: a year's round, its packages and its batches. A batch is a welfare event with participants; nothing is kept
of what an examination finds.
"""

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FlagField,
    MoneyField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court
from cadre_desktop.people.rules import Sex
from cadre_desktop.welfare.records import Participant, WelfareEvent


def _why_no_files(_key: int) -> str:
    """No paper is kept that would show what came out of an examination."""
    return _("年度体检只记录是否参加和日期，不能添加附件。")


class ExamRound(Record):
    """A year's round of a court (none: of all). `notice` is what the notice says, `fasting` its note on fasting.

    `ages_on` is the day on which ages count (none: the first day of the first batch); `retired` says that the retired
    are examined too.
    """

    title = RequiredTextField()
    year = YearField(null=False)
    court = link(Court, null=True)
    ages_on = DateField()
    retired = FlagField()
    notice = TextField(long=True)
    fasting = TextField(long=True)

    searched = (title,)
    named = (title,)


class ExamPackage(Record):
    """What is examined for a price, and whom it suits: `sex` (none: both) and ages in full years, both ends included.

    Marital status is not stored: who needs another package is given it.
    """

    round = link(ExamRound)
    title = RequiredTextField()
    sex = CodeField(Sex.table())
    age_from = CountField()
    age_to = CountField()
    price = MoneyField()
    contents = TextField(long=True)
    position = CountField(default=0)

    named = (title,)


class ExamBatch(Record):
    """A day of a round: its `event` has date, hospital and capacity, its participants are who comes."""

    round = link(ExamRound)
    event = link(WelfareEvent, unique=True)
    make_up = FlagField()

    named = (event,)
    takes_no_files = staticmethod(_why_no_files)


class ExamAssignment(Record):
    """Which package somebody has in a batch."""

    participant = link(Participant, unique=True)
    package = link(ExamPackage)

    named = (package,)
    takes_no_files = staticmethod(_why_no_files)


RECORDS: tuple[type[Record], ...] = (ExamRound, ExamPackage, ExamBatch, ExamAssignment)
