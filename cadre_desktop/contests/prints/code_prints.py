"""The table of codes (代号对照表): who is behind which, to be kept sealed until names and codes are matched."""

from pathlib import Path

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.contests.naming import uncoded, uncoded_words
from cadre_desktop.contests.prints.on_paper import court_column, where
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.contests.rules.draw import CODE_RULE, commitment, draw_digest
from cadre_desktop.kit.documents.arranging import print_all_arranged
from cadre_desktop.kit.documents.roster import Roster, Section
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused


def print_codes(path: Path, contest: Contest, track: Track, setup: Setup | None = None) -> PaperOffer:
    """All codes of a track with names, and as an annex the seed they come from. Returns what there was to choose.

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
    roster = Roster(
        title=_("{contest}代号对照表").format(contest=contest.name),
        columns=[
            RosterColumn(_("代号"), 22, "centre"),
            RosterColumn(_("选手"), 26, "centre", name=True),
            court_column(66),
            RosterColumn(_("部门"), 40),
            RosterColumn(_("编号"), 20, "centre"),
        ],
        organisation=where(track),
        date=_state(track),
        notes=_("代号的种子、规则和各人的摘要见附件。") if seed else "",
        numbered=False,
        part=track.name,
        signers=(_("编制人"), _("密封人"), _("监督人")),
    )
    rows = [(one.code, one.name, one.unit, one.division, one.entry_number) for one in coded]
    annex = (
        [(one.code, one.name, one.entry_number, draw_digest(seed, one.entry_number)) for one in coded] if seed else []
    )
    sections: list[Section] = [(roster, rows), *([(_annex(contest, track), annex)] if seed else [])]
    return print_all_arranged(path, roster.title, sections, setup)


def _annex(contest: Contest, track: Track) -> Roster:
    return Roster(
        title=_("附件：{contest}代号核验表").format(contest=contest.name),
        columns=[
            RosterColumn(_("代号"), 18, "centre"),
            RosterColumn(_("选手"), 24, "centre", name=True),
            RosterColumn(_("编号"), 18, "centre"),
            RosterColumn(_("SHA-256"), 122, "centre"),
        ],
        organisation=where(track),
        date=_state(track),
        notes="\n".join(_notes(track)),
        numbered=False,
        part=track.name,
        signers=(),
    )


def _state(track: Track) -> str:
    if track.matched_on is None:
        return _("密封保存，拆封匹配前不得查看")
    return _("{day}由{who}拆封匹配").format(day=day_text(track.matched_on), who=track.matched_by)


def _notes(track: Track) -> list[str]:
    if not track.code_seed:
        return []
    seed = _("代号种子：{seed}；其 SHA-256 为 {digest}，应与抽签表上的相同。")
    return [seed.format(seed=track.code_seed, digest=commitment(track.code_seed)), _(CODE_RULE)]
