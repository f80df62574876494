"""The rules of training that a court may set otherwise, beside those of the hours: who completes a course, and what a
platform's minutes make. What they rest on is in `resources/codes/training_hours.json`."""

from collections.abc import Mapping
from dataclasses import dataclass

from cadre_desktop.courses.completion import attended_share
from cadre_desktop.courses.hours.regulation import known, vet_texts
from cadre_desktop.courses.hours.rule_settings import set_texts, texts_set
from cadre_desktop.courses.rules import leave_limit
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.typed import typed_fixed
from cadre_desktop.people.completions import MINUTES

LEAVE, ATTENDED = "leave_limit", "attended_share"
"""The settings of the largest share of leave, and of the least share of the hours that has to be attended."""
_MOST_MINUTES = 240


@dataclass(frozen=True)
class RuleSetting:
    """A setting by its key: what it is called, its unit ("" for a share), and what comes of changing it."""

    key: str
    title: str
    unit: str
    after: str


RULES = (
    RuleSetting(LEAVE, N_("请假上限"), "", N_("只影响还没有结班的班次；已结班的要重新开班才会重算。")),
    RuleSetting(ATTENDED, N_("结业出勤比例"), "", N_("班次自己填了比例的按班次；已结班的要重新开班才会重算。")),
    RuleSetting(MINUTES, N_("1 学时的分钟数"), N_("分钟"), N_("只影响以后导入的完成情况表；已记入的学时不变。")),
)


def usual_rules() -> dict[str, str]:
    """What a court begins with, by key."""
    return {rule.key: str(known()["rules"][rule.key]["usual"]) for rule in RULES}


def rules_set(store: Store) -> dict[str, str]:
    """The settings as texts by key; those that nobody has changed are the usual ones."""
    return {key: store.setting(key, text) for key, text in usual_rules().items()}


def vet_rules(texts: Mapping[str, str]) -> list[Problem]:
    """What is wrong with settings: shares that are none, minutes that are no whole number from 1 to 240."""
    problems = []
    for rule in RULES:
        try:
            _vet(rule.key, texts[rule.key])
        except Unclear as unclear:
            problems.append(Problem(f"{_(rule.title)}：{unclear}", field=rule.key))
    return problems


def _vet(key: str, text: str) -> None:
    if key == LEAVE:
        leave_limit(text)
    elif key == ATTENDED:
        attended_share("", text)
    else:
        minutes = typed_fixed(text, 0)
        if minutes is None or not 0 < minutes <= _MOST_MINUTES:
            raise Unclear(_("应为 1 至 {most} 的整数，现为“{text}”。").format(most=_MOST_MINUTES, text=text.strip()))


def set_training(store: Store, hours: Mapping[str, str], rules: Mapping[str, str]) -> None:
    """Keep settings of the hours and of `RULES` (those that change) in one step.

    Raises Refused with a problem for each that is wrong; then nothing is kept.
    """
    problems = [*vet_rules(rules_set(store) | dict(rules)), *vet_texts(texts_set(store) | dict(hours))]
    if problems:
        raise Refused(problems)
    if not hours and not rules:  # else it would be a step of nothing
        return
    with store.step(_("更改培训设置")):
        if hours:
            set_texts(store, hours)
        for key, text in rules.items():
            store.set_setting(key, text.strip())
