"""学时证明: a person's training with its hours, as an official paper or a workbook."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cadre_desktop.courses.hours.sheet import HoursSheet
from cadre_desktop.courses.rules import EnrolmentStatus, format_hours
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.language import _
from cadre_desktop.kit.rosters import short_names
from cadre_desktop.kit.store.anchors import foot_now
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court
from cadre_desktop.people.rules import TrainingOrigin

_RECORDS = """
    SELECT t.starts, t.ends, t.title, t.training_class, t.series, t.form, t.organiser, coalesce(t.hours, 0), t.result,
           t.online, t.origin, t.counts, t.source
    FROM training_record t WHERE t.person_id = ? AND t.year BETWEEN ? AND ? ORDER BY t.starts, t.title, t.id
"""


class TranscriptLine(NamedTuple):
    """A training as the transcript lists it; hours in tenths."""

    period: str
    title: str
    kind: str
    organiser: str
    hours: int
    result: str
    notes: str


def transcript_title() -> str:
    """What the paper is called."""
    return _("学时证明")


def years_of(sheet: HoursSheet) -> range:
    """The years that are listed: the window where a target is measured over it, else the year."""
    return sheet.window if sheet.flag(0, "five") else range(sheet.year, sheet.year + 1)


def trainings(sheet: HoursSheet) -> list[TranscriptLine]:
    """Everything the person of the one line of `sheet` has completed in those years, in the order of the dates."""
    years = years_of(sheet)
    return [_training(row) for row in database.rows(_RECORDS, sheet.members[0].key, years[0], years[-1])]


def _training(row: tuple[Any, ...]) -> TranscriptLine:
    starts, ends, title, class_, series, form, organiser, hours, result, online, origin, counts, source = row
    completed = _(EnrolmentStatus.COMPLETED.label)
    of_course = source is not None and result != completed  # a course of this court says the mark where there is one
    marked = of_course or any(character.isdigit() for character in result)
    notes = [
        (result if result.startswith(_("补考")) else _("成绩 {mark}").format(mark=result)) if marked else "",
        _("网络") if online else "",
        "" if counts else _("不计入年度任务"),
        _(TrainingOrigin.table().label(origin)),
    ]
    kind = code_table("training_class").label(class_) or form or series
    remark = " ".join(filter(None, notes))
    return TranscriptLine(
        period(starts, ends), title, kind, organiser, int(hours), completed if marked else result, remark
    )


def period(starts: str, ends: str | None) -> str:
    """2023.03.01–03.03, as far as the second date differs from the first."""
    first, last = starts.replace("-", "."), (ends or starts).replace("-", ".")
    if first == last:
        return first
    return f"{first}–{last[5:] if last[:4] == first[:4] else last}"


def in_two_lines(period: str) -> str:
    """A period for a narrow column, where the width of its digits would decide on which side of the dash it breaks."""
    return period.replace("–", "\n–")


def _columns() -> list[RosterColumn]:
    return [
        RosterColumn(_("序号"), 11, "centre"),
        RosterColumn(_("培训时间"), 28, "centre"),
        RosterColumn(_("培训班名称"), 42),
        RosterColumn(_("培训类型"), 15, "centre"),
        RosterColumn(_("主办方"), 24),
        RosterColumn(_("学时"), 12, "right"),
        RosterColumn(_("是否结业"), 15, "centre"),
        RosterColumn(_("备注"), 20),
    ]


def _rows(listed: list[TranscriptLine]) -> list[list[str]]:
    short = short_names(Court)
    rows = [
        [
            str(number),
            in_two_lines(one.period),
            one.title,
            one.kind,
            short.get(one.organiser) or one.organiser,
            format_hours(one.hours),
            one.result,
            one.notes,
        ]
        for number, one in enumerate(listed, 1)
    ]
    if rows:
        rows.append(["", "", _("合计"), "", "", format_hours(sum(one.hours for one in listed)), "", ""])
    return rows


def print_transcript(path: Path, sheet: HoursSheet, organisation: str) -> int:
    """The transcripts of the people of `sheet` as one PDF file, each a paper of its own; returns all pages."""
    paper = OfficialPaper(transcript_title(), foot=foot_now(), author=organisation)
    for position in range(len(sheet.members)):
        if position:
            paper.begin_paper(transcript_title())
        _write_paper(paper, sheet.taking([position]), organisation)
    return paper.save(path)


def _write_paper(paper: OfficialPaper, sheet: HoursSheet, organisation: str) -> None:
    listed = trainings(sheet)
    paper.space(0.6)
    paper.paragraph(_statement(sheet))
    paper.paragraph(_result(sheet))
    paper.space(0.3)
    if listed:
        paper.table(_columns(), _rows(listed))
    paper.paragraph(_("特此证明。"))
    paper.signature(organisation or sheet.members[0].court, _day(sheet.today))


def _day(day: date) -> str:
    return _("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)


def _statement(sheet: HoursSheet) -> str:
    """Whom the paper is about, and which years."""
    member, years = sheet.members[0], years_of(sheet)
    who = "".join(filter(None, (member.court, member.department, member.post)))
    number = _("（工号 {number}）").format(number=member.staff_number) if member.staff_number else ""
    span = _("{year} 年度").format(year=years[0])
    if len(years) > 1:
        span = _("{first} 至 {last} 年").format(first=years[0], last=years[-1])
    words = _("兹证明{who}{name}同志{number}{span}参加干部教育培训的情况如下：")
    return words.format(who=who, name=member.name, number=number, span=span)


def _result(sheet: HoursSheet) -> str:
    """How the hours stand to the targets."""
    number = {key: format_hours(sheet.number(0, key)) for key in sheet.numbers}
    target, done = (format_hours(5 * half) for half in sheet.days(0))
    days = _("（或 {target} 天，已完成 {done} 天）").format(target=target, done=done) if sheet.days(0)[0] else ""
    span = _("五年") if sheet.flag(0, "five") else _(" {year} 年").format(year=sheet.year)
    words = _("线下培训{span}任务 {onsite_target} 学时{days}，已完成 {onsite_done} 学时")
    text = words.format(span=span, days=days, **number)
    text += _("；网络培训 {year} 年任务 {online_target} 学时，已完成 {online_done} 学时").format(
        year=sheet.year, **number
    )
    if sheet.number(0, "party_target"):
        text += _("；党员教育培训任务 {party_target} 学时，已完成 {party_done} 学时").format(**number)
    if sheet.number(0, "short"):
        return text + _("。合计还缺 {short} 学时。").format(**number)
    return text + _("。任务已完成。")


def write_transcript(path: Path, sheet: HoursSheet) -> int:
    """The same rows as a workbook; returns how many."""
    columns = [
        OutColumn(_("序号"), 7, "int"),
        OutColumn(_("培训时间"), 24),
        OutColumn(_("培训班名称"), 44),
        OutColumn(_("培训类型"), 14),
        OutColumn(_("主办方"), 28),
        OutColumn(_("学时"), 9, "number", 1),
        OutColumn(_("是否结业"), 12),
        OutColumn(_("备注"), 20),
    ]
    title = _("{name}{year}年培训明细").format(name=sheet.members[0].name, year=sheet.year)
    rows = ((number, *one) for number, one in enumerate(trainings(sheet), 1))
    return write_table(path, SheetSpec(title, columns), rows)
