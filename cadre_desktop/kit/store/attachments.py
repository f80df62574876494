"""Files that are attached to records (附件), several to any of them. Their content is kept once under its hash, as
photos are; the journal carries only the hash.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, ClassVar, NamedTuple

import peewee

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import blobs, dialect, finality
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.fields import BlobHashField, CountField, RequiredDateField, RequiredTextField, TextField
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.store import Store

MEGABYTE = 1 << 20
LONGEST_NAME = 255
"""Characters. No file system takes more, and what comes from one has no more."""


class Attachment(Record):
    """A file that belongs to a row of any table, so that no foreign key can hold it; it is gone when that row is.

    `size` is in bytes; `added` the day on which it came.
    """

    record_table = RequiredTextField()
    record_key: Any = CountField(null=False, index=True)
    name = RequiredTextField()
    content_hash = BlobHashField()
    size: Any = CountField(null=False)
    added = RequiredDateField()
    remark = TextField()

    named = (name,)
    leans: ClassVar[tuple[Any, ...]] = (record_key,)
    goes_with: ClassVar[tuple[Any, Any] | None] = (record_table, record_key)


class NewFile(NamedTuple):
    """A file that is to be attached: its name with its suffix, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class AttachmentLimits:
    """How many bytes a file may have, and all files of a record together."""

    file: int = 50 * MEGABYTE
    record: int = 200 * MEGABYTE


_FILE_KEY, _RECORD_KEY = "attachments.file_mb", "attachments.record_mb"
MOST_MEGABYTES = 500
"""No limit on a file is above it: a file is in memory while it is kept, and SQLite takes less than 1,000 of them."""


def limits(store: Store) -> AttachmentLimits:
    """The limits of this court, those of the program where it has set none."""
    usual = AttachmentLimits()
    return AttachmentLimits(
        _bytes(store.setting(_FILE_KEY), usual.file, MOST_MEGABYTES),
        _bytes(store.setting(_RECORD_KEY), usual.record),
    )


def _bytes(megabytes: str, usual: int, most: int | None = None) -> int:
    wanted = int(megabytes) if megabytes.isascii() and megabytes.isdigit() and len(megabytes) < 9 else 0
    return min(wanted, most or wanted) * MEGABYTE if wanted else usual


def set_limits(store: Store, file_mb: int, record_mb: int) -> None:
    """Set the limits, in megabytes, in one step. What is attached already stays. Raises Refused for limits that make no
    sense."""
    if not 1 <= file_mb <= MOST_MEGABYTES:
        raise Refused(_("单个附件的上限应在 1 到 {most} MB 之间。").format(most=MOST_MEGABYTES))
    if not file_mb <= record_mb < 10**8:
        raise Refused(_("每条记录的上限不能小于单个附件的上限（{file} MB）。").format(file=file_mb))
    with store.step(_("更改附件大小上限")):
        store.set_setting(_FILE_KEY, str(file_mb))
        store.set_setting(_RECORD_KEY, str(record_mb))


class Attached(NamedTuple):
    """The keys of the attachments that came, and why other files did not."""

    keys: Sequence[int]
    refused: tuple[Problem, ...]


def attach(
    store: Store, record: type[Record], key: int, files: Iterable[NewFile], refused: Iterable[Problem] = ()
) -> Attached:
    """Attach files to the row `key`, in one step: those that can be, while the others (and those already `refused`)
    are reported, one sentence each. One of a name that is there already gets a number behind it.

    Raises Refused where none can be attached, and where the row is final or gone.
    """
    vet(store, record, key)
    problems = list(refused)
    good = list(_admitted(store, record, key, files, problems))
    if not good:
        raise Refused(problems or _("没有选择文件。"))
    with store.step(_("添加 {count} 个附件").format(count=len(good))):
        vet(store, record, key)
        rows = [
            {
                "record_table": table_name(record),
                "record_key": key,
                "name": file.name,
                "content_hash": blobs.put(file.content),
                "size": len(file.content),
                "added": store.clock.today(),
            }
            for file in good
        ]
        keys = Attachment.add_many(rows)
    return Attached(keys, tuple(problems))


def _admitted(
    store: Store, record: type[Record], key: int, files: Iterable[NewFile], problems: list[Problem]
) -> Iterator[NewFile]:
    """The files that can be attached, under the names they get; why others cannot is added to `problems`."""
    allowed, there = limits(store), of(record, key)
    total = sum(row.size for row in there)
    known = {row.content_hash: row.name for row in there}
    taken = {row.name.casefold() for row in there}
    for file in files:
        name, hash_ = stored_name(file.name), blobs.name_of(file.content)
        if not file.content:
            problems.append(empty_file(name))
        elif len(file.content) > allowed.file:
            problems.append(too_large(name, allowed))
        elif hash_ in known:
            text = _("“{name}”的内容和已有的附件“{other}”相同，没有再添加。")
            problems.append(Problem(text.format(name=name, other=known[hash_])))
        elif total + len(file.content) > allowed.record:
            text = _("“{name}”没有添加：这条记录的附件合计已有 {total}，加上它会超过 {limit}。请先移除不需要的附件。")
            problems.append(
                Problem(text.format(name=name, total=size_text(total), limit=size_text(allowed.record))),
            )
        else:
            total += len(file.content)
            known[hash_] = name = free_name(name, taken)
            taken.add(name.casefold())
            yield NewFile(name, file.content)


def empty_file(name: str) -> Problem:
    """What is said of a file without content."""
    return Problem(_("“{name}”是空文件，没有添加；请检查文件是否已保存完整。").format(name=name))


def too_large(name: str, allowed: AttachmentLimits) -> Problem:
    """What is said of a file that is larger than a file may be."""
    text = _("“{name}”超过单个附件的上限 {limit}，没有添加；请压缩或拆分后再添加。")
    return Problem(text.format(name=name, limit=size_text(allowed.file)))


def stored_name(name: str) -> str:
    """The name of a file as it is kept: without a folder, signs that cannot be seen, and what no encoding has."""
    text = name.encode("utf-8", "replace").decode()
    text = "".join(sign if sign.isprintable() else " " for sign in text.replace("\\", "/").rpartition("/")[2])
    return shortened(text.strip(), LONGEST_NAME) or _("未命名")


def shortened(name: str, most: int) -> str:
    """A name of `most` characters at most, which keeps its suffix."""
    suffix = PurePath(name).suffix[:16]
    return name if len(name) <= most else name[: -len(suffix) or None][: most - len(suffix)] + suffix


def free_name(name: str, taken: Collection[str]) -> str:
    """A name that is none of those `taken` (folded, since systems take 合影.JPG and 合影.jpg for the same)."""
    number, found = 1, name
    suffix = PurePath(name).suffix
    while found.casefold() in taken:
        number += 1
        end = f" ({number}){suffix}"
        stem = name[: -len(suffix) or None]
        found = stem[: LONGEST_NAME - len(end)] + end
    return found


def rename(store: Store, key: int, name: str) -> None:
    """Call an attachment otherwise, in a step. Raises Refused for a name that cannot be, or that another one has."""
    row = _found(key)
    record = _owner(store, row)
    vet(store, record, row.record_key)
    wanted = " ".join(name.split())
    if not wanted or not wanted.isprintable():
        raise Refused(_("请填写附件的名称。"))
    if len(wanted) > LONGEST_NAME:
        raise Refused(_("附件的名称最多 {most} 个字。").format(most=LONGEST_NAME))
    others = {other.name.casefold() for other in of(record, row.record_key) if other.id != row.id}
    if wanted.casefold() in others:
        raise Refused(_("这条记录已有名为“{name}”的附件，请换一个名称。").format(name=wanted))
    if wanted != row.name:
        with store.step(_("更改附件名称")):
            row.name = wanted
            row.save()


def annotate(store: Store, key: int, remark: str) -> None:
    """Write a remark beside an attachment, in a step."""
    row = _found(key)
    vet(store, _owner(store, row), row.record_key)
    wanted = " ".join(remark.split())
    if wanted != row.remark:
        with store.step(_("更改附件说明")):
            row.remark = wanted
            row.save()


def detach(store: Store, keys: Iterable[int]) -> int:
    """Take attachments off their records, in one step; returns how many. Those that are gone already are no trouble."""
    rows = list(Attachment.select().where(Attachment.id.in_(peewee.SQL(dialect.LISTED, [listed(keys)]))))
    for row in rows:
        vet(store, _owner(store, row), row.record_key)
    if rows:
        with store.step(_("移除 {count} 个附件").format(count=len(rows))):
            for row in rows:
                row.delete_instance()
    return len(rows)


def of(record: type[Record], key: int) -> list[Attachment]:
    """The attachments of a row in the order in which they came."""
    chosen = (Attachment.record_key == key) & (Attachment.record_table == table_name(record))
    return list(Attachment.select().where(chosen).order_by(Attachment.id))


def counts(record: type[Record], keys: Iterable[int]) -> dict[int, int]:
    """How many attachments rows have; those without any are left out."""
    rows = database.rows(
        'SELECT record_key, count(*) FROM "attachment" WHERE record_table = ?'
        f" AND record_key IN {dialect.LISTED} GROUP BY record_key",
        table_name(record),
        listed(keys),
    )
    return dict(rows)


def content(row: Attachment) -> bytes:
    """What is in an attached file. Raises Refused where the file does not hold it whole."""
    found = blobs.get(row.content_hash)
    if found is None or blobs.name_of(found) != row.content_hash:
        text = _("附件“{name}”的内容缺失或已损坏。请运行“检查数据”，并从备份恢复。")
        raise Refused(text.format(name=row.name))
    return found


def closed(store: Store, record: type[Record], key: int) -> bool:
    """Whether a row is final, or belongs to one that is: its attachments may be looked at and saved, no more."""
    return finality.is_final(record, key, store.schema.records)


def vet(store: Store, record: type[Record], key: int) -> None:
    """Raise Refused where the attachments of a row may not be changed: it is final, or gone."""
    if record.get_or_none(record.id == key) is None:
        raise Refused(_("这条记录已经不在了，不能改动它的附件。"))
    if closed(store, record, key):
        raise Refused(_("这条记录已经定下来了（如已结班、已封存、已确认），附件只能查看和另存。"))


def _found(key: int) -> Attachment:
    row = Attachment.get_or_none(Attachment.id == key)
    if row is None:
        raise Refused(_("这个附件已经移除了。"))
    return row


def _owner(store: Store, row: Attachment) -> type[Record]:
    return store.schema.record(row.record_table)


def size_text(size: int) -> str:
    """A number of bytes as people say it: ``820 B``, ``36 KB``, ``4.2 MB``."""
    if size < 1 << 10:
        return f"{size} B"
    if size < MEGABYTE:
        return f"{size / (1 << 10):.0f} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".0 MB", " MB")
