"""Names that are one name written in other forms: 阿拉坦•巴特尔, 阿拉坦巴特尔; 張偉, 张伟; 李堃, 李坤.

Pure functions. What they find is a reason to look, never to change a name: 堃 and 坤 may be two people.
"""

from functools import cache

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.name_marks import name_and_marks
from cadre_desktop.kit.resources import resource


@cache
def _usual() -> dict[int, str]:
    """The usual form of each character that has another one."""
    lines = resource("codes", "name_variants.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {ord(other): usual for usual, others in pairs for other in others}


def plain_form(name: str) -> str:
    """A name without dots, blanks and marks beside it, compatibility characters and full width made plain."""
    return fold(name_and_marks(name)[0])


def usual_form(name: str) -> str:
    """The same, each character in its usual form."""
    return plain_form(name).translate(_usual())
