"""Which series of numbers there are: those a court has written down, and for every kind the usual one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.certificates.numbering.patterns import USUAL, Pattern
from cadre_desktop.certificates.records import NumberSeries
from cadre_desktop.certificates.rules import CertificateKind, Restart, parse_number
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court


@dataclass(frozen=True)
class WrittenSeries:
    """A series of numbers: of which kind, its name (empty for the usual one), and how its numbers are written."""

    kind: CertificateKind
    name: str
    pattern: Pattern

    @property
    def title(self) -> str:
        """荣誉证书, or 荣誉证书（党建）."""
        label = _(self.kind.label)
        return _("{kind}（{series}）").format(kind=label, series=self.name) if self.name else label


class NumberSaid(NamedTuple):
    """What a number says of itself; `year` is None where its series does not write it."""

    kind: CertificateKind
    series: str
    year: int | None
    serial: int


def court_mark(store: Store, issuer: str = "") -> str:
    """What {court} becomes: the short name of the own court, its name, or who issues."""
    court = own_court(store)
    return ((court.short_name or court.name) if court else "") or issuer


def series_of(store: Store, kind: CertificateKind, name: str = "", issuer: str = "") -> WrittenSeries:
    """The series of a kind with this name; the usual one of the kind for no name. Raises Refused for a name that no
    series has."""
    row = NumberSeries.get_or_none((NumberSeries.kind == kind) & (NumberSeries.name == name))
    if row is not None:
        return _written(row.__data__, court_mark(store, issuer))
    if name:
        words = _("{kind}没有名为“{name}”的编号系列；请在“编号格式”里新增，或改用别的系列。")
        raise Refused(Problem(words.format(kind=_(kind.label), name=name), field="series"))
    return _usual(kind, court_mark(store, issuer))


def begins_yearly(kind: CertificateKind, name: str) -> bool:
    """Whether the serials of a series begin again at 1 every year; those of the usual series of a kind do."""
    row = NumberSeries.get_or_none((NumberSeries.kind == kind) & (NumberSeries.name == name))
    return row is None or row.restart == Restart.YEARLY


def all_series(store: Store) -> list[WrittenSeries]:
    """The usual series of each kind, and those a court has added, by kind."""
    court = court_mark(store)
    rows = list(NumberSeries.select().order_by(NumberSeries.kind, NumberSeries.name))
    written = [_written(row.__data__, court) for row in rows]
    plain = {series.kind for series in written if not series.name}
    usual = [_usual(kind, court) for kind in CertificateKind if kind not in plain]
    order = list(CertificateKind)
    return sorted([*written, *usual], key=lambda series: (order.index(series.kind), series.name))


def _usual(kind: CertificateKind, court: str) -> WrittenSeries:
    return WrittenSeries(kind, "", Pattern(USUAL, kind.digits, Restart.YEARLY, kind, court))


def _written(values: Mapping[str, Any], court: str) -> WrittenSeries:
    kind = CertificateKind(values["kind"])
    pattern = Pattern(
        values["pattern"], values["width"] or 1, Restart(values["restart"]), kind, values["court"] or court
    )
    return WrittenSeries(kind, values["name"] or "", pattern)


def read_number(text: str) -> NumberSaid | None:
    """What a number says, by the series a court has written down or else by the usual ones, or as it is registered, if
    its series was written otherwise then; None for any other text.

    It is asked for every row of an import, so it makes do with one small query.
    """
    if not text:
        return None
    return _by_patterns(text) or _as_registered(text)


def _as_registered(number: str) -> NumberSaid | None:
    statement = "SELECT kind, series, year, serial FROM issued_certificate WHERE number = ?"
    found = database.rows(statement, number)
    return NumberSaid(CertificateKind(found[0][0]), *found[0][1:]) if found else None


def _by_patterns(text: str) -> NumberSaid | None:
    names = "kind, name, pattern, width, restart, court"
    for row in database.rows(f"SELECT {names} FROM number_series ORDER BY kind, name"):
        series = _written(dict(zip(names.split(", "), row, strict=True)), "")
        read = series.pattern.read(text)
        if read is not None:
            return NumberSaid(series.kind, series.name, read.year, read.serial)
    usual = parse_number(text)
    return NumberSaid(usual.kind, "", usual.year, usual.serial) if usual else None


def vet_series(store: Store, values: Mapping[str, Any], key: int | None = None) -> None:
    """Raises Refused for a series by which numbers could not be told apart or read, or that writes numbers that another
    series has written or could write. `key` is that of the row that is changed."""
    wanted = _written(values, court_mark(store))
    try:
        wanted.pattern.vet()
    except Unclear as unclear:
        raise Refused(Problem(str(unclear), field="pattern")) from unclear
    rows = NumberSeries.select().where(NumberSeries.id != key) if key is not None else NumberSeries.select()
    others = [_written(row.__data__, court_mark(store)) for row in rows]
    named = {(series.kind, series.name) for series in others} | {(wanted.kind, wanted.name)}
    others += [_usual(kind, court_mark(store)) for kind in CertificateKind if (kind, "") not in named]
    for other in others:
        if (other.kind, other.name) == (wanted.kind, wanted.name):
            text = _("{title}已有编号格式；请改那一条，或给新的系列起一个名称。").format(title=other.title)
            raise Refused(Problem(text, field="name"))
        if wanted.pattern.is_like(other.pattern):
            text = _("编号格式“{text}”与{title}的格式会编出同样的编号，分不清是哪一种；请改得不一样。")
            raise Refused(Problem(text.format(text=wanted.pattern.text, title=other.title), field="pattern"))
    _refuse_used(wanted)


def _refuse_used(wanted: WrittenSeries) -> None:
    """Numbers that are on paper in another series: the same text would be there twice."""
    rows = database.rows(
        "SELECT number FROM issued_certificate WHERE NOT (kind = ? AND series = ?)", wanted.kind.value, wanted.name
    )
    for (number,) in rows:
        if wanted.pattern.read(number) and _by_patterns(number) is None:
            text = _("编号格式“{text}”编得出已有的编号“{number}”；请改得不一样。")
            raise Refused(Problem(text.format(text=wanted.pattern.text, number=number), field="pattern"))


def year_said(said: NumberSaid, issued: date | None) -> int | None:
    """The year that a number counts for: the one it says, or that of the certificate's date."""
    return said.year if said.year is not None else (issued.year if issued else None)
