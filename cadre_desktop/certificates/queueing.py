"""What a user means to do with the print queue: put certificates in, note what came out, print the rest.

Certificates whose sheets wait are owed (`being_printed`): printing them is still the same printing. What becomes of
sheets is noted in the lives of their certificates, see `printings`: handing them out notes that a printer gets them;
here is noted what became of them otherwise. No sheet waits for a certificate that is void.
"""

import json
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import peewee

from cadre_desktop.certificates import being_printed
from cadre_desktop.certificates.printings import last_filed, note_printing, note_spoiled_sheets, take_back
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.print_queue import PrintBatch, PrintSheet, PrintState, leave_out
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store

_OPEN = (PrintState.WAITING, PrintState.SENT)
_GIVEN = (PrintState.SENT, PrintState.PRINTED)
_PRINTABLE = (*_OPEN, PrintState.DROPPED)


def enqueue(store: Store, title: str, certificates: Sequence[IssuedCertificate]) -> PrintBatch:
    """A batch of certificates that wait to be printed, in their order. Raises Refused, naming it, for one that waits
    already: it would be printed twice."""
    keys = [row.id for row in certificates]
    waiting = open_sheets(keys, (PrintState.WAITING,))
    if again := next((row for row in certificates if row.id in waiting), None):
        text = _("证书{number}已经在打印队列里等着打印，不用再放。请到“打印队列”里打印，或在那里记为“不印了”。")
        raise Refused(text.format(number=again.number))
    with store.step(_("把 {count} 份证书放入打印队列").format(count=len(certificates))):
        return _new_batch(store, title, keys, PrintState.WAITING)


def open_sheets(certificates: Iterable[int], states: Collection[PrintState] = _OPEN) -> dict[int, int]:
    """By certificate (key) its newest sheet (key) that is still open."""
    wanted = peewee.SQL(LISTED, [json.dumps(list(certificates))])  # any number of them
    found = PrintSheet.select().where(PrintSheet.certificate.in_(wanted), PrintSheet.state.in_(list(states)))
    return {row.__data__["certificate"]: row.id for row in found.order_by(PrintSheet.id)}


def _new_batch(store: Store, title: str, keys: Sequence[int], state: PrintState, printer: str = "") -> PrintBatch:
    today = store.clock.today()
    batch = PrintBatch.add(title=title, made=today, printer=printer)
    same = {"batch": batch.id, "attempt": 1, "state": state, "changed": today}
    PrintSheet.add_many([{**same, "certificate": key, "position": at} for at, key in enumerate(keys, 1)])
    being_printed.settle(store, keys, printed=False)
    return batch


def still_open(sheets: Collection[int]) -> dict[int, int]:
    """By certificate (key) those of these sheets (keys) that can be printed; in the place of a spoiled one the one that
    counts now."""
    rows = [row for row in _counting(sheets) if row.state in _PRINTABLE]
    return {row.__data__["certificate"]: row.id for row in rows}


def note_sent(store: Store, title: str, certificates: Sequence[int], sheets: Mapping[int, int]) -> dict[int, int]:
    """Note that a printer was given the pages of certificates (keys): their `sheets` (keys by certificate) that wait,
    or those of a new batch called `title`. Returns the sheets of all of them."""
    known = [sheets[key] for key in certificates if key in sheets]
    fresh = [key for key in certificates if key not in sheets]
    with store.step(_("打印 {count} 份证书").format(count=len(certificates))):
        _change(store, _counting(known), PrintState.SENT)
        if not fresh:
            return dict(sheets)
        batch = _new_batch(store, title, fresh, PrintState.SENT)
    rows = PrintSheet.select().where(PrintSheet.batch == batch.id)
    return {**sheets, **{row.__data__["certificate"]: row.id for row in rows}}


def note_not_printed(store: Store, sheets: Collection[int]) -> int:
    """Have sheets (keys) that a printer was given wait again, since it did not print them; returns how many."""
    rows = [row for row in _counting(sheets) if row.state == PrintState.SENT]
    if not rows:
        return 0
    with store.step(_("{count} 张证书没有印出，重新待印").format(count=len(rows))):
        _change(store, rows, PrintState.WAITING)
        take_back(_certificates(rows))
        being_printed.settle(store, _certificates(rows), printed=False)
        _leave_void_out(store, rows)
    return len(rows)


def note_taken(store: Store, sheets: Collection[int]) -> int:
    """Note that a printer has taken sheets (keys) after all that waited again; returns how many."""
    rows = [row for row in _counting(sheets) if row.state == PrintState.WAITING]
    if rows:
        with store.step(_("{count} 张证书已送往打印机").format(count=len(rows))):
            note_printing(store, _certificates(rows))
            _change(store, rows, PrintState.SENT)
    return len(rows)


def note_printed(store: Store, sheets: Collection[int]) -> int:
    """Note that sheets (keys) came out well; returns how many. One that waits was printed elsewhere then, from a file.
    Raises Refused for one that neither a printer was given nor anybody as a file."""
    rows = [row for row in _rows(sheets) if row.state in _OPEN]
    _vet_given(rows, _("第 {position} 张还没有送去打印，不能记为已印好。"))
    with store.step(_("{count} 张证书已印好").format(count=len(rows))):
        _note_printed_elsewhere(store, rows)
        _change(store, rows, PrintState.PRINTED)
        being_printed.settle(store, _certificates(rows), printed=True)
    return len(rows)


def vet_spoiled(sheets: Collection[int]) -> list[PrintSheet]:
    """Those of these sheets (keys) that can have been spoiled. Raises Refused for one that neither a printer was given
    nor anybody as a file."""
    rows = [row for row in _rows(sheets) if row.state in (*_OPEN, PrintState.PRINTED)]
    _vet_given(rows, _("第 {position} 张还没有送去打印，不会印坏。"))
    return rows


def given_in(batch: int) -> list[int]:
    """The sheets (keys) of a batch (key) that may have come out: a printer was given them, or somebody their files."""
    rows = [row for row in _batch_rows(batch) if row.state in _OPEN]
    files = _of_files(rows)
    return [row.id for row in rows if row.state == PrintState.SENT or row.id in files]


def _vet_given(rows: Collection[PrintSheet], refusal: str) -> None:
    files = _of_files(rows)
    waits = next((row for row in rows if row.state == PrintState.WAITING and row.id not in files), None)
    if waits is not None:
        way_out = _("请先“打印待印的”；这台电脑没有打印机的，在预览里“另存为 PDF”，到别处印好后再记。")
        raise Refused(refusal.format(position=waits.position) + way_out)


def _of_files(rows: Iterable[PrintSheet]) -> set[int]:
    """Those of these sheets (keys) that wait, but whose certificates were given as files since they were put in: only
    who has such a file knows whether it was printed."""
    waiting = [row for row in rows if row.state == PrintState.WAITING]
    made = {batch: PrintBatch.by_key(batch).made for batch in {row.__data__["batch"] for row in waiting}}
    filed = last_filed(_certificates(waiting))
    never = date.min
    return {row.id for row in waiting if filed.get(row.__data__["certificate"], never) >= made[row.__data__["batch"]]}


def _note_printed_elsewhere(store: Store, rows: Iterable[PrintSheet]) -> None:
    """Those of these sheets that wait went through a printer which this program does not know; inside a step."""
    note_printing(store, _certificates(row for row in rows if row.state == PrintState.WAITING))


def note_spoiled(store: Store, sheets: Collection[int], reason: str) -> int:
    """Note that sheets (keys) were spoiled; each is replaced by one that waits. Returns how many.

    Raises Refused without a reason, and as `vet_spoiled`.
    """
    if not reason.strip():
        raise Refused(Problem(_("请填写印坏的原因，如 卡纸、墨不匀。"), field="reason"))
    rows = vet_spoiled(sheets)
    today = store.clock.today()
    with store.step(_("{count} 张证书印坏").format(count=len(rows))):
        _note_printed_elsewhere(store, rows)
        for row in rows:
            row.state, row.reason, row.changed = PrintState.SPOILED, reason.strip(), today
            row.save()
            same = {name: row.__data__[name] for name in ("batch", "certificate", "position")}
            PrintSheet.add(**same, attempt=(row.attempt or 0) + 1, state=PrintState.WAITING, changed=today)
        note_spoiled_sheets(store, _certificates(rows), reason.strip())
        being_printed.settle(store, _certificates(rows), printed=False)
        _leave_void_out(store, rows)
    return len(rows)


def _leave_void_out(store: Store, rows: Iterable[PrintSheet]) -> None:
    """Nothing waits for the certificates of these sheets that are void meanwhile; inside a step."""
    void = IssuedCertificate.id.in_(_certificates(rows)) & IssuedCertificate.cancelled.is_null(False)
    leave_out([row.id for row in IssuedCertificate.select().where(void)], store.clock.today())


def drop(store: Store, sheets: Collection[int]) -> int:
    """Have sheets (keys) that wait not be printed any more, as of a certificate that is void meanwhile; returns how
    many. Raises Refused for one that a printer was given."""
    rows = _rows(sheets)
    if given := next((row for row in rows if row.state in _GIVEN), None):
        text = _("第 {position} 张{state}，只有待印的可以不印。")
        raise Refused(text.format(position=given.position, state=PrintState(given.state).label))
    waiting = [row for row in rows if row.state == PrintState.WAITING]
    with store.step(_("{count} 张证书不再打印").format(count=len(waiting))):
        _change(store, waiting, PrintState.DROPPED)
        being_printed.settle(store, _certificates(waiting), printed=True)
    return len(waiting)


def continue_from(store: Store, sheet: int) -> list[PrintSheet]:
    """Go on printing from a sheet (key) of a batch: those before it that a printer was given came out well, those from
    it on that were not printed well wait, but those of void certificates. Returns the ones that are to be printed now,
    in their order."""
    first = PrintSheet.by_key(sheet)
    position = first.position or 0
    rows = [row for row in _batch_rows(first.__data__["batch"]) if row.state in _OPEN]
    done = [row for row in rows if (row.position or 0) < position and row.state == PrintState.SENT]
    again = [row for row in rows if (row.position or 0) >= position]
    with store.step(_("从第 {position} 张起接着打印").format(position=position)):
        _change(store, done, PrintState.PRINTED)
        being_printed.settle(store, _certificates(done), printed=True)
        sent = [row for row in again if row.state == PrintState.SENT]
        _change(store, sent, PrintState.WAITING)
        take_back(_certificates(sent))
        being_printed.settle(store, _certificates(again), printed=False)
        _leave_void_out(store, again)
    return [row for row in _rows(row.id for row in again) if row.state == PrintState.WAITING]


def to_print(sheets: Collection[int]) -> list[PrintSheet]:
    """Those of these sheets (keys) that can be printed, by batch and position. Raises Refused for one that is printed
    or spoiled, since that is noted first."""
    rows = sorted(_rows(sheets), key=lambda row: (row.__data__["batch"], row.position))
    if closed := next((row for row in rows if row.state not in _PRINTABLE), None):
        words = _("第 {position} 张{state}。要重印，请先把它记为“印坏”；印坏的那张已有一张待印的。")
        raise Refused(words.format(position=closed.position, state=PrintState(closed.state).label))
    return rows


def waiting_in(batch: int) -> list[PrintSheet]:
    """The sheets of a batch (key) that wait, in their order."""
    return [row for row in _batch_rows(batch) if row.state == PrintState.WAITING]


def sheet_at(batch: int, typed: str) -> int:
    """The sheet (key) that counts at the position that is typed, of a batch (key). Raises Refused for what is no
    number, and for a position that there is not."""
    rows = [row for row in _batch_rows(batch) if row.state != PrintState.SPOILED]
    digits = unicodedata.normalize("NFKC", typed).strip().removeprefix("第").removesuffix("张").strip()
    found = [row.id for row in rows if digits.isdecimal() and row.position == int(digits[:9])]
    if not found:
        text = _("“{typed}”不是这一批里的一张，请填 1 至 {count} 之间的数。")
        raise Refused(Problem(text.format(typed=typed.strip(), count=len(rows)), field="position"))
    return found[0]


def standing_of(batch: PrintBatch) -> str:
    """How far a batch is, in words; and why sheets of it were spoiled."""
    counts = dict(database.rows("SELECT state, count(*) FROM print_sheet WHERE batch_id = ? GROUP BY state", batch.id))
    parts = [f"{state.label} {counts[state]}" for state in PrintState if state in counts]
    if PrintState.SPOILED in counts:
        statement = (
            "SELECT reason, count(*) FROM print_sheet WHERE batch_id = ? AND state = ? GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        reasons = database.rows(statement, batch.id, PrintState.SPOILED)
        parts[-1] += _("（{reasons}）").format(reasons="、".join(f"{reason} {count}" for reason, count in reasons))
    return _("{title}：{parts}").format(title=batch.title, parts="，".join(parts))


def broken_off(store: Store) -> str:
    """A sentence about numbers that may be on paper though nothing is registered, since the program ended while a
    printer was given them; empty where there are none."""
    count = len(being_printed.on_their_way(store))
    if not count:
        return ""
    text = _("上次打印时程序中断，{count} 个编号可能已在纸上。请到原来的名单里再打印一次：编号不变，也不会给别人。")
    return text.format(count=count)


def _rows(sheets: Iterable[int]) -> list[PrintSheet]:
    chosen = PrintSheet.select().where(PrintSheet.id.in_(list(sheets)))
    return list(chosen.order_by(PrintSheet.batch, PrintSheet.position, PrintSheet.attempt))


def _counting(sheets: Iterable[int]) -> list[PrintSheet]:
    """The same sheets (keys), and in the place of a spoiled one the one that counts now."""
    found: dict[int, PrintSheet] = {}
    for row in _rows(sheets):
        same = (PrintSheet.batch == row.__data__["batch"]) & (PrintSheet.position == row.position)
        newest = PrintSheet.select().where(same).order_by(PrintSheet.attempt.desc()).first()
        found[newest.id] = newest
    return list(found.values())


def _batch_rows(batch: int) -> list[PrintSheet]:
    order = PrintSheet.position, PrintSheet.attempt
    return list(PrintSheet.select().where(PrintSheet.batch == batch).order_by(*order))


def _change(store: Store, rows: Iterable[PrintSheet], state: PrintState) -> None:
    for row in rows:
        row.state, row.changed = state, store.clock.today()
        row.save()


def _certificates(rows: Iterable[PrintSheet]) -> list[int]:
    return [row.__data__["certificate"] for row in rows]
