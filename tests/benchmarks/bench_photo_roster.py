"""A photo roster of 1,300 people with photos of 70 kB, against bare reportlab drawing the same pictures and names.

Both fetch the photos from the court's file. The bare way lays them into files for reportlab, which of pictures in
memory would unpack every one, to tell them apart.
"""

import random
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from io import BytesIO

from PIL import Image
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from cadre_desktop.kit.documents.fonts import Role, chain
from cadre_desktop.kit.documents.paper import A4
from cadre_desktop.kit.documents.typesetting import MM
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.sheets.photo_roster import print_photos
from cadre_desktop.schema import SCHEMA

LIMIT = 1.5
NAMES = "王祯李静欧阳文博阿拉坦乌兰图雅单雄信"


def photo(number: int) -> bytes:
    """Noise that makes a JPEG of some 70 kB, another one for each number."""
    chance = random.Random(number)
    small = Image.frombytes("RGB", (120, 150), chance.randbytes(120 * 150 * 3))
    out = BytesIO()
    small.resize((480, 600)).save(out, "JPEG", quality=62)
    return out.getvalue()


def write_file(path: Path, count: int) -> list[int]:
    store = open_store(path, SCHEMA, "测试", create_new=True, name="包头市中级人民法院")
    found_courts(store, "包头市中级人民法院")
    home = Court.select().first()
    with store.step("录入"):
        keys = Person.add_many(
            [
                {"court": home.id, "name": f"王{NAMES[n % len(NAMES)]}", "post": "审判员", "photo": blobs.put(photo(n))}
                for n in range(count)
            ]
        )
    close_store(store)
    return list(keys)


def ours(path: Path, people: list[int]) -> None:
    print_photos(path, people, date(2023, 6, 1), organisation="包头市中级人民法院")


def bare(path: Path, people: list[int]) -> None:
    """Straight calls of the canvas at fixed spots, with the same photos and names."""
    rl_config.useA85 = 0
    font = chain(Role.SONG).first.font
    pdfmetrics.registerFont(font)
    canvas = Canvas(str(path), pagesize=(A4[0] * MM, A4[1] * MM), pageCompression=1, invariant=1)
    rows = {row.id: row for row in Person.select()}
    for index, key in enumerate(people):
        row, spot = rows[key], index % 12
        if index and not spot:
            canvas.showPage()
        x, y = (25 + spot % 3 * 58) * MM, (230 - spot // 3 * 60) * MM
        picture = path.with_name(f"{row.photo}.jpg")
        picture.write_bytes(database.value("SELECT content FROM blob WHERE hash = ?", row.photo))
        canvas.drawImage(str(picture), x, y, 33.6 * MM, 42 * MM)
        canvas.rect(x, y, 33.6 * MM, 42 * MM)
        canvas.setFont(font.fontName, 12)
        canvas.drawCentredString(x + 48, y - 14, row.name)
        canvas.setFont(font.fontName, 9.5)
        canvas.drawCentredString(x + 48, y - 26, row.post)
    canvas.save()


def seconds(work: Callable[[Path, list[int]], None], path: Path, people: list[int]) -> float:
    start = perf_counter()
    work(path, people)
    return perf_counter() - start


def main() -> int:
    smoke = "--smoke" in sys.argv
    count, times = (40, 1) if smoke else (1300, 3)
    with TemporaryDirectory() as folder:
        file = Path(folder, "people.cadre")
        people = write_file(file, count)
        store = open_store(file, SCHEMA, "测试")
        for work in (ours, bare):  # faces are read and both paths warm before the clock starts
            work(Path(folder, "warm.pdf"), people[:24])
        runs = [
            (seconds(ours, Path(folder, "ours.pdf"), people), seconds(bare, Path(folder, "bare.pdf"), people))
            for _ in range(times)
        ]
        sizes = [Path(folder, f"{name}.pdf").stat().st_size >> 20 for name in ("ours", "bare")]
        close_store(store)
    own, floor = (min(column) for column in zip(*runs, strict=True))
    print(f"photo roster of {count} | {own:.3f} s | {floor:.3f} s | {own / floor:.2f} | {LIMIT}")
    print(f"size of that roster: {sizes[0]} MB, bare {sizes[1]} MB")
    return 0 if smoke or own / floor <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
