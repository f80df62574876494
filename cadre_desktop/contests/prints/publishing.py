"""The result list for the notice board (公示), set as an official paper after GB/T 9704-2012."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from cadre_desktop.certificates.rules import day_text, period_text
from cadre_desktop.contests.naming import unmatched_words
from cadre_desktop.contests.prints.on_paper import is_sealed, seal_foot
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import TrackResult, ranking_of, tracks_of
from cadre_desktop.contests.rules.awards import Award
from cadre_desktop.contests.rules.points import fixed_text
from cadre_desktop.contests.rules.publication import NameOrder, Publication
from cadre_desktop.contests.rules.ranking import Ranked
from cadre_desktop.kit.chinese import chinese_number, stroke_key
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _, quoted
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.people.registers.calendar_days import work_calendar


def publish(path: Path, contest: Contest, how: Publication, issuer: str, today: date) -> int:
    """Write the list for the notice board; only for a sealed contest it is final, else it says that it is a draft.

    `issuer` signs where the contest names no organiser. Returns the pages. Raises Refused when the term ends before
    it begins, nobody is known to sign, or there is nobody to list.
    """
    if how.last < how.first:
        raise Refused(Problem(_("公示结束日期早于公示之日，请核对。"), field="last"))
    tracks = [track for track in tracks_of(contest.id) if not how.tracks or track.id in how.tracks]
    blind = [track.name for track in tracks if ranking_of(track).rules.blind]
    listed = list(_listed(tracks, how))
    if not listed:
        text = _("“{name}”还没有名次，请先录入评分。") if how.everybody else _("“{name}”还没有获奖选手，无法公示。")
        raise Refused(unmatched_words(blind[0]) if blind else text.format(name=contest.name))
    signer = contest.organiser or issuer or how.contact
    if not signer:
        raise Refused(Problem(_("不知道由谁公示；请填写竞赛的主办单位，或受理单位。"), field="contact"))
    what = _("成绩") if how.everybody else _("获奖名单")
    title = _("关于{contest}{what}的公示").format(contest=quoted(contest.name), what=what)
    paper = OfficialPaper(title, seal_foot(contest), signer)
    if not is_sealed(contest):
        paper.remark(_("（成绩尚未封存，仅供核对，不得张贴）"))
    paper.space(0.6)
    for text in _opening(contest, how, what, signer):
        paper.paragraph(text)
    paper.space(0.3)
    for number, (track, rows) in enumerate(listed, 1):
        if len(listed) > 1:
            paper.heading(_("{number}、{track}").format(number=chinese_number(number), track=track.name))
        paper.table(_columns(how), rows, [row for _track, others in listed for row in others])
    paper.signature(signer, day_text(min(today, how.first)))
    return paper.save(path)


def _opening(contest: Contest, how: Publication, what: str, signer: str) -> Iterator[str]:
    name = quoted(contest.name)
    held = _("于{period}举行，").format(period=period_text(contest.starts, contest.ends)) if contest.starts else ""
    sealed = _("成绩已核定封存，") if is_sealed(contest) else ""
    text = _("{name}{held}{sealed}现将{what}予以公示{order}。")
    order = _("（同一奖项按姓氏笔画为序）") if how.order is NameOrder.STROKES else ""
    yield text.format(name=name, held=held, sealed=sealed, what=what, order=order)
    days = work_calendar().term_days(how.first, how.last)
    period = period_text(how.first, how.last)
    yield _("公示期为{period}（{days}个工作日，自公示次日起算）。").format(period=period, days=days) + _(
        "公示期内，如对名单有异议，请以书面形式实名向{who}反映。"
    ).format(who=how.contact or signer)
    if how.phone:
        yield _("联系电话：{phone}。").format(phone=how.phone)


def _columns(how: Publication) -> list[RosterColumn]:
    first = _("序号") if how.order is NameOrder.STROKES else _("名次")
    score = [RosterColumn(_("总分"), 18, "centre")] if how.order is NameOrder.RANK else []
    return [
        RosterColumn(first, 13, "centre"),
        RosterColumn(_("姓名"), 25, "centre", name=True),
        RosterColumn(_("单位"), 62),
        RosterColumn(_("部门"), 34),
        *score,
        RosterColumn(_("奖项"), 26, "centre"),
    ]


def _listed(tracks: Sequence[Track], how: Publication) -> Iterator[tuple[Track, list[list[str]]]]:
    """The tracks that have anybody to list, with the rows of their tables; none before names and codes are matched."""
    for track in tracks:
        result = ranking_of(track)
        if not result.rules.blind:
            listed = [ranked for ranked in result.ranking.ranked if how.everybody or _award(result, ranked).title]
            rows = _by_strokes(result, listed) if how.order is NameOrder.STROKES else _by_rank(result, listed)
            if rows:
                yield track, rows


def _award(result: TrackResult, ranked: Ranked) -> Award:
    return result.awards[ranked.standing.entry.entrant]


def _by_strokes(result: TrackResult, listed: Sequence[Ranked]) -> list[list[str]]:
    """Awards from the highest, those without one at the end; within each by strokes, numbered throughout."""
    levels = {level.title: number for number, level in enumerate(result.rules.levels)}

    def key(ranked: Ranked) -> tuple[int, str]:
        name = result.competitors[ranked.standing.entry.entrant].name
        return levels.get(_award(result, ranked).title, len(levels)), stroke_key(name)

    ordered = sorted(listed, key=key)
    return [[str(number), *_who(result, ranked), _title(result, ranked)] for number, ranked in enumerate(ordered, 1)]


def _by_rank(result: TrackResult, listed: Sequence[Ranked]) -> list[list[str]]:
    return [[str(ranked.rank), *_who(result, ranked), _total(ranked), _title(result, ranked)] for ranked in listed]


def _who(result: TrackResult, ranked: Ranked) -> list[str]:
    one = result.competitors[ranked.standing.entry.entrant]
    return [one.name, one.unit, one.division]


def _total(ranked: Ranked) -> str:
    return fixed_text(ranked.standing.total.value or 0, ranked.standing.total.decimals)


def _title(result: TrackResult, ranked: Ranked) -> str:
    award = _award(result, ranked)
    return _("待评议") if award.pending else award.title
