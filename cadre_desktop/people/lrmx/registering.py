"""Studies, résumés and annual grades of forms, written into their registers together."""

from collections.abc import Iterable, Sequence
from typing import Any

from cadre_desktop.people.lrmx import comparing
from cadre_desktop.people.lrmx.comparing import Difference
from cadre_desktop.people.lrmx.dossiers import Dossier
from cadre_desktop.people.lrmx.facts import Study
from cadre_desktop.people.lrmx.resume_text import WrittenLine
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.education import Education
from cadre_desktop.people.registers.resume import ResumeLine


class Registers:
    """Rows are noted form by form; those that change are changed at once, new ones written by `write`."""

    def __init__(self) -> None:
        self._studies: list[dict[str, Any]] = []
        self._lines: list[dict[str, Any]] = []
        self._grades: list[dict[str, Any]] = []

    def note(
        self,
        dossier: Dossier,
        person: int,
        studies: Iterable[tuple[int | None, Study]],
        chosen: Sequence[Difference],
    ) -> None:
        """What was chosen of one form."""
        for row, study in studies:
            self._study(dossier, person, row, study)
        for each in chosen:
            if each.key == comparing.RESUME:
                self._resume(dossier, person, each.value)
            elif each.key.startswith("grade:"):
                self._grade(dossier, person, int(each.key.partition(":")[2]), each.value)

    def write(self) -> None:
        """Add the new rows."""
        Education.add_many(self._studies)
        ResumeLine.add_many(self._lines)
        AnnualGrade.add_many(self._grades)

    def _study(self, dossier: Dossier, person: int, row: int | None, study: Study) -> None:
        if row is None:
            school = {"school": study.school, "major": study.subject}
            told = {"mode": study.mode, "education": study.education, "degree": study.degree, **school}
            self._studies.append({"person": person, **told})
            return
        had = next(each for each in dossier.studies if each.id == row)
        had.mode = had.mode or study.mode
        had.school, had.major = study.school, study.subject
        had.save()

    def _grade(self, dossier: Dossier, person: int, year: int, grade: str) -> None:
        had = dossier.grades.get(year)
        if had is None:
            self._grades.append({"person": person, "year": year, "grade": grade})
        else:
            had.grade = grade
            had.save()

    def _resume(self, dossier: Dossier, person: int, lines: Sequence[WrittenLine]) -> None:
        """The lines of the form in the order of the form; rows that say the same stay the rows that they are."""
        left = list(zip(dossier.lines, dossier.resume, strict=True))
        for position, line in enumerate(lines, 1):
            at = next((at for at, (said, _row) in enumerate(left) if said == line), None)
            if at is None:
                told = {"starts": line.starts, "ends": line.ends, "text": line.text, "notes": line.notes}
                self._lines.append({"person": person, "position": position, **told})
                continue
            row = left.pop(at)[1]
            if row.position != position:
                row.position = position
                row.save()
        for _said, row in left:
            row.delete_instance()
