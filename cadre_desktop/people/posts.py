"""What is in columns of posts, ranks and grades, taken apart: 庭长、四级高级法官 is a post and a judge's grade.

Pure functions. Only what a code table knows as a rank or grade with its number (一级 to 五级) is taken out of a text;
主任科员 or 科员 alone stays the post as which it was written.
"""

import re
from functools import cache
from typing import NamedTuple

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.name_marks import HAN

_NUMBERED = re.compile(r"[一二三四五1-5]级")
_SEPARATORS = r"[\s、,，;；/／|\\＼+＋]"
_TOKENS = re.compile(rf"({_SEPARATORS}+|[(（][^()（）]*[)）])")
_DOUBLED = re.compile(rf"({_SEPARATORS})\s*{_SEPARATORS}+|{_SEPARATORS}+(?=[(（])")
_BRACKETED = re.compile(r"[(（](.*)[)）]")
_EDGES = " 、,，;；/／|\\＼+＋\t\n"
_SHORT = re.compile(r"[一二三四五1-5]级(?:高级)?")
_HAN = re.compile(rf"[{HAN}]")
_POST_ENDS = re.compile(
    r"(?:长|审判员|书记员|执行员|委员|专委|主任|书记|助理|政委|法警|协理员|联络员|督察员|干事|会计|出纳|秘书|法官|科员|助审员)$"
)


class PostSaid(NamedTuple):
    """A post, and the codes of a rank (职级) and a judge's grade (法官等级); "" for what is not said."""

    post: str = ""
    rank: str = ""
    judge_grade: str = ""


def post_said(text: str) -> PostSaid | None:
    """What a text says of post, rank and grade; None if it names no rank or grade, or two of one sort.

    They are parted by 、 / ， a blank or brackets (副庭长/二级主任科员, 庭长（一级法官）), or the rank follows a post
    directly (审判员一级法官).
    """
    rest: list[str] = []
    ranks: set[str] = set()
    grades: set[str] = set()
    for token in _TOKENS.split(text.strip()):
        bracketed = _BRACKETED.fullmatch(token)
        before, rank, grade = _told(bracketed[1] if bracketed else token)
        rest.append(token if not (rank or grade) else before)
        ranks.update(filter(None, [rank]))
        grades.update(filter(None, [grade]))
    if len(ranks) > 1 or len(grades) > 1 or not (ranks or grades):
        return None
    post = _DOUBLED.sub(r"\1", "".join(rest)).strip(_EDGES)
    return PostSaid(post, *(next(iter(codes), "") for codes in (ranks, grades)))


def is_short(text: str) -> bool:
    """Whether a text leaves out whose rank it names: 三级高级, 庭长、一级."""
    return any(_SHORT.fullmatch("".join(token.split()).strip("()（）")) for token in _TOKENS.split(text))


def names_a_post(text: str) -> bool:
    """Whether a text can be a post at all: digits and marks alone (0, 1, 々) are none."""
    return bool(_HAN.search(text))


def _told(token: str) -> tuple[str, str, str]:
    """What is before a rank or grade at the end of a token, and their codes; the token itself if there is none."""
    written = "".join(token.split())
    if not _NUMBERED.search(written):
        return token, "", ""
    for label, rank, grade in _labels():
        before = written.removesuffix(label)
        if before != written and (not before or _POST_ENDS.search(before)):
            return before, rank, grade
    return token, "", ""


@cache
def _labels() -> tuple[tuple[str, str, str], ...]:
    """Every spelling of a numbered rank or grade, the longest first, with its code as a rank or as a grade.

    Short forms without their noun (三级高级) are left to the column of grades, where they mean one thing.
    """
    ranks = [(text, item.value, "") for item in code_table("ranks") for text in (item.label, *item.also)]
    grades = [(text, "", item.value) for item in code_table("judge_grades") for text in (item.label, *item.also)]
    numbered = (told for told in (*ranks, *grades) if _NUMBERED.search(told[0]) and not told[0].endswith("级"))
    return tuple(sorted(numbered, key=lambda told: -len(told[0])))
