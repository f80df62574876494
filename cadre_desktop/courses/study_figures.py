"""The year's figures of study trips, studies beside work and the judicial examination, each with the rows it counts."""

from dataclasses import replace

from cadre_desktop.courses.figures import YearPart
from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.courses.registers.studies import DEGREE_STUDIES, JUDICIAL_EXAMS, ExamOutcome
from cadre_desktop.courses.rules import CourseForm, CourseStatus, EnrolmentStatus
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, year_span, year_words
from cadre_desktop.kit.published import Figure, Period
from cadre_desktop.people.kinds import PERSON

_TRIP = f"form = '{CourseForm.STUDY_TRIP}'"


def _study_classes(period: Period) -> Listing:
    """The study trips among the courses held."""
    held = YearPart(period.year, until=period.until).courses().conditions
    return Listing(COURSE, (*held, Condition(f"t.{_TRIP}", (), _("研学"))))


def _study_persons(period: Period) -> Listing:
    """Who completed one of them."""
    first, last = year_span(period.year)
    until = f"{period.until}" if period.until is not None else last
    sql = (
        "t.id IN (SELECT e.person_id FROM enrolment e JOIN course c ON c.id = e.course_id WHERE c.starts >= ?"
        f" AND c.starts < ? AND coalesce(c.ends, c.starts) <= ? AND c.{_TRIP} AND c.status = '{CourseStatus.CLOSED}'"
        f" AND e.status = '{EnrolmentStatus.COMPLETED}')"
    )
    if period.until is None:
        sql = sql.replace(" AND coalesce(c.ends, c.starts) <= ?", "")
        parameters: tuple[str, ...] = (first, last)
    else:
        parameters = (first, last, until)
    words = _("{part}参加研学结业的人").format(part=year_words(period.year, period.until))
    return Listing(PERSON, (Condition(sql, parameters, words),))


def _studying(period: Period) -> Listing:
    """Studies beside work that had begun and not ended before the year."""
    first, last = year_span(period.year, period.until)
    words = _("{part}在读或毕业").format(part=year_words(period.year, period.until))
    sql = "t.starts < ? AND (t.ends >= ? OR (t.ends IS NULL AND t.state <> 'given_up'))"
    return Listing(DEGREE_STUDIES.kind, (Condition(sql, (last, first), words),))


def _passes(period: Period) -> Listing:
    """Parts of the judicial examination of the year that were passed; only the year of an attempt is known."""
    passed = Condition("t.year = ? AND t.outcome = ?", (period.year, str(ExamOutcome.PASSED)))
    return Listing(JUDICIAL_EXAMS.kind, (replace(passed, words=_("{year} 年通过").format(year=period.year)),))


STUDY_FIGURES = (
    Figure("study_classes", N_("研学班次"), N_("班次"), N_("当年开班并已结班的研学班次"), _study_classes),
    Figure(
        "study_persons",
        N_("研学人数"),
        N_("人"),
        N_("至少在其中一个研学班次结业的人，每人只计一次"),
        _study_persons,
    ),
    Figure(
        "degree_studies",
        N_("在职学习"),
        N_("人次"),
        N_("当年在读或毕业的在职学历学位学习"),
        _studying,
    ),
    Figure("judicial_passes", N_("法考通过"), N_("人次"), N_("当年通过法律职业资格考试的科目"), _passes),
)
"""What is published of them."""
