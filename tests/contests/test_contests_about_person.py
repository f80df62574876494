"""The page of a person tells where somebody was entered, and the rank only once the contest is sealed."""

from cadre_desktop.contests.about_person import ABOUT_PERSON
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.records import Contest, Entrant, Event
from cadre_desktop.contests.results import ranking_of


def told(person):
    (about,) = ABOUT_PERSON
    return list(about.lines(person))


def test_ranks_are_told_of_sealed_contests_alone(court, marked):
    entrants = list(Entrant.select().where(Entrant.person.is_null(False)))
    before = [line.note for row in entrants for line in told(row.__data__["person"])]
    assert before and not any("名" in note for note in before)
    seal(court, Contest.get(), "试封存")
    for row in entrants:
        (line,) = told(row.__data__["person"])
        ranked = ranking_of(row.__data__["track"]).ranked(row.id)
        if ranked is None:
            assert line.note in ("没有名次", "退赛", "缺席", "取消资格")
        else:
            assert f"第 {ranked.rank} 名" in line.note
        assert line.key == row.id


def test_codes_of_anonymous_events_are_not_told(court, marked):
    with court.step("匿名"):
        Event.update(anonymous=True).execute()
    row = Entrant.select().where(Entrant.person.is_null(False)).first()
    (line,) = told(row.__data__["person"])
    assert not row.code or row.code not in f"{line.text}{line.note}"
