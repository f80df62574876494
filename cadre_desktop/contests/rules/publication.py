"""How a result list is published (公示): in which order, from when to when, and who takes objections.

Lists of honours are open to objection for 5 个工作日 (`NOTICE_DAYS`), as awards to civil servants are; the day on which
they are posted is none of these (article 201 of the Civil Code).
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from cadre_desktop.kit.language import N_


class NameOrder(Enum):
    """How the names are ordered: by strokes of the surname within each award, which shows no rank, or by rank."""

    STROKES = N_("按姓氏笔画")
    RANK = N_("按名次")


@dataclass(frozen=True)
class Publication:
    """What is asked before a list is published.

    `tracks` are keys, none for all; `first` is the day on which it is posted, `last` the last on which objections are
    taken; `contact` who takes them and `phone`; `everybody` lists those without an award too.
    """

    first: date
    last: date
    order: NameOrder = NameOrder.STROKES
    contact: str = ""
    phone: str = ""
    tracks: tuple[int, ...] = ()
    everybody: bool = False
