"""The command that lists people who may be entered twice."""

import argparse

from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import print_json
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.merging.candidates import DuplicatePair, candidates


def show_duplicates(chosen: argparse.Namespace) -> None:
    """Print all pairs, the most probable first, a line or an object for each."""
    with opened(chosen):
        found = candidates()
        rows = database.rows("SELECT p.id, p.name, c.name FROM person p JOIN court c ON c.id = p.court_id")
        people = {key: (name, court) for key, name, court in rows}
    if chosen.json:
        print_json([_as_object(each, people) for each in found])
        return
    for each in found:
        (name, court), (other, other_court) = people[each.person], people[each.other]
        print("\t".join((str(each.person), name, court, str(each.other), other, other_court, each.reason)))
    print(_("共 {count} 对可能重复的人员。").format(count=len(found)))


def _as_object(pair: DuplicatePair, people: dict[int, tuple[str, str]]) -> dict[str, object]:
    (name, court), (other, other_court) = people[pair.person], people[pair.other]
    return {
        "person": str(pair.person),
        "name": name,
        "court": court,
        "other": str(pair.other),
        "other_name": other,
        "other_court": other_court,
        "reasons": [str(likeness) for likeness in pair.likenesses],
        "one_court": pair.one_court,
        "reason": pair.reason,
    }
