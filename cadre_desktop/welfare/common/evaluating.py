"""What people thought of an event, from counted answers: keyed, and as shares. No sheet of anybody is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.common.records import EvaluationTally
from cadre_desktop.welfare.records import WelfareEvent

QUESTIONS = (N_("组织安排"), N_("时间地点"), N_("内容形式"), N_("服务保障"), N_("总体评价"))
"""What a sheet asks where nothing else was asked."""
ANSWERS = (N_("很满意"), N_("满意"), N_("一般"), N_("不满意"))
"""The best first; the first two count as satisfied."""
_SATISFIED = 2


@dataclass(frozen=True)
class Evaluated:
    """How many gave each answer to a question, the best first."""

    question: str
    counts: tuple[int, ...]

    @property
    def sheets(self) -> int:
        """How many answered it."""
        return sum(self.counts)

    @property
    def satisfied(self) -> str:
        """满意率: the share of the two best answers, as 96.5%; "" where nobody answered."""
        return f"{100 * sum(self.counts[:_SATISFIED]) / self.sheets:.1f}%" if self.sheets else ""


def evaluation_of(event: WelfareEvent) -> list[Evaluated]:
    """The questions of an event in the order in which they were asked; those of `QUESTIONS`, unanswered, where nothing
    was keyed yet."""
    rows = EvaluationTally.select().where(EvaluationTally.event == event)
    found: dict[str, dict[str, int]] = {}
    for row in rows.order_by(EvaluationTally.position, EvaluationTally.id):
        found.setdefault(row.question, {})[row.answer] = row.count or 0
    if not found:
        return [Evaluated(_(question), (0,) * len(ANSWERS)) for question in QUESTIONS]
    answers = [_(answer) for answer in ANSWERS]
    return [Evaluated(question, tuple(counts.get(one, 0) for one in answers)) for question, counts in found.items()]


def save_evaluation(store: Store, event: WelfareEvent, counts: Mapping[str, Sequence[int | None]]) -> None:
    """Put down how many gave each answer, by question, in one step; what was there of these questions is replaced.

    Raises Refused where nothing was counted.
    """
    if not any(count for each in counts.values() for count in each):
        raise Refused(_("还没有填票数，请填每个评价项目各选项有多少份。"))
    if any((count or 0) < 0 for each in counts.values() for count in each):
        raise Refused(_("票数不能是负数，请核对。"))
    with store.step(_("登记“{event}”的评价").format(event=event.title)):
        for number, (question, each) in enumerate(counts.items()):
            for index, (answer, count) in enumerate(zip(ANSWERS, each, strict=True)):
                _put(event, question, _(answer), count or 0, number * len(ANSWERS) + index)


def _put(event: WelfareEvent, question: str, answer: str, count: int, position: int) -> None:
    row = EvaluationTally.get_or_none(
        (EvaluationTally.event == event) & (EvaluationTally.question == question) & (EvaluationTally.answer == answer)
    )
    if row is None:
        EvaluationTally.add(event=event, question=question, answer=answer, count=count, position=position)
    elif (row.count, row.position) != (count, position):
        row.count, row.position = count, position
        row.save()
