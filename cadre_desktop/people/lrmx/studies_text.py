"""The eight texts of a form about education and degree, as the dossier says them now. Pure but for its rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from cadre_desktop.kit.codes import code_table
from cadre_desktop.people.lrmx import elements
from cadre_desktop.people.lrmx.facts import MODES, same_school, studies_of


def studies_written(said: Mapping[str, str], rows: Sequence[Any]) -> dict[str, str]:
    """The texts that have to change. `rows` are the studies of a person; those of no mode are nowhere in a form."""
    texts: dict[str, str] = {}
    for mode, value in MODES.items():
        mine = [row for row in rows if row.mode == value]
        read = studies_of(said, mode, [])
        for name, what, school_of_it in (("education", 0, 2), ("degree", 1, 3)):
            best = _best(mine, name)
            if best is None:
                continue
            code = getattr(best, name)
            written = next((code for study in read if (code := getattr(study, name))), "")
            element, school = (f"{mode}_{elements.STUDIES[at]}" for at in (what, school_of_it))
            if code != written:
                texts[element] = code_table(name).label(code)
            was = said.get(school, "")
            beside = said.get(f"{mode}_{elements.STUDIES[5 - school_of_it]}", "")
            known = was or (beside if code == written else "")
            if best.school and not same_school(known, best.school, best.major):
                texts[school] = best.school + (f"{best.major}专业" if best.major else "")
    return texts


def _best(rows: Sequence[Any], name: str) -> Any:
    """The row with the highest education or degree; the later one of two."""
    having = [row for row in rows if getattr(row, name)]
    digits = 1 if name == "degree" else None
    return min(reversed(having), key=lambda row: str(getattr(row, name))[:digits], default=None)
