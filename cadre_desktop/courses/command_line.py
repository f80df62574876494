"""What courses add to the command line."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.command_line import CertificatesFor, SliceCommands
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from cadre_desktop.courses.records import Course
    from cadre_desktop.kit.store.store import Store


def _course(key: int) -> "Course":
    from cadre_desktop.courses.records import Course

    course: Course | None = Course.get_or_none(Course.id == key)
    if course is None:
        raise Refused(_("没有编号为 {id} 的班次。").format(id=key))
    return course


def _draft(store: "Store", key: int) -> list[Any]:
    from cadre_desktop.courses.actions import draft_certificates

    return draft_certificates(store, _course(key))


def _hand_out(store: "Store", key: int, write: Callable[[list[Any]], object]) -> list[Any]:
    from cadre_desktop.courses.actions import hand_out_certificates

    return hand_out_certificates(store, _course(key), write)


COMMANDS = SliceCommands(certificates=(CertificatesFor("course", N_("班次的结业证书"), _draft, _hand_out),))
