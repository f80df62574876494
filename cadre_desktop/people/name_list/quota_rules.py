"""How many people courts and their departments may send to an event, and who gets one of those places. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cadre_desktop.kit.language import _

Home = tuple[int | None, int | None]
"""Where somebody is from: court and department (keys)."""


@dataclass(frozen=True)
class QuotaLine:
    """How one court, or one department of it, compares with its quota; `quota` is None for one that was given none.

    parts: the departments of a court that have a quota of their own; by_parts: only they were given one, so the court's
    is what theirs add up to.
    """

    court: int
    name: str
    quota: int | None
    listed: int
    waiting: int = 0
    department: int | None = None
    parts: tuple["QuotaLine", ...] = ()
    by_parts: bool = False

    @property
    def over(self) -> int:
        """How many too many (negative: too few); 0 where there is no quota."""
        return 0 if self.quota is None else self.listed - self.quota

    @property
    def open(self) -> int:
        """How many places nobody has and nobody waits for."""
        return max(0, -self.over - self.waiting)

    @property
    def rest(self) -> "QuotaLine":
        """The people of departments without a quota, and the places of the court that are left to them."""
        quota = self.quota
        if quota is not None:
            quota = max(0, quota - sum(max(part.quota or 0, part.listed) for part in self.parts))
        return QuotaLine(
            self.court,
            self.name,
            quota,
            self.listed - sum(part.listed for part in self.parts),
            self.waiting - sum(part.waiting for part in self.parts),
        )

    @property
    def words(self) -> str:
        """超 1 人, 差 2 人, 正好."""
        if self.quota is None:
            return _("没有分配名额") if self.listed else ""
        if self.over > 0:
            return _("超 {count} 人").format(count=self.over)
        return _("差 {count} 人").format(count=-self.over) if self.over else _("正好")


def quota_words(lines: Sequence[QuotaLine]) -> str:
    """青山法院超 1 人，昆区法院民一庭差 2 人; "" where every quota is met or there is none."""
    if all(line.quota is None for line in lines):
        return ""
    told = [each for line in lines for each in _told(line)]
    return "，".join(words for _is_over, words in sorted(told, key=lambda each: not each[0]))


def _told(line: QuotaLine) -> list[tuple[bool, str]]:
    """Whether it is too many, and the words: of a court, of its departments. A court whose quota is that of its
    departments is short where they are: only people of its other departments are told of it."""
    found = []
    if line.by_parts:
        if count := line.rest.listed:
            found.append((True, _("{court}其他部门 {count} 人没有名额").format(court=line.name, count=count)))
    elif line.over or (line.quota is None and line.listed):
        found.append((line.over > 0, f"{line.name}{line.words}"))
    found += [(part.over > 0, f"{line.name}{part.name}{part.words}") for part in line.parts if part.over]
    return found


def with_more(lines: Sequence[QuotaLine], more: Mapping[Home, int]) -> list[QuotaLine]:
    """The same with more people on the list, by where they are from."""
    return [
        replace(
            line,
            listed=line.listed + sum(count for (court, _department), count in more.items() if court == line.court),
            parts=tuple(
                replace(part, listed=part.listed + more.get((part.court, part.department), 0)) for part in line.parts
            ),
        )
        for line in lines
    ]


def beyond_words(lines: Sequence[QuotaLine], more: Mapping[Home, int]) -> str:
    """Which courts and departments have sent more than their quota with these people more: 青山法院超 1 人; "" for
    none. What others have too many is not told."""
    told = []
    courts = {court for (court, _department), count in more.items() if count}
    for line in with_more(lines, more):
        parts = [part for part in line.parts if part.over > 0 and more.get((part.court, part.department))]
        if line.over > 0 and line.court in courts and not (line.by_parts and parts):
            told.append(f"{line.name}{line.words}")
        told += [f"{line.name}{part.name}{part.words}" for part in parts]
    return "，".join(told)


class Share(NamedTuple):
    """Places that somebody is asked to fill, as many as were `given`: of a court, of a department of it, or those of a
    court that are not of a department with a quota of its own (`others`). `open` of them nobody has; `fewer`: these are
    not all that are left, since others of the court have its places."""

    court: str
    department: str
    given: int
    listed: int
    open: int
    others: bool = False
    fewer: bool = False

    @property
    def name(self) -> str:
        """青山法院民一庭."""
        return f"{self.court}{self.department or (_('其他部门') if self.others else '')}"


def shares_of(lines: Sequence[QuotaLine]) -> list[Share]:
    """The places of the courts that have a quota, those of departments apart."""
    found = []
    for line in lines:
        if line.quota is None:
            continue
        found += [
            Share(
                line.name,
                part.name,
                part.quota or 0,
                part.listed,
                min(part.open, line.open),
                fewer=line.open < part.open,
            )
            for part in line.parts
        ]
        rest = line.rest
        if not line.parts or rest.quota:
            open_, fewer = min(rest.open, line.open), line.open < rest.open
            found.append(Share(line.name, "", rest.quota or 0, rest.listed, open_, bool(line.parts), fewer))
    return found


class Allotment:
    """Places given to people one after the other: those kept for their department, else those their court has beside
    them, and never more than there are at all (`free`, None for any number). Where no court has a quota any court may
    send people; where one has, a court without has no places."""

    def __init__(self, lines: Sequence[QuotaLine], free: int | None):
        given = [line for line in lines if line.quota is not None]
        self._by_quota = bool(given)
        self._courts = {line.court: line.open for line in given}
        self._departments = {part.department: part.open for line in given for part in line.parts}
        self._rest = {line.court: line.rest.open for line in given if line.parts}
        self._free = free

    def take(self, court: int, department: int | None) -> bool:
        """Whether there is a place for the next one of a court and department; it is taken then."""
        if self._free is not None and self._free <= 0:
            return False
        if self._by_quota:
            if self._courts.get(court, 0) <= 0:
                return False
            if department in self._departments:
                if self._departments[department] <= 0:
                    return False
                self._departments[department] -= 1
            elif court in self._rest:
                if self._rest[court] <= 0:
                    return False
                self._rest[court] -= 1
            self._courts[court] -= 1
        if self._free is not None:
            self._free -= 1
        return True
