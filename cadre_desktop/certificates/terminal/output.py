"""What ``certificates issue`` writes: one PDF of all, or one for each in a folder; samples, or certificates."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from cadre_desktop.certificates.prints import print_drafts, print_issued, without_photos
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.sending import send_each
from cadre_desktop.kit.command_line import WrongUse
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output
from cadre_desktop.kit.problems import Refused


@dataclass
class CertificateOutput:
    """Where certificates go: the file `path`, or the folder `path` with one file for `each`; only as samples if they
    are a `draft`. `count` is how many were written."""

    path: Path
    each: bool
    draft: bool
    count: int = 0

    @classmethod
    def of(cls, chosen: argparse.Namespace) -> Self:
        """What was asked for. Raises WrongUse for none, several, or samples in a folder; Refused for a file or folder
        that cannot be written to."""
        ways = {"FILE.pdf": chosen.file, "--pdf": chosen.pdf, "--each": chosen.each}
        named = [way for way, path in ways.items() if path is not None]
        if not named:
            raise WrongUse(_("缺少参数：{0}").format("FILE.pdf"))
        if len(named) > 1:
            raise WrongUse(_("{0} 不能与 {1} 同时使用").format(*named))
        path = ways[named[0]]
        if chosen.each is None:
            check_output(path, ".pdf", keep=tuple(filter(None, (chosen.db, chosen.names))))
        elif chosen.draft:
            raise WrongUse(_("{0} 不能与 {1} 同时使用").format("--draft", "--each"))
        elif not path.is_dir():
            raise Refused(_("文件夹“{folder}”不存在，没有写入；请先建立它，或换一个位置。").format(folder=path))
        return cls(path, chosen.each is not None, chosen.draft)

    def write(self, rows: Sequence[IssuedCertificate]) -> None:
        """Write certificates, or none of them, having said of whom there is no photo. Raises Refused and OSError as
        `print_issued` and `send_each`."""
        if lacking := without_photos(rows):
            print(lacking, file=sys.stderr)
        if self.draft:
            print_drafts(self.path, rows)
        elif self.each:
            send_each(self.path, rows)
        else:
            print_issued(self.path, rows)
        self.count = len(rows)

    @property
    def sentence(self) -> str:
        """What was written."""
        if self.draft:
            words = _("已写出 {count} 张样张到 {path}；没有给出编号。")
        elif self.each:
            words = _("已写出 {count} 份证书到文件夹 {path}，每份一个文件")
        else:
            words = _("已打印 {count} 张证书到 {path}")
        return words.format(count=self.count, path=self.path)


def issued_as_data(rows: Sequence[IssuedCertificate]) -> list[dict[str, Any]]:
    """Certificates as programs read them."""
    return [{"number": row.number, "name": row.name, "title": row.title, "date": str(row.issued)} for row in rows]
