"""What a court counts its structure by, kept in its file."""

from collections.abc import Mapping
from dataclasses import dataclass

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.structure.rules import (
    USUAL_ABOUT_35,
    USUAL_BANDS,
    USUAL_SHARES,
    Rulebook,
    about_35_of,
    bands_of,
    rulebook_of,
    shares_of,
)


@dataclass(frozen=True)
class StructureSetting:
    """A setting by its key: what it is called, the usual text, and what it is for."""

    key: str
    title: str
    usual: str
    about: str


SETTINGS = (
    StructureSetting("bands", N_("年龄段"), USUAL_BANDS, N_("各段的最高年龄，由小到大，用逗号分开")),
    StructureSetting("about_35", N_("“35岁左右”的最高年龄"), USUAL_ABOUT_35, N_("内设机构年轻干部按此计")),
    StructureSetting("shares", N_("三类人员比例"), USUAL_SHARES, N_("法官/审判辅助/司法行政占编制的百分比")),
)
_READERS = {"bands": bands_of, "about_35": about_35_of, "shares": shares_of}


def settings_set(store: Store) -> dict[str, str]:
    """The settings as texts by key."""
    return {each.key: store.setting(f"structure.{each.key}", each.usual) for each in SETTINGS}


def rulebook(store: Store) -> Rulebook:
    """The rules of the court."""
    return rulebook_of(**settings_set(store))


def set_structure(store: Store, texts: Mapping[str, str]) -> None:
    """Keep settings in one step. Raises Refused with a problem for each that is wrong; then nothing is kept."""
    problems = []
    for key, text in texts.items():
        try:
            _READERS[key](text)
        except Unclear as unclear:
            problems.append(Problem(str(unclear), field=key))
    if problems:
        raise Refused(problems)
    changed = {key: text.strip() for key, text in texts.items() if text.strip() != settings_set(store)[key]}
    if not changed:
        return
    with store.step(_("更改队伍结构设置")):
        for key, text in changed.items():
            store.set_setting(f"structure.{key}", text)
