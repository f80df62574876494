"""A proposal on paper, as a workbook, and as programs read it."""

from pathlib import Path
from typing import Any

from cadre_desktop.certificates.rules import period_text
from cadre_desktop.courses.prints import court_column
from cadre_desktop.courses.proposing.proposal import CourseProposal, ListedPerson
from cadre_desktop.courses.proposing.rules import WEIGHT_TITLES, Weights, score_text
from cadre_desktop.courses.proposing.targets import Target, target_words
from cadre_desktop.courses.records import Course
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Department


def print_proposal(
    path: Path, course: Course, proposal: CourseProposal, weights: Weights, setup: Setup | None = None
) -> PaperOffer:
    """Write the list of those proposed with their reasons as a PDF file to be signed; returns what there was to choose.

    Raises Refused when nobody is proposed, OSError when the file cannot be written.
    """
    rows = [
        (each.who.name, each.who.court, each.who.department, each.who.post, score_text(each.score), each.words)
        for each in proposal.proposed
    ]
    if not rows:
        raise Refused(_("没有可推荐的人，请放宽范围再打印。"))
    assert course.starts is not None
    columns = (
        RosterColumn(_("姓名"), 20, "centre", name=True),
        court_column(40),
        RosterColumn(_("部门"), 28),
        RosterColumn(_("职务"), 22),
        RosterColumn(_("得分"), 13, "centre"),
        RosterColumn(_("推荐理由"), 92),
    )
    roster = Roster(
        title=_("{title}推荐人选名单").format(title=course.title),
        columns=columns,
        organisation=course.organiser,
        date=period_text(course.starts, course.ends),
        details=(_("推荐范围：{target}").format(target=words_of(proposal.wanted.target)),),
        notes=_("从符合条件的 {fit} 人中推荐 {count} 人。").format(fit=proposal.fit, count=len(rows))
        + weight_words(weights),
        signers=(_("拟制"), _("审核"), _("审批")),
    )
    return print_arranged(path, roster, rows, setup)


def weight_words(weights: Weights) -> str:
    """What each reason gives at most; said of the defaults that they are the program's own."""
    parts = "、".join(
        _("{title} {points} 分").format(title=_(title), points=getattr(weights, name))
        for name, title in WEIGHT_TITLES.items()
        if getattr(weights, name)
    )
    text = _("各项最高：{parts}（程序默认值）。") if weights == Weights() else _("各项最高：{parts}。")
    return text.format(parts=parts)


def words_of(target: Target) -> str:
    """A target group in words, with the names of its court and department."""
    court = Court.get_or_none(Court.id == target.court)
    department = Department.get_or_none(Department.id == target.department)
    return target_words(
        target, (court.short_name or court.name) if court else "", department.name if department else ""
    )


_WHO = (("姓名", 12), ("单位", 30), ("部门", 22), ("职务", 18))


def write_proposal(path: Path, proposal: CourseProposal) -> int:
    """Write those proposed and, on a second sheet, those who cannot go as a workbook; returns how many are proposed.

    Raises Refused if the file is open elsewhere, OSError for trouble with the disk.
    """
    who = [OutColumn(heading, width) for heading, width in _WHO]
    proposed = SheetSpec(
        _("推荐人选"),
        [OutColumn("序号", 7, "int"), *who, OutColumn("得分", 8, "decimal", 1), OutColumn("推荐理由", 70)],
    )
    excluded = SheetSpec(_("不能推荐"), [*who, OutColumn("原因", 50)])
    counts = write_tables(
        path,
        [
            (proposed, [(each.rank, *_cells(each.who), each.score, each.words) for each in proposal.proposed]),
            (excluded, [(*_cells(each.who), each.why) for each in proposal.excluded]),
        ],
    )
    return counts[0]


def _cells(who: ListedPerson) -> tuple[str, str, str, str]:
    return who.name, who.court, who.department, who.post


def told(course: Course, proposal: CourseProposal) -> dict[str, Any]:
    """A proposal as JSON; keys and scores are texts, the scores decimal."""
    target = proposal.wanted.target
    return {
        "course": str(course.id),
        "title": course.title,
        "target": {
            "category": target.category,
            "line": target.line,
            "post_level": target.post_level,
            "court": _key(target.court),
            "department": _key(target.department),
        },
        "count": proposal.wanted.count,
        "spread": proposal.wanted.over.value,
        "by_quota": proposal.by_quota,
        "fit": proposal.fit,
        "people": [
            {"rank": each.rank, **_told(each.who), "score": score_text(each.score), "reasons": list(each.reasons)}
            for each in proposal.proposed
        ],
        "excluded": [{**_told(each.who), "why": each.why} for each in proposal.excluded],
    }


def _key(key: int | None) -> str | None:
    return None if key is None else str(key)


def _told(who: ListedPerson) -> dict[str, str]:
    return {"id": str(who.key), "person": who.name, "court": who.court, "department": who.department}
