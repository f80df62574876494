"""A backup is restored; where some of its photos are found nowhere, that is said first, and whether to do without is
asked."""

from collections.abc import Callable
from typing import TypeVar

from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.store.backup import BlobsMissing
from cadre_desktop.kit.store.missing_blobs import SHOWN, sentence
from cadre_desktop.schema import SCHEMA

T = TypeVar("T")


class Declined(Exception):
    """The user does not want the backup without what is missing; nothing was changed."""


def restored(notices: Notices, restore: Callable[[bool], T]) -> T:
    """What `restore` returns, which is called with whether to do without what is missing.

    Raises Declined, and whatever `restore` raises else.
    """
    try:
        return restore(False)
    except BlobsMissing as missing:
        words, names = sentence(missing, SCHEMA)
    if len(names) > SHOWN:
        notices.warn(words, "\n".join(names))
    question = _("{what}把原来的这个文件夹放回备份旁边再恢复，就什么都不缺。现在要不带这些照片和附件恢复吗？")
    if not notices.ask(question.format(what=words), _("不带它们恢复"), _("不恢复"), danger=True):
        raise Declined
    return restore(True)
