"""Rules of newcomers: the checklist with its due dates, and how probation ends."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_


class ProbationResult(Code):
    """How a probation ended: 合格 → 任职定级, 不合格 → 取消录用 (公务员录用规定)."""

    CONFIRMED = "confirmed", N_("合格转正"), "合格", "转正"
    EXTENDED = "extended", N_("延长试用"), "延长"
    CANCELLED = "cancelled", N_("取消录用"), "不合格"
