"""What people thought of a course, on paper: the questions with their shares, and what was remarked."""

from pathlib import Path

from cadre_desktop.certificates.rules import period_text
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.satisfaction import Satisfaction, overall, percent, satisfaction_of
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused


def print_feedback(path: Path, course: Course, setup: Setup | None = None) -> PaperOffer:
    """The summary of a course's feedback. Returns what there was to choose.

    Raises Refused when no tallies were keyed.
    """
    found = satisfaction_of(course)
    together = overall(found)
    if together is None:
        text = _("“{title}”还没有满意度统计，请先在“台账 › 满意度”里登记各项的票数。")
        raise Refused(text.format(title=course.title))
    columns = [
        RosterColumn(_("评价项目"), 56),
        *(RosterColumn(heading, 22, "centre") for heading in (_("很满意"), _("满意"), _("一般"), _("不满意"))),
        RosterColumn(_("满意率"), 20, "centre"),
    ]
    assert course.starts is not None
    most = max(one.sheets for one in found)
    remarks = [f"{one.question}：{one.remarks}" for one in found if one.remarks]
    notes = _("收回 {sheets} 份；满意率为很满意、满意之和，总体 {share}。").format(
        sheets=most, share=percent(together.satisfied)
    )
    roster = Roster(
        title=_("{title}满意度汇总").format(title=course.title),
        columns=columns,
        organisation=course.organiser,
        date=period_text(course.starts, course.ends),
        notes=notes + (_("意见建议：") + "；".join(remarks) if remarks else ""),
    )
    return print_arranged(path, roster, [(one.question, *_cells(one)) for one in found], setup)


def _cells(one: Satisfaction) -> tuple[str, ...]:
    """35（87.5%）, and the share of the satisfied."""
    cells = (f"{count}（{percent(share)}）" for count, share in zip(one.counts, one.shares, strict=True))
    return (*cells, percent(one.satisfied))
