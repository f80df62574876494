"""What is asked and said before a contest is sealed, and before it is opened again."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from cadre_desktop.contests.actions.sealing import cautions, hindrances, reopen, seal
from cadre_desktop.contests.analysis.panel_reports import stakes_of
from cadre_desktop.contests.analysis.rule_words import stakes_words
from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.results import results_of
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.qt.talk.carrying_out import carry_out

_TOLD = 4
"""How many tracks the question spells out."""


def ask_and_seal(desk: Desk, contest: Contest, owner: QObject, sealed: Callable[[], None]) -> None:
    """Check what prevents sealing, and seal. When sheets are missing the reason is asked for; anything else is said.

    `sealed` is called when it is done.
    """
    carry_out(
        desk,
        _("正在核对"),
        lambda: _checked(Contest.by_key(contest.id)),
        lambda found: _ask(desk, contest, owner, sealed, *found),
        owner,
        writes=False,
    )


def _checked(contest: Contest) -> tuple[list[Problem], str]:
    """What prevents sealing and, where a reason is enough, what the user must know before.

    That is how percentages gave awards, where a rule was not applied, and how many awards hang on the rule.
    """
    results = results_of(contest)
    problems = list(hindrances(contest, results))
    if any(problem.field != "reason" for problem in problems):
        return problems, ""
    told = list(cautions(results))
    if len(told) > _TOLD:
        told[_TOLD:] = [_("另有 {count} 个赛道也有这样的情形，见“结果”页。").format(count=len(told) - _TOLD)]
    return problems, "\n".join(filter(None, (*told, stakes_words(stakes_of(contest.id)))))


def _ask(
    desk: Desk, contest: Contest, owner: QObject, sealed: Callable[[], None], problems: list[Problem], stakes: str
) -> None:
    reason: str | None = ""
    if any(problem.field != "reason" for problem in problems):
        desk.notices.refused(Refused(problems))
        return
    if problems:
        told = "\n".join([*(problem.message for problem in problems), stakes])
        reason = desk.notices.ask_text(_("封存成绩"), told)
    else:
        question = _("封存后成绩、规则和评分不能再改，称号记入个人档案。要封存“{name}”吗？")
        asked = f"{question.format(name=contest.name)}\n{stakes}"
        if not desk.notices.ask(asked, _("封存"), _("取消")):
            return

    def done(contest: Contest) -> None:
        sealed()
        desk.notices.tell(_("“{name}”的成绩已封存，可以打印成绩表和荣誉证书。").format(name=contest.name))

    if reason is not None:
        text = reason
        carry_out(desk, _("正在封存"), lambda: seal(desk.store, contest, text), done, owner)


def ask_and_reopen(desk: Desk, contest: Contest, owner: QObject) -> None:
    """Ask for the reason, and open a sealed contest again."""
    label = _("启封原因（记入操作记录；已记入档案的称号会撤回）")
    reason = desk.notices.ask_text(_("启封"), label)
    if reason is not None:
        text, told = reason, _("已启封，可以修改评分后重新封存。")
        carry_out(
            desk,
            _("正在启封"),
            lambda: reopen(desk.store, contest, text),
            lambda _contest: desk.notices.tell(told),
            owner,
        )
