"""Recusal (回避): who ought not to mark whom, found from what is known about both.

Source of the defaults: departments under review take no part in marking their own people (rule of an observed-trial
contest), likewise mentors and relatives; the same court only asks, since in a contest of one court all judges and
entrants belong to it. Each severity is a setting.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cadre_desktop.contests.rules.words import ConflictKind, Severity
from cadre_desktop.kit.language import _

USUAL_SEVERITIES: Mapping[ConflictKind, Severity] = MappingProxyType(
    {
        ConflictKind.SELF: Severity.HARD,
        ConflictKind.COURT: Severity.SOFT,
        ConflictKind.DEPARTMENT: Severity.HARD,
        ConflictKind.MENTOR: Severity.HARD,
        ConflictKind.RELATIVE: Severity.HARD,
    }
)


@dataclass(frozen=True, slots=True)
class Party:
    """A judge or an entrant: `key` as marks name them, and the records of person, court and department if known.

    A court or department without a record is recognised by its name. Whoever has neither has only the conflicts that
    somebody named.
    """

    key: int
    name: str
    person: int | None = None
    court: Hashable = None
    department: Hashable = None


@dataclass(frozen=True, slots=True)
class NamedTie:
    """A relation someone declared between a judge and an entrant (by key): mentor or relative."""

    judge: int
    entrant: int
    kind: ConflictKind


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason for recusal."""

    judge: Party
    entrant: Party
    kind: ConflictKind
    severity: Severity

    def __str__(self) -> str:
        sentence = _("评委{judge}与选手{entrant}：{kind}，{severity}。")
        return sentence.format(
            judge=self.judge.name, entrant=self.entrant.name, kind=_(self.kind.label), severity=_(self.severity.label)
        )


def find_conflicts(
    judges: Iterable[Party],
    entrants: Iterable[Party],
    named: Iterable[NamedTie] = (),
    severities: Mapping[ConflictKind, Severity] = USUAL_SEVERITIES,
) -> list[Conflict]:
    """Every conflict that is not ignored, by entrant, then judge, in the order handed in.

    Who is the same person is also of the same department and court: only the gravest of these is named.
    """
    ties: dict[tuple[int, int], dict[ConflictKind, None]] = {}
    for tie in named:
        ties.setdefault((tie.judge, tie.entrant), {})[tie.kind] = None
    panel = list(judges)
    return [
        Conflict(judge, entrant, kind, severity)
        for entrant in entrants
        for judge in panel
        for kind in (*_gravest(judge, entrant, severities), *ties.get((judge.key, entrant.key), ()))
        if (severity := severities.get(kind, Severity.IGNORED)) is not Severity.IGNORED
    ]


def _gravest(judge: Party, entrant: Party, severities: Mapping[ConflictKind, Severity]) -> tuple[ConflictKind, ...]:
    """At most one kind of conflict that the records show, the hard before the soft."""
    checks = (
        (ConflictKind.SELF, judge.person, entrant.person),
        (ConflictKind.DEPARTMENT, judge.department, entrant.department),
        (ConflictKind.COURT, judge.court, entrant.court),
    )
    shown = [kind for kind, ours, theirs in checks if ours is not None and ours == theirs]
    order = list(Severity)
    shown.sort(key=lambda kind: order.index(severities.get(kind, Severity.IGNORED)))
    return tuple(shown[:1])
