"""The family that a form names: who each is to the person, and when born. Pure."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.typed import typed_month


class FamilyMember(NamedTuple):
    """Somebody of the family. `kinship` is the code of the class that recusal distinguishes, "" for no such."""

    called: str
    name: str
    born: date | None
    kinship: str


_KINSHIPS = (
    ("in_law", "岳|公公|公婆|婆婆|女婿|儿媳|媳妇|嫂|姐夫|妹夫|弟媳|弟妹|亲家|大伯子|小叔子|小姑子|内弟|内兄"),
    ("spouse", "^(?:丈夫|妻子|配偶|爱人|夫|妻)$"),
    ("collateral", "兄|弟|姐|妹|哥|叔|伯|姑|舅|姨|侄|外甥"),
    ("direct", "父|母|儿子|女儿|子$|女$|爷|奶|祖|孙|爸|妈"),
)
"""Words of 称谓 by class, in the order in which they are looked for: 岳父 is no father, 外孙女 no daughter."""


def member_of(called: str, name: str, born: str) -> FamilyMember:
    """A member of the family from the texts of the form."""
    called = "".join(called.split())
    kinship = next((code for code, words in _KINSHIPS if re.search(words, called)), "")
    try:
        month = typed_month(born)
    except Unclear:
        month = None
    return FamilyMember(called, "".join(name.split()), month, kinship)


def family_of(rows: Sequence[Sequence[str]]) -> tuple[FamilyMember, ...]:
    """The family from rows of 称谓, 姓名 and 出生年月; rows without a name are none."""
    return tuple(member_of(*row[:3]) for row in rows if row[1].strip())
