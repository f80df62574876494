"""What all kinds of care share: the budget, evaluation from tallies, and why confidential names were shown."""

from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    MoneyField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind


class WelfareBudget(Record):
    """What may be spent for a kind in a year, or in one `month` of it (1–12), by a court (none: by all)."""

    year = YearField(null=False)
    kind = CodeField(WelfareKind.table(), required=True)
    month = CountField()
    court = link(Court, null=True)
    amount = MoneyField(null=False)
    document_number = TextField()
    notes = TextField()

    named = (year, kind)


class EvaluationTally(Record):
    """How many gave an answer to a question about an event: counted by hand, nobody's sheet is kept."""

    event = link(WelfareEvent)
    question = RequiredTextField()
    answer = RequiredTextField()
    count = CountField(null=False)
    position = CountField(default=0)

    named = (question, answer)


class Disclosure(Record):
    """That confidential names were shown, and why; the journal has who and when. `what` never names a person."""

    day = RequiredDateField()
    what = RequiredTextField()
    reason = RequiredTextField()

    named = (what, day)


RECORDS: tuple[type[Record], ...] = (WelfareBudget, EvaluationTally, Disclosure)
