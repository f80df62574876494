"""Whatever is imported in whatever order and however often, every training counts once."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.kinds import TRAINING_RECORD
from cadre_desktop.people.records import Court, Person, TrainingRecord

TITLES = ("执行业务培训班（第一期）", "党性教育集中轮训", "“调解”能力 提升班（2）")
WRITINGS = (
    str,
    lambda title: title.replace("（", "(").replace("）", ")"),
    lambda title: title.replace("第一期", "第１期").replace(" ", "  "),
    lambda title: f"2023年{title}",
)
TRUE = [
    (person, title, date(2023, month, 8), 5 * (3 + person + month), online)
    for person in range(3)
    for title in range(len(TITLES))
    for month in (3, 9)
    for online in (False, True)
]
"""Person, title, first day, hours in tenths and whether online of all trainings there were."""

FILES = st.lists(st.lists(st.sampled_from(range(len(TRUE))), min_size=1, max_size=8), min_size=1, max_size=4)


def write(path: Path, chosen: list[int], writing: int) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("其他培训")
        sheet.write_row(0, 0, ("工号", "姓名", "培训班名称", "开始", "结束", "学时", "网络培训", "年度"))
        for line, index in enumerate(chosen, 1):
            person, title, starts, hours, online = TRUE[index]
            days = (f"{starts}", f"{starts + timedelta(days=2)}")
            name = WRITINGS[writing](TITLES[title])
            row: tuple[Any, ...] = (f"T{person}", "", name, *days, hours / 10, "是" if online else "否", 2023)
            sheet.write_row(line, 0, row)
    return path


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES, writings=st.lists(st.integers(0, 3), min_size=8, max_size=8), order=st.permutations(range(8)))
def test_sums_are_those_of_what_there_was(
    court: Store, tmp_path: Path, files: list[list[int]], writings: list[int], order: list[int]
) -> None:
    with court.step("重来"):
        TrainingRecord.delete().execute()
        Person.delete().execute()
        home = Court.select().first()
        people = [Person.add(court=home, name="王伟", staff_number=f"T{number}").id for number in range(3)]
    for place in order:
        chosen = files[place % len(files)]
        done = import_file(court, TRAINING_RECORD, write(tmp_path / f"{place}.xlsx", chosen, writings[place]))
        assert not done.refused, done.problems
    expected = {TRUE[index] for chosen in files for index in chosen}
    found = [(row.__data__["person"], row.starts, row.hours, row.online) for row in TrainingRecord.select()]
    assert sorted(found) == sorted((people[who], starts, hours, net) for who, _t, starts, hours, net in expected)
