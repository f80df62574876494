"""How many months before somebody retires letters go out, as the court has set it, kept in its file."""

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store import settings
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.typed import typed_fixed
from cadre_desktop.people.retirement.rules import LETTERS

_KEY = "retirement.letters"
_MOST_LETTERS, _MOST_MONTHS = 3, 24


def letters_text() -> str:
    """The setting as it is typed: 6、3、1."""
    return settings.setting(_KEY) or "、".join(map(str, LETTERS))


def letter_months() -> tuple[int, ...]:
    """The months before, the first letter first; the usual ones where the setting says nothing clear."""
    try:
        return read_letters(letters_text())
    except Unclear:
        return LETTERS


def read_letters(text: str) -> tuple[int, ...]:
    """The months that a text names. Raises `Unclear` with a sentence for anything but one to three different ones."""
    parts = [part for part in text.replace(",", "、").replace("，", "、").replace(" ", "、").split("、") if part]
    numbers = {typed_fixed(part, 0) for part in parts}
    wrong = any(number is None or not 1 <= number <= _MOST_MONTHS for number in numbers)
    if wrong or not 1 <= len(parts) <= _MOST_LETTERS or len(numbers) < len(parts):
        words = _("提醒月份应为 1 至 {count} 个不同的数，每个在 1 至 {most} 之间，如 6、3、1，现为“{text}”。")
        raise Unclear(words.format(count=_MOST_LETTERS, most=_MOST_MONTHS, text=text.strip()))
    return tuple(sorted((number for number in numbers if number is not None), reverse=True))


def set_letters(store: Store, text: str) -> None:
    """Keep the setting, as a step. Raises Refused where it is none."""
    try:
        months = read_letters(text)
    except Unclear as unclear:
        raise Refused(Problem(str(unclear), field="letters")) from unclear
    with store.step(_("更改退休提醒设置")):
        store.set_setting(_KEY, "、".join(map(str, months)))
