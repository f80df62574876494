"""While names are masked the people of a batch show neither department nor the order of their names."""

import pytest

from cadre_desktop.kit.display import MASK
from cadre_desktop.welfare.examination.reading import ExamMember
from cadre_desktop.welfare.screens.examination.people_panel import MemberModel


@pytest.fixture
def model(qtbot):
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    model = MemberModel(parent)
    yield model
    parent.deleteLater()


def member(number, court):
    return ExamMember(7_000 + number, number, f"人{number:02}", court, f"庭{number:02}", 0, "invited", "serving", "", 1)


def test_masked_people_come_by_court_and_else_in_no_order_of_names(model):
    given = [member(number, court) for court, span in (("甲院", range(9)), ("乙院", range(9, 18))) for number in span]
    model.put(given)
    keys = [one.key for one in model.lines]
    assert [one.court for one in model.lines] == ["甲院"] * 9 + ["乙院"] * 9
    assert sorted(keys[:9]) == [one.key for one in given[:9]] != keys[:9]
    assert {model.data(model.index(row, column)) for row in range(18) for column in (0, 2)} == {MASK}
    model.sort(2)
    assert [one.key for one in model.lines] == keys
    model.sort(-1)
    model.reveal(True)
    assert model.lines == given and model.data(model.index(0, 2)) == "庭00"
    model.reveal(False)
    assert [one.key for one in model.lines] == keys
