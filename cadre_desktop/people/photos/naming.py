"""Whom the name of a photo file means: 王祯198503, 王祯_1985.03, BT00012 王祯, 150203198503010015, 包头中院-王祯.

Pure functions.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from cadre_desktop.kit.chinese import DOTS
from cadre_desktop.kit.name_marks import HAN, clean_name
from cadre_desktop.people.rules import clean_id_number

SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".bmp", ".webp", ".pic"))
"""Of files that are pictures; a .pic lies beside the forms of the official editor and is a JPEG."""

_ID = re.compile(r"(?<!\d)(\d{17}[\dXx])(?![\dA-Za-z])")
_BORN = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[.\-_年/]\s?(\d{1,2})|(0[1-9]|1[0-2]))(?:[.\-月]?(?:[0-3]\d)?日?)?(?!\d)")
_NAME = re.compile(rf"[{HAN}]+(?:[{re.escape(''.join(sorted(DOTS)))}][{HAN}]+)*")
_NUMBER = re.compile(r"[A-Za-z]{0,8}-?\d+[A-Za-z0-9]*|[A-Za-z]+\d[A-Za-z0-9]*")
_WORDS = re.compile("证件照片?|标准照|免冠照?|登记照|工作照|小?[一二两]寸|[蓝红白]底|照片|头像|相片|电子版|副本|最新")
_UNITS = re.compile(r"(?:法院|中院|庭|局|室|处|科|队|部|办|团|组)$")
_AFTER_UNIT = re.compile(r".*(?:法院|中院|庭|局|室|处|科|队|部|办|团|组)(?=..)")
_NAME_LENGTH = 25


@dataclass(frozen=True)
class PhotoName:
    """What a file name says; empty or None for what it does not. `names` are the words that may be a name, the most
    probable first."""

    names: tuple[str, ...] = ()
    born: date | None = None
    id_number: str = ""
    numbers: tuple[str, ...] = ()


def photo_name(file: str) -> PhotoName:
    """Read the name of a file, with or without folders before it."""
    text = PurePath(file.replace("\\", "/")).stem
    id_number = ""
    if found := _ID.search(text):
        id_number = clean_id_number(found[1])
        text = text.replace(found[0], " ")
    text = _WORDS.sub(" ", text)
    numbers = tuple(_NUMBER.findall(text))
    born, text = _born(text)
    words = [clean_name(word) for word in _NAME.findall(text)]
    words += [_AFTER_UNIT.sub("", word) for word in words]  # 昆区法院王祯 is a name behind that of a unit
    names = [word for word in dict.fromkeys(words) if 2 <= len(word) <= _NAME_LENGTH]
    names.sort(key=lambda word: bool(_UNITS.search(word)))
    return PhotoName(tuple(names), born, id_number, numbers)


def _born(text: str) -> tuple[date | None, str]:
    """The month of birth in a text, and the text without it."""
    for found in _BORN.finditer(text):
        month = int(found[2] or found[3])
        if 1 <= month <= 12:
            return date(int(found[1]), month, 1), text[: found.start()] + " " + text[found.end() :]
    return None, text
