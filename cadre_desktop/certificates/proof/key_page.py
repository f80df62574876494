"""The public key on paper, for other courts: with the fingerprint by which they see that the file is the right one."""

from collections.abc import Sequence
from pathlib import Path

from cadre_desktop.certificates.proof.key_files import PublicKey
from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _


def print_key_page(path: Path, keys: Sequence[PublicKey]) -> int:
    """Write a court's public keys, the present one first, as a PDF file; returns how many pages. OSError when the file
    cannot be written."""
    present, *earlier = keys
    paper = OfficialPaper(_("证书验证公钥"), author=present.issuer)
    paper.paragraph(
        _(
            "{issuer}发放的证书上印有签名的二维码。用下列公钥可以验证：二维码里的编号、姓名、称号和日期由本院签发，"
            "没有改动过。不需要网络。"
        ).format(issuer=present.issuer)
    )
    paper.heading(_("指纹（SHA-256）"))
    for line in fingerprint_lines(present):
        paper.remark(line)
    paper.heading(_("公钥（Ed25519）"))
    paper.remark(present.public_key.upper())
    paper.heading(_("怎样使用"))
    for text in (
        _("1. 收到公钥文件后，在“证书登记”的“签名密钥”里导入，逐组核对程序显示的指纹与本页相同。"),
        _("2. 本页请当面或以机要方式交付；只收到文件、没有本页时，请打电话与本院核对指纹。"),
        _("3. 公钥可以公开；签名用的私钥由本院以口令保管，不在本页，也不在公钥文件里。"),
    ):
        paper.paragraph(text)
    if earlier:
        paper.heading(_("已停用的公钥（仍用于验证以前的证书）"))
        columns = (RosterColumn(_("启用"), 32), RosterColumn(_("停用"), 32), RosterColumn(_("指纹"), 92))
        paper.table(columns, [(_day(key.made), _day(key.retired), key.fingerprint) for key in earlier])
    if present.made:
        paper.signature(present.issuer, day_text(present.made))
    return paper.save(path)


def fingerprint_lines(key: PublicKey, groups_a_line: int = 4) -> list[str]:
    """The fingerprint in lines of so many groups of four characters."""
    groups = key.fingerprint.split()
    return ["  ".join(groups[start : start + groups_a_line]) for start in range(0, len(groups), groups_a_line)]


def _day(day: object) -> str:
    return str(day or "")
