"""The commands about contests: each opens the file, asks the same actions as the window, and prints what they say."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup as backups

if TYPE_CHECKING:  # what the commands import loads late
    from cadre_desktop.contests.analysis.fairness import JudgeReport, PanelReport


def list_contests(chosen: argparse.Namespace) -> None:
    """Print the contests, the latest first."""
    with opened(chosen):
        rows = list(Contest.select().order_by(Contest.year.desc(), Contest.starts.desc(), Contest.id))
    told = [
        {"id": str(row.id), "name": row.name, "year": row.year, "sealed": row.status == ContestStatus.SEALED}
        for row in rows
    ]
    if chosen.json:
        print_json(told)
        return
    for row in rows:
        print(f"{row.id}　{row.year}　{_(ContestStatus(row.status).label)}　{row.name}")


def show_results(chosen: argparse.Namespace) -> None:
    """Print the results of a contest, or write them as workbook or PDF."""
    from cadre_desktop.contests.exchange import told

    for path, suffix in ((chosen.xlsx, ".xlsx"), (chosen.pdf, ".pdf")):
        if path is not None:
            check_output(path, suffix)
    with opened(chosen):
        contest = contest_of(chosen.id)
        results, event = told.chosen_results(contest, chosen.track, chosen.event)
        if contest.status == ContestStatus.SEALED:
            _warn_if_changed(contest)
        if chosen.xlsx is not None:
            from cadre_desktop.contests.exchange.result_book import write_results

            write_results(contest, results, chosen.xlsx, event)
            print(_("已导出到 {path}").format(path=chosen.xlsx))
        elif chosen.pdf is not None:
            from cadre_desktop.contests.prints.lists import print_all_results

            pages = print_all_results(chosen.pdf, contest, [track for track, _result in results]).pages
            print(_("已打印 {count} 页到 {path}").format(count=pages, path=chosen.pdf))
        elif chosen.json:
            print_json(told.told_results(contest, results, event, chosen.explain))
        else:
            print("\n".join(told.result_lines(contest, results, event, chosen.explain)))


def _warn_if_changed(contest: Contest) -> None:
    from cadre_desktop.contests.actions.sealed_hash import is_intact

    if not is_intact(contest):
        message = _("注意：“{name}”封存后数据有变，与封存时的校验码不符。")
        print(message.format(name=contest.name), file=sys.stderr)


def import_contest(chosen: argparse.Namespace) -> int:
    """Read a contest workbook, into a new file if there is none; exit code 1 when there is anything to put right."""
    from cadre_desktop.contests.exchange import incoming

    fresh = chosen.db is not None and not chosen.db.exists()
    try:
        with opened(chosen, create_new=fresh) as store:
            if not fresh:
                backups.make(store.path, _("导入前"), store.clock.now())
            done = incoming.import_contest(store, chosen.file)
    except Refused:
        if fresh:
            chosen.db.unlink(missing_ok=True)
        raise
    if fresh and done.contest is None:
        chosen.db.unlink(missing_ok=True)
    positions = [
        {name: getattr(problem, name) for name in ("sheet", "row", "column", "value")} | {"reason": problem.message}
        for problem in done.problems
    ]
    if chosen.json:
        contest = None if done.contest is None else str(done.contest)
        print_json({"contest": contest, "read": done.read, "refused": done.refused, "problems": positions})
    else:
        words = _("读取 {read} 行：新增 {new}，修改 {changed}，相同 {same}，未通过 {refused}。竞赛编号：{contest}")
        print(words.format(**{**vars(done), "contest": done.contest or "—"}))
        print_problems(positions)
    return 1 if positions else 0


def print_problems(found: Iterable[Mapping[str, Any]]) -> None:
    """A line for each cell, or row, with something to put right."""
    for position in found:
        column = f"“{position['column']}”{position['value']}" if position["column"] else ""
        print(_("“{sheet}”第 {row} 行{column}：{reason}").format(**{**position, "column": column}))


def export_contest(chosen: argparse.Namespace) -> None:
    """Write a whole contest to one workbook."""
    from cadre_desktop.contests.exchange import outgoing

    check_output(chosen.file, ".xlsx")
    with opened(chosen):
        count = outgoing.write_contest(contest_of(chosen.id), chosen.file)
    print(_("已导出 {count} 行到 {path}").format(count=count, path=chosen.file))


def write_template(chosen: argparse.Namespace) -> None:
    """Write the empty contest workbook."""
    from cadre_desktop.contests.exchange import outgoing

    check_output(chosen.file, ".xlsx")
    outgoing.write_contest_template(chosen.file)
    print(_("已写出 {path}").format(path=chosen.file))


def fairness(chosen: argparse.Namespace) -> None:
    """Print how fair the panels of a contest are. Raises Refused for an unknown contest."""
    from cadre_desktop.contests.analysis.panel_reports import fairness_of

    with opened(chosen):
        reports = fairness_of(contest_of(chosen.id).id)
    if chosen.json:
        print_json({"panels": [report.as_json() for report in reports]})
        return
    for report in reports:
        print("\n".join(_lines(report)))


def alternatives(chosen: argparse.Namespace) -> None:
    """Print the awards under other rules and the standard scores. Raises Refused for an unknown contest or track."""
    from cadre_desktop.contests.analysis import told_alternatives
    from cadre_desktop.contests.exchange import told

    with opened(chosen):
        contest = contest_of(chosen.id)
        tracks = told.chosen_tracks(contest, chosen.track)
        if chosen.json:
            print_json(told_alternatives.told_alternatives(contest.id, tracks))
        else:
            print("\n".join(told_alternatives.alternative_lines(tracks)))


def contest_of(key: int) -> Contest:
    """The contest of a number. Raises Refused when there is none."""
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
