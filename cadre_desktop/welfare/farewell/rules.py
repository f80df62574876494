"""Rules of retirement: which papers a farewell has and what it still lacks, who may have one, seats, decades."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _

T = TypeVar("T")

USUAL_STEPS: tuple[str, ...] = (
    N_("奏唱国歌"),
    N_("播放短片、展示老照片"),
    N_("宣读退休决定，介绍工作经历"),
    N_("颁发荣退证书，佩戴绶带，敬献鲜花，赠送纪念品和纪念册"),
    N_("退休同志发表退休感言"),
    N_("原部门同事代表发言"),
    N_("新入职干警代表承诺"),
    N_("院长讲话"),
    N_("合影留念"),
    N_("座谈"),
)
"""The order of a ceremony that is usual: what eight courts reported of theirs between 2020 and 2025."""

MONTHS_BEFORE = 1
"""So many months before the ceremony everything should be ready."""
LONGEST_CAPTION = 40
"""Characters that may be below a photo."""


class Part(Code):
    """What belongs to the farewell of one person."""

    CEREMONY = "ceremony", N_("荣退仪式")
    PORTRAIT = "portrait", N_("本人照片")
    HOST_TEXT = "host_text", N_("主持词")
    SPEECH = "speech", N_("退休感言")
    CERTIFICATE = "certificate", N_("荣退证书")
    KEEPSAKE = "keepsake", N_("纪念品")
    WORDS = "words", N_("同事寄语")
    PHOTOS = "photos", N_("纪念册照片")
    INVITATION = "invitation", N_("请柬")
    ALBUM = "album", N_("赠送纪念册")

    @property
    def before(self) -> bool:
        """Whether it has to be there before the ceremony; the album is given at it."""
        return self is not Part.ALBUM


@dataclass(frozen=True)
class Prepared:
    """What there is of a farewell."""

    ceremony: bool = False
    portrait: bool = False
    host_text: bool = False
    speech: bool = False
    certificate: bool = False
    keepsake: bool = False
    words: bool = False
    photos: bool = False
    invitation: bool = False
    album: bool = False

    def has(self, part: Part) -> bool:
        """Whether this part is there."""
        return bool(getattr(self, part.value))

    @property
    def lacking(self) -> tuple[Part, ...]:
        """The parts that are not, the album last."""
        return tuple(part for part in Part if not self.has(part))

    @property
    def ready(self) -> bool:
        """Whether nothing lacks before the ceremony."""
        return not any(part.before for part in self.lacking)


def why_not(name: str, retired: bool, on_staff: bool, expected: date | None, until: date) -> str:
    """Why nobody can be prepared for: a sentence, "" where nothing speaks against it.

    expected: the month of retirement, None where it is not known; until: the last day that is looked ahead to.
    """
    if retired:
        return ""
    if not on_staff:
        return _("{name}已调离，不在荣退之列。").format(name=name)
    if expected is None:
        text = _("{name}没有登记出生年月或性别，算不出退休时间，请先在人员里补上。")
        return text.format(name=name)
    if expected > until:
        text = _("{name}到 {month} 才退休，现在不用准备；退休时间有变的，请先在“退休”里认定。")
        return text.format(name=name, month=f"{expected:%Y.%m}")
    return ""


def above_ceiling(cost: int | None, maximum: int | None, region: str, day: date) -> str:
    """Why a keepsake may not cost so much (both in fen), "" where it may. Where no ceiling is known on that day, it may
    cost nothing: the ceiling has to be filled in first, as for comfort money."""
    if not cost:
        return ""
    if maximum is None:
        text = _(
            "退休纪念品在{region}的最高金额（{day}）还没有填写，不能登记价格。请在“走访慰问”的“慰问标准”中填写最高金额、"
            "起始日期和文件文号。"
        )
        return text.format(region=region, day=day.isoformat())
    if cost <= maximum:
        return ""
    text = _("纪念品 {cost} 元，超过标准 {most} 元，请换一件；标准有变的，先在“走访慰问”的标准里登记文号和日期。")
    return text.format(cost=_yuan(cost), most=_yuan(maximum))


def _yuan(fen: int) -> str:
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}"


def decade_of(year: int | None) -> int | None:
    """1987 is of the 1980s; None where no year is known."""
    return None if year is None else year // 10 * 10


def by_decade(photos: Iterable[T], years: Iterable[int | None]) -> list[tuple[int | None, list[T]]]:
    """Photos by decades in rising order, each in the order given; those without a year last."""
    found: dict[int | None, list[T]] = {}
    for photo, year in zip(photos, years, strict=True):
        found.setdefault(decade_of(year), []).append(photo)
    return sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))


def seats(people: Sequence[T], in_row: int) -> list[list[T]]:
    """People in rows of about equally many, at most `in_row`, from the front."""
    if not people:
        return []
    rows = -(-len(people) // in_row)
    least, more = divmod(len(people), rows)
    found, at = [], 0
    for row in range(rows):
        size = least + (row < more)
        found.append(list(people[at : at + size]))
        at += size
    return found


def years_served(first: date | None, last: date) -> int | None:
    """Whole years from a month to another; None where the first is not known."""
    if first is None or first > last:
        return None
    return (last.year - first.year) - ((last.month, last.day) < (first.month, first.day))
