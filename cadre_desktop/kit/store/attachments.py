"""Files that are attached to records (附件), several to any of them. Their content is kept once under its hash, as
photos are; the journal carries only the hash.

A row that is final (a closed course, a sealed contest, a confirmed mark sheet), or that belongs to one, still takes
files: the sign-in sheet with its signatures and the signed result sheet are scanned after closing, and have to be with
what they prove. What was attached when the row became final was seen by whoever closed it. It stays as it was: nobody
can remove or rename it or change its remark. What came later can be taken off again, and the journal says who did so. A
certificate is made by being issued, so that nothing can have been attached to it before.
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
    """A file that belongs to a row of any table (a foreign key cannot say that); it is deleted with that row.

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
    """How many bytes a file may have, and all files of a record together; and how many pixels the longer side of a
    picture that is scaled (2,000: an A4 page at 170 dpi, more than most screens show)."""

    file: int = 50 * MEGABYTE
    record: int = 200 * MEGABYTE
    picture: int = 2_000


_FILE_KEY, _RECORD_KEY, _PICTURE_KEY = "attachments.file_mb", "attachments.record_mb", "attachments.picture_px"
MOST_MEGABYTES = 500
"""No limit on a file is above it: a file is in memory while it is kept, and SQLite takes less than 1,000 of them."""
SMALLEST_PICTURE, LARGEST_PICTURE = 500, 20_000
"""Pixels. With fewer a page can no longer be read; no camera and no scanner of an office makes more."""


def limits(store: Store) -> AttachmentLimits:
    """The limits of this court, those of the program where it has set none."""
    usual = AttachmentLimits()
    picture = _number(store.setting(_PICTURE_KEY))
    return AttachmentLimits(
        min(_number(store.setting(_FILE_KEY)), MOST_MEGABYTES) * MEGABYTE or usual.file,
        _number(store.setting(_RECORD_KEY)) * MEGABYTE or usual.record,
        min(max(picture, SMALLEST_PICTURE), LARGEST_PICTURE) if picture else usual.picture,
    )


def _number(text: str) -> int:
    """What a setting says; 0 where that is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def vet_limits(file_mb: int, record_mb: int, picture_px: int | None = None) -> None:
    """Raise Refused for limits that make no sense, at the field ``file``, ``record`` or ``picture``."""
    if not 1 <= file_mb <= MOST_MEGABYTES:
        text = _("单个附件的上限应在 1 到 {most} MB 之间。").format(most=MOST_MEGABYTES)
        raise Refused([Problem(text, field="file")])
    if not file_mb <= record_mb < 10**8:
        text = _("每条记录的上限不能小于单个附件的上限（{file} MB）。").format(file=file_mb)
        raise Refused([Problem(text, field="record")])
    if picture_px is not None and not SMALLEST_PICTURE <= picture_px <= LARGEST_PICTURE:
        text = _("图片长边应在 {least} 到 {most} 像素之间。").format(least=SMALLEST_PICTURE, most=LARGEST_PICTURE)
        raise Refused([Problem(text, field="picture")])


def set_limits(store: Store, file_mb: int, record_mb: int, picture_px: int | None = None) -> None:
    """Set the limits, in megabytes and pixels (None leaves the pixels), in one step. What is attached already stays.
    Raises Refused as `vet_limits`."""
    vet_limits(file_mb, record_mb, picture_px)
    with store.step(_("更改附件上限")):
        store.set_setting(_FILE_KEY, str(file_mb))
        store.set_setting(_RECORD_KEY, str(record_mb))
        if picture_px is not None:
            store.set_setting(_PICTURE_KEY, str(picture_px))


class Attached(NamedTuple):
    """The keys of the attachments that came, why other files did not, and the names of those attachments whose lost
    content has come back."""

    keys: Sequence[int]
    refused: tuple[Problem, ...]
    brought_back: tuple[str, ...] = ()


class _Admitted(NamedTuple):
    """A file under the name it gets; `key` is that of an attachment there already whose content it brings back."""

    name: str
    content: bytes
    key: int | None = None


def attach(
    store: Store, record: type[Record], key: int, files: Iterable[NewFile], refused: Iterable[Problem] = ()
) -> Attached:
    """Attach files to the row `key`, in one step. Files that cannot be attached (and those already `refused`) are
    reported, one sentence each. A file whose name is taken gets a number behind it. A file that is attached already but
    whose content has been lost brings the content back.

    Raises Refused where none can be attached, and where the row is gone or takes no files. A final row takes them too.
    """
    _vet_more(record, key)
    problems = list(refused)
    found = list(_admitted(store, record, key, files, problems))
    good = [file for file in found if file.key is None]
    if not found:
        raise Refused(problems or _("没有选择文件。"))
    label = _("添加 {count} 个附件") if good else _("补回 {count} 个附件的内容")
    with store.step(label.format(count=len(good) or len(found))):
        _vet_more(record, key)
        for file in found:
            if file.key is not None:
                blobs.bring_back(file.content)
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
    return Attached(keys, tuple(problems), tuple(file.name for file in found if file.key is not None))


def _admitted(
    store: Store, record: type[Record], key: int, files: Iterable[NewFile], problems: list[Problem]
) -> Iterator[_Admitted]:
    """The files that can be attached, under the names they get; why others cannot is added to `problems`."""
    allowed, there = limits(store), of(record, key)
    total = sum(row.size for row in there)
    before = {row.content_hash: row for row in there}
    known = {row.content_hash: row.name for row in there}
    taken = {row.name.casefold() for row in there}
    for file in files:
        name, hash_ = stored_name(file.name), blobs.name_of(file.content)
        if not file.content:
            problems.append(empty_file(name))
        elif len(file.content) > allowed.file:
            problems.append(too_large(name, allowed))
        elif hash_ in before and not is_whole(row := before.pop(hash_)):
            yield _Admitted(row.name, file.content, row.id)
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
            yield _Admitted(name, file.content)


def empty_file(name: str) -> Problem:
    """What is said of a file without content."""
    return Problem(_("“{name}”是空文件，没有添加；请检查文件是否已保存完整。").format(name=name))


def too_large(name: str, allowed: AttachmentLimits) -> Problem:
    """What is said of a file that is larger than a file may be."""
    text = _("“{name}”超过单个附件的上限 {limit}，没有添加；请压缩或拆分后再添加。")
    return Problem(text.format(name=name, limit=size_text(allowed.file)))


def stored_name(name: str) -> str:
    """The name of a file as it is kept: without a folder, without invisible signs, and without what no encoding has."""
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
    """Rename an attachment, in a step. Raises Refused for a name that is not possible or is taken, and for an
    attachment that was there when its record became final."""
    row = _found(key)
    record = _owner(store, row)
    _vet(store, [row])
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
    """Write a remark beside an attachment, in a step. Raises Refused for one that was there when its record became
    final."""
    row = _found(key)
    _vet(store, [row])
    wanted = " ".join(remark.split())
    if wanted != row.remark:
        with store.step(_("更改附件说明")):
            row.remark = wanted
            row.save()


def detach(store: Store, keys: Iterable[int]) -> int:
    """Take attachments off their records, in one step; returns how many. Those that are gone already are no trouble.

    Raises Refused, and takes off none, where one of them was there when its record became final.
    """
    rows = list(Attachment.select().where(Attachment.id.in_(peewee.SQL(dialect.LISTED, [listed(keys)]))))
    _vet(store, rows)
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


def any_of(record: type[Record]) -> bool:
    """Whether anything is attached to any row of a record."""
    found = 'SELECT EXISTS (SELECT 1 FROM "attachment" WHERE record_table = ?)'
    return bool(database.value(found, table_name(record)))


def is_whole(row: Attachment) -> bool:
    """Whether the file holds what is in an attachment."""
    found = blobs.get(row.content_hash)
    return found is not None and blobs.name_of(found) == row.content_hash


def content(row: Attachment) -> bytes:
    """What is in an attached file. Raises Refused where the file does not hold it whole."""
    found = blobs.get(row.content_hash)
    if found is None or blobs.name_of(found) != row.content_hash:
        text = _("附件“{name}”的内容缺失或已损坏。请运行“检查数据”，并从备份恢复。")
        raise Refused(text.format(name=row.name))
    return found


def closed_with(store: Store, record: type[Record], key: int) -> frozenset[int] | None:
    """The keys of the attachments of a row that were there when it became final, or one that it belongs to: these
    stay as they are. None for a row that is not final."""
    seq = finality.closed_at(record, key, store.schema.records)
    if seq is None:
        return None
    return frozenset(finality.there_at(Attachment, (row.id for row in of(record, key)), seq))


def _vet_there(record: type[Record], key: int) -> None:
    if record.get_or_none(record.id == key) is None:
        raise Refused(_("这条记录已经不在了，不能改动它的附件。"))


def _vet(store: Store, rows: Sequence[Attachment]) -> None:
    """Raise Refused where attachments may not be changed: their record is gone, or became final with them."""
    problems = []
    for table, key in dict.fromkeys((row.record_table, row.record_key) for row in rows):
        record = store.schema.record(table)
        _vet_there(record, key)
        kept = closed_with(store, record, key) or frozenset()
        text = _(
            "附件“{name}”在这条记录定下来（如结班、封存、确认）时已经附上，只能查看和另存；需要补充的，请另外添加。"
        )
        problems += [Problem(text.format(name=row.name)) for row in rows if row.id in kept]
    if problems:
        raise Refused(problems)


def barred(record: type[Record], key: int) -> str:
    """Why nothing more may be attached to a row, empty where it may; what is attached can still be taken off."""
    return "" if record.takes_no_files is None else record.takes_no_files(key)


def are_private(record: type[Record], key: int) -> bool:
    """Whether the names of the files of a row may say what is kept from others."""
    return record.private_files is not None and record.private_files(key)


def _vet_more(record: type[Record], key: int) -> None:
    _vet_there(record, key)
    if why := barred(record, key):
        raise Refused(why)


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
