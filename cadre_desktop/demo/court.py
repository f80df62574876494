"""Writes the demonstration court: invented people, the year 2023 whole and part of 2024, through the actions.

A fixed seed, a fixed station and a clock of its own make it the same every time; its figures for 2023 are those of
the report on Baotou's courts.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from cadre_desktop.demo.calendar import DemoClock
from cadre_desktop.demo.certificates import CertificateOffice
from cadre_desktop.demo.competition import ENDS, write_competition
from cadre_desktop.demo.dossier import write_dossier, write_histories
from cadre_desktop.demo.honours import write_appointments, write_honours
from cadre_desktop.demo.plan import write_plan, write_studies
from cadre_desktop.demo.staff import write_staff
from cadre_desktop.demo.talent import write_talent
from cadre_desktop.demo.training import DemoTraining
from cadre_desktop.demo.welfare import write_welfare
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.schema import SCHEMA

COURT = "包头市中级人民法院"
SEED = 2023
STATION = 150_200
_SEALED_AFTER = 3
"""Days after the contest on which it is sealed: a Monday."""

Heard = Callable[[int, int, str], None]


def write_demo(path: Path, heard: Heard | None = None) -> None:
    """Write the demonstration court to `path`, which must not exist; `heard` is given how far it is."""
    clock = DemoClock()
    store = open_store(path, SCHEMA, _("演示员"), clock=clock, create_new=True, name=COURT, station=STATION)
    try:
        found_courts(store, COURT)
        parts = _DemoCourt(store, clock).parts
        for number, (title, write) in enumerate(parts):
            if heard:
                heard(number, len(parts), title)
            write()
    except BaseException:
        close_store(store)
        path.unlink(missing_ok=True)
        raise
    close_store(store)


class _DemoCourt:
    """What is written, in order. Courses go on after the contest, while its certificates are handed out."""

    def __init__(self, store: Store, clock: DemoClock):
        self._store, self._clock = store, clock
        self._office = CertificateOffice(store, clock, Random(SEED + 9))
        self.parts: tuple[tuple[str, Callable[[], object]], ...] = (
            (_("人员"), self._staff),
            (_("培训"), lambda: self._training.go_on(until=ENDS)),
            (_("竞赛"), self._contest),
            (_("培训"), self._later_courses),
            (_("人才库"), lambda: write_talent(store, Random(SEED + 3))),
            (_("表彰"), lambda: write_honours(store, Random(SEED + 4))),
            (_("职务调整"), lambda: write_appointments(store, self._people)),
            (_("个人档案"), lambda: write_dossier(store, self._people, Random(SEED + 10))),
            (_("暖警活动"), lambda: write_welfare(store, Random(SEED + 6))),
            (_("培训计划"), lambda: write_plan(store, Random(SEED + 7))),
            (_("在职学习"), lambda: write_studies(store, Random(SEED + 8))),
        )

    def _staff(self) -> None:
        self._people = write_staff(self._store, Random(SEED))
        write_histories(self._store, self._people)
        self._office.make_templates()
        self._training = DemoTraining(self._store, self._clock, Random(SEED + 1), self._office.certify_course)

    def _later_courses(self) -> None:
        self._training.go_on()

    def _contest(self) -> None:
        self._clock.set(ENDS + timedelta(days=_SEALED_AFTER))
        self._office.certify_contest(write_competition(self._store, Random(SEED + 2)))
