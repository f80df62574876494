"""打印队列: which sheets of certificates wait, are with a printer, are on paper, or were spoiled.

A print server knows that a printer has taken the pages, nobody but who is beside it knows what came out: so a sheet
is only printed once somebody has said so, and whatever is unknown after a jam or a power cut is still "sent".
"""

from collections.abc import Iterable
from datetime import date

from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.kind import Column, Kind, through
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record


class PrintState(Code):
    """Where a sheet is on its way to paper."""

    WAITING = "waiting", N_("待印")
    SENT = "sent", N_("已送打印机")
    PRINTED = "printed", N_("已印好")
    SPOILED = "spoiled", N_("印坏")
    DROPPED = "dropped", N_("不印了")

    @property
    def tone(self) -> Tone:
        """What waits for somebody is tinted."""
        tones: dict[str, Tone] = {
            "waiting": "warning",
            "sent": "neutral",
            "printed": "good",
            "spoiled": "bad",
            "dropped": "",
        }
        return tones.get(self.value, "")


class PrintBatch(Record):
    """Certificates that were to be printed together; `printer` is the one that got them last."""

    title = RequiredTextField()
    made = RequiredDateField()
    printer = TextField()

    named = (title, made)


class PrintSheet(Record):
    """One sheet of paper: `position` (from 1) in its batch, `attempt` (from 1) for one that replaces a spoiled one.

    `changed` is the day on which it came into its `state`, `reason` why it was spoiled.
    """

    batch = link(PrintBatch)
    certificate = link(IssuedCertificate)
    position = CountField(null=False)
    attempt = CountField(null=False, default=1)
    state = CodeField(PrintState.table(), required=True)
    changed = RequiredDateField()
    reason = TextField()

    named = (batch, position)

    class Meta:
        indexes = ((("batch", "position", "attempt"), True),)


def leave_out(certificates: Iterable[int], today: date) -> None:
    """Have the sheets of certificates (keys) that wait not be printed any more, inside a step: they are void."""
    for row in PrintSheet.select().where(
        PrintSheet.certificate.in_(list(certificates)), PrintSheet.state == PrintState.WAITING
    ):
        row.state, row.changed = PrintState.DROPPED, today
        row.save()


PRINT_SHEET = Kind(
    PrintSheet,
    "print_queue",
    "打印队列",
    columns=(
        Column(PrintSheet.batch, "批次", filterable=True, roster_mm=52),
        Column(PrintSheet.position, "第几张", roster_mm=16),
        Column(PrintSheet.certificate, "证书编号", roster_mm=50),
        through(PrintSheet.certificate, IssuedCertificate.name, "持证人", roster_mm=30),
        Column(PrintSheet.state, "状态", filterable=True, roster_mm=24),
        Column(PrintSheet.attempt, "第几次印", roster_mm=18),
        Column(PrintSheet.changed, "日期", roster_mm=24),
        Column(PrintSheet.reason, "印坏原因", roster_mm=30),
    ),
    order=(PrintSheet.batch.desc(), PrintSheet.position, PrintSheet.attempt),
    identity=((PrintSheet.batch, PrintSheet.position, PrintSheet.attempt),),
    icon="print",
    unit="张",
)

RECORDS: tuple[type[Record], ...] = (PrintBatch, PrintSheet)
