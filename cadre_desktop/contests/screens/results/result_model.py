"""A track's result as a table: entrants in the order of their ranks, then those without one."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QFont

from cadre_desktop.contests.remarks import remarks, untrimmed_notes
from cadre_desktop.contests.results import TrackResult
from cadre_desktop.contests.rules.points import fixed_text
from cadre_desktop.contests.rules.ranking import Ranked, Standing
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    FONT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    RIGHT,
    TOLD,
    TONE,
    Index,
    broken,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens

FIRST_EVENT = 3
_UNTRIMMED = N_("分数太少，未去高低")


@dataclass(frozen=True)
class ResultLine:
    """One entrant as the table shows one; texts ready to be shown."""

    entrant: int
    rank: str
    name: str
    unit: str
    scores: tuple[str, ...]
    total: str
    why: str
    award: str
    pending: bool = False
    note: str = ""


def lines_of_result(result: TrackResult) -> list[ResultLine]:
    """The lines of a track."""
    lines = [_ranked_line(result, ranked) for ranked in result.ranking.ranked]
    return lines + [_gone(result, gone.standing, gone.reason) for gone in result.ranking.unranked]


def score_texts(result: TrackResult, standing: Standing) -> tuple[str, ...]:
    """The event scores as they are printed; a dash where there is none."""
    return tuple(
        "—" if score.value is None else fixed_text(score.value, event.rule.decimals)
        for event, score in zip(result.rules.events, standing.scores, strict=True)
    )


def _ranked_line(result: TrackResult, ranked: Ranked) -> ResultLine:
    entrant = ranked.standing.entry.entrant
    one, award, total = result.competitors[entrant], result.awards[entrant], ranked.standing.total
    why = result.decided_by(ranked)
    if ranked.shared:
        why = _("，").join(filter(None, (why, _("并列待加赛") if ranked.awaits_play_off else _("并列"))))
    why = _("，").join(filter(None, (why, _(_UNTRIMMED) if untrimmed_notes(result, entrant) else "")))
    title = _("{titles}待评议").format(titles=_("、").join(award.pending)) if award.pending else award.title
    return ResultLine(
        entrant,
        str(ranked.rank),
        one.name,
        one.unit,
        score_texts(result, ranked.standing),
        "" if total.value is None else fixed_text(total.value, total.decimals),
        why,
        title,
        bool(award.pending),
        "\n".join(remarks(result, entrant)),
    )


def _gone(result: TrackResult, standing: Standing, reason: str) -> ResultLine:
    one = result.competitors[standing.entry.entrant]
    return ResultLine(one.key, "—", one.name, one.unit, score_texts(result, standing), "—", reason, "")


class ResultModel(QAbstractTableModel):
    """The lines of a track; `put` keeps nothing of what was there before."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.lines: list[ResultLine] = []
        self.events: list[str] = []
        self.by_code = self.provisional = False

    def put(self, lines: list[ResultLine], events: list[str], by_code: bool = False, provisional: bool = False) -> None:
        """Show another result; `provisional` ranks may still change."""
        self.beginResetModel()
        self.lines, self.events, self.by_code, self.provisional = lines, events, by_code, provisional
        self.endResetModel()

    def row_of(self, entrant: int) -> int:
        """The row of an entrant, -1 for none."""
        return next((row for row, line in enumerate(self.lines) if line.entrant == entrant), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.events) + 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        who = _("代号") if self.by_code else _("选手")
        rank = _("暂定名次") if self.provisional else _("名次")
        titles = [rank, who, _("单位"), *map(broken, self.events), _("总分"), _("名次依据"), _("奖项")]
        words = section in (1, 2) or section >= FIRST_EVENT + len(self.events) + 1
        if role == ALIGNMENT and orientation == Qt.Orientation.Horizontal and words:
            return LEFT
        return heading(titles, section, orientation, role)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        texts = (line.rank, line.name, line.unit, *line.scores, line.total, line.why, line.award)
        if role == DISPLAY:
            return texts[column]
        if role == ALIGNMENT:
            numbers = FIRST_EVENT <= column <= FIRST_EVENT + len(self.events)
            return CENTRE if column == 0 else RIGHT if numbers else LEFT
        if role == TONE and column == self.columnCount() - 1 and line.award:
            return "warning" if line.pending else "neutral" if self.provisional else "good"
        if role == FOREGROUND and (line.rank == "—" or column in (2, self.columnCount() - 2)):
            return tokens().color("muted")
        if role == FONT and column in (0, self.columnCount() - 3):
            font = QFont()
            font.setBold(True)
            return font
        return (line.note or texts[column]) if role in TOLD else None
