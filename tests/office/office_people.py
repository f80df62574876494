"""People invented for generated workbooks: what is true of them, whatever a sheet makes of it."""

import json
import random
from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.resources import resource
from cadre_desktop.people.rules import check_character, courts_of_baotou

DEPARTMENTS = ("立案庭", "刑事审判庭", "民事审判第一庭", "行政审判庭", "执行局", "政治部", "办公室", "司法警察大队")
POSTS = ("庭长", "副庭长", "审判员", "法官助理", "书记员", "法警", "主任")
EDUCATION = ("研究生", "大学", "大专")
POLITICAL = ("中共党员", "预备党员", "共青团员", "群众")
ETHNIC = ("汉族", "蒙古族", "回族", "满族")
COURTS = tuple(court.name for court in courts_of_baotou())


@dataclass(frozen=True)
class TruePerson:
    """Somebody; `born` and `joined` are first days of months, empty texts are not known to anybody."""

    court: str
    department: str
    name: str
    sex: str
    born: date
    id_number: str
    ethnic: str
    post: str
    education: str
    political: str
    phone: str
    joined: date


class Names:
    """Names that are all different, so that nobody can be taken for somebody else by his name alone."""

    def __init__(self, chance: random.Random):
        self._chance = chance
        self._used: set[str] = set()
        self._given = json.loads(resource("demo", "names.json").read_text(encoding="utf-8"))

    def next(self, sex: str) -> str:
        """A Chinese or, one time in eight, a Mongolian name."""
        while (name := self._any(sex)) in self._used:
            pass
        self._used.add(name)
        return name

    def _any(self, sex: str) -> str:
        chance, given = self._chance, self._given
        which = "male" if sex == "男" else "female"
        if chance.random() < 0.125:
            words = given[f"mongolian_{which}"].split()
            return "·".join(chance.sample(words, 2))
        surname = chance.choice(given["rare_surnames"]) if chance.random() < 0.1 else chance.choice(given["surnames"])
        return str(surname) + "".join(chance.sample(given[which], chance.choice((1, 2))))


def invented(chance: random.Random, names: Names, court: str, department: str) -> TruePerson:
    """One person of a department."""
    sex = chance.choice("男女")
    born = date(chance.randint(1964, 2000), chance.randint(1, 12), 1)
    joined = date(born.year + chance.randint(20, 26), chance.randint(1, 12), 1)
    order = f"{chance.randint(0, 49):02}{chance.choice('13579' if sex == '男' else '02468')}"
    digits = f"150299{born:%Y%m}{chance.randint(1, 28):02}{order}"
    return TruePerson(
        court,
        department,
        names.next(sex),
        sex,
        born,
        digits + check_character(digits),
        chance.choice(ETHNIC),
        chance.choice(POSTS),
        chance.choice(EDUCATION),
        chance.choice(POLITICAL),
        f"13{chance.randint(0, 9)}{chance.randint(0, 99_999_999):08}",
        joined,
    )
