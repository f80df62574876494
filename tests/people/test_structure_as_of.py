"""What everybody was on a day, against a slow calculation of its own; and what it rests on."""

from datetime import date
from types import SimpleNamespace as Facts

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre_desktop.people.records import Appointment, Court, Department, Person
from cadre_desktop.people.registers.movements import Movement
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.retirement.rules import retirement_month
from cadre_desktop.people.rules import PersonStatus, age_on
from cadre_desktop.people.structure.as_of import read_staff
from cadre_desktop.people.structure.reading_sql import ASSUMED, DATED, UNKNOWN
from cadre_desktop.people.structure.rules import Lead, lead_of

TODAY = date(2024, 5, 20)
POSTS = ("庭长", "副庭长", "审判员", "党组成员、副院长", "")
DAYS = st.dates(date(2018, 1, 1), date(2027, 1, 1))
MONTHS = DAYS.map(lambda day: day.replace(day=1))
COURTS = st.sampled_from((None, 0, 1))
DEPARTMENTS = st.sampled_from((None, 0, 1, 2, 3))
"""Two of each court: 0 and 1 of the first, 2 and 3 of the second."""

HELD = st.builds(
    Facts,
    starts=DAYS,
    ends=st.none() | DAYS,
    court=COURTS,
    post=st.sampled_from(POSTS),
    post_level=st.sampled_from(("", "131", "142")),
    rank=st.sampled_from(("", "general-09", "general-10")),
    judge_grade=st.sampled_from(("", "308", "311")),
)
CHANGE = st.builds(
    Facts,
    decided=DAYS,
    from_court=COURTS,
    to=DEPARTMENTS,
    old_post=st.sampled_from(POSTS),
    new_post=st.sampled_from(POSTS[:-1]),
    post_level=st.sampled_from(("", "131", "142")),
    rank=st.sampled_from(("", "general-07")),
    carried_out=st.sampled_from((True, True, False)),
)
MOVED = st.builds(Facts, moved=DAYS, direction=st.sampled_from(("in", "out")), court=COURTS)
SOMEBODY = st.builds(
    Facts,
    department=st.sampled_from((0, 1, 2, 3)),
    sex=st.sampled_from(("", "male", "female")),
    born=st.none() | st.dates(date(1958, 1, 1), date(2000, 1, 1)).map(lambda day: day.replace(day=1)),
    post=st.sampled_from(POSTS),
    post_since=st.none() | MONTHS,
    rank=st.sampled_from(("", "general-08")),
    joined_court=st.none() | MONTHS,
    status=st.sampled_from(list(PersonStatus)),
    status_since=st.none() | DAYS,
    held=st.lists(HELD, max_size=3),
    changes=st.lists(CHANGE, max_size=3),
    moves=st.lists(MOVED, max_size=2),
)


class Slow:
    """One person on a day, found by looking at every fact."""

    def __init__(self, person, day):
        self.person, self.day, self.now = person, day, day >= TODAY
        self.covering = [row for row in person.held if row.starts <= day and (row.ends is None or row.ends >= day)]
        ended = [row.starts for row in person.held if row.post and row.ends is not None and row.ends < day]
        self.ended = max(ended, default=None)
        self.later = min((row.starts for row in person.held if row.post and row.starts > day), default=None)
        changes = [row for row in person.changes if row.carried_out]
        self.past = [row for row in changes if row.decided <= day]
        self.coming = coming = [row for row in changes if row.decided > day]
        self.moved = [row for row in person.moves if row.moved <= day]
        self.moves = [row for row in person.moves if row.moved > day]
        self.following = min(coming, key=lambda row: row.decided, default=None)
        self.next_org = min((row for row in coming if row.to is not None), key=lambda row: row.decided, default=None)

    def post(self):
        """Post, level, basis, and since which month, None where no dated fact says the post."""
        found = [((row.starts, 3, n), row.post, row.post_level) for n, row in enumerate(self.covering) if row.post]
        if self.past:
            n, last = max(enumerate(self.past), key=lambda each: (each[1].decided, each[0]))
            if self.ended is None or last.decided > self.ended:
                found.append(((last.decided, 2, n), last.new_post, last.post_level))
        row = self.person
        if row.post and row.post_since is not None and row.post_since <= self.day and self._own_counts():
            found.append(((row.post_since, 0, 0), row.post, ""))
        if found:
            when, post, level = max(found)
            return post, level or self._bare_level(), DATED, when[0].replace(day=1)
        post, basis = self._without()
        return post, self._bare_level(), basis, None

    def _own_counts(self):
        month = self.person.post_since
        same = [day.replace(day=1) for day in (self.later, self.following and self.following.decided) if day]
        return month not in same and (self.ended is None or month > self.ended.replace(day=1))

    def _bare_level(self):
        bare = [
            (row.starts, n, row.post_level) for n, row in enumerate(self.covering) if row.post_level and not row.post
        ]
        return max(bare)[2] if bare else ""

    def _without(self):
        following, row = self.following, self.person
        if following and following.old_post and (self.later is None or self.later >= following.decided):
            return following.old_post, DATED
        if row.post and row.post_since is None and self.later is None and following is None:
            return row.post, ASSUMED
        elsewhere = row.post or self.later or following
        return "", UNKNOWN if elsewhere and self.ended is None else DATED

    def court(self):
        """The court, and whether a dated fact says so."""
        found = [((row.starts, 3, n), row.court) for n, row in enumerate(self.covering) if row.court is not None]
        found += [((row.decided, 2, n), row.to // 2) for n, row in enumerate(self.past) if row.to is not None]
        came = [row for row in self.moved if row.direction == "in" and row.court is not None]
        found += [((row.moved, 1, n), row.court) for n, row in enumerate(came)]
        if self.now:
            found.append(((TODAY, 0, 0), self.person.department // 2))
        if found:
            return max(found)[1]
        if self.next_org and self.next_org.from_court is not None:
            return self.next_org.from_court
        return self.person.department // 2

    def department(self):
        """The department, None if it is not known, and the basis."""
        found = [((row.decided, 2, n), row.to) for n, row in enumerate(self.past) if row.to is not None]
        if self.now:
            found.append(((TODAY, 0, 0), self.person.department))
        court = self.court()
        if found and max(found)[1] // 2 == court:
            return max(found)[1], DATED
        if self.next_org and self.next_org.to // 2 == court:
            return self.next_org.to, ASSUMED
        if self.next_org is None and self.person.department // 2 == court:
            return self.person.department, ASSUMED
        return None, UNKNOWN

    def code(self, name, own):
        """A rank or grade, and the basis."""
        held = [(row.starts, n, getattr(row, name)) for n, row in enumerate(self.covering) if getattr(row, name)]
        past = [(row.decided, 9 + n, row.rank) for n, row in enumerate(self.past) if row.rank and name == "rank"]
        if held or past:
            return max(held + past)[2], DATED
        if any(getattr(row, name) and row.starts > self.day for row in self.person.held):
            return "", UNKNOWN
        if name == "rank" and any(row.rank for row in self.coming):
            return "", UNKNOWN
        return own, ASSUMED if own else DATED

    def on_staff(self):
        """1, 0, or 2 for who left nobody knows when."""
        row, gone = self.person, not self.person.status.on_staff
        events = [((each.moved, 0, n), int(each.direction == "in")) for n, each in enumerate(self.moved)]
        if self.now and (not gone or row.status_since is None):
            events.append(((TODAY, 1, 0), int(not gone)))
        elif row.status_since is not None and row.status_since <= self.day:
            events.append(((row.status_since, 1, 0), int(not gone)))
        if events:
            return max(events)[1]
        following = min(enumerate(self.moves), key=lambda each: (each[1].moved, each[0]), default=(0, None))[1]
        if following and following.direction == "in":
            return 0
        if row.joined_court is not None and row.joined_court > self.day:
            return 0
        return 2 if gone and row.status_since is None and following is None else 1

    def retires(self):
        """The month of retirement."""
        row = self.person
        return (
            retirement_month(row.born, f"{row.sex}_{60 if row.sex == 'male' else 55}") if row.born and row.sex else None
        )


@pytest.fixture
def two_courts(court):
    """Two courts with two departments each; the first of the second court is that of its leaders."""
    courts = list(Court.select().order_by(Court.place).limit(2))
    with court.step("部门"):
        names = ("民一庭", "办公室", "院领导", "刑庭")
        made = [Department.add(court=courts[number // 2], name=name) for number, name in enumerate(names)]
    return Facts(store=court, courts=[each.id for each in courts], departments=[each.id for each in made])


def entered(where, person):
    """Write somebody with all facts; returns the key."""
    values = {name: getattr(person, name) for name in ("sex", "born", "post", "post_since", "rank", "joined_court")}
    row = Person.add(
        name="王祯",
        court=where.courts[person.department // 2],
        department=where.departments[person.department],
        status=person.status,
        status_since=person.status_since,
        **values,
    )
    for held in person.held:
        court = None if held.court is None else where.courts[held.court]
        PostHeld.add(**{**vars(held), "court": court}, person=row.id)
    for moved in person.moves:
        court = None if moved.court is None else where.courts[moved.court]
        Movement.add(**{**vars(moved), "court": court}, person=row.id)
    for change in person.changes:
        said = vars(change).copy()
        to, source = said.pop("to"), said.pop("from_court")
        Appointment.add(
            person=row.id,
            from_court=None if source is None else where.courts[source],
            court=None if to is None else where.courts[to // 2],
            department=None if to is None else where.departments[to],
            **said,
        )
    return row.id


def month(number):
    return date(number // 12, number % 12 + 1, 1) if number else None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SOMEBODY, min_size=1, max_size=5), DAYS)
def test_everybody_was_what_a_slow_look_at_every_fact_finds(two_courts, people, day):
    with two_courts.store.step("档案"):
        keys = [entered(two_courts, person) for person in people]
    staff = read_staff(day, TODAY, keys)
    assert staff.keys.tolist() == keys
    for index, person in enumerate(people):
        slow = Slow(person, day)
        post, level, basis, since = slow.post()
        numbers, texts = (
            {name: column[index] for name, column in each.items()} for each in (staff.numbers, staff.texts)
        )
        assert (texts["post"], texts["level"], numbers["post_basis"]) == (post, level, basis)
        assert month(numbers["post_since"]) == since
        assert numbers["court"] == two_courts.courts[slow.court()]
        department, basis = slow.department()
        assert numbers["department"] == (0 if department is None else two_courts.departments[department])
        assert numbers["department_basis"] == basis
        assert (texts["rank"], numbers["rank_basis"]) == slow.code("rank", person.rank)
        assert (texts["grade"], numbers["grade_basis"]) == slow.code("judge_grade", "")
        assert numbers["on_staff"] == slow.on_staff()
        assert staff.ages()[index] == (-1 if person.born is None else age_on(person.born, day))
        assert month(staff.may_retire[index]) == slow.retires()
        assert staff.retires[index] in (0, staff.may_retire[index])
        lead = lead_of(post, level, "院领导" if department == 2 else "")
        assert staff.lead[index] == (list(Lead).index(lead) + 1 if lead else 0)
