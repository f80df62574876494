"""Random steps of two people, undone and redone at random, against snapshots kept beside them."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from toys import TOYS, Club, Member

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import bulk, journal, replay, search, undo
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import Record

Rows = dict[int, tuple[Any, ...]]
NAMES = st.sampled_from(["王祯", "李静", "单雄信", "翟解", "欧阳文博", "A'b\"", "👤", "", "王 祯"])
ACTORS = st.sampled_from(["王祯", "李静"])
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["club", "member", "rename", "points", "move", "leave", "close"]), NAMES, st.integers(0, 9)
    ),
    min_size=1,
    max_size=4,
)


def snapshot() -> dict[str, Rows]:
    return {
        record._meta.table_name: {
            row[0]: row[1:] for row in database.rows(f'SELECT * FROM "{record._meta.table_name}"')
        }
        for record in TOYS.records
    }


class Steps(RuleBasedStateMachine):
    """`stack` holds for each actor's standing and undone steps what the tables were before and after each."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "院.cadre"
        self.around: dict[int, tuple[dict[str, Rows], dict[str, Rows]]] = {}

    @initialize()
    def open(self) -> None:
        self.store = open_store(self.path, TOYS, "王祯", create_new=True)
        with self.store.step("建组"):
            club = Club.add(title="刑一庭")
            Member.add_many([{"club": club.id, "name": name} for name in ("王祯", "李静")])
        self.around[journal.steps(1)[0].id] = ({"club": {}, "member": {}}, snapshot())

    @rule(actor=ACTORS, changes=CHANGES, fails=st.sampled_from([False, False, False, True]))
    def step(self, actor: str, changes: list[tuple[str, str, int]], fails: bool) -> None:
        self.store.actor = actor
        before = snapshot()
        try:
            with self.store.step("、".join(what for what, _name, _number in changes)):
                for change in changes:
                    self._change(*change)
                if fails:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            assert snapshot() == before
            return
        last = journal.steps(1)
        if last and last[0].kind == "do" and last[0].id not in self.around and snapshot() != before:
            self.around[last[0].id] = (before, snapshot())

    def _change(self, what: str, name: str, number: int) -> None:
        clubs, members = list(Club.select()), list(Member.select())
        club: Any = clubs[number % len(clubs)] if clubs else None
        member: Any = members[number % len(members)] if members else None
        if what == "club":
            Club.add(title=name)
        elif what == "member" and club:
            Member.add(club=club, name=name, points=number, place=None if number % 2 else number)
        elif what == "rename" and member:
            Member.update(name=name, phone=f"1390{number}").where(Member.id == member.id).execute()
        elif what == "points":
            Member.update(points=number, place=None).where(Member.points < number).execute()
        elif what == "move" and club and member:
            Member.update(club=club).where(Member.id == member.id).execute()
        elif what == "leave" and member:
            member.delete_instance()
        elif what == "close" and club:
            Member.delete().where(Member.club == club).execute()
            club.delete_instance()

    @rule(actor=ACTORS)
    def undo(self, actor: str) -> None:
        self._replay(actor, "undo")

    @rule(actor=ACTORS)
    def redo(self, actor: str) -> None:
        self._replay(actor, "redo")

    @rule(actor=ACTORS, place=st.integers(0, 30), way=st.sampled_from(["undo", "redo"]))
    def replay_any(self, actor: str, place: int, way: str) -> None:
        """Any step, however long ago: what is told beforehand is what happens."""
        steps = journal.steps()
        self.store.actor = actor
        told = self.store.hindrance(steps[place % len(steps)], way)  # type: ignore[arg-type]
        assert self._replay(actor, way, steps[place % len(steps)]) == (told == "")

    def _replay(self, actor: str, way: str, *step: journal.StepInfo) -> bool:
        self.store.actor = actor
        before = snapshot()
        steps = len(journal.steps())
        try:
            done = getattr(self.store, way)(*step)
        except Refused:
            assert snapshot() == before
            assert len(journal.steps()) == steps
            return False
        self._assert_inverse(done.id, before, snapshot(), way)
        return True

    def _assert_inverse(self, step: int, before: dict[str, Rows], now: dict[str, Rows], way: str) -> None:
        """Rows the step changed are as it found (or left) them; no other row is touched."""
        if step not in self.around:  # one whose changes cancelled out
            assert now == before
            return
        found, left = self.around[step]
        source, target = (left, found) if way == "undo" else (found, left)
        for table in now:
            for key in found[table].keys() | left[table].keys() | before[table].keys() | now[table].keys():
                if found[table].get(key) == left[table].get(key):
                    assert now[table].get(key) == before[table].get(key)
                else:
                    assert before[table].get(key) == source[table].get(key)
                    assert now[table].get(key) == target[table].get(key)

    @rule()
    def restart(self) -> None:
        close_store(self.store)
        self.store = open_store(self.path, TOYS, "王祯")

    @invariant()
    def consistent(self) -> None:
        if database.is_closed():
            return
        assert database.rows("PRAGMA foreign_key_check") == []
        assert journal.broken_link() is None
        assert list(replay.differences(TOYS.records)) == []
        records: tuple[type[Record], ...] = TOYS.records
        assert all(search.is_current(record) for record in records)

    def teardown(self) -> None:
        close_store(self.store)
        self.folder.cleanup()


Steps.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSteps = Steps.TestCase


class ManySteps(Steps):
    """The same, with all rows that go or come alike handled at once."""

    def __init__(self) -> None:
        super().__init__()
        self.before = undo.MANY, bulk.MANY, search._FEW
        undo.MANY = bulk.MANY = search._FEW = 1

    def teardown(self) -> None:
        undo.MANY, bulk.MANY, search._FEW = self.before
        super().teardown()


ManySteps.TestCase.settings = Steps.TestCase.settings
TestManySteps = ManySteps.TestCase
