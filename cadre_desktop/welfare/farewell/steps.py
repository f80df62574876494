"""The order of a ceremony, as the court has it: the usual one, until somebody writes another."""

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.settings import setting
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.farewell.rules import USUAL_STEPS

_STEPS = "farewell.steps"
_LONGEST = 60


def steps() -> list[str]:
    """The steps of a ceremony, one after the other."""
    kept = setting(_STEPS)
    return kept.splitlines() if kept else [_(step) for step in USUAL_STEPS]


def set_steps(store: Store, text: str) -> None:
    """Keep another order, a step a line; none means the usual one again. Raises Refused for a step that is too long."""
    lines = [line for line in (" ".join(part.split()) for part in text.splitlines()) if line]
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST:
            words = _("第 {number} 项有 {count} 个字，一项最多 {most} 个字，请写短一些。")
            raise Refused(Problem(words.format(number=number, count=len(line), most=_LONGEST), field="steps"))
    with store.step(_("修改荣退仪式议程")):
        store.set_setting(_STEPS, "\n".join(lines))
