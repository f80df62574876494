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


def _draw(path: Path, contest: Contest, track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.lists import print_draw

    return print_draw(path, contest, track, setup)


def _sign_in(path: Path, contest: Contest, track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.lists import print_sign_in

    return print_sign_in(path, contest, track, setup)


def _judges_sign_in(path: Path, contest: Contest, track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.run_sheets import print_judges_sign_in

    return print_judges_sign_in(path, contest, track, setup)


def _cards(path: Path, contest: Contest, track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.lists import print_cards

    return print_cards(path, contest, track, setup)


def _run_sheets(path: Path, contest: Contest, track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.run_sheets import print_run_sheets

    return print_run_sheets(path, contest, track, setup)


def _recusals(path: Path, contest: Contest, track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.lists import print_recusals

    return print_recusals(path, contest, track, setup)


def _sheets(path: Path, contest: Contest, track: Track, _setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.score_sheets import print_score_sheets

    return PaperOffer(pages=print_score_sheets(path, contest, track))


def _blind_sheets(path: Path, contest: Contest, track: Track, _setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.score_sheets import print_blind_sheets

    return PaperOffer(pages=print_blind_sheets(path, contest, track))


def _codes(path: Path, contest: Contest, track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.code_prints import print_codes

    return print_codes(path, contest, track, setup)


def _envelope(ready: Ready) -> str:
    """What is asked before the table of codes is printed while it is secret."""
    if not ready.blind:
        return ""
    return _("代号对照表写明每个代号是谁，打印后须当场装袋密封，拆封匹配前任何人不得查看。要打印吗？")


def _results(path: Path, contest: Contest, track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.lists import print_results

    return print_results(path, contest, track, setup)


def _all_results(path: Path, contest: Contest, _track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.lists import print_all_results

    return print_all_results(path, contest, setup=setup)


def _awards(path: Path, contest: Contest, _track: Track, setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.prints.lists import print_awards

    return print_awards(path, contest, setup=setup)


def _fairness(path: Path, contest: Contest, track: Track, _setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.analysis.analysis_prints import print_fairness

    return PaperOffer(pages=print_fairness(path, contest, track))


def _rules(path: Path, contest: Contest, track: Track, _setup: Setup) -> PaperOffer:
    from cadre_desktop.contests.analysis.analysis_prints import print_rules

    return PaperOffer(pages=print_rules(path, contest, track))


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
    `whole` tells that it is about all tracks; `wanted` whether it is offered at all; `asks` what is to be answered
    with yes before, if anything.
    """

    title: str
    write: Write
    group: str
    lacks: Callable[[Ready], str]
    whole: bool = False
    wanted: Callable[[Ready], bool] = _always
    asks: Callable[[Ready], str] = _nothing


SHEETS = (
    PrintableSheet(N_("抽签表"), _draw, BEFORE, _needs_draw),
    PrintableSheet(N_("签到表"), _sign_in, BEFORE, needs_entrants),
    PrintableSheet(N_("评委签到表"), _judges_sign_in, BEFORE, _needs_judges),
    PrintableSheet(CARDS, _cards, BEFORE, needs_entrants),
    PrintableSheet(N_("回避表"), _recusals, BEFORE, _needs_recusals),
    PrintableSheet(N_("项目流程单"), _run_sheets, BEFORE, _needs_appearance),
    PrintableSheet(N_("代号对照表"), _codes, BEFORE, _needs_codes, wanted=_is_coded, asks=_envelope),
    PrintableSheet(N_("评分表"), _sheets, MARKING, _needs_names),
    PrintableSheet(N_("匿名评分表"), _blind_sheets, MARKING, _needs_codes_and_judges, wanted=_is_blind),
    PrintableSheet(N_("成绩表"), _results, RESULTS, _needs_total),
    PrintableSheet(N_("全部赛道成绩表"), _all_results, RESULTS, needs_any_marks, whole=True),
    PrintableSheet(N_("获奖名单"), _awards, RESULTS, needs_any_marks, whole=True),
    PrintableSheet(N_("评委公正性分析"), _fairness, RESULTS, needs_marks),
    PrintableSheet(N_("规则对照表"), _rules, RESULTS, _needs_matching),
)
