"""Who leads on a day: heads and deputies in bands of ages, those born in the 1980s, those about 35."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cadre_desktop.kit.language import _
from cadre_desktop.people.structure.as_of import Mask, StaffAsOf, Whole
from cadre_desktop.people.structure.counting import born_in_eighties
from cadre_desktop.people.structure.rules import Lead, Rulebook, share, share_text

HEAD_OR_DEPUTY = "internal"
"""Of heads and deputies of internal departments together."""


@dataclass(frozen=True)
class LeadFigures:
    """One sort of leaders: how many, in which bands of ages, of how many the birth is not known, how many were born in
    the 1980s or are about 35; `keys` are the people's by the name of a number."""

    key: str
    title: str
    keys: dict[str, Whole]

    def count(self, name: str = "people") -> int:
        """How many: people, unknown, eighties, about_35, or a band's number."""
        return len(self.keys[name])

    @property
    def known(self) -> int:
        """Of how many the birth is known: what shares are reckoned of."""
        return self.count() - self.count("unknown")

    @property
    def eighties_share(self) -> int | None:
        """80后 in whole per cent of those whose birth is known."""
        return share(self.count("eighties"), self.known)

    @property
    def eighties_text(self) -> str:
        """33%, or — where there is nobody."""
        return share_text(self.count("eighties"), self.known)


def lead_figures(staff: StaffAsOf, rules: Rulebook, court: int | None = None) -> list[LeadFigures]:
    """Court leaders, heads, deputies, and the latter two together; of one court (key) or of all."""
    inside = staff.staff if court is None else staff.staff & (staff.numbers["court"] == court)
    ages = staff.ages()
    tests = {
        "people": np.ones(len(ages), np.bool_),
        "unknown": ages < 0,
        "eighties": born_in_eighties(staff),
        "about_35": (ages >= 0) & (ages <= rules.about_35),
    }
    bands = np.searchsorted(np.array(rules.bands.tops), ages)
    tests |= {f"{band}": (bands == band) & (ages >= 0) for band in range(len(rules.bands.labels))}
    masks: list[tuple[str, str, Mask]] = [(lead.value, _(lead.label), staff.leads(lead)) for lead in Lead]
    both = staff.leads(Lead.HEAD) | staff.leads(Lead.DEPUTY)
    masks.append((HEAD_OR_DEPUTY, _("内设机构合计"), both))
    return [
        LeadFigures(key, title, {name: staff.keys[inside & mask & test] for name, test in tests.items()})
        for key, title, mask in masks
    ]


def number_names(rules: Rulebook) -> list[tuple[str, str]]:
    """The numbers of leaders by name, and what they are called."""
    bands = [(f"{band}", label) for band, label in enumerate(rules.bands.labels)]
    return [
        ("people", _("人数")),
        *bands,
        ("unknown", _("出生年月未填")),
        ("eighties", _("80后")),
        ("about_35", _("{age}岁以下（35岁左右）").format(age=rules.about_35)),
    ]


def changes(now: Sequence[LeadFigures], before: Sequence[LeadFigures], name: str) -> list[int]:
    """By how many a number of each sort has grown since another day."""
    return [after.count(name) - former.count(name) for after, former in zip(now, before, strict=True)]
