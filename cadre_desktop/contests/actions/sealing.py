"""Sealing a contest: results, rules and marks are fixed with a hash, titles go to the dossier; and opening it again."""

from collections.abc import Iterator, Sequence
from typing import Any

from cadre_desktop.contests.actions.awarding import honours
from cadre_desktop.contests.actions.confirming import unconfirmed_sheets
from cadre_desktop.contests.actions.gaps import GapKind, gaps
from cadre_desktop.contests.actions.marking import MissingSheet, missing_sheets
from cadre_desktop.contests.actions.sealed_hash import hash_of
from cadre_desktop.contests.actions.second_keying import single_keyed_sheets
from cadre_desktop.contests.naming import called
from cadre_desktop.contests.records import Contest, Result, Track
from cadre_desktop.contests.remarks import share_notes, uneven_words, untrimmed_events
from cadre_desktop.contests.results import TrackResult, results_of
from cadre_desktop.contests.rules.words import ContestStatus, Severity
from cadre_desktop.contests.vetting import refuse_if_sealed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.dossier import post_honours, withdraw
from cadre_desktop.people.records import Honour

_NAMED = 3
"""How many missing sheets a refusal spells out."""


def seal(store: Store, contest: Contest, reason: str = "") -> Contest:
    """Fix the results of a contest and post its titles to the dossier, in one step.

    Raises Refused with everything that hinders it: weights, rubrics and panels that are not right, awards the
    panel has still to decide, and sheets that are missing or not confirmed unless `reason` says why it is done so.
    """
    contest = Contest.by_key(contest.id)
    refuse_if_sealed(contest.id)
    results = results_of(contest)
    problems = list(hindrances(contest, results, reason))
    if problems:
        raise Refused(problems)
    label = _("封存“{name}”：{reason}") if reason.strip() else _("封存“{name}”")
    with store.step(label.format(name=contest.name, reason=reason.strip())):
        Result.delete().where(Result.contest == contest).execute()
        _keep_results([row for result in results.values() for row in _rows(contest, result)])
        contest.status = ContestStatus.SEALED
        contest.sealed_on = store.clock.today()
        contest.sealed_hash = hash_of(contest)
        contest.save()
        post_honours(store, contest.id, list(honours(store, contest)))
    return contest


def hindrances(contest: Contest, results: dict[int, TrackResult], reason: str = "") -> Iterator[Problem]:
    """What hinders sealing."""
    for gap in gaps(contest.id):
        if gap.blocking:
            yield Problem(gap.text)
        elif gap.kind is GapKind.UNJUDGED and not reason.strip():
            yield Problem(gap.text, field="reason")
    if not any(result.ranking.ranked for result in results.values()):
        yield Problem(_("“{name}”还没有任何名次，不能封存。").format(name=contest.name))
    for result in results.values():
        yield from _unmatched(result) if result.rules.blind else _undecided(result)
    if not reason.strip():
        yield from _unasked(contest)
        yield from _missing(results)
        yield from _unconfirmed(results)
        yield from _single_keyed(results)


def _unmatched(result: TrackResult) -> Iterator[Problem]:
    text = _("“{track}”有匿名评审的项目，还没有拆封匹配；请先在“结果”页拆封。")
    yield Problem(text.format(track=Track.by_key(result.rules.track).name))


def _undecided(result: TrackResult) -> Iterator[Problem]:
    pending = [award for award in result.awards.values() if award.pending]
    if pending:
        names = _("、").join(result.competitors[award.entrant].name for award in pending)
        text = _("“{track}”的{titles}在{names}之间待评委会评议，请先确定。")
        titles = _("、").join(dict.fromkeys(title for award in pending for title in award.pending))
        yield Problem(text.format(track=Track.by_key(result.rules.track).name, titles=titles, names=names))


def _unasked(contest: Contest) -> Iterator[Problem]:
    """Conflicts nobody has decided about."""
    count = database.value(
        "SELECT count(*) FROM recusal r JOIN entrant e ON e.id = r.entrant_id"
        " WHERE e.contest_id = ? AND r.severity = ?",
        contest.id,
        Severity.SOFT.value,
    )
    if count:
        text = _("有 {count} 处回避关系没有确认。请在“评委”页逐处定为回避或不回避，或写明理由后封存。")
        yield Problem(text.format(count=count), field="reason")


def _missing(results: dict[int, TrackResult]) -> Iterator[Problem]:
    missing = [(result, sheet) for result in results.values() for sheet in missing_sheets(result)]
    if not missing:
        return
    some = _("；").join(sheet_words(result, sheet) for result, sheet in missing[:_NAMED])
    more = _("等") if len(missing) > _NAMED else ""
    text = _("还缺 {count} 张评分表：{some}{more}。请补齐，或写明理由后封存。")
    yield Problem(text.format(count=len(missing), some=some, more=more), field="reason")


def cautions(results: dict[int, TrackResult]) -> Iterator[str]:
    """What does not hinder sealing but has to be known: rules that were not applied to everybody alike,
    or to nobody, and how percentages gave awards."""
    uneven = _("{who}因分数太少没有去高去低，与其他选手算法不同。")
    nobody = _("{event}的分数都太少，没有去高去低，全部计入。")
    for result in results.values():
        told = [uneven.format(who=words) for words in uneven_words(result)]
        told += [nobody.format(event=name) for name in untrimmed_events(result)]
        told += share_notes(result)
        if told:
            yield _("“{track}”：{told}").format(track=Track.by_key(result.rules.track).name, told="".join(told))


def _unconfirmed(results: dict[int, TrackResult]) -> Iterator[Problem]:
    sheets = [(result, sheet) for result in results.values() for sheet in unconfirmed_sheets(result)]
    if sheets:
        some = _("；").join(sheet_words(result, sheet) for result, sheet in sheets[:_NAMED])
        more = _("等") if len(sheets) > _NAMED else ""
        text = _("有 {count} 张评分表没有确认：{some}{more}。请在“评分”页核对后确认，或写明理由后封存。")
        yield Problem(text.format(count=len(sheets), some=some, more=more), field="reason")


def _single_keyed(results: dict[int, TrackResult]) -> Iterator[Problem]:
    count = sum(len(single_keyed_sheets(result)) for result in results.values())
    if count:
        text = _("有 {count} 张评分表没有复核录入。请由另一人复核录入，或写明理由后封存。")
        yield Problem(text.format(count=count), field="reason")


def sheet_words(result: TrackResult, sheet: MissingSheet) -> str:
    """刑事审判 庭审观摩 王祯（评委李静）."""
    event, track = result.rules.event(sheet.event).name, Track.by_key(sheet.track).name
    name = called(result.rules, sheet.event, result.competitors[sheet.entrant]).name
    if sheet.judge is None:
        return _("{track} {event} {name}（测量成绩）").format(track=track, event=event, name=name)
    judge = result.judges[sheet.judge]
    return _("{track} {event} {name}（评委{judge}）").format(track=track, event=event, name=name, judge=judge)


def _keep_results(rows: Sequence[dict[str, Any]]) -> None:
    """Keep each result under its entrant's key: sealed again with nothing changed, a contest has the same hash."""
    fields = [Result._meta.fields[name] for name in rows[0]]
    values = ([field.db_value(row[field.name]) for field in fields] for row in rows)
    Result.insert_tuples(fields, ((row["entrant"], *given) for row, given in zip(rows, values, strict=True)))


def _rows(contest: Contest, result: TrackResult) -> Iterator[dict[str, Any]]:
    """The rows that keep a track's result: the ranks in order, then those without one."""
    same = {"contest": contest.id, "track": result.rules.track}
    for ranked in result.ranking.ranked:
        entry = ranked.standing.entry
        yield {
            **same,
            "entrant": entry.entrant,
            "court": result.competitors[entry.entrant].court,
            "rank": ranked.rank,
            "total": ranked.standing.total.value,
            "decided_by": result.decided_by(ranked),
            "award": result.awards[entry.entrant].title,
            "reason": "",
        }
    for gone in result.ranking.unranked:
        entry = gone.standing.entry
        nothing = {"rank": None, "total": gone.standing.total.value, "decided_by": "", "award": ""}
        court = result.competitors[entry.entrant].court
        yield {**same, "entrant": entry.entrant, "court": court, **nothing, "reason": gone.reason}


def reopen(store: Store, contest: Contest, reason: str) -> Contest:
    """Open a sealed contest and take its titles back from the dossier; the reason is written in the journal.

    Certificates that were issued keep their numbers until the titles have changed. Raises Refused without a reason.
    """
    contest = Contest.by_key(contest.id)
    if contest.status != ContestStatus.SEALED:
        raise Refused(_("“{name}”没有封存。").format(name=contest.name))
    if not reason.strip():
        raise Refused(Problem(_("请填写启封原因，它会留在操作记录里。"), field="reason"))
    with store.step(_("启封“{name}”：{reason}").format(name=contest.name, reason=reason.strip())):
        withdraw(store, contest.id, Honour)
        Result.delete().where(Result.contest == contest).execute()
        contest.status = ContestStatus.MARKING
        contest.sealed_on = None
        contest.sealed_hash = ""
        contest.save()
    return contest
