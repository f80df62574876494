"""Checking a court's file: what it is built of, the journal's chain, and every row against the journal.

Nothing is repaired by looking. `repair` mends what can be mended, where that is asked for, as a step.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import peewee

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import value_text
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import (
    anchors,
    blobs,
    chain,
    dialect,
    journal,
    name_orders,
    received,
    replay,
    search,
    structure,
)
from cadre_desktop.kit.store.anchors import Anchor
from cadre_desktop.kit.store.backup import Backup, backups
from cadre_desktop.kit.store.checking_copies import wanting
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import BlobHashField
from cadre_desktop.kit.store.opening import damage
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.repairs import repair
from cadre_desktop.kit.store.replay import RowDifference
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import kinds, slices

__all__ = ["CheckReport", "Deviation", "check_store", "repair"]

_TOLD = 100
"""So many rows are named one by one; of more only the number is said."""

_ROOM = dialect.page_memory(64_000)
"""What a row has become lies scattered over the journal: with little memory the same pages are read again and again."""

_OWN_TITLES = {"setting": N_("设置"), "tally": N_("编号进度")}


@dataclass(frozen=True)
class Deviation:
    """A value that is not what the journal has; `field` is empty for a row that is missing or that nobody has made.

    `name` is what the row is called in the journal, where it has a name of its own.
    """

    table: str
    row: str
    field: str
    expected: Any
    found: Any
    name: str = ""


@dataclass(frozen=True)
class CheckReport:
    """What a check found: `trouble` sentences, empty when all is well, rows by kind's title, `head` of the chain in the
    form that is printed on paper, and the single values that are not what the journal has."""

    trouble: tuple[str, ...]
    counts: dict[str, int]
    steps: int
    head: str = ""
    deviations: tuple[Deviation, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.trouble

    @property
    def lines(self) -> tuple[str, ...]:
        """The report as sentences."""
        counts = "，".join(f"{title} {count}" for title, count in self.counts.items() if count)
        code = _("操作记录码 {code}。").format(code=self.head) if self.head else ""
        return (
            *self.trouble,
            _("操作 {steps} 步；{counts}。").format(steps=self.steps, counts=counts or _("没有记录")) + code,
        )


def check_store(
    store: Store, given: Iterable[Anchor] = (), progress: Progress | None = None, elsewhere: Iterable[Backup] = ()
) -> CheckReport:
    """Check the open file whole, also against the heads of its chain that are kept around it and those `given`, and
    what should lie beside its backups and those `elsewhere`.

    `progress` hears how many changes of the journal have been read; stopping it raises `Stopped`. Raises Refused where
    tables are missing without which nothing can be checked. All is looked at as it was at one moment: what others
    write meanwhile is no trouble.
    """
    if lacking := structure.lacking_own():
        text = _("表结构不完整：{tables}。没有这些表就无法检查，请从备份恢复。")
        raise Refused(text.format(tables="、".join(lacking)))
    with database.atomic():
        report = _checked(store, given, progress)
        return replace(report, trouble=(*report.trouble, *_backup_troubles([*backups(store.path), *elsewhere])))


def _checked(store: Store, given: Iterable[Anchor], progress: Progress | None) -> CheckReport:
    lacking = structure.lacking_tables(store.schema)
    with ThreadPoolExecutor(1, "replay") as aside:
        replayed = None if lacking else aside.submit(_replayed, store)
        chained = list(_chain_troubles(progress))
        trouble: list[str] = []
        if found := damage():
            trouble.append(_("文件结构损坏：{detail}").format(detail=found))
        if orphans := database.rows(dialect.LINKS_CHECK):
            trouble.append(_("有 {count} 处引用指向不存在的记录。").format(count=len(orphans)))
        trouble += _structure_troubles(store, lacking)
        trouble += _lacking_content(store)
        trouble += [] if lacking else _attachment_troubles(store)
        if not lacking:
            trouble += _stale_keys(store)
            trouble += _slice_troubles()
        trouble += _anchor_troubles([*anchors.around(store.path), *given])
        different = replayed.result() if replayed else []
    deviations = [each for difference in different[:_TOLD] for each in _deviations(difference)]
    rows = [_sentence(each) for each in deviations]
    if len(different) > _TOLD:
        text = _("共有 {count} 条记录与操作记录不符，只列出前 {told} 条。")
        rows.append(text.format(count=len(different), told=_TOLD))
    return CheckReport(
        (*chained, *rows, *trouble), _counts(lacking), journal.count(), anchors.code_now(), tuple(deviations)
    )


def _replayed(store: Store) -> list[RowDifference]:
    """In a thread of its own, on a connection and in a transaction of its own: what is written meanwhile is none of
    its business, and the database works while the chain is read in Python."""
    try:
        database.run(_ROOM)
        with database.atomic():
            return list(replay.differences(store.schema.records))
    finally:
        database.close()


def _counts(lacking: Iterable[str]) -> dict[str, int]:
    tables = {kind.title: table_name(kind.record) for kind in kinds().values()}
    return {
        title: int(database.value(f'SELECT count(*) FROM "{table}"'))
        for title, table in tables.items()
        if table not in lacking
    }


def _chain_troubles(progress: Progress | None) -> Iterator[str]:
    broken = next(chain.broken_own(_heard(progress)), None)
    if broken:
        yield _("操作记录自“{step}”（{at}）起与原文不符，可能被改动过。").format(step=broken.label, at=broken.at)
    if strays := journal.strays():
        yield _("操作记录中有 {count} 处变动不属于任何一步。").format(count=strays)
    for sender in received.senders():
        if altered := next(received.broken(sender), None):
            text = _("收到的外来操作记录（来源 {sender}）自“{step}”（{at}）起与原文不符。")
            yield text.format(sender=sender, step=altered.label, at=altered.at)
    for sender, seq in received.missing():
        yield _("收到的外来操作记录（来源 {sender}）缺少到第 {seq} 步为止的部分。").format(sender=sender, seq=seq)
    if strays := received.strays():
        yield _("收到的外来操作记录里有 {count} 处不是收来的。").format(count=strays)


def _heard(progress: Progress | None) -> Callable[[int], None]:
    if progress is None:
        return lambda _count: None
    total = journal.changes_count()

    def heard(count: int) -> None:
        progress.check()
        progress.report(count, total)

    return heard


def _structure_troubles(store: Store, lacking: Iterable[str]) -> Iterator[str]:
    if lacking:
        yield _("表结构不完整：{tables}。").format(tables="、".join(lacking))
    if names := structure.wrong_triggers(store.schema):
        text = _("记录每一步的触发器有 {count} 个缺失或被改动（{names}），因此不能写入。")
        yield text.format(count=len(names), names="、".join(names[:5]))
    if indexes := structure.lacking_indexes(store.schema):
        yield _("缺少索引：{names}。不影响内容，可以修复。").format(names="、".join(indexes))
    yield from structure.station_troubles(store.schema)


def _lacking_content(store: Store) -> Iterator[str]:
    """Photos, scans and layouts that a record names, or that once came, but the file does not hold whole."""
    there = {name: blobs.name_of(content) == name for name, content in database.run("SELECT hash, content FROM blob")}
    held = {name for name, whole in there.items() if whole}
    named = {
        name: field.counted
        for record in store.schema.records
        for field in record._meta.sorted_fields
        if isinstance(field, BlobHashField)
        for (name,) in database.rows(f'SELECT "{field.column_name}" FROM "{table_name(record)}"')
    }
    came, waiting = journal.blobs_kept(), {name for (name,) in database.rows("SELECT hash FROM blob_waiting")}
    lacking = Counter(named.get(name, BlobHashField.USUAL) for name in (named.keys() | came) - held - {""})
    for what, count in sorted(lacking.items()):
        yield _("有 {count} {what}缺失或已损坏。").format(count=count, what=_(what))
    if strange := there.keys() - came - waiting:
        yield _("有 {count} 张照片或附件不是由程序存入的。").format(count=len(strange))


def _backup_troubles(copies: Iterable[Backup]) -> Iterator[str]:
    """What should lie beside backups; what the file still has whole comes there again when it is repaired."""
    for found in wanting(copies):
        has = sum(blobs.get(name) is not None for name in found.names)
        text = _("“{folder}”里有 {count} 项缺失或已损坏，{copies} 份备份恢复时会缺它们，最近的是“{name}”。")
        told = text.format(
            folder=found.folder, count=len(found.names), copies=len(found.copies), name=found.copies[0].path.name
        )
        yield told + (_("其中 {count} 项数据文件里还有，修复时会补上。").format(count=has) if has else "")


def _attachment_troubles(store: Store) -> Iterator[str]:
    """Whose attachments are not whole, by kind; names of files may say what is kept from whoever reads this."""
    tables = {table_name(record) for record in store.schema.records}
    for table in sorted({table for (table,) in database.rows('SELECT DISTINCT record_table FROM "attachment"')}):
        rows = 'SELECT count(*) FROM "attachment" a WHERE a.record_table = ?'
        there = f' AND NOT EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = a.record_key)' if table in tables else ""
        if strays := int(database.value(rows + there, table)) if there or table not in tables else 0:
            text = _("有 {count} 个附件所属的{kind}已不存在。")
            yield text.format(count=strays, kind=_title(table))
        broken = sum(
            content is None or blobs.name_of(content) != hash_ or len(content) != size
            for hash_, size, content in database.run(
                'SELECT a.content_hash, a.size, b.content FROM "attachment" a LEFT JOIN blob b ON b.hash ='
                " a.content_hash WHERE a.record_table = ?",
                table,
            )
        )
        if broken:
            yield _("{kind}有 {count} 个附件的内容缺失或已损坏，请从备份恢复。").format(
                kind=_title(table), count=broken
            )


def _stale_keys(store: Store) -> Iterator[str]:
    """What follows from the records: search keys, and what names are sorted by."""
    stale = [record for record in store.schema.records if record.searched and not search.is_current(record)]
    if stale:
        yield _("查找索引与记录不符（{tables}），可以修复。").format(tables="、".join(map(table_name, stale)))
    for record in store.schema.records:
        if count := name_orders.wrong(record):
            yield _("{table}有 {count} 条的姓名排序与姓名不符，可以修复。").format(
                table=_title(table_name(record)), count=count
            )


def _slice_troubles() -> Iterator[str]:
    for slice_ in slices().values():
        for check in slice_.checks:
            yield from check()


def _anchor_troubles(found: Iterable[Anchor]) -> Iterator[str]:
    by_source: dict[str, list[Anchor]] = {}
    for anchor in found:
        if not anchors.holds(anchor):
            by_source.setdefault(anchor.source, []).append(anchor)
    for source, lost in by_source.items():
        latest = max(lost, key=lambda anchor: anchor.seq)
        text = _("文件里没有“{source}”所记的步骤（{code}）：可能换成了较早的副本，删去了最后几步，或重写过操作记录。")
        yield text.format(source=source, code=latest.code)


def _deviations(difference: RowDifference) -> Iterator[Deviation]:
    table, key, called = difference.table, str(difference.row), _name(difference)
    if difference.expected is None or difference.found is None:
        yield Deviation(table, key, "", difference.expected, difference.found, called)
        return
    for column, expected, found in difference.fields():
        yield Deviation(table, key, column, expected, found, called)


def _name(difference: RowDifference) -> str:
    """What the row is called by itself; never by those it points to, which may be nobody's business."""
    record = next((kind.record for kind in kinds().values() if table_name(kind.record) == difference.table), None)
    if record is None or not record.named or isinstance(record.named[0], peewee.ForeignKeyField):
        return ""
    return str((difference.expected or difference.found or {}).get(record.named[0].column_name, ""))


def _title(table: str) -> str:
    kind = next((kind for kind in kinds().values() if table_name(kind.record) == table), None)
    return _(kind.title) if kind else _(_OWN_TITLES.get(table, table))


def _sentence(each: Deviation) -> str:
    name = _("“{name}”").format(name=each.name) if each.name else ""
    where = _("{title}{name}（{table} {row}）").format(
        title=_title(each.table), name=name, table=each.table, row=each.row
    )
    if not each.field:
        text = _("{where}应当存在，却没有了。") if each.found is None else _("{where}不是由任何一步写入的。")
        return text.format(where=where)
    title, expected, found = _shown(each)
    return _("{where}的“{field}”应为“{expected}”，实为“{found}”。").format(
        where=where, field=title, expected=expected, found=found
    )


def _shown(each: Deviation) -> tuple[str, str, str]:
    """The column's title and both values; protected ones stay covered."""
    for kind in kinds().values():
        for column in kind.columns if table_name(kind.record) == each.table else ():
            if column.via is None and column.field.column_name == each.field:
                if column.masked:
                    return _(column.title), MASK, MASK
                return _(column.title), _text(column, each.expected), _text(column, each.found)
    return each.field, str(each.expected), str(each.found)


def _text(column: Any, value: Any) -> str:
    try:
        return value_text(column, value)
    except (ValueError, TypeError, peewee.PeeweeException):  # no value that the column can have
        return str(value)
