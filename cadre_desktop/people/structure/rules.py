"""How a staff is made up: who leads, in which band of ages, how far shares are from those asked. Pure functions.

Ages are completed years on a day, reckoned from the month of birth as personnel forms do: who was born in 1985.03 is 38
from 1 March 2023 on. 80后 are those born from 1980 to 1989, whatever their age.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.rules import StaffCategory

USUAL_BANDS = "35,40,45,50,55"
USUAL_ABOUT_35 = "36"
USUAL_SHARES = "39/46/15"
"""Judges, auxiliaries and administrative staff in per cent of the authorised posts: the central plan of 2014."""

_OLDEST = 80


class Lead(Code):
    """Who leads: the court itself, an internal department (内设机构) as its head, or as one of its deputies."""

    COURT = "court", N_("院领导"), "班子成员"
    HEAD = "head", N_("正职"), "部门正职", "内设机构正职"
    DEPUTY = "deputy", N_("副职"), "部门副职", "内设机构副职"


class Schooling(Code):
    """学历 put together, by its code (ZB64)."""

    POSTGRADUATE = "1", N_("研究生")
    BACHELOR = "2", N_("大学本科")
    COLLEGE = "3", N_("大学专科")
    LOWER = "4", N_("中专及以下")

    @classmethod
    def of(cls, code: str) -> "Schooling | None":
        """The group of a code of education; None where there is none."""
        if not code:
            return None
        return cls.LOWER if code > "34" else cls(code[0])


_PARTS = re.compile(r"[、,，;；/／\s]+|兼任?")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_NO_LEAD = re.compile(r"主任科员$|主任(?:法医|医)师$|院长助理$|庭长助理$")
_COURT_LEAD = re.compile(r"(?:代理?)?院长$|党组(?:副?书记|成员)|政治部主任$|纪检(?:监察)?组(?:组)?长$|专职委员$|专委$")
_DEPUTY = re.compile(r"副(?:庭长|局长|主任|处长|科长|书记|组长|政委|教导员|(?:支|大|中)?队长|所长)$")
_STANDING = re.compile(r"机关党委(?:专职)?副?书记$|专职副书记$")
_HEAD = re.compile(r"(?:庭长|局长|主任|处长|科长|政委|教导员|(?:支|大|中)队长|队长|所长)$")
_PLAIN = re.compile(r"审判员$|审判长$|法官$|助理$|书记员$|执行员$|法警$|警察$|干部$|干警$|科员$|技术人员$|法医$|员$")
_OF_LEADERS = re.compile(r"^院领导|^领导班子|^班子成员")


@cache
def lead_of(post: str, level: str = "", department: str = "") -> Lead | None:
    """Who somebody with this post leads; None: nobody.

    The words of the post go first; of several posts (审判委员会委员、民一庭庭长) the highest counts. `level`
    (职务层次 by its code) only where the words say neither that somebody leads nor that not: 正职 levels have odd last
    digits. In the department of the court's leaders whoever leads is one of them.
    """
    parts = [part for part in _PARTS.split(_BRACKETS.sub("", post)) if part]
    found = {lead for part in parts if (lead := _lead_of_part(part))}
    if not found and level and not any(_PLAIN.search(part) or _NO_LEAD.search(part) for part in parts):
        found = {Lead.HEAD if level[-1] in "13579" else Lead.DEPUTY}
    if found and _OF_LEADERS.search(department):
        return Lead.COURT
    return next((lead for lead in Lead if lead in found), None)


def _lead_of_part(part: str) -> Lead | None:
    if _NO_LEAD.search(part):
        return None
    if _STANDING.search(part):
        return Lead.HEAD
    if _DEPUTY.search(part) and not _COURT_LEAD.search(part):
        return Lead.DEPUTY
    if _COURT_LEAD.search(part):
        return Lead.COURT
    return Lead.HEAD if _HEAD.search(part) else None


@dataclass(frozen=True)
class AgeBands:
    """Bands of ages by their highest ages, rising; the last band has no end."""

    tops: tuple[int, ...]

    def of(self, age: int) -> int:
        """The index of the band that an age is in."""
        return bisect_left(self.tops, age)

    @property
    def labels(self) -> tuple[str, ...]:
        """35 岁以下, 36–40 岁, 41 岁以上."""
        first = _("{age}岁及以下").format(age=self.tops[0])
        middle = [_("{low}–{high}岁").format(low=low + 1, high=high) for low, high in pairwise(self.tops)]
        return (first, *middle, _("{age}岁及以上").format(age=self.tops[-1] + 1))


def bands_of(text: str) -> AgeBands:
    """The bands that a setting names by their highest ages (35,40,45). Raises Unclear for what makes none."""
    parts = [part for part in re.split(r"[,，、\s]+", text.strip()) if part]
    if not parts or not all(part.isascii() and part.isdigit() and int(part) <= _OLDEST for part in parts):
        raise Unclear(_("年龄段应写成各段的最高年龄，如“{usual}”，现为“{text}”。").format(usual=USUAL_BANDS, text=text))
    tops = tuple(map(int, parts))
    if any(low >= high for low, high in pairwise(tops)):
        raise Unclear(_("年龄段的最高年龄应由小到大、不重复，现为“{text}”。").format(text=text))
    return AgeBands(tops)


def about_35_of(text: str) -> int:
    """The highest age that passes for about 35. Raises Unclear for what is none."""
    written = text.strip()
    if not (written.isascii() and written.isdigit() and 30 <= int(written) <= 45):
        raise Unclear(_("“35岁左右”的最高年龄应为 30 至 45 的整数，现为“{text}”。").format(text=text))
    return int(written)


def shares_of(text: str) -> dict[StaffCategory, int]:
    """The shares asked of the three categories, in per cent (39/46/15). Raises Unclear unless they make up 100."""
    parts = re.split(r"[/／:：]", text.strip())
    if len(parts) != len(StaffCategory) or not all(part.isascii() and part.isdigit() for part in parts):
        raise Unclear(_("三类人员比例应写成“{usual}”的样子，现为“{text}”。").format(usual=USUAL_SHARES, text=text))
    numbers = [int(part) for part in parts]
    if sum(numbers) != 100:
        raise Unclear(_("三类人员比例合计应为 100，现为 {sum}。").format(sum=sum(numbers)))
    return dict(zip(StaffCategory, numbers, strict=True))


def share(part: int, whole: int) -> int | None:
    """A part in whole per cent, halves upwards; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def share_text(part: int, whole: int) -> str:
    """33%, or — where there is nothing to be a part of."""
    found = share(part, whole)
    return "—" if found is None else f"{found}%"


@dataclass(frozen=True)
class Rulebook:
    """What a court counts by: see `rulebook_of`."""

    bands: AgeBands
    about_35: int
    shares: dict[StaffCategory, int]


def rulebook_of(bands: str = USUAL_BANDS, about_35: str = USUAL_ABOUT_35, shares: str = USUAL_SHARES) -> Rulebook:
    """The rules that texts of settings mean. Raises Unclear for the first that means none."""
    return Rulebook(bands_of(bands), about_35_of(about_35), shares_of(shares))
