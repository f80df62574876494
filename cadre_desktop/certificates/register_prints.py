"""The register on paper and in workbooks: all entries (台账), who has not collected, a sheet to sign for receipt, and
labels for envelopes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.rules import CertificateKind, CertificateState
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.labels import Label, print_labels
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Band, Roster, Row
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.rosters import narrowed
from cadre_desktop.kit.store.anchors import foot_now
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED

_ENTRIES = f"""
    SELECT t.id, t.kind, t.series, t.year, t.serial, t.number, t.name, t.title, t.issued, t.issuer, t.state,
           coalesce(t.collected, ''), t.collected_by, coalesce(t.cancelled, ''), t.reason, t.instead_of, t.replaced_by,
           t.reprints, t.spoiled, coalesce(c.name, ''), coalesce(d.name, ''), coalesce(p.post, '')
    FROM issued_certificate t LEFT JOIN person p ON p.id = t.person_id LEFT JOIN court c ON c.id = p.court_id
        LEFT JOIN department d ON d.id = p.department_id
    WHERE t.id IN {LISTED}
    ORDER BY t.year, t.kind, t.series, t.serial
"""


class RegisterEntry(NamedTuple):
    """An entry of the register; days as ISO text, empty for none."""

    key: int
    kind: str
    series: str
    year: int
    serial: int
    number: str
    name: str
    title: str
    issued: str
    issuer: str
    state: str
    collected: str
    collected_by: str
    cancelled: str
    reason: str
    instead_of: str
    replaced_by: str
    reprints: int
    spoiled: int
    court: str
    department: str
    post: str

    @property
    def remark(self) -> str:
        """What has become of it that is no column of its own."""
        return _("；").join(filter(None, self._remarks()))

    def _remarks(self) -> Iterator[str]:
        if self.state == CertificateState.UNUSED:
            yield _("空号：{reason}").format(reason=self.reason)
        elif self.cancelled:
            yield _("{day} 作废：{reason}").format(day=self.cancelled, reason=self.reason)
        if self.replaced_by:
            yield _("重发为 {number}").format(number=self.replaced_by)
        if self.instead_of:
            yield _("代替 {number}").format(number=self.instead_of)
        if self.reprints:
            yield _("补印 {count} 次").format(count=self.reprints)
        if self.spoiled:
            yield _("损坏 {count} 张").format(count=self.spoiled)

    @property
    def taken_by(self) -> str:
        """Who has taken it, if anybody."""
        return self.collected_by or (self.name if self.collected else "")

    @property
    def band(self) -> str:
        """2023 年荣誉证书."""
        label = _(CertificateKind(self.kind).label)
        series = _("（{series}）").format(series=self.series) if self.series else ""
        return _("{year} 年{kind}").format(year=self.year, kind=label) + series


def of_year(year: int) -> Listing:
    """The entries of a year."""
    words = _("{year} 年").format(year=year)
    return Listing(CERTIFICATE, (Condition("t.year = ?", (year,), words),))


def entries_of(listing: Listing) -> list[RegisterEntry]:
    """The entries of a list, by year, kind, series and number. Raises Refused where there are none."""
    keys = [key for block in listing.keys() for key in block]  # noqa: SIM118 - blocks of keys
    found = [RegisterEntry(*row) for row in database.rows(_ENTRIES, json.dumps(keys))]
    if not found:
        words = "、".join(condition.words for condition in listing.conditions if condition.words)
        raise Refused(_("没有这样的证书：{words}。").format(words=words or _("还没有登记")))
    order = list(CertificateKind)
    return sorted(found, key=lambda entry: (entry.year, order.index(CertificateKind(entry.kind)), entry.series))


def _banded(entries: Iterable[RegisterEntry], cells: Iterable[Sequence[str]]) -> Iterator[Row]:
    band = ""
    for entry, row in zip(entries, cells, strict=True):
        if entry.band != band:
            band = entry.band
            yield Band(band)
        yield row


def print_register(path: Path, listing: Listing, organisation: str = "", setup: Setup | None = None) -> PaperOffer:
    """The register (台账): every number with whom it is for and what became of it, by year and kind. Raises Refused
    where there is nothing to print, OSError when it cannot be written."""
    entries = entries_of(listing)
    roster = Roster(
        title=_("证书发放台账"),
        columns=(
            RosterColumn(_("编号"), 56),
            RosterColumn(_("持证人"), 24, "centre", name=True),
            RosterColumn(_("称号或班次"), 64),
            RosterColumn(_("发证日期"), 22, "centre"),
            RosterColumn(_("领取日期"), 22, "centre"),
            RosterColumn(_("领取人"), 24, "centre", name=True),
            RosterColumn(_("备注"), 40),
        ),
        organisation=organisation,
        details=narrowed(listing),
        notes=_summary(entries),
        foot=foot_now(),
        banded=_("类别"),
    )
    cells = (
        (each.number, each.name, each.title, each.issued, each.collected, each.taken_by, each.remark)
        for each in entries
    )
    return print_arranged(path, roster, _banded(entries, cells), setup)


def _summary(entries: Sequence[RegisterEntry]) -> str:
    """共 120 个编号：已领取 100、未领取 12、已作废 5、空号 3。"""
    counts = {state: sum(each.state == state for each in entries) for state in CertificateState}
    parts = "、".join(f"{_(state.label)} {count}" for state, count in counts.items() if count)
    return _("共 {count} 个编号：{parts}。").format(count=len(entries), parts=parts)


def write_register(path: Path, listing: Listing) -> int:
    """The register as a workbook, a sheet for each kind of certificate; returns how many entries. Raises Refused where
    there are none or the file is open elsewhere."""
    entries = entries_of(listing)
    columns = (
        OutColumn(_("编号"), 30),
        OutColumn(_("系列"), 12),
        OutColumn(_("持证人"), 14),
        OutColumn(_("单位"), 26),
        OutColumn(_("部门"), 20),
        OutColumn(_("称号或班次"), 36),
        OutColumn(_("落款单位"), 26),
        OutColumn(_("发证日期"), 12),
        OutColumn(_("状态"), 10),
        OutColumn(_("领取日期"), 12),
        OutColumn(_("领取人"), 14),
        OutColumn(_("备注"), 40),
    )
    states, tables = CertificateState.table(), []
    for kind in CertificateKind:
        rows = [_cells(each, states.label(each.state)) for each in entries if each.kind == kind]
        if rows:
            tables.append((SheetSpec(_(kind.label), columns, frozen=1), rows))
    return sum(write_tables(path, tables))


def _cells(each: RegisterEntry, state: str) -> tuple[str, ...]:
    who = (each.number, each.series, each.name, each.court, each.department, each.title, each.issuer, each.issued)
    return (*who, state, each.collected, each.taken_by, each.remark)


def print_uncollected(path: Path, listing: Listing, organisation: str = "", setup: Setup | None = None) -> PaperOffer:
    """Who of a list has not collected yet, by court and department. Raises Refused where everybody has."""
    entries = _waiting(listing)
    roster = Roster(
        title=_("证书未领取名单"),
        columns=(
            RosterColumn(_("持证人"), 26, "centre", name=True),
            RosterColumn(_("单位"), 46),
            RosterColumn(_("部门"), 34),
            RosterColumn(_("证书"), 56),
            RosterColumn(_("编号"), 50),
            RosterColumn(_("发证日期"), 22, "centre"),
        ),
        organisation=organisation,
        details=narrowed(listing),
        notes=_("共 {count} 份未领取。").format(count=len(entries)),
        foot=foot_now(),
    )
    cells = [(each.name, each.court, each.department, each.title, each.number, each.issued) for each in entries]
    return print_arranged(path, roster, cells, setup)


def print_receipts(path: Path, listing: Listing, organisation: str = "", setup: Setup | None = None) -> PaperOffer:
    """A sheet on which those of a list who have not collected sign for their certificates. Raises Refused where
    everybody has."""
    entries = _waiting(listing)
    roster = Roster(
        title=_("证书签收表"),
        columns=(
            RosterColumn(_("编号"), 50),
            RosterColumn(_("持证人"), 24, "centre", name=True),
            RosterColumn(_("单位"), 44),
            RosterColumn(_("证书"), 54),
            RosterColumn(_("领取人签名"), 28),
            RosterColumn(_("日期"), 18),
        ),
        organisation=organisation,
        details=narrowed(listing),
        notes=_("共 {count} 份；代领的请写明代领人。").format(count=len(entries)),
        foot=foot_now(),
        row=11.0,
        signers=(_("发放人"),),
    )
    cells = [(each.number, each.name, each.court, each.title, "", "") for each in entries]
    return print_arranged(path, roster, cells, setup)


def print_envelopes(path: Path, listing: Listing, setup: Setup | None = None) -> PaperOffer:
    """Labels for the envelopes of those of a list who have not collected: the name, where the holder works, and at the
    foot which certificate is in it. Raises Refused where everybody has."""
    labels = [
        Label(each.name, (each.court, " ".join(filter(None, (each.department, each.post)))), each.number)
        for each in _waiting(listing)
    ]
    return print_labels(path, _("证书信封标签"), labels, setup)


def _waiting(listing: Listing) -> list[RegisterEntry]:
    entries = [each for each in entries_of(listing) if each.state == CertificateState.ISSUED]
    if not entries:
        raise Refused(_("这些证书都已领取或作废，没有要发放的。"))
    return sorted(entries, key=lambda each: (each.court, each.department, each.year, each.kind, each.serial))
