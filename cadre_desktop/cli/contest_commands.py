"""The commands about contests: each opens the file, asks the same actions as the window, and prints what they say."""

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cadre_desktop.cli.commands import opened
from cadre_desktop.contests.records import Contest
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:  # what is imported in `fairness` loads late
    from cadre_desktop.contests.fairness import JudgeReport, PanelReport


def fairness(chosen: argparse.Namespace) -> None:
    """Print how fair the panels of a contest are. Raises Refused for an unknown contest."""
    from cadre_desktop.contests.panel_reports import fairness_of

    with opened(chosen):
        reports = fairness_of(_contest(chosen.id).id)
    if chosen.json:
        print(json.dumps({"panels": [report.as_json() for report in reports]}, ensure_ascii=False, indent=2))
        return
    for report in reports:
        print("\n".join(_lines(report)))


def _contest(key: int) -> Contest:
    contest: Contest | None = Contest.get_or_none(Contest.id == key)
    if contest is None:
        raise Refused(_("没有编号为 {id} 的竞赛。").format(id=key))
    return contest


def _lines(report: "PanelReport") -> Iterator[str]:
    opening = _("【{track}】{event}：选手 {entrants} 人，全体评委都评完整的 {whole} 人")
    yield opening.format(track=report.track, event=report.event, entrants=report.entrants, whole=report.whole_rows)
    yield _("一致性　") + "　".join(f"ICC({form}) {_number(value)}" for form, value in report.icc.items())
    found = report.concordance
    w, p = (found.w, found.p) if found else (None, None)
    yield f"　　　　Kendall W {_number(w)}　p {_chance(p)}　Krippendorff α {_number(report.alpha)}"
    yield from (_judge_line(judge) for judge in report.judges)
    if report.rasch is None:
        yield report.refused
    elif not report.rasch.converged:
        yield _("宽严估计没有收敛，不宜采用。")
    yield ""


def _judge_line(judge: "JudgeReport") -> str:
    severity, own = judge.severity, judge.own_court
    text = _("{judge}　与他人均差 {gap} 分　标准差 {spread}　严格程度 {severity} ± {error}　对本院 {own}")
    return text.format(
        judge=judge.judge,
        gap=_number(judge.mean_gap),
        spread=_number(judge.spread),
        severity=_number(severity.logits if severity else None),
        error=_number(severity.error if severity else None),
        own=_("{gap} 分（p {p}）").format(gap=_number(own.gap), p=_chance(judge.own_p)) if own else "—",
    )


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def _chance(p: float | None) -> str:
    """A chance is never printed as zero."""
    return "<0.001" if p is not None and p < 0.001 else _number(p)
