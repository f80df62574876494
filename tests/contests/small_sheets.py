"""The marks of the small contest: of each judge under 驾驭 and 说理, and of the examination."""

from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.panels import decide_recusals
from cadre_desktop.contests.records import Recusal
from cadre_desktop.contests.rules.words import Severity
from cadre_desktop.kit.store.store import Store

SHEETS = {"李静": (50, 35), "欧阳文博": (48, 36), "阿拉坦·巴特尔": (55, 38), "单雄信": (40, 30), "解红": (30, 20)}
EXAM = {"李静": 80, "欧阳文博": 92.5, "阿拉坦·巴特尔": 90, "单雄信": 70, "解红": 60}


def record_all(court: Store, small) -> None:
    """Settle what is asked about recusal, and record all sheets; 乌兰图雅 does not mark 李静."""
    asked = [row.id for row in Recusal.select().where(Recusal.severity == Severity.SOFT)]
    decide_recusals(court, asked, Severity.IGNORED)
    marks = [
        mark
        for entrant, (conduct, reasons) in SHEETS.items()
        for judge in small.judges
        if (judge, entrant) != ("乌兰图雅", "李静")
        for mark in small.sheet(entrant, judge, conduct, reasons)
    ]
    record_marks(court, small.trial, marks)
    record_marks(court, small.exam, [small.mark(name, None, "卷面", points) for name, points in EXAM.items()])
