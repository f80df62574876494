"""Rules of the physical examination: which package suits somebody, and how people are put into batches."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem


class NoPackage(Code):
    """Why the rule gives somebody no package."""

    NO_SEX = "no_sex", N_("没有登记性别")
    NO_BIRTH = "no_birth", N_("没有登记出生年月")
    NONE = "none", N_("没有合适的套餐")
    SEVERAL = "several", N_("合适的套餐不止一个")


class PackageRule(NamedTuple):
    """Whom a package suits: `sex` ("" for both) and ages in full years, both ends included."""

    key: int
    sex: str
    age_from: int | None
    age_to: int | None

    def suits(self, sex: str, age: int | None) -> bool:
        """Whether it is for people of this sex and age; what is not known (``""``, None) suits no limit."""
        if self.sex and sex != self.sex:
            return False
        if self.age_from is None and self.age_to is None:
            return True
        return age is not None and (self.age_from or 0) <= age and (self.age_to is None or age <= self.age_to)


def package_for(packages: Sequence[PackageRule], sex: str, age: int | None) -> int | NoPackage:
    """The package (key) that alone suits somebody, or why there is none."""
    suited = [package.key for package in packages if package.suits(sex, age)]
    if len(suited) == 1:
        return suited[0]
    if suited:
        return NoPackage.SEVERAL
    if not sex and any(package.sex for package in packages):
        return NoPackage.NO_SEX
    bounded = any(package.age_from is not None or package.age_to is not None for package in packages)
    return NoPackage.NO_BIRTH if age is None and bounded else NoPackage.NONE


def package_problems(age_from: int | None, age_to: int | None, price: int | None) -> list[Problem]:
    """What is wrong with the limits and the price of a package."""
    found = []
    if (age_from or 0) < 0:
        found.append(Problem(_("年龄不能是负数。"), field="age_from"))
    if age_to is not None and age_to < (age_from or 0):
        found.append(Problem(_("年龄上限低于下限，请核对。"), field="age_to"))
    if (price or 0) < 0:
        found.append(Problem(_("价格不能是负数。"), field="price"))
    return found


class ExamPerson(NamedTuple):
    """Somebody to be put into a batch. `department` None for nobody's; `package` None where it is still open."""

    key: int
    court: int
    department: int | None
    package: int | None


class BatchRoom(NamedTuple):
    """How many more a batch takes (`free`; None for any number), of one `court` only unless None."""

    key: int
    court: int | None
    free: int | None


class Dealt(NamedTuple):
    """Who comes to which batch (by its key), and for whom there is no room."""

    batches: dict[int, list[ExamPerson]]
    beyond: list[ExamPerson]


def deal(people: Sequence[ExamPerson], batches: Sequence[BatchRoom]) -> Dealt:
    """Put people, given by court and department, into batches, given in their order, within their room.

    A department comes together to the first batch with room for all of it, else it is spread over the free rooms in
    order; batches of its own court are filled before those for all.
    """
    free = {batch.key: batch.free for batch in batches}
    dealt = Dealt({batch.key: [] for batch in batches}, [])
    open_to: dict[int, list[int]] = {}
    for (court, _department), members in groupby(people, lambda one: (one.court, one.department)):
        if court not in open_to:
            own = [batch.key for batch in batches if batch.court == court]
            open_to[court] = [*own, *(batch.key for batch in batches if batch.court is None)]
        _put(list(members), open_to[court], free, dealt)
    return dealt


def _put(group: list[ExamPerson], order: Sequence[int], free: dict[int, int | None], dealt: Dealt) -> None:
    whole = next((key for key in order if _takes(free[key], len(group)) == len(group)), None)
    for key in order if whole is None else (whole,):
        count = _takes(free[key], len(group))
        dealt.batches[key].extend(group[:count])
        room = free[key]
        free[key] = None if room is None else room - count
        group = group[count:]
    dealt.beyond.extend(group)


def _takes(free: int | None, wanted: int) -> int:
    return wanted if free is None else min(max(free, 0), wanted)
