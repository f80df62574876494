"""What a court may set about its library: the hours that count as met, and how many mentors somebody may have."""

from collections.abc import Mapping
from typing import NamedTuple

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store

HOURS, MENTORS = "talent_hours", "talent_mentors"


class LibrarySetting(NamedTuple):
    """A whole number: what it is called, its unit, what it is at first, and the least and the most it can be."""

    key: str
    title: str
    unit: str
    usual: int
    least: int
    most: int


SETTINGS = (
    LibrarySetting(HOURS, N_("一年多少学时算达标"), N_("学时"), 90, 1, 550),
    LibrarySetting(MENTORS, N_("一人最多几位导师"), N_("位"), 2, 1, 5),
)
"""90 hours a year are those of 干部教育培训工作条例 (2023) for 乡科级 and below; two mentors are 双导师."""


def settings_of(store: Store) -> dict[str, int]:
    """The settings by key; what nobody has set, or no number, is the usual one."""
    texts = {each.key: store.setting(each.key, "") for each in SETTINGS}
    return {each.key: int(texts[each.key]) if texts[each.key].isdigit() else each.usual for each in SETTINGS}


def set_settings(store: Store, chosen: Mapping[str, int | None]) -> None:
    """Keep settings in one step. Raises Refused with a problem for each that is out of range; then none is kept."""
    problems = []
    for each in SETTINGS:
        value = chosen.get(each.key)
        if value is None or not each.least <= value <= each.most:
            text = _("“{title}”应为 {least} 至 {most} 的整数。")
            words = text.format(title=_(each.title), least=each.least, most=each.most)
            problems.append(Problem(words, field=each.key))
    if problems:
        raise Refused(problems)
    with store.step(_("更改人才库设置")):
        for key, value in chosen.items():
            store.set_setting(key, str(value))


def asked_hours(store: Store) -> int:
    """The hours of a year, in tenths, that count as met."""
    return 10 * settings_of(store)[HOURS]


def mentors_at_most(store: Store) -> int:
    """How many mentors somebody may have at a time."""
    return settings_of(store)[MENTORS]
