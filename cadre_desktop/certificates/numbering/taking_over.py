"""What a paper register that is taken over comes to: from which number to which, and which are lacking."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cadre_desktop.certificates.numbering.counting import Run, registered
from cadre_desktop.certificates.numbering.patterns import spans_text
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.kind import Changed, SeenTogether
from cadre_desktop.kit.language import _


def numbers_together(columns: Mapping[str, Sequence[Any]], _changed: Sequence[Changed], _today: date) -> SeenTogether:
    """The numbers of new rows together with those registered already: a sentence for each year, kind and series."""
    taken: dict[Run, set[int]] = defaultdict(set)
    fields = (columns.get(name, ()) for name in ("kind", "series", "year", "serial"))
    for kind, series, year, serial in zip(*fields, strict=False):
        if year and serial and kind:
            taken[Run(CertificateKind(kind), series or "", int(year))].add(int(serial))
    return SeenTogether({}, tuple(_told(run, serials) for run, serials in sorted(taken.items(), key=_in_order)))


def _in_order(item: tuple[Run, object]) -> tuple[int, str, str]:
    run = item[0]
    return run.year, run.kind, run.series


def _told(run: Run, taken: Iterable[int]) -> str:
    there = registered(run) | set(taken)
    lacking = gaps(there)
    words = _("{year} 年{title}编号 {first}–{last}，共 {count} 份")
    text = words.format(year=run.year, title=run_title(run), first=min(there), last=max(there), count=len(there))
    if lacking:
        text += _("，缺 {gaps} 号").format(gaps=spans_text(lacking))
    return text + _("。")


def run_title(run: Run) -> str:
    """荣誉证书, or with its series 荣誉证书（党建）."""
    label = _(run.kind.label)
    return _("{kind}（{series}）").format(kind=label, series=run.series) if run.series else label


def gaps(serials: Iterable[int]) -> list[int]:
    """The numbers that are lacking from 1 to the highest."""
    there = set(serials)
    return [serial for serial in range(1, max(there, default=0)) if serial not in there]
