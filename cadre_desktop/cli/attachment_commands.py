"""Attachments of one record: listed, written out, added."""

import argparse
from typing import Any

from cadre_desktop.cli.commands import kind_of, opened
from cadre_desktop.kit.documents.attached_files import export, read_files
from cadre_desktop.kit.language import _, quoted
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.outputs import print_json
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import size_text
from cadre_desktop.kit.store.record import Record
from cadre_desktop.schema import general_conditions


def _record(chosen: argparse.Namespace) -> type[Record]:
    """The record of the kind that is asked for, in which the row has to be. Raises Refused."""
    kind = kind_of(chosen.kind)
    if kind.record.get_or_none(kind.record.id == chosen.id) is None:
        raise Refused(_("没有编号为 {id} 的{kind}。").format(id=chosen.id, kind=_(kind.title)))
    return kind.record


def _open_record(chosen: argparse.Namespace) -> type[Record]:
    """The same where everybody may know whose row it is and what is attached. Raises Refused."""
    kind, record = kind_of(chosen.kind), _record(chosen)
    here = Listing(kind, (Condition("t.id = ?", (chosen.id,)), *general_conditions(kind)))
    if not here.count() or attachments.are_private(record, chosen.id):
        text = _("这条{kind}的附件是保密的，命令行不列出，也不导出；请在程序窗口里写明原因后查看。")
        raise Refused(text.format(kind=_(kind.title)))
    return record


def list_attachments(chosen: argparse.Namespace) -> None:
    """Print the attachments of a record."""
    with opened(chosen):
        rows = attachments.of(_open_record(chosen), chosen.id)
    if chosen.json:
        print_json([_described(row) for row in rows])
        return
    for row in rows:
        print("　".join(filter(None, [row.name, size_text(row.size), row.added.isoformat(), row.remark])))
    total = size_text(sum(row.size for row in rows))
    print(_("共 {count} 个附件，{total}").format(count=len(rows), total=total))


def _described(row: Any) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.name,
        "size": row.size,
        "added": row.added.isoformat(),
        "hash": row.content_hash,
        "remark": row.remark,
    }


def export_attachments(chosen: argparse.Namespace) -> None:
    """Write the attachments of a record into a folder, over no file."""
    with opened(chosen):
        written = export(attachments.of(_open_record(chosen), chosen.id), chosen.folder)
    for path in written:
        print(path)
    print(_("已导出 {count} 个附件到 {path}").format(count=len(written), path=chosen.folder))


def add_attachments(chosen: argparse.Namespace) -> int:
    """Attach files to a record as they are; exit code 1 when some could not be, though the others were."""
    with opened(chosen) as store:
        record = _record(chosen)
        allowed = attachments.limits(store)
        files, problems = read_files(chosen.files, allowed.file, allowed)
        attached = attachments.attach(store, record, chosen.id, files, problems)
    for problem in attached.refused:
        print(problem)
    if attached.brought_back:
        print(_("{names}的内容原来缺失，已补回").format(names="、".join(map(quoted, attached.brought_back))))
    if attached.keys or not attached.brought_back:
        print(_("已添加 {count} 个附件").format(count=len(attached.keys)))
    return 1 if attached.refused else 0


def limit_attachments(chosen: argparse.Namespace) -> None:
    """Set how large attachments may be, and pictures that the window scales."""
    with opened(chosen) as store:
        attachments.set_limits(store, chosen.file_mb, chosen.record_mb, chosen.picture_px)
        longest = attachments.limits(store).picture
    words = _("单个附件上限 {file} MB，每条记录合计上限 {record} MB，图片长边 {longest} 像素")
    print(words.format(file=chosen.file_mb, record=chosen.record_mb, longest=longest))
