"""How posts and changes of post are written: 任命王祯为刑事审判第一庭庭长；免去李静的研究室副主任职务。

Pure functions over texts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PARTS = re.compile(r"[、，,；;]")
_NO_DIVISION = ("院领导", "领导班子", "院党组")
"""Departments in which people are filed who lead the whole court: no post is named after them."""
_OF_THE_COURT = re.compile("院长|党组|审判委员会|审委会|政治部主任|执行局局长|纪检|调研员|主任科员")
"""Posts of a court, not of one of its departments."""


def parts_of(post: str) -> list[str]:
    """The posts in a text: 党组成员、副院长 are two."""
    return [part for part in (each.strip() for each in _PARTS.split(post)) if part]


def names_post(text: str, post: str) -> bool:
    """Whether a text names a post, with or without court and department before it."""
    wanted = parts_of(post)
    return bool(wanted) and all(any(part.endswith(each) for part in parts_of(text)) for each in wanted)


def without(post: str, removed: str) -> str:
    """What is left of a post once somebody is removed from a part of it: 党组成员、副院长 without 副院长."""
    gone = parts_of(removed)
    return "、".join(part for part in parts_of(post) if not any(each.endswith(part) for each in gone))


def full_post(post: str, department: str = "", court: str = "") -> str:
    """A post as a document names it, with department and court where the post does not say them."""
    named = post
    if department and not (department in post or department in _NO_DIVISION or _OF_THE_COURT.search(post)):
        named = department + post
    return named if not court or court in named else court + named


@dataclass(frozen=True)
class PostChange:
    """A change of post as a document says it: names in full, empty where there is none."""

    name: str
    appointed: str = ""
    removed: str = ""
    raised: str = ""


def appointed_sentences(changes: Iterable[PostChange]) -> list[str]:
    """任命王祯为… of everybody who is appointed, 晋升… of whoever only gets another rank or grade."""
    found = []
    for change in changes:
        if change.appointed:
            found.append(f"任命{change.name}为{change.appointed}")
        if change.raised:
            found.append(f"晋升{change.name}为{change.raised}")
    return found


def removed_sentences(changes: Iterable[PostChange]) -> list[str]:
    """免去李静的…职务."""
    return [f"免去{change.name}的{change.removed}职务" for change in changes if change.removed]


def ended(sentences: Sequence[str]) -> list[str]:
    """Sentences of one enumeration: each ends with ；, the last with 。."""
    return [each + ("。" if each is sentences[-1] else "；") for each in sentences]
