"""现任职务 taken apart: court, department, post and grade of ``某区人民法院刑庭庭长、四级高级法官``. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.name_marks import named_in
from cadre_desktop.people.posts import post_said


class Present(NamedTuple):
    """Where somebody is and as what, as far as the text says so for certain."""

    court: int | None = None
    department: int | None = None
    post: str = ""
    rank: str = ""
    judge_grade: str = ""


def present_of(
    text: str, called: Mapping[str, Sequence[int]], departments: Mapping[int, Sequence[tuple[str, int]]]
) -> Present:
    """Court, department, post, rank and grade of a text. `called` are the folded names of courts, `departments` those
    of each court with their keys. A text of two courts keeps its words as the post."""
    text = "".join(text.split())
    head, mark, rest = text.partition("法院")
    courts = named_in(head + mark, called) if mark else []
    if len(courts) != 1 or "法院" in rest:
        return Present(courts[0] if len(courts) == 1 else None, None, *(post_said(text) or (text, "", "")))
    offered = sorted(departments.get(courts[0], ()), key=lambda each: -len(each[0]))
    name, key = next(((name, key) for name, key in offered if rest.startswith(name)), ("", None))
    rest = rest.removeprefix(name)
    said = post_said(rest)
    return Present(courts[0], key, *(said or (rest, "", "")))


def is_said(text: str, post: str, rank: str, judge_grade: str) -> bool:
    """Whether a text says the post, rank and grade of somebody, as far as there are any."""
    plain = "".join(text.split())
    labels = (code_table("ranks").label(rank), code_table("judge_grades").label(judge_grade))
    return all("".join(word.split()) in plain for word in (post, *labels) if word)


def as_written(court: str, department: str, post: str, rank: str, judge_grade: str) -> str:
    """The text for 现任职务."""
    labels = (code_table("ranks").label(rank), code_table("judge_grades").label(judge_grade))
    head = court + (department if department and department not in post else "")
    return "、".join(filter(None, (head + post if post else "", *labels))) or head
