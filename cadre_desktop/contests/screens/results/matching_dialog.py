"""Asking before names and codes are matched: what is still missing needs a reason, and there is no way back."""

from PySide6.QtCore import QObject

from cadre_desktop.contests.actions.matching import open_matching, unready
from cadre_desktop.contests.records import Track
from cadre_desktop.contests.results import ranking_of
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.qt.talk.carrying_out import carry_out


def begin_matching(desk: Desk, track: Track, owner: QObject) -> None:
    """Look whether all sheets are in, ask, and match."""
    carry_out(
        desk,
        _("正在核对"),
        lambda: list(unready(ranking_of(track))),
        lambda problems: _ask(desk, track, owner, problems),
        owner,
        writes=False,
    )


def _ask(desk: Desk, track: Track, owner: QObject, problems: list[Problem]) -> None:
    reason: str | None = ""
    if problems:
        reason = desk.notices.ask_text(_("拆封匹配"), "\n".join(problem.message for problem in problems))
    else:
        question = _("拆封以后，“{track}”的姓名和代号对应公开，合成总成绩；拆封会记入操作记录，不能再封上。要拆封吗？")
        if not desk.notices.ask(question.format(track=track.name), _("拆封"), _("取消")):
            return
    if reason is not None:
        text = reason
        told = _("“{track}”已拆封匹配，可以核对总成绩；代号对照表在“打印与导出”里。").format(track=track.name)
        carry_out(
            desk,
            _("正在拆封匹配"),
            lambda: open_matching(desk.store, track, text),
            lambda _track: desk.notices.tell(told),
            owner,
        )
