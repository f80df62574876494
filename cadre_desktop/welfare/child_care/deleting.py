"""Deleting what is known of a period's children for good: rows, what the journal holds of them, and the program's
backups. It is never undone.

A memory in the file says which periods are not through yet: it comes with the step and goes when all copies are dealt
with. Whoever is killed in between finds it, and the period is cleared again.
"""

import json
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from cadre_desktop.kit import remains
from cadre_desktop.kit.intake.corrections import MEMO as CORRECTIONS
from cadre_desktop.kit.intake.mapping import MEMO as MAPPINGS
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import backup, dialect, erasing, settings
from cadre_desktop.kit.store.attachments import Attachment
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.erased_copies import Cleared, Erasure, clear_copy, clear_folder, with_theirs
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.store.unfilled import Unfilled
from cadre_desktop.kit.troubles import known_trouble
from cadre_desktop.welfare.child_care.copies import Copies, copies_known
from cadre_desktop.welfare.child_care.finding import TEXTS, doomed_of, names_of, naming
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, Child, ChildDay, PickUp
from cadre_desktop.welfare.child_care.rules import Enrolled
from cadre_desktop.welfare.common.records import Disclosure

_PENDING = "child_care.to_clear"
_LISTS = ("children", "child-pick-ups", "child-days")
MEMOS = (*(f"{CORRECTIONS}{key}." for key in _LISTS), *(f"{MAPPINGS}{key}" for key in _LISTS))
"""What was remembered of workbooks of these lists: corrections of cells may be names, and so may headings be, where a
sheet has none."""

_RECORDS: dict[str, type[Record]] = {
    table_name(record): record for record in (ChildDay, PickUp, Child, Disclosure, Unfilled, Attachment)
}
"""Whose rows are erased, those first that point to others."""


@dataclass(frozen=True)
class Extent:
    """What a deletion comes to: how many rows of each sort there are or were, how many `texts` of the period and its
    classes name a child, and how many backups there are."""

    title: str
    children: int = 0
    pick_ups: int = 0
    days: int = 0
    attachments: int = 0
    texts: int = 0
    backups: int = 0
    copies: Copies = field(default_factory=Copies)

    @property
    def beside(self) -> str:
        """What becomes of texts that name a child; empty where none does."""
        if not self.texts:
            return ""
        return _("期次或班级的说明文字里写着子女姓名，将改为“＊＊”；写着它们的备份整份移除。")


@dataclass(frozen=True)
class Deleted:
    """What was done. `trouble`: why it is not through, as a sentence; empty when it is."""

    title: str
    children: int
    cleared: Cleared
    copies: Copies
    trouble: str = ""

    @property
    def sentence(self) -> str:
        """What is to be told at the end: what was done, and where copies lie that the program has not reached."""
        told = _("“{title}”的子女信息（录取 {count} 名）已删除，修改历史中的内容也已清除，不能恢复。")
        text = told.format(title=self.title, count=self.children)
        if self.cleared.rewritten:
            text += _("已改写 {count} 份备份。").format(count=self.cleared.rewritten)
        if self.cleared.removed:
            text += _("已移除 {count} 份读不出或不能改写的备份。").format(count=self.cleared.removed)
        elsewhere = [*map(str, self.copies.others), *self.copies.away]
        if elsewhere:
            text += _("这些地方可能还有副本，请自行删除：{all}。").format(all="、".join(elsewhere))
        if self.cleared.strange:
            strange = "、".join(map(str, self.cleared.strange))
            text += _("备份文件夹里还有程序不认识的文件，没有改动，请自行查看：{all}。").format(all=strange)
        return text + _("打印件、另存的文件和拷到别处的备份，请自行删除。") + self.trouble


def extent(store: Store, period: int, copies: Copies) -> Extent:
    """What deleting the children of a period comes to, without doing it."""
    found = _ever(period)
    folders = (backup.folder_of(store.path), *copies.folders)
    children, pick_ups, days, attachments = (
        len(found.get(table_name(record), ())) for record in (Child, PickUp, ChildDay, Attachment)
    )
    return Extent(
        CarePeriod.by_key(period).title,
        children,
        pick_ups,
        days,
        attachments,
        sum(map(len, naming(period)(database.rows).values())),
        backups=sum(1 for folder in folders if folder.is_dir() for path in folder.iterdir() if path.suffix == ".cadre"),
        copies=copies,
    )


def _ever(period: int) -> dict[str, set[int]]:
    return with_theirs(database.rows, doomed_of(period)(database.rows))


def _rows(period: int) -> dict[type[Record], set[int]]:
    found = _ever(period)
    return {record: found[name] for name, record in _RECORDS.items() if found.get(name)}


def pending() -> list[int]:
    """The periods (keys) whose children are deleted, but not yet from every backup."""
    kept = settings.memo(_PENDING)
    with suppress(ValueError, TypeError):
        return [int(key) for key in json.loads(kept or "[]")]
    return []


def delete_children(
    store: Store, period: int, typed: str, copies: Copies, heard: Callable[[int], None] = lambda _count: None
) -> Deleted:
    """Delete all that is known of the children of a period, for good. `typed` is its title, as a confirmation.

    Raises Refused where that is not the title, the period is going on, or nothing is there to be deleted.
    """
    row = CarePeriod.by_key(period)
    if typed.strip() != row.title:
        raise Refused(Problem(_("请照原样输入期次名称“{title}”，确认删除。").format(title=row.title), field="typed"))
    if period in pending():
        return clear_again(store, period, copies, heard)
    if row.deleted is not None:
        raise Refused(_("“{title}”的子女信息已于 {day} 删除。").format(title=row.title, day=row.deleted.isoformat()))
    if row.ends >= store.clock.today():
        raise Refused(_("“{title}”到 {day} 才结束，结束以后才能删除子女信息。").format(title=row.title, day=row.ends))
    admitted = Child.state == Enrolled.ADMITTED
    count = Child.select().where(Child.period == period, admitted).count()
    trouble = ""
    try:
        _erase(store, row, count)
    except Refused as refused:
        if period not in pending():  # nothing is written
            raise
        trouble = str(refused)
    return _finish(store, period, copies, heard, trouble)


def _erase(store: Store, row: CarePeriod, count: int) -> None:
    """The step: rows, their past, and the note that copies are still to be dealt with."""
    rows = _rows(row.id)
    names, texts = names_of(database.rows, row.id), naming(row.id)(database.rows)
    rows |= {record: texts[table_name(record)] for record in (CarePeriod, CareClass) if table_name(record) in texts}
    with store.erasing(_("删除“{title}”的子女信息").format(title=row.title), rows):
        for record in (ChildDay, PickUp, Child, Unfilled):
            keys = listed(rows.get(record, ()))
            database.run(f'DELETE FROM "{table_name(record)}" WHERE id IN {dialect.LISTED}', keys)
        named = listed(rows.get(Disclosure, ()))
        database.run(f"UPDATE disclosure SET reason = ? WHERE id IN {dialect.LISTED}", _("（已按规定清除）"), named)
        for emptied in (CarePeriod, CareClass):
            _hide_names(emptied, rows.get(emptied, ()), names)
        CarePeriod.update(deleted=store.clock.today(), children=count).where(CarePeriod.id == row.id).execute()
        _forget_workbooks()
        settings.put_memo(_PENDING, json.dumps(sorted({*pending(), row.id})))


def _hide_names(record: type[Record], keys: Collection[int], names: Collection[str]) -> None:
    """In texts that stay a name becomes stars."""
    for row in record.select().where(record.id.in_(list(keys))):
        for column in TEXTS[table_name(record)]:
            text = getattr(row, column) or ""
            for name in sorted(names, key=len, reverse=True):
                text = text.replace(name, "＊＊")
            if text != (getattr(row, column) or ""):
                setattr(row, column, text)
        row.save()


def _forget_workbooks() -> None:
    for key in MEMOS:
        database.run("DELETE FROM memo WHERE substr(key, 1, ?) = ?", len(key), key)


def clear_again(
    store: Store, period: int, copies: Copies, heard: Callable[[int], None] = lambda _count: None
) -> Deleted:
    """Go on where a deletion was interrupted. Raises Refused where none was."""
    if period not in pending():
        raise Refused(_("这一期没有中断的清除。"))
    trouble = ""
    try:
        erasing.overwrite()
        erasing.sweep()
    except Refused as refused:
        trouble = str(refused)
    return _finish(store, period, copies, heard, trouble)


def go_on(store: Store, remembered: Callable[[str, Any], Any]) -> tuple[str, bool]:
    """Go on with what was interrupted, when the file is opened again; what came of it, and whether that was all."""
    copies = copies_known(store, remembered)
    done = [clear_again(store, period, copies) for period in pending()]
    words = _("上次的删除没有做完，已接着清除。") + "\n" + "\n".join(each.sentence for each in done)
    return words, not any(each.trouble for each in done)


def _finish(store: Store, period: int, copies: Copies, heard: Callable[[int], None], trouble: str) -> Deleted:
    """Deal with every copy; what could not be done is said, and the note stays."""
    erasure = Erasure(doomed_of(period), MEMOS, naming(period))
    remains.sweep()  # what programs that were killed have left of copies
    cleared = Cleared()
    for folder in (backup.folder_of(store.path), *copies.folders):
        cleared += clear_folder(folder, erasure, heard)
    aside = store.path.parent.glob(f"{backup.stem_of(store.path)}-损坏-*.cadre")
    cleared += sum((clear_copy(path, erasure) for path in sorted(aside)), Cleared())
    if cleared.removed:
        trouble += _back_up(store)
    if cleared.left:
        names = "、".join(path.name for path, _why in cleared.left)
        trouble += _("还有备份没有清除成（{names}：{why}），请再清除一次，或自行删除它们。").format(
            names=names, why=cleared.left[0][1]
        )
    if copies.away and not trouble:
        trouble = _("接上第二备份位置后，请再清除一次。")
    if not trouble:
        store.keep_memo(_PENDING, json.dumps([key for key in pending() if key != period]))
    row = CarePeriod.by_key(period)
    return Deleted(row.title, row.children or 0, cleared, copies, trouble)


def _back_up(store: Store) -> str:
    """A backup in the place of those that were removed; why there is none, as a sentence."""
    try:
        backup.make(store.path, _("清除后"), store.clock.now())
    except (Refused, OSError) as error:
        return _("备份没有成功，请检查磁盘后再备份（{why}）。").format(why=known_trouble(error) or error)
    return ""


def refuse_deleted(period: int | None) -> Sequence[Problem]:
    """Whether a child may no longer be entered for a period: what was deleted does not come back by and by."""
    row = CarePeriod.get_or_none(CarePeriod.id == period) if period is not None else None
    if row is None or row.deleted is None:
        return []
    told = _("“{title}”的子女信息已按规定删除，不能再登记，请另建一期。").format(title=row.title)
    return [Problem(told, field="period")]
