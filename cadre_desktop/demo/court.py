"""Writes the demonstration court: invented people, the year 2023 whole and part of 2024, through the actions.

A fixed seed, a fixed station and a clock of its own make it the same every time; its figures for 2023 are those of
the report on Baotou's courts.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

from cadre_desktop.demo.calendar import DemoClock
from cadre_desktop.demo.competition import write_competition
from cadre_desktop.demo.honours import write_appointments, write_honours
from cadre_desktop.demo.plan import write_plan, write_studies
from cadre_desktop.demo.staff import write_staff
from cadre_desktop.demo.talent import write_talent
from cadre_desktop.demo.training import write_training
from cadre_desktop.demo.welfare import write_welfare
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.schema import SCHEMA

COURT = "包头市中级人民法院"
SEED = 2023
STATION = 150_200

Heard = Callable[[int, int, str], None]


def write_demo(path: Path, heard: Heard | None = None) -> None:
    """Write the demonstration court to `path`, which must not exist; `heard` is given how far it is."""
    clock = DemoClock()
    store = open_store(path, SCHEMA, _("演示员"), clock=clock, create_new=True, name=COURT, station=STATION)
    try:
        found_courts(store, COURT)
        parts: tuple[tuple[str, Callable[[], object]], ...] = (
            (_("人员"), lambda: write_staff(store, Random(SEED))),
            (_("培训"), lambda: write_training(store, clock, Random(SEED + 1))),
            (_("竞赛"), lambda: write_competition(store, Random(SEED + 2))),
            (_("人才库"), lambda: write_talent(store, Random(SEED + 3))),
            (_("表彰"), lambda: write_honours(store, Random(SEED + 4))),
            (_("职务调整"), lambda: write_appointments(store, Random(SEED + 5))),
            (_("暖警活动"), lambda: write_welfare(store, Random(SEED + 6))),
            (_("培训计划"), lambda: write_plan(store, Random(SEED + 7))),
            (_("在职学习"), lambda: write_studies(store, Random(SEED + 8))),
        )
        for number, (title, write) in enumerate(parts):
            if heard:
                heard(number, len(parts), title)
            write()
    except BaseException:
        close_store(store)
        path.unlink(missing_ok=True)
        raise
    close_store(store)
