"""What the demonstration court prepared for those who retired in 2023, and how it keeps in touch with them."""

from datetime import date
from io import BytesIO
from math import sin
from random import Random

from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.farewell.gathering import add_photos
from cadre_desktop.welfare.farewell.life import life_of
from cadre_desktop.welfare.farewell.photos import TakenPhoto
from cadre_desktop.welfare.farewell.records import Farewell, FarewellWord, RetiredContact, RetiredVisit
from cadre_desktop.welfare.farewell.suggesting import foreword, host_text, speech
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind

_ALBUM_DAYS = (date(2023, 6, 28), date(2023, 12, 20))
_WORDS = (
    ("老班长", "庭长", "您办案细致、待人宽厚，是我们学习的榜样。愿您退休生活从容自在，身体康健！"),
    ("同事们", "全体同事", "还记得那年冬天一起下乡巡回审理，您总把热水先让给年轻人。常回来看看，这里永远是您的家。"),
    ("您的徒弟", "法官助理", "师傅，您教我的第一句话是“卷要自己读，话要听人说完”。我会一直记着。"),
)
_PICTURES = (
    (1997, "初到法院", (640, 480)),
    (1998, "庭里的第一台电脑", (480, 640)),
    (1999, "巡回审理途中", (640, 420)),
    (2003, "新审判楼启用", (640, 480)),
    (2006, "业务培训", (640, 480)),
    (2011, "与年轻同事一起办案", (480, 600)),
    (2016, "开庭", (640, 400)),
    (2021, "党日活动", (640, 480)),
    (None, "全家福", (640, 480)),
)


def write_farewell(store: Store, random: Random) -> None:
    """Packages of those who retired in 2023, the first with a whole album; contacts and visits of the retired."""
    events = WelfareEvent.select().where(WelfareEvent.kind == WelfareKind.RETIREMENT_CEREMONY)
    held = {event.starts: event.id for event in events.order_by(WelfareEvent.starts)}
    retired = Person.select().where(Person.status == PersonStatus.RETIRED).order_by(Person.status_since, Person.id)
    people = list(retired)
    keepers = list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id).limit(8))
    gone = [
        (person, person.status_since) for person in people if person.status_since and person.status_since.year == 2023
    ]
    photos = [TakenPhoto(_drawn(size, number, random), year, words) for number, (year, words, size) in _numbered()]
    for number, (person, since) in enumerate(gone):
        day = _ALBUM_DAYS[0] if since <= _ALBUM_DAYS[0] else _ALBUM_DAYS[1]
        farewell = _package(store, person, held[day], day, number + 1)
        add_photos(store, farewell, photos if number == 0 else random.sample(photos, 4))
    with store.step("演示：退休联络"):
        for number, person in enumerate(people):
            keeper = keepers[number % len(keepers)]
            RetiredContact.add(
                person=person.id, branch="离退休干部党支部", keeper=keeper.id, phone=f"1390472{2000 + number}"
            )
            if number % 3:
                day = date(2024, 1, 8 + number)
                RetiredVisit.add(person=person.id, day=day, occasion="春节走访", visitors=keeper.name)


def _numbered() -> list[tuple[int, tuple[int | None, str, tuple[int, int]]]]:
    return list(enumerate(_PICTURES))


def _package(store: Store, person: Person, event: int, day: date, serial: int) -> int:
    month = person.status_since.replace(day=1) if person.status_since else None
    life = life_of(person.id, month)
    with store.step("演示：荣退准备"):
        row = Farewell.add(
            person=person.id,
            event=event,
            retires=month,
            serial=serial,
            host_text=host_text(life),
            speech=speech(life),
            foreword=foreword(life),
            keepsake="法徽纪念章",
            keepsake_cost=380_00,
            relatives=serial % 3,
            invited=day.replace(day=day.day - 12),
            album_given=day,
        )
        for position, (author, post, words) in enumerate(_WORDS, 1):
            FarewellWord.add(farewell=row.id, author=author, post=post, words=words, position=position)
    return int(row.id)


def _drawn(size: tuple[int, int], number: int, random: Random) -> bytes:
    """A landscape in old colours instead of a photo: sky, hills and a building."""
    from PIL.Image import new
    from PIL.ImageDraw import Draw

    width, height = size
    image = new("RGB", size, (226 - 6 * number, 214 - 3 * number, 190))
    draw = Draw(image)
    for layer in range(3):
        base, shade = height * (0.52 + 0.12 * layer), 150 - 34 * layer
        ridge = [(x, base + sin(x / (60 + 25 * layer) + number) * 22) for x in range(-16, width + 17, 16)]
        draw.polygon([*ridge, (width + 16, height), (-16, height)], (shade, shade + 12, shade - 6))
    left, wide = width * random.uniform(0.2, 0.45), width * 0.32
    top, foot = height * 0.42, height * 0.78
    draw.rectangle((left, top, left + wide, foot), (198, 180, 150))
    draw.polygon([(left - 10, top), (left + wide / 2, top - 42), (left + wide + 10, top)], (122, 62, 48))
    for column in range(5):
        x = left + wide * (column + 0.5) / 5
        draw.rectangle((x - 4, top + 14, x + 4, foot - 6), (150, 128, 98))
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
