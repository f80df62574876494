"""The table of codes (代号对照表): who is behind which, to be kept sealed until names and codes are matched."""

from pathlib import Path

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.contests.draw import CODE_RULE, commitment, draw_digest
from cadre_desktop.contests.naming import uncoded, uncoded_words
from cadre_desktop.contests.on_paper import where
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.kit.documents.roster import Roster, print_roster
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_DIGEST_SHOWN = 16


def print_codes(path: Path, contest: Contest, track: Track) -> int:
    """All codes of a track with names, and the seed they come from. Answers the pages.

    Before matching the page says that it is to be sealed in an envelope. Raises Refused without codes.
    """
    track = Track.by_key(track.id)
    result = ranking_of(track)
    if uncoded(result):
        raise Refused(uncoded_words(track.name, result))
    coded = sorted((one for one in result.competitors.values() if one.code), key=lambda one: one.code)
    if not coded:
        raise Refused(_("“{track}”没有匿名评审的项目，没有代号。").format(track=track.name))
    seed = track.code_seed
    rows = [(one.code, one.name, one.unit, one.entry_number, _digest(seed, one.entry_number)) for one in coded]
    roster = Roster(
        title=_("{contest}代号对照表").format(contest=contest.name),
        columns=[
            RosterColumn(_("代号"), 18, "centre"),
            RosterColumn(_("选手"), 22, "centre", name=True),
            RosterColumn(_("单位"), 52),
            RosterColumn(_("编号"), 18, "centre"),
            RosterColumn(_("SHA-256 前 16 位"), 42, "centre"),
        ],
        organisation=where(track),
        date=_state(track),
        notes="\n".join(_notes(track)),
        numbered=False,
    )
    return print_roster(path, roster, rows)


def _digest(seed: str, number: str) -> str:
    return draw_digest(seed, number)[:_DIGEST_SHOWN] if seed else ""


def _state(track: Track) -> str:
    if track.matched_on is None:
        return _("密封保存，拆封匹配前不得查看")
    return _("{day}由{who}拆封匹配").format(day=day_text(track.matched_on), who=track.matched_by)


def _notes(track: Track) -> list[str]:
    if not track.code_seed:
        return []
    seed = _("代号种子：{seed}；其 SHA-256 为 {digest}，应与抽签表上的相同。")
    return [seed.format(seed=track.code_seed, digest=commitment(track.code_seed)), _(CODE_RULE)]
