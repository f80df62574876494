"""A court with children of two periods, and a search for what is left of those of the first."""

import json
from datetime import date, datetime
from pathlib import Path

from cadre_desktop.kit.store.attachments import NewFile, attach
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.child_care.records import CarePeriod, Child, ChildDay, PickUp
from cadre_desktop.welfare.common.disclosing import disclose

TITLE = "2024年寒假托辅"
SECRET = ("童小甲", "童旧名", "娃小乙", "接孩人", "13711112222", "童病历", "丙已删")
NOW = datetime(2024, 3, 20, 9, 0)


def fill(store) -> CarePeriod:
    """Two periods; in the first there are two children, one under another name before, and one taken off the list."""
    with store.step("建期次"):
        court = Court.get(Court.place == 1)
        worker = Person.add(court=court, name="童职工")
        days = {"starts": date(2024, 1, 22), "ends": date(2024, 2, 2), "deletes_on": date(2024, 3, 3)}
        period = CarePeriod.add(title=TITLE, season="winter", **days)
        other = CarePeriod.add(title="2024年暑期托辅", season="summer", starts=date(2024, 7, 8), ends=date(2024, 8, 2))
    with store.step("导入报名"):
        child = Child.add(period=period, number=1, person=worker, name="童旧名", consent=True, state="admitted")
        second = Child.add(period=period, number=2, person=worker, name="娃小乙", state="admitted")
        gone = Child.add(period=period, number=3, person=worker, name="丙已删")
        PickUp.add(child=child, name="接孩人", phone="13711112222")
        ChildDay.add(child=second, day=date(2024, 1, 22))
        Child.add(period=other, number=1, person=worker, name="暑期娃")
    with store.step("改名"):
        Child.update(name="童小甲").where(Child.id == child.id).execute()
    with store.step("删一人"):
        gone.delete_instance()
    attach(store, Child, child.id, [NewFile("童病历.txt", "童病历的内容".encode() * 40)])
    disclose(store, "暖心托辅", "找童小甲的家长")
    disclose(store, "暖心托辅", "核对签到")
    return period


def everything(folder: Path) -> bytes:
    """All bytes of all files in a folder and those in it."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def left(folder: Path) -> list[str]:
    """The words of `SECRET` found in a folder, however they are written."""
    found = everything(folder)
    ways = (str.encode, lambda word: word.encode("utf-16-le"), lambda word: json.dumps(word)[1:-1].encode())
    return [word for word in SECRET if any(way(word) in found for way in ways)]
