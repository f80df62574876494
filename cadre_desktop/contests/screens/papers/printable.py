"""Everything that can be printed of a contest or a track, in the order of the work, and what has to be there first."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import events_of
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store.database import database

Write = Callable[[Path, Contest, Track, Setup], PaperOffer]

BEFORE, MARKING, RESULTS = N_("赛前"), N_("评分"), N_("结果")
GROUPS = (BEFORE, MARKING, RESULTS)
CARDS = N_("桌牌")


@dataclass(frozen=True)
class Ready:
    """How far a contest and a track in it have come, found out fast enough for a menu that opens."""

    entrants: bool
    drawn: bool
    seated: bool
    recusals: bool
    marked: bool
    any_marked: bool
    any_entrants: bool
    sealed: bool
    named: bool
    blind: bool
    coded: bool

    @classmethod
    def of(cls, contest: Contest, track: Track) -> "Ready":
        """As the file is now."""
        row = Track.by_key(track.id)
        anonymous = [event.anonymous for event in events_of(track.id)]
        shut = row.matched_on is None
        marks = "SELECT 1 FROM mark m JOIN entrant e ON e.id = m.entrant_id WHERE e.{} = ? LIMIT 1"
        return cls(
            entrants=_any("SELECT 1 FROM entrant WHERE track_id = ? AND status = 'entered' LIMIT 1", track.id),
            drawn=_any("SELECT 1 FROM entrant WHERE track_id = ? AND number IS NOT NULL LIMIT 1", track.id),
            seated=_any(
                "SELECT 1 FROM seat s JOIN judge j ON j.id = s.judge_id WHERE j.contest_id = ?"
                " AND (s.track_id = ? OR s.track_id IS NULL) LIMIT 1",
                contest.id,
                track.id,
            ),
            recusals=_any(
                "SELECT 1 FROM recusal r JOIN entrant e ON e.id = r.entrant_id WHERE e.track_id = ? LIMIT 1", track.id
            ),
            marked=_any(marks.format("track_id"), track.id),
            any_marked=_any(marks.format("contest_id"), contest.id),
            any_entrants=_any("SELECT 1 FROM entrant WHERE contest_id = ? LIMIT 1", contest.id),
            sealed=contest.status == ContestStatus.SEALED,
            named=not shut or not all(anonymous),
            blind=shut and any(anonymous),
            coded=bool(row.code_seed),
        )


def _any(statement: str, *keys: int) -> bool:
    return bool(database.value(statement, *keys))


def needs_entrants(ready: Ready) -> str:
    """Why nothing about the track's entrants can be printed yet, empty if it can."""
    return "" if ready.entrants else _("还没有选手")


def _needs_draw(ready: Ready) -> str:
    return needs_entrants(ready) or ("" if ready.drawn else _("还没有抽签"))


def _needs_judges(ready: Ready) -> str:
    return "" if ready.seated else _("还没有评委")


def _needs_both(ready: Ready) -> str:
    return needs_entrants(ready) or _needs_judges(ready)


def _needs_appearance(ready: Ready) -> str:
    return needs_entrants(ready) or ("" if ready.named else _("都是匿名评审"))


def _needs_names(ready: Ready) -> str:
    return _needs_both(ready) or ("" if ready.named else _("都是匿名评审"))


def _needs_codes(ready: Ready) -> str:
    return needs_entrants(ready) or ("" if ready.coded else _("还没有抽签"))


def _needs_codes_and_judges(ready: Ready) -> str:
    return _needs_codes(ready) or _needs_judges(ready)


def _needs_total(ready: Ready) -> str:
    return needs_marks(ready) or (_("还没有拆封匹配") if ready.blind and ready.named else "")


def _needs_matching(ready: Ready) -> str:
    return needs_marks(ready) or (_("还没有拆封匹配") if ready.blind else "")


def _needs_recusals(ready: Ready) -> str:
    return "" if ready.recusals else _("没有须回避的")


def needs_marks(ready: Ready) -> str:
    """Why there is no result of the track yet."""
    return "" if ready.marked else _("还没有评分")


def needs_any_marks(ready: Ready) -> str:
    """Why there is no result of the contest yet."""
    return "" if ready.any_marked else _("还没有评分")


def needs_any_entrants(ready: Ready) -> str:
    """Why there is nothing to sum up yet."""
    return "" if ready.any_entrants else _("还没有选手")


def needs_seal(ready: Ready) -> str:
    """Why certificates cannot be given out yet."""
    return "" if ready.sealed else _("还没有封存")


def _envelope(ready: Ready) -> str:
    """What is asked before the table of codes is printed while it is secret."""
    if not ready.blind:
        return ""
    return _("代号对照表写明每个代号是谁，打印后须当场装袋密封，拆封匹配前任何人不得查看。要打印吗？")


def _always(_ready: Ready) -> bool:
    return True


def _is_blind(ready: Ready) -> bool:
    return ready.blind


def _is_coded(ready: Ready) -> bool:
    return ready.blind or ready.coded


def _nothing(_ready: Ready) -> str:
    return ""


@dataclass(frozen=True)
class PrintableSheet:
    """Something to print.

    `group` is when it is needed; `lacks` says in a few words why it cannot be printed yet, and nothing if it can;
    `whole` says whether it is about all tracks, `wanted` whether it is offered at all; `asks` is the question to which
    the user must say yes before, if there is one.
    """

    title: str
    group: str
    lacks: Callable[[Ready], str]
    whole: bool = False
    wanted: Callable[[Ready], bool] = _always
    asks: Callable[[Ready], str] = _nothing

    def write(self, path: Path, contest: Contest, track: Track, setup: Setup) -> PaperOffer:
        """Lay it out as a PDF, and return what there was to choose. Raises Refused when there is nothing to print."""
        return _writers()[self.title](path, contest, track, setup)


SHEETS = (
    PrintableSheet(N_("抽签表"), BEFORE, _needs_draw),
    PrintableSheet(N_("签到表"), BEFORE, needs_entrants),
    PrintableSheet(N_("评委签到表"), BEFORE, _needs_judges),
    PrintableSheet(CARDS, BEFORE, needs_entrants),
    PrintableSheet(N_("回避表"), BEFORE, _needs_recusals),
    PrintableSheet(N_("项目流程单"), BEFORE, _needs_appearance),
    PrintableSheet(N_("代号对照表"), BEFORE, _needs_codes, wanted=_is_coded, asks=_envelope),
    PrintableSheet(N_("评分表"), MARKING, _needs_names),
    PrintableSheet(N_("匿名评分表"), MARKING, _needs_codes_and_judges, wanted=_is_blind),
    PrintableSheet(N_("成绩表"), RESULTS, _needs_total),
    PrintableSheet(N_("全部赛道成绩表"), RESULTS, needs_any_marks, whole=True),
    PrintableSheet(N_("获奖名单"), RESULTS, needs_any_marks, whole=True),
    PrintableSheet(N_("评委公正性分析"), RESULTS, needs_marks),
    PrintableSheet(N_("规则对照表"), RESULTS, _needs_matching),
)


def _writers() -> dict[str, Write]:
    """What lays each sheet out, by its title; loaded for the first one printed, since the PDF library comes along."""
    from cadre_desktop.contests.analysis.analysis_prints import print_fairness, print_rules
    from cadre_desktop.contests.prints import lists, run_sheets
    from cadre_desktop.contests.prints.code_prints import print_codes
    from cadre_desktop.contests.prints.score_sheets import print_blind_sheets, print_score_sheets

    return {
        N_("抽签表"): lists.print_draw,
        N_("签到表"): lists.print_sign_in,
        N_("评委签到表"): run_sheets.print_judges_sign_in,
        CARDS: lists.print_cards,
        N_("回避表"): lists.print_recusals,
        N_("项目流程单"): run_sheets.print_run_sheets,
        N_("代号对照表"): print_codes,
        N_("评分表"): _plain(print_score_sheets),
        N_("匿名评分表"): _plain(print_blind_sheets),
        N_("成绩表"): lists.print_results,
        N_("全部赛道成绩表"): lambda path, contest, _track, setup: lists.print_all_results(path, contest, setup=setup),
        N_("获奖名单"): lambda path, contest, _track, setup: lists.print_awards(path, contest, setup),
        N_("评委公正性分析"): _plain(print_fairness),
        N_("规则对照表"): _plain(print_rules),
    }


def _plain(write: Callable[[Path, Contest, Track], int]) -> Write:
    """Pages that leave nothing to choose."""
    return lambda path, contest, track, _setup: PaperOffer(pages=write(path, contest, track))
