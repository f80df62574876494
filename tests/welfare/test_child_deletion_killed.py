"""kill -9 while a period's children are deleted: it has not begun, or is finished by clearing again."""

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.child_care.records import CarePeriod, Child, PickUp

TITLE = "2024年寒假托辅"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a process for each moment")
def test_killed_at_any_moment(court, tmp_path):
    with court.step("报名"):
        worker = Person.add(court=Court.get(Court.place == 1), name="职工")
        period = CarePeriod.add(title=TITLE, season="winter", starts=date(2024, 1, 22), ends=date(2024, 2, 2))
        child = Child.add(period=period, number=1, person=worker, name="童小甲", state="admitted")
        PickUp.add(child=child, name="接孩人", phone="13711112222")
    for hour in (9, 10):
        backup.make(court.path, "手动", datetime(2024, 3, 1, hour))
    close_store(court)
    base, work = tmp_path / "base", tmp_path / "work"
    base.mkdir()
    work.mkdir()
    court.path.rename(base / "院.cadre")
    folder = backup.folder_of(court.path)
    into = base / "院-备份"
    into.mkdir()
    for path in folder.glob("*.cadre"):
        path.rename(into / path.name.replace(backup.stem_of(court.path), "院", 1))
    script, tests = Path(__file__).with_name("killed_deletion.py"), Path(__file__).parents[1]
    paths = os.pathsep.join(map(str, (tests.parent, tests / "kit" / "store")))
    done = subprocess.run(
        [sys.executable, str(script), str(work), str(base), TITLE],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "not begun" in done.stdout and "finished later" in done.stdout, done.stdout
