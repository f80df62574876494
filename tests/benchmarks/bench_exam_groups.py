"""100,000 persons invited by rule and put into batches of an examination, against bare SQL in the same file.

The bare run reads those who serve in the same order and writes a participant and an assignment for each with two
`executemany` in one step, with the journal's triggers. Exit code 1 if the ratio is over its limit.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.examination.grouping import ExamWanted, carry_out_grouping, group_people
from cadre_desktop.welfare.examination.records import ExamBatch, ExamPackage, ExamRound
from cadre_desktop.welfare.records import WelfareEvent

LIMIT = 3.0
BATCHES, DEPARTMENTS = 200, 20
DAY = date(2023, 6, 1)


def fill(store: Store, count: int) -> tuple[int, int]:
    """People, four packages and batches for all; returns the keys of the round and of an event for the bare run."""
    chance = random.Random(7)
    with store.step("准备"):
        rooms = [
            (court.id, Department.add(court=court, name=f"{number}庭").id)
            for court in Court.select()
            for number in range(DEPARTMENTS)
        ]
        Person.add_many(
            [
                {"court": court, "department": room, "name": f"干警{number}", "sex": chance.choice(("male", "female")),
                 "born": date(chance.randint(1964, 1999), chance.randint(1, 12), 1)}
                for number in range(count)
                for court, room in (chance.choice(rooms),)
            ]
        )  # fmt: skip
        made = ExamRound.add(title="体检", year=2023)
        for sex in ("male", "female"):
            ExamPackage.add(round=made, title=f"{sex}甲", sex=sex, age_to=44)
            ExamPackage.add(round=made, title=f"{sex}乙", sex=sex, age_from=45)
        for number in range(BATCHES):
            event = WelfareEvent.add(
                title=f"第{number}批", kind="physical_exam", starts=DAY + timedelta(number), places=-(-count // BATCHES)
            )
            ExamBatch.add(round=made, event=event)
        bare = WelfareEvent.add(title="另一场", kind="physical_exam", starts=DAY)
    return made.id, bare.id


def ours(store: Store, exam_round: int, count: int) -> float:
    begun = perf_counter()
    grouping = group_people(exam_round, ExamWanted(), DAY)
    assert carry_out_grouping(store, grouping) == count
    return perf_counter() - begun


def bare(store: Store, event: int, package: int) -> float:
    begun = perf_counter()
    with store.step("直接写"):
        people = database.rows(
            "SELECT p.id, p.court_id FROM person p JOIN court c ON c.id = p.court_id LEFT JOIN department d"
            " ON d.id = p.department_id WHERE p.status = 'serving' ORDER BY c.place, d.place, d.id, p.pinyin"
        )
        keys = list(database.new_keys(len(people)))
        database.executemany(
            "INSERT INTO participant (id, event_id, person_id, court_id, attendance, notes)"
            " VALUES (?, ?, ?, ?, 'invited', '')",
            ((key, event, *row) for key, row in zip(keys, people, strict=True)),
        )
        database.executemany(
            "INSERT INTO exam_assignment (id, participant_id, package_id) VALUES (?, ?, ?)",
            ((key, participant, package) for key, participant in zip(database.new_keys(len(keys)), keys, strict=True)),
        )
    return perf_counter() - begun


def main() -> int:
    smoke = "--smoke" in sys.argv
    count = 2_000 if smoke else 100_000
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "court.cadre", SCHEMA, "王祯", create_new=True)
        found_courts(store, "包头市中级人民法院")
        exam_round, event = fill(store, count)
        package = ExamPackage.select().first().id
        pairs = []
        for _run in range(1 if smoke else 2):
            mine = ours(store, exam_round, count)
            store.undo()
            theirs = bare(store, event, package)
            store.undo()
            pairs.append((mine, theirs))
        close_store(store)
    mine, theirs = (min(column) for column in zip(*pairs, strict=True))
    print("name | ours s | bare s | ratio | limit")
    print(f"{count:,} persons grouped into batches | {mine:.3f} | {theirs:.3f} | {mine / theirs:.2f} | {LIMIT}")
    return 0 if smoke or mine / theirs <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
