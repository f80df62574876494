"""An appointment batch from the draft to the dossier, and back: decided, carried out, taken back."""

from datetime import date

from cadre_desktop.kit.editing import add
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.appointing.carrying_out import Posted, post_line
from cadre_desktop.people.appointing.lines import open_batch, problems_of
from cadre_desktop.people.appointing.taking_back import take_back_line
from cadre_desktop.people.records import Appointment, AppointmentBatch, BatchState
from cadre_desktop.people.registers.appointment_batches import APPOINTMENT_BATCHES


def new_batch(store: Store, values: Values) -> int:
    """Make a batch of these values (title, decided, organ …), in a step; returns its key. Raises Refused as a form."""
    return int(add(store, APPOINTMENT_BATCHES.kind, {"state": BatchState.DRAFT, **values}).id)


def decide(store: Store, batch: int) -> None:
    """Say that a batch has been decided, in one step. Raises Refused for what is still lacking."""
    row = open_batch(batch)
    if problems := problems_of(batch):
        raise Refused(problems)
    with store.step(_("“{title}”已决定").format(title=row.title)):
        row.state = BatchState.DECIDED
        row.save()


def reopen(store: Store, batch: int) -> None:
    """Make a decided batch a draft again, in one step."""
    row = open_batch(batch)
    with store.step(_("“{title}”退回拟定").format(title=row.title)):
        row.state = BatchState.DRAFT
        row.save()


def carry_out_batch(store: Store, batch: int) -> Posted:
    """Write a decided batch into the dossiers, in one step: posts end and begin, and people have their new ones.

    Raises Refused for a draft, before the day that was decided, and for a line that contradicts the dossier.
    """
    row = open_batch(batch)
    if row.state != BatchState.DECIDED:
        raise Refused(_("“{title}”还是拟定稿，请先标为已决定，再执行。").format(title=row.title))
    _vet_day(row, store.clock.today())
    if problems := problems_of(batch):
        raise Refused(problems)
    lines = list(Appointment.select().where(Appointment.batch == batch).order_by(Appointment.id))
    told: list[str] = []
    with store.step(_("执行“{title}”，{count} 人").format(title=row.title, count=len(lines))):
        for line in lines:
            line.decided, line.document_number, line.carried_out = row.decided, row.document_number, True
            line.old_post, line.from_court = line.person.post, line.person.__data__["court"]
            line.save()
            told += post_line(line)
        row.state = BatchState.CARRIED_OUT
        row.save()
    return Posted(len(lines), tuple(told))


def _vet_day(batch: AppointmentBatch, today: date) -> None:
    if batch.decided > today:
        text = _("“{title}”的决定日期 {day} 还没有到，到那天再执行；日期有误请先更正。")
        raise Refused(text.format(title=batch.title, day=batch.decided.isoformat()))


def take_back_batch(store: Store, batch: int, reason: str) -> Posted:
    """Take a batch that was carried out back out of the dossiers, in one step; it is a decided one again. What was
    changed since stays, and is told. Raises Refused for one that was not carried out, and without a reason."""
    row = AppointmentBatch.by_key(batch)
    if row.state != BatchState.CARRIED_OUT:
        raise Refused(_("“{title}”没有执行过，不用撤回。").format(title=row.title))
    if not reason.strip():
        raise Refused(_("请填写撤回执行的原因，它会记入操作记录。"))
    lines = list(Appointment.select().where(Appointment.batch == batch).order_by(Appointment.id.desc()))
    told: list[str] = []
    with store.step(_("撤回执行“{title}”：{reason}").format(title=row.title, reason=reason.strip())):
        for line in lines:
            told += take_back_line(line)
            line.carried_out = False
            line.save()
        row.state = BatchState.DECIDED
        row.save()
    return Posted(len(lines), tuple(told))
