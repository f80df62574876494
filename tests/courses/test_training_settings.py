"""The settings of training: what may be written, what comes of it, and that one step takes it back."""

from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QLabel

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.courses.closing import rule_of
from cadre_desktop.courses.completion import ATTENDED as USUALLY_ATTENDED
from cadre_desktop.courses.completion import attended_share
from cadre_desktop.courses.hours.regulation import known
from cadre_desktop.courses.hours.rule_settings import texts_set
from cadre_desktop.courses.rules import LEAVE_LIMIT, leave_limit
from cadre_desktop.courses.screens.training_settings_dialog import TrainingSettingsDialog
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.courses.training_settings import (
    ATTENDED,
    LEAVE,
    RULES,
    rules_set,
    set_training,
    usual_rules,
    vet_rules,
)
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.completions import MINUTES, USUAL_MINUTES, read_hours


@pytest.fixture
def course(court, people):
    given = {"title": "夏季班", "starts": date(2023, 6, 1), "ends": date(2023, 6, 2), "hours": 140}
    course = save_course(court, given)
    enrol(court, course, [people["李静"]])
    return course


@pytest.fixture
def dialog(qtbot, desk, court):
    dialog = TrainingSettingsDialog(desk, None)
    qtbot.addWidget(dialog)
    return dialog


def test_the_usual_settings_are_those_the_rules_go_by():
    usual = usual_rules()
    assert leave_limit(usual[LEAVE]) == LEAVE_LIMIT
    assert attended_share("", usual[ATTENDED]) == USUALLY_ATTENDED
    assert usual[MINUTES] == USUAL_MINUTES
    assert all(known()["rules"][rule.key]["source"] for rule in RULES)


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        (LEAVE, "", "请假上限：请假比例应写成"),
        (LEAVE, "一半", "请假上限：请假比例应写成"),
        (LEAVE, "8/7", "不大于 1"),
        (LEAVE, "0.2", "请假上限：请假比例应写成"),
        (ATTENDED, "4/0", "结业出勤比例：结业出勤比例应写成"),
        (ATTENDED, "80%", "现为“80%”"),
        (MINUTES, "", "1 学时的分钟数：应为 1 至 240 的整数"),
        (MINUTES, "0", "1 至 240"),
        (MINUTES, "241", "现为“241”"),
        (MINUTES, "四十五", "1 学时的分钟数："),
        (MINUTES, "-45", "1 学时的分钟数："),
    ],
)
def test_what_is_no_setting_is_refused_and_nothing_is_kept(court, key, text, words):
    assert words in vet_rules(usual_rules() | {key: text})[0].message
    with pytest.raises(Refused) as refused:
        set_training(court, {"year_hours": "100"}, {LEAVE: "1/5", key: text})
    assert [problem.field for problem in refused.value.problems] == [key]
    assert rules_set(court) == usual_rules() and texts_set(court)["year_hours"] == "90"


def test_everything_wrong_is_told_at_once(court):
    with pytest.raises(Refused) as refused:
        set_training(court, {"year_hours": "很多"}, {LEAVE: "", MINUTES: ""})
    assert [problem.field for problem in refused.value.problems] == [LEAVE, MINUTES, "year_hours"]


def test_one_step_keeps_all_and_one_undo_takes_all_back(court, course):
    set_training(court, {"year_hours": "100"}, {LEAVE: " 1/5 ", ATTENDED: "3/4", MINUTES: "45"})
    assert court.undoable().label == "更改培训设置"
    rule = rule_of(court, course)
    assert (rule.leave, rule.attended) == (Fraction(1, 5), Fraction(3, 4))
    assert read_hours("90分钟").values == {"hours": 20}
    court.undo()
    rule = rule_of(court, course)
    assert (rule.leave, rule.attended) == (LEAVE_LIMIT, USUALLY_ATTENDED)
    assert read_hours("90分钟").values == {"hours": 15}
    assert texts_set(court)["year_hours"] == "90"


def test_no_change_is_no_step(court):
    before = court.undoable()
    set_training(court, {}, {})
    assert court.undoable() == before


def test_without_a_share_of_its_own_attendance_follows_the_limit_of_leave(court, course):
    set_training(court, {}, {LEAVE: "1/5"})
    assert rule_of(court, course).attended == Fraction(4, 5)


def test_the_dialog_shows_what_holds_and_keeps_what_is_changed(dialog, court):
    assert dialog.rule_texts == usual_rules()
    dialog.rules[LEAVE].set_value("1/5")
    dialog.rules[MINUTES].set_value(45)
    dialog.numbers["online_hours"].set_value(400)
    dialog.answer()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert rules_set(court) == usual_rules() | {LEAVE: "1/5", MINUTES: "45"}
    assert texts_set(court)["online_hours"] == "40"


def test_the_dialog_says_what_is_wrong_at_its_field(dialog, court):
    dialog.rules[LEAVE].set_value("七分之一")
    dialog.answer()
    assert dialog.problem.text() == "请假上限：请假比例应写成“1/7”这样不大于 1 的分数。"
    assert dialog.rules[LEAVE].property("wrong") and not dialog.rules[ATTENDED].property("wrong")
    dialog.rules[LEAVE].set_value("1/6")
    dialog.answer()
    assert rules_set(court)[LEAVE] == "1/6"


def test_the_usual_settings_come_back_and_are_kept_only_when_saved(dialog, court, desk, qtbot):
    changed = {LEAVE: "1/5", ATTENDED: "3/4", MINUTES: "45"}
    set_training(court, {"year_hours": "100", "level.general": "general-08", "retirement": "yes"}, changed)
    again = TrainingSettingsDialog(desk, None)
    qtbot.addWidget(again)
    again.defaults.click()
    assert rules_set(court) == changed
    again.answer()
    assert rules_set(court) == usual_rules()
    texts = texts_set(court)
    assert (texts["year_hours"], texts["level.general"], texts["retirement"]) == ("90", "general-06", "no")
    court.undo()
    assert rules_set(court) == changed


def test_what_a_setting_rests_on_and_what_comes_of_changing_it_is_said_below_it(dialog):
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for rule in RULES:
        assert known()["rules"][rule.key]["source"] in dialog.rules[rule.key].toolTip()
        assert any(known()["rules"][rule.key]["source"] in text and rule.after in text for text in said)


def test_the_list_of_courses_leads_there(qtbot, desk, court, monkeypatch):
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    shown = []
    monkeypatch.setattr(TrainingSettingsDialog, "exec", lambda dialog: shown.append(dialog.windowTitle()))
    action = next(each for each in tab._courses.actions() if each.text() == "培训设置…")
    action.trigger()
    assert shown == ["培训设置"]
