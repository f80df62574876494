"""A short message covers nothing that somebody may want to press or to type in."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from cadre_desktop.kit.qt.talk.toast import Toast

SENTENCE = "已保存，可按 Ctrl+Z 撤销。"


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def put(window, kind, rect):
    control = kind(window)
    control.setGeometry(QRect(*rect))
    control.show()
    return control


def placed(window, sentence=SENTENCE):
    toast = Toast(window)
    toast.say(sentence)
    return toast


def lets_clicks_through(toast):
    return toast.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_it_stands_in_the_middle_above_the_foot(window):
    put(window, QLabel, (0, 0, 700, 300))
    toast = placed(window)
    assert abs(toast.geometry().center().x() - 350) <= 2
    assert 200 < toast.geometry().bottom() < 300
    assert not lets_clicks_through(toast)


@pytest.mark.parametrize("kind", [QPushButton, QLineEdit])
@pytest.mark.parametrize("rect", [(300, 210, 100, 40), (10, 200, 680, 60), (0, 200, 400, 60), (650, 220, 40, 30)])
def test_it_gives_way_to_controls(window, kind, rect):
    control = put(window, kind, rect)
    toast = placed(window)
    assert not toast.geometry().intersects(control.geometry())
    assert window.rect().contains(toast.geometry())
    assert not lets_clicks_through(toast)


def test_it_gives_way_to_none_that_is_hidden(window):
    control = put(window, QPushButton, (10, 200, 680, 60))
    control.hide()
    assert placed(window).geometry().intersects(control.geometry())


def test_where_there_is_no_other_place_clicks_go_through(window):
    control = put(window, QPushButton, (0, 0, 700, 300))
    toast = placed(window)
    assert lets_clicks_through(toast)
    control.hide()
    toast.say(SENTENCE)
    assert not lets_clicks_through(toast)
