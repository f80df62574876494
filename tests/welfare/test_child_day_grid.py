"""The grid of a period's days hides again all that it has shown of children."""

from datetime import date

from cadre_desktop.kit.display import MASK
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.child_care.attendance import read_period
from cadre_desktop.welfare.child_care.records import CarePeriod, Child
from cadre_desktop.welfare.child_care.sheets import care_words
from cadre_desktop.welfare.screens.child_care.day_grid import FRONT, DayModel


def test_every_column_about_a_child_is_drawn_anew_when_names_are_hidden(court, qapp):
    with court.step("报名"):
        worker = Person.add(court=Court.get(Court.place == 1), name="职工")
        period = CarePeriod.add(title="寒假", season="winter", starts=date(2023, 12, 25), ends=date(2024, 1, 5))
        Child.add(period=period, number=1, person=worker, name="童小甲", grade=3, reason="困难")
    model = DayModel()
    model.put(read_period(period.id))
    texts = [[model.index(0, column).data() for column in range(FRONT)]]
    drawn = []
    model.dataChanged.connect(lambda first, last: drawn.append(range(first.column(), last.column() + 1)))
    for masked in (False, True):
        model.mask(masked)
        texts.append([model.index(0, column).data() for column in range(FRONT)])
    hidden, shown, again = texts
    assert hidden == again and hidden[1] == hidden[4] == MASK and shown[1] == "童小甲"
    told = {column for column in range(FRONT) if hidden[column] != shown[column]} | {2}  # its hint has the reason
    assert all(told <= set(columns) for columns in drawn) and len(drawn) == 2


def test_a_period_over_the_turn_of_the_year_says_both_years():
    period = CarePeriod(title="寒假", starts=date(2023, 12, 25), ends=date(2024, 1, 5), hours="")
    assert care_words(period) == "2023年12月25日至2024年1月5日"
