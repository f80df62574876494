"""Passing a study beside work: the education it leads to goes into the dossier, and with the study out of it again.

The dossier's highest education and degree, which rosters show, rise with it. What stood there before is kept among the
person's educations first, so that it can be told again when the study is taken back.
"""

from collections.abc import Sequence
from typing import Any

from cadre_desktop.courses.registers.studies import DegreeStudy, StudyState
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.education import Education, StudyMode

_EDUCATIONS = (("11", "12", "1A", "1B"), ("21", "22", "23"), ("31", "32", "33", "34"), ("35", "36", "37"), ("38",))
"""Codes of ZB64 by level, the highest first; primary school (39) is below all of them."""

_DEGREES = "234"
"""The first digits of degrees in GB/T 6864: doctor, master, bachelor. An honorary degree (1) is above none."""


def education_level(code: str) -> int:
    """How high an education is: the larger, the higher; 0 for none."""
    if not code:
        return 0
    found = next((index for index, codes in enumerate(_EDUCATIONS) if code in codes), len(_EDUCATIONS))
    return len(_EDUCATIONS) + 1 - found


def degree_level(code: str) -> int:
    """How high a degree is: the larger, the higher; 0 for none and for an honorary one."""
    return len(_DEGREES) - _DEGREES.index(code[0]) if code and code[0] in _DEGREES else 0


def pass_studies(store: Store, keys: Sequence[int]) -> int:
    """Mark studies as passed and post what they lead to into the dossier, in one step; returns how many.

    Those that have been posted already stay as they are. Raises Refused with a problem for each study that was given
    up, or whose last day is not filled in or still to come; then nothing is done.
    """
    studies = [study for study in _studies(keys) if not _posted(study.id)]
    problems = [problem for study in studies for problem in _unfit(store, study)]
    if problems:
        raise Refused(problems)
    with store.step(_label(_("“{name}”毕业，学历记入档案"), _("{count} 人毕业，学历记入档案"), studies)):
        for study in studies:
            _keep_earlier(study)
            _post(study)
            study.state = StudyState.PASSED
            study.save()
    return len(studies)


def withdraw_studies(store: Store, keys: Sequence[int]) -> int:
    """Set passed studies back to studying and take out of the dossier what they have posted, in one step; returns how
    many."""
    studies = [study for study in _studies(keys) if study.state == StudyState.PASSED]
    with store.step(_label(_("“{name}”撤回毕业"), _("{count} 人撤回毕业"), studies)):
        for study in studies:
            Education.delete().where(Education.source == study.id).execute()
            study.state = StudyState.STUDYING
            study.save()
            _lower(study)
    return len(studies)


def help_granted(keys: Sequence[int]) -> int:
    """What courts have paid for these studies, in fen."""
    return sum(study.help_granted or 0 for study in _studies(keys))


def _studies(keys: Sequence[int]) -> list[DegreeStudy]:
    found = {study.id: study for study in DegreeStudy.select(DegreeStudy, Person).join(Person)}
    return [found[key] for key in keys if key in found]


def _label(one: str, several: str, studies: Sequence[DegreeStudy]) -> str:
    return one.format(name=studies[0].person.name) if len(studies) == 1 else several.format(count=len(studies))


def _posted(key: int) -> bool:
    return bool(Education.select().where(Education.source == key).exists())


def _unfit(store: Store, study: DegreeStudy) -> list[Problem]:
    said = {"name": study.person.name, "school": study.school}
    if study.state == StudyState.GIVEN_UP:
        return [Problem(_("“{name}”在{school}的学习已终止，不能毕业；请先把状态改为在读。").format(**said))]
    if study.ends is None:
        return [Problem(_("“{name}”在{school}的学习没有毕业日期；请先填写，再记为毕业。").format(**said))]
    if study.ends > store.clock.today():
        words = _("“{name}”在{school}的学习到 {day} 才毕业，现在还不能记。")
        return [Problem(words.format(**said, day=study.ends))]
    return []


def _keep_earlier(study: DegreeStudy) -> None:
    """Keep the highest education so far among the person's educations, unless it is there."""
    person: Any = study.person
    if not person.education and not person.degree:
        return
    same = (Education.person == person, Education.education == person.education, Education.degree == person.degree)
    if not Education.select().where(*same).exists():
        Education.add(
            person=person,
            education=person.education,
            degree=person.degree,
            school=person.school,
            notes=_("原登记的最高学历学位"),
        )


def _post(study: DegreeStudy) -> None:
    """The education of a study, unless somebody has entered it by hand; and what of the dossier rises with it."""
    person = Person.by_key(study.person.id)
    values = {"education": study.education, "degree": study.degree, "school": study.school}
    same = (getattr(Education, name) == value for name, value in values.items())
    if not Education.select().where(Education.person == person, *same).exists():
        days = {"starts": study.starts.replace(day=1), "ends": study.ends and study.ends.replace(day=1)}
        mode = StudyMode.IN_SERVICE
        Education.add(person=person, mode=mode, major=study.major, source=study.id, **values, **days)
    higher = education_level(study.education) > education_level(person.education)
    above = degree_level(study.degree) > degree_level(person.degree)
    if higher:
        person.education = study.education
    if above:
        person.degree = study.degree
    if higher or above:
        person.school = study.school
        person.save()


def _lower(study: DegreeStudy) -> None:
    """Let the dossier show the highest of what is left, where it showed what the study had led to."""
    person = Person.by_key(study.person.id)
    left = list(Education.select().where(Education.person == person))
    educations = sorted(left, key=lambda each: education_level(each.education))
    degrees = sorted(left, key=lambda each: degree_level(each.degree))
    if person.education == study.education and person.school == study.school:
        person.education = educations[-1].education if left else ""
    if person.degree == study.degree and person.school == study.school:
        person.degree = degrees[-1].degree if left else ""
    if person.school == study.school:
        best = max(left, key=lambda each: (education_level(each.education), degree_level(each.degree)), default=None)
        person.school = best.school if best else ""
    if person.dirty_fields:
        person.save()
