"""Asking how far numbers are on paper, where the file cannot know: a backup that was restored on another computer, or
whose own file is lost. Until it is answered no number is given (`counting.refuse_unless_known`), or one could be given
twice."""

from collections.abc import Iterable

from cadre_desktop.certificates.numbering.counting import Run, last_given, note_given, registered
from cadre_desktop.certificates.numbering.giving import register_unused
from cadre_desktop.certificates.numbering.series import NumberSaid, read_number, series_of
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import counting_on
from cadre_desktop.kit.store.store import Store

FURTHEST = 2_000
"""So many numbers beyond the last known one are believed; more are rather a slip of the keys."""
_FIRST_YEAR = 1949


def answer(store: Store, numbers: Iterable[str], today_year: int | None = None) -> int:
    """`numbers` are the last ones on paper, one for each series that has gone on since; none if none has. What is
    between the last known one and these is registered as unused, in a step; returns how many numbers that are.

    Raises Refused, naming the number, for one that cannot be read, of a year that cannot be, or too far from the last
    one: what is registered as unused is so for good.
    """
    wanted: dict[Run, list[int]] = {}
    for text in numbers:
        said = read_number(text)
        year = (said.year if said.year is not None else today_year) if said else None
        if said is None or year is None:
            words = _("看不懂编号“{text}”，应如“{sample}”。")
            raise Refused(Problem(words.format(text=text, sample=_sample(store)), field="numbers"))
        if not _FIRST_YEAR <= year <= store.clock.today().year + 1:
            words = _("编号“{text}”的年度不对，请检查是不是打错了。")
            raise Refused(Problem(words.format(text=text), field="numbers"))
        run = Run(said.kind, said.series, year)
        wanted[run] = _between(store, said, run, text)
    count = sum(map(len, wanted.values()))
    with store.step(_("核对纸上最后的编号，登记空号 {count} 个").format(count=count)):
        register_unused(store, wanted, _("恢复备份以前已用到纸上，留作空号"))
        for run, serials in wanted.items():
            if serials:
                note_given(store, run, serials)
        counting_on.settle_unknown(store)
    return count


def _between(store: Store, said: NumberSaid, run: Run, text: str) -> list[int]:
    """The serials above the last known one, up to the one that is on paper."""
    last = last_given(store, series_of(store, said.kind, said.series), run.year)
    if said.serial - last > FURTHEST:
        words = _("编号“{text}”比已知的最后一个（{last}）多出 {count}，请检查是不是多打了一位。")
        raise Refused(
            Problem(words.format(text=text, last=last or _("没有"), count=said.serial - last), field="numbers")
        )
    there = registered(run)
    return [serial for serial in range(last + 1, said.serial + 1) if serial not in there]


def _sample(store: Store) -> str:
    return series_of(store, CertificateKind.HONOUR).pattern.number(store.clock.today().year, 7)
