"""The demonstration court's clock does what is due on its way."""

from datetime import date

from cadre_desktop.demo.calendar import LAST_DAY, DemoClock


def test_what_is_due_is_done_on_its_day_in_the_order_asked_for() -> None:
    clock = DemoClock()
    done: list[tuple[str, date]] = []
    for name, day in (("third", 9), ("first", 5), ("second", 5)):
        clock.later(date(2023, 3, day), lambda name=name: done.append((name, clock.today())))
    clock.set(date(2023, 3, 4))
    assert done == []
    clock.set(date(2023, 3, 7))
    assert done == [("first", date(2023, 3, 5)), ("second", date(2023, 3, 5))]
    assert clock.today() == date(2023, 3, 7)
    clock.set(date(2023, 3, 31))
    assert done[2:] == [("third", date(2023, 3, 9))]


def test_what_is_due_may_lead_to_more_and_time_never_runs_backwards() -> None:
    clock = DemoClock()
    done: list[date] = []

    def twice() -> None:
        done.append(clock.today())
        clock.later(date(2023, 4, 2), lambda: done.append(clock.today()))

    clock.set(date(2023, 4, 1))
    clock.later(date(2023, 3, 1), twice)  # a day that is over: as soon as the clock is set
    clock.set(date(2023, 4, 3))
    assert done == [date(2023, 4, 1), date(2023, 4, 2)]
    clock.set(date.max)
    assert clock.today() == LAST_DAY
