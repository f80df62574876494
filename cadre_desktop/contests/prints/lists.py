"""A contest on paper as lists: results, awards, the draw, recusals, sign-in sheets and table cards."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.contests.actions.drawing import drawings_of
from cadre_desktop.contests.actions.marking import provisional_words
from cadre_desktop.contests.naming import hides, seen_or_refused, unmatched_words, visible
from cadre_desktop.contests.prints.on_paper import (
    competing,
    contest_days,
    court_column,
    gathering,
    is_sealed,
    result_signers,
    seal_foot,
    seal_note,
    when,
    where,
)
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.remarks import share_notes
from cadre_desktop.contests.results import TrackResult, events_of, ranking_of, results_of, tracks_of
from cadre_desktop.contests.rules.draw import DRAW_RULE, draw_digest
from cadre_desktop.contests.rules.points import fixed_text, plain_text
from cadre_desktop.contests.rules.ranking import Ranked
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import ConflictKind, Severity, Statistic
from cadre_desktop.kit.documents.arranging import print_all_arranged, print_arranged
from cadre_desktop.kit.documents.roster import Band, Roster, Row, Section
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.sheets import SignInSheet, print_sign_in_sheet
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.tablecards import TableCard, print_table_cards
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database


def print_results(path: Path, contest: Contest, track: Track, setup: Setup | None = None) -> PaperOffer:
    """The result list (成绩表) of a track with its rules, who is not ranked and why, and who signs.

    Returns what there was to choose.

    Before names and codes are matched it shows codes alone. Raises Refused when nobody has a rank yet, and when only
    some events are anonymous and not matched.
    """
    result = seen_or_refused(track.name, ranking_of(track))
    if not result.ranking.ranked:
        raise Refused(_("“{track}”还没有名次，请先录入评分。").format(track=track.name))
    return print_arranged(path, *_result_list(contest, track, result), setup)


def print_all_results(
    path: Path, contest: Contest, tracks: Sequence[Track] = (), setup: Setup | None = None
) -> PaperOffer:
    """The result lists of some tracks, or of all that have ranks, one after another. Returns what there was to choose.

    Tracks of which nothing may be seen yet are left out. Raises Refused when nobody has a rank yet.
    """
    wanted = tracks or tracks_of(contest.id)
    results = [(track, visible(ranking_of(track))) for track in wanted]
    lists = [_result_list(contest, track, result) for track, result in results if result and result.ranking.ranked]
    if not lists:
        closed = (unmatched_words(track.name) for track, result in results if result is None)
        raise Refused(next(closed, _("“{name}”还没有名次，请先录入评分。").format(name=contest.name)))
    return print_all_arranged(path, _("{contest}成绩表").format(contest=contest.name), lists, setup)


def _result_list(contest: Contest, track: Track, result: TrackResult) -> Section:
    blind = bool(result.rules.blind)
    who = [RosterColumn(_("选手"), 18.5, "centre", name=True), court_column(49)]
    columns = [
        RosterColumn(_("名次"), 10, "centre"),
        *([RosterColumn(_("代号"), 24, "centre")] if blind else who),
        *(RosterColumn(event.name, 16.9, "centre") for event in result.rules.events),
        RosterColumn(_("总分"), 13.5, "centre"),
        *([] if blind else [RosterColumn(_("奖项"), 18.5, "centre")]),
    ]
    roster = Roster(
        title=_("{contest}成绩表").format(contest=contest.name),
        columns=columns,
        organisation=where(track),
        date=when(contest),
        notes="\n".join(
            [
                *_decided_notes(result),
                *_award_notes(result),
                *share_notes(result, none=False),
                *filter(None, [provisional_words(ranking_of(track), is_sealed(contest))]),
                *_unranked_notes(result),
                *_rules_notes(result),
                *_waived_notes(result),
                *matching_notes(track, result),
                seal_note(contest),
            ]
        ),
        numbered=False,
        foot=seal_foot(contest),
        part=track.name,
        signers=result_signers(),
    )
    return roster, [_result_row(result, ranked) for ranked in result.ranking.ranked]


def matching_notes(track: Track, result: TrackResult) -> Iterator[str]:
    """Which events are judged by codes, and when and by whom these were matched with names."""
    row = Track.by_key(track.id)
    anonymous = [event.name for event in events_of(track.id) if event.anonymous]
    if not anonymous:
        return
    events = _("、").join(anonymous)
    if result.rules.blind or row.matched_on is None:
        yield _("{events}为匿名评审，尚未拆封匹配，只列代号；奖项在拆封匹配后确定。").format(events=events)
        return
    words = _("{events}为匿名评审，{day}由{who}拆封匹配。")
    if row.matched_reason:
        words = _("{events}为匿名评审，{day}由{who}拆封匹配，评分表未齐，理由：{reason}。")
    reason = row.matched_reason.rstrip("。")
    yield words.format(events=events, day=day_text(row.matched_on), who=row.matched_by, reason=reason)


def _result_row(result: TrackResult, ranked: Ranked) -> tuple[str, ...]:
    standing = ranked.standing
    one, award = result.competitors[standing.entry.entrant], result.awards[standing.entry.entrant]
    scores = (
        "—" if score.value is None else fixed_text(score.value, event.rule.decimals)
        for event, score in zip(result.rules.events, standing.scores, strict=True)
    )
    total = fixed_text(standing.total.value or 0, standing.total.decimals)
    if result.rules.blind:
        return str(ranked.rank), one.name, *scores, total
    return str(ranked.rank), one.name, one.unit, *scores, total, _("待评议") if award.pending else award.title


def _decided_notes(result: TrackResult) -> Iterator[str]:
    """What decided between equal totals, and who shares a rank."""
    by_rule: dict[str, list[str]] = {}
    for ranked in result.ranking.ranked:
        rule = result.decided_by(ranked)
        if rule or ranked.shared:
            by_rule.setdefault(rule, []).append(result.competitors[ranked.standing.entry.entrant].name)
    for rule, names in by_rule.items():
        text = _("{names}总分相同，按{rule}区分名次。") if rule else _("{names}并列。")
        yield text.format(names=_("、").join(names), rule=rule)


def _award_notes(result: TrackResult) -> Iterator[str]:
    """How ties on the line of an award ended, and whose court had its number already; with the names."""
    if result.rules.blind:
        return
    by_note: dict[str, list[str]] = {}
    for ranked in result.ranking.ranked:
        entrant = ranked.standing.entry.entrant
        for note in result.awards[entrant].notes:
            by_note.setdefault(note.rstrip("。"), []).append(result.competitors[entrant].name)
    for note, names in by_note.items():
        yield _("{note}（{names}）。").format(note=note, names=_("、").join(names))


def _rules_notes(result: TrackResult) -> Iterator[str]:
    events = result.rules.events
    weights = _("、").join(
        _("{event}{weight}%").format(event=event.name, weight=plain_text(event.weight)) for event in events
    )
    ways = {event.name: _way(event) for event in events if any(line.by_judges for line in event.criteria)}
    if len(set(ways.values())) == 1:
        text = _("评分表按{way}").format(way=next(iter(ways.values())))
    else:
        text = _("；").join(_("{event}按{way}").format(event=name, way=way) for name, way in ways.items())
    yield _("计分：{weights}；{ways}。").format(weights=weights, ways=text)
    if result.rules.tie_breakers:
        rules = _("、").join(tie.title(events) for tie in result.rules.tie_breakers)
        yield _("总分相同的依次按{rules}区分，仍相同的并列。").format(rules=rules)


def _waived_notes(result: TrackResult) -> Iterator[str]:
    """Where nothing was dropped since too few marks would have remained. By codes nobody is named: it is the entrants
    whose judges are recused."""
    for number, event in enumerate(result.rules.events):
        scores = {key: standing.scores[number] for key, standing in result.standings.items()}
        scored = [key for key, score in scores.items() if score.lines and result.competitors[key].competes]
        waived = [key for key in scored if any(line.waived for line in scores[key].lines)]
        names = _("、").join(result.competitors[key].name for key in waived)
        if waived and len(waived) == len(scored):
            yield _("{event}去高去低后不足 3 个分数，全部计入。").format(event=event.name)
        elif waived and event.key in result.rules.blind:
            text = _("{event}有 {count} 名选手去高去低后不足 3 个分数，全部计入。")
            yield text.format(event=event.name, count=len(waived))
        elif waived:
            yield _("{event}中{names}去高去低后不足 3 个分数，全部计入。").format(event=event.name, names=names)


def _way(event: TrackEvent) -> str:
    """评委总分去掉1个最高分和1个最低分后取平均，保留2位小数."""
    rule = event.rule
    dropped = []
    if rule.drop_high:
        dropped.append(_("{count}个最高分").format(count=rule.drop_high))
    if rule.drop_low:
        dropped.append(_("{count}个最低分").format(count=rule.drop_low))
    trim = _("去掉{marks}后").format(marks=_("和").join(dropped)) if dropped else ""
    ways = {Statistic.MEAN: _("取平均"), Statistic.MEDIAN: _("取中位数"), Statistic.SUM: _("求和")}
    return _("{combination}{trim}{way}，保留{decimals}位小数").format(
        combination=_(rule.combination.label), trim=trim, way=ways[rule.statistic], decimals=rule.decimals
    )


def _unranked_notes(result: TrackResult) -> Iterator[str]:
    gone = [
        _("{name}（{reason}）").format(
            name=result.competitors[row.standing.entry.entrant].name, reason=row.reason.rstrip("。")
        )
        for row in result.ranking.unranked
    ]
    if gone:
        yield _("未排名：{names}。").format(names=_("、").join(gone))


def print_awards(path: Path, contest: Contest, setup: Setup | None = None) -> PaperOffer:
    """The award roster (获奖名单) of all tracks, grouped by track. Returns what there was to choose.

    Tracks whose anonymous events are not matched yet are named below. Raises Refused when there is no award yet.
    """
    results = results_of(contest)
    tracks = tracks_of(contest.id)
    closed = [track.name for track in tracks if results[track.id].rules.blind]
    rows: list[Row] = []
    for track in tracks:
        won = [] if track.name in closed else list(_award_rows(results[track.id]))
        rows += [Band(_("{track}（{count} 人）").format(track=track.name, count=len(won))), *won] if won else []
    count = sum(not isinstance(row, Band) for row in rows)
    waiting = _("“{tracks}”尚未拆封匹配，没有列入。").format(tracks=_("、").join(closed)) if closed else ""
    if not rows:
        text = _("“{name}”还没有获奖选手，请检查评分和奖项设置。").format(name=contest.name)
        raise Refused(text + waiting)
    roster = Roster(
        title=_("{contest}获奖名单").format(contest=contest.name),
        columns=[
            RosterColumn(_("奖项"), 24, "centre"),
            RosterColumn(_("姓名"), 24, "centre", name=True),
            court_column(62),
            RosterColumn(_("部门"), 42),
        ],
        organisation=contest.organiser,
        date=when(contest),
        banded=_("赛道"),
        notes=_("共 {count} 人。").format(count=count) + waiting + seal_note(contest),
        foot=seal_foot(contest),
    )
    return print_arranged(path, roster, rows, setup)


def _award_rows(result: TrackResult) -> Iterator[tuple[str, ...]]:
    order = {level.title: index for index, level in enumerate(result.rules.levels)}
    awarded = [ranked for ranked in result.ranking.ranked if result.awards[ranked.standing.entry.entrant].title]
    awarded.sort(key=lambda ranked: order[result.awards[ranked.standing.entry.entrant].title])
    for ranked in awarded:
        entrant = ranked.standing.entry.entrant
        one = result.competitors[entrant]
        yield result.awards[entrant].title, one.name, one.unit, one.division


def print_draw(path: Path, contest: Contest, track: Track, setup: Setup | None = None) -> PaperOffer:
    """The draw list (抽签表), and as an annex the seed, the rule and the digests, so that anybody can check it.

    Returns what there was to choose.

    Raises Refused when the track has not been drawn.
    """
    seed = Track.by_key(track.id).draw_seed
    drawn = [one for one in ranking_of(track).competitors.values() if one.number is not None]
    if not seed or not drawn:
        raise Refused(_("“{track}”还没有抽签，请先在“选手”页抽签。").format(track=track.name))
    rows = [(str(one.number), one.name, one.unit, one.division, one.entry_number) for one in drawn]
    roster = Roster(
        title=_("{contest}出场顺序抽签表").format(contest=contest.name),
        columns=[
            RosterColumn(_("顺序"), 13, "centre"),
            RosterColumn(_("选手"), 24, "centre", name=True),
            court_column(62),
            RosterColumn(_("部门"), 40),
            RosterColumn(_("编号"), 20, "centre"),
        ],
        organisation=where(track),
        date=when(contest),
        notes=_("抽签的种子、规则和各人的摘要见附件。"),
        numbered=False,
        part=track.name,
        signers=(_("抽签人"), _("记录人"), _("监督人")),
    )
    annex = [(str(one.number), one.name, one.entry_number, draw_digest(seed, one.entry_number)) for one in drawn]
    return print_all_arranged(path, roster.title, [(roster, rows), (_draw_annex(contest, track, seed), annex)], setup)


def _draw_annex(contest: Contest, track: Track, seed: str) -> Roster:
    return Roster(
        title=_("附件：{contest}抽签核验表").format(contest=contest.name),
        columns=[
            RosterColumn(_("顺序"), 13, "centre"),
            RosterColumn(_("选手"), 24, "centre", name=True),
            RosterColumn(_("编号"), 20, "centre"),
            RosterColumn(_("SHA-256"), 122, "centre"),
        ],
        organisation=where(track),
        date=_("种子：{seed}").format(seed=seed),
        notes="\n".join([_(DRAW_RULE), *_trace_notes(track)]),
        numbered=False,
        part=track.name,
        signers=(),
    )


def _trace_notes(track: Track) -> Iterator[str]:
    """What was drawn before and why again; and the commitment to the seed of the codes."""
    trace = drawings_of(track)
    for index, row in enumerate(trace if len(trace) > 1 else (), 1):
        day = day_text(row.drawn_on) if row.drawn_on else _("日期未记")
        reason = _("，原因：{reason}").format(reason=row.reason.rstrip("。")) if row.reason else ""
        who = _("，{who}").format(who=row.drawn_by) if row.drawn_by else ""
        text = _("第 {place} 次抽签：{day}{who}，种子 {seed}{reason}。")
        yield text.format(place=index, day=day, who=who, seed=row.seed, reason=reason)
    if trace and trace[-1].commitment:
        text = _("匿名评审的代号另由保密的代号种子得出，拆封匹配时公布；其 SHA-256 为 {digest}。")
        yield text.format(digest=trace[-1].commitment)


def print_sign_in(path: Path, contest: Contest, track: Track, setup: Setup | None = None) -> PaperOffer:
    """The sign-in sheet (签到表) of a track, with a column for each day. Returns what there was to choose."""
    result = ranking_of(track)
    rows = [(one.name, one.unit, one.division) for one in competing(track, result)]
    sheet = SignInSheet(
        title=_("{contest}签到表").format(contest=contest.name),
        columns=(
            RosterColumn(_("姓名"), 24, "centre", name=True),
            court_column(50),
            RosterColumn(_("部门"), 38),
        ),
        details=gathering(contest, track),
        part=track.name,
        days=contest_days(contest, track),
        sessions=[event.name for event in result.rules.events if not hides(result.rules, event.key)],
    )
    return print_sign_in_sheet(path, sheet, rows, setup)


def print_cards(path: Path, _contest: Contest, track: Track, setup: Setup | None = None) -> PaperOffer:
    """Table cards (桌牌) for the entrants of a track and then its judges. Returns what there was to choose."""
    result = ranking_of(track)
    seated = {judge for panel in result.rules.panels.values() for judge in panel}
    cards = [TableCard(one.name, one.unit) for one in competing(track, ranking_of(track))]
    cards += [TableCard(name, _("评委")) for judge, name in result.judges.items() if judge in seated]
    return print_table_cards(path, cards, setup)


def print_recusals(path: Path, contest: Contest, track: Track, setup: Setup | None = None) -> PaperOffer:
    """The recusal list (回避表) of a track, to be signed by the judges. Returns what there was to choose."""
    found = database.rows(
        "SELECT j.name, e.name, r.kind, r.severity, r.reason FROM recusal r JOIN judge j ON j.id = r.judge_id"
        " JOIN entrant e ON e.id = r.entrant_id WHERE e.track_id = ?"
        " ORDER BY pinyin_key(j.name), j.id, pinyin_key(e.name), e.id",
        track.id,
    )
    rows = [
        (judge, entrant, _(ConflictKind(kind).label), _decision(Severity(severity)), reason, "")
        for judge, entrant, kind, severity, reason in found
    ]
    roster = Roster(
        title=_("{contest}评委回避情况表").format(contest=contest.name),
        columns=[
            RosterColumn(_("评委"), 22, "centre", name=True),
            RosterColumn(_("选手"), 22, "centre", name=True),
            RosterColumn(_("关系"), 24, "centre"),
            RosterColumn(_("处理"), 20, "centre"),
            RosterColumn(_("说明"), 44),
            RosterColumn(_("评委签名"), 30),
        ],
        organisation=where(track),
        date=when(contest),
        notes=_("回避的，该评委给该选手的评分表不计入成绩。"),
        part=track.name,
        signers=(_("记录人"), _("监督人")),
    )
    return print_arranged(path, roster, rows, setup)


def _decision(severity: Severity) -> str:
    return {Severity.HARD: _("回避"), Severity.SOFT: _("待确认"), Severity.IGNORED: _("不回避")}[severity]
