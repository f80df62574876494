"""The year of probation: the half-year talk and how it ends."""

from collections.abc import Sequence
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.newcomers.enlisting import newcomer_now
from cadre_desktop.welfare.newcomers.records import Newcomer
from cadre_desktop.welfare.newcomers.rules import ProbationResult, decision_problems, probation_end, vet_newcomer


def record_talk(store: Store, newcomer: int, day: date, opinion: str) -> None:
    """Note when the half-year talk was and what it came to. Raises Refused before the day of reporting, for a day that
    is still to come, and without an opinion."""
    row = newcomer_now(newcomer)
    problems = [each for each in vet_newcomer({**row.__data__, "talked": day}) if each.field == "talked"]
    problems = [Problem(each.message, field="day") for each in problems]
    if day > store.clock.today():
        problems.append(Problem(_("谈话日期还没有到，谈过后再登记。"), field="day"))
    if not opinion.strip():
        problems.append(Problem(_("请填写谈话情况。"), field="opinion"))
    if problems:
        raise Refused(problems)
    with store.step(_("登记半年谈话：{name}").format(name=row.person.name)):
        Newcomer.update(talked=day, opinion=opinion.strip()).where(Newcomer.id == row).execute()


def decide(
    store: Store,
    newcomers: Sequence[int],
    result: ProbationResult,
    decided: date,
    document_number: str,
    until: date | None = None,
) -> int:
    """Note how the probation of these ended, in one step; an extended one goes on `until` then.

    Raises Refused for a confirmation before the probation is over, an extension without a later end, and for one that
    has ended already.
    """
    rows = [newcomer_now(key) for key in newcomers]
    for row in rows:
        if row.result and row.result != ProbationResult.EXTENDED:
            words = _("{name}已有转正结论“{result}”，要改请到“新入职人员”里改。")
            raise Refused(words.format(name=row.person.name, result=_(ProbationResult(row.result).label)))
        assert row.reported is not None
        ends = row.probation_ends or probation_end(row.reported)
        changed = {**row.__data__, "result": result, "decided": decided, "probation_ends": until or ends}
        problems = [*decision_problems(result, decided, ends, until), *vet_newcomer(changed)]
        if problems:
            raise Refused([Problem(f"{row.person.name}：{each.message}", field=each.field) for each in problems])
    changes = {"result": result, "decided": decided, "document_number": document_number.strip()}
    if result is ProbationResult.EXTENDED:
        changes["probation_ends"] = until
    with store.step(_("{count} 人登记转正结论“{result}”").format(count=len(rows), result=_(result.label))):
        Newcomer.update(**changes).where(Newcomer.id.in_([row.id for row in rows])).execute()
    return len(rows)
