"""Photos of many people, in one step."""

from collections.abc import Mapping

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person


def take_photos(store: Store, portraits: Mapping[int, bytes]) -> int:
    """Give people (keys) their portraits, in one step; returns how many have another one than before. Raises Refused
    for none."""
    if not portraits:
        raise Refused(_("没有要录入的照片，请先对上人员。"))
    changed = 0
    with store.step(_("录入 {count} 人的照片").format(count=len(portraits))):
        for person, content in portraits.items():
            hash_ = blobs.put(content)
            query = Person.update(photo=hash_).where(Person.id == person, Person.photo != hash_)
            changed += query.execute()
    return changed
