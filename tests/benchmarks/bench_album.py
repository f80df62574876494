"""An album of 60 photos of 12 megapixels, from the files to the PDF, against scaling the same photos with Pillow and
laying them out with bare reportlab; and the memory and the size of the file."""

import random
import resource
import sys
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from PIL import Image, ImageOps
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from cadre_desktop.kit.documents.paper import A4
from cadre_desktop.kit.documents.typesetting import MM
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.photos.reading import pictures_in
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.farewell.album import print_album
from cadre_desktop.welfare.farewell.gathering import add_photos, photos_of, remove_photos
from cadre_desktop.welfare.farewell.photos import take_in
from cadre_desktop.welfare.farewell.preparing import begin

LIMIT, MOST_MB, MOST_PDF = 1.3, 300, 25 << 20
BOX = (1820, 1365)
"""Pixels of half a page at 300 dpi, as most photos have."""


def write_photos(folder: Path, count: int, size: tuple[int, int]) -> None:
    """Noise at several scales, as leaves, faces and grain are; another one for each number."""
    for number in range(count):
        chance = random.Random(number)
        coarse = Image.frombytes("RGB", (64, 48), chance.randbytes(64 * 48 * 3)).resize(size, Image.Resampling.BICUBIC)
        fine = Image.frombytes("RGB", (800, 600), chance.randbytes(800 * 600 * 3)).resize(size)
        Image.blend(coarse, fine, 0.12).save(folder / f"{1980 + number % 44}年 照片{number}.jpg", "JPEG", quality=90)


def ours(store: object, farewell: int, folder: Path, path: Path) -> None:
    taken, _problems = take_in(pictures_in([folder]))
    add_photos(store, farewell, taken)  # type: ignore[arg-type]
    print_album(path, farewell)


def bare(folder: Path, path: Path) -> None:
    """Each photo turned, scaled and saved by Pillow, two on a page."""
    rl_config.useA85 = 0
    canvas = Canvas(str(path), pagesize=(A4[0] * MM, A4[1] * MM), pageCompression=1)
    for index, file in enumerate(sorted(folder.glob("*.jpg"))):
        scaled = path.with_name(f"{index}.jpg")
        with Image.open(file) as image:
            image.draft("RGB", BOX)
            turned = ImageOps.exif_transpose(image)
            turned.thumbnail(BOX, Image.Resampling.LANCZOS)
            turned.save(scaled, "JPEG", quality=82)
        if index and index % 2 == 0:
            canvas.showPage()
        canvas.drawImage(str(scaled), 25 * MM, (150 - 125 * (index % 2)) * MM, 154 * MM, 115 * MM)
    canvas.save()


def main() -> int:
    smoke = "--smoke" in sys.argv
    count, size, times = (6, (800, 600), 1) if smoke else (60, (4000, 3000), 3)
    with TemporaryDirectory() as name:
        folder, photos = Path(name), Path(name, "photos")
        photos.mkdir()
        maker = get_context("spawn").Process(target=write_photos, args=(photos, count, size))
        maker.start()  # what making them takes is not counted
        maker.join()
        store = open_store(folder / "album.cadre", SCHEMA, "测试", create_new=True, name="包头市中级人民法院")
        found_courts(store, "包头市中级人民法院")
        with store.step("录入"):
            home = Court.select().first()
            person = Person.add(court=home, name="王祯", status="retired", status_since=date(2023, 6, 1))
        (farewell,) = begin(store, [person.id])
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        own, floor, peak = [], [], 0
        for _ in range(times):
            remove_photos(store, [row.id for row in photos_of(farewell)])
            start = perf_counter()
            ours(store, farewell, photos, folder / "ours.pdf")
            own.append(perf_counter() - start)
            peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            start = perf_counter()
            bare(photos, folder / "bare.pdf")
            floor.append(perf_counter() - start)
        written = (folder / "ours.pdf").stat().st_size
        close_store(store)
    ratio = min(own) / min(floor)
    print(f"album of {count} photos | {min(own):.3f} s | {min(floor):.3f} s | {ratio:.2f} | {LIMIT}")
    print(f"memory {peak >> 10} MB ({before >> 10} MB before) of {MOST_MB}, PDF {written / (1 << 20):.1f} MB")
    return 0 if smoke or (ratio <= LIMIT and peak >> 10 <= MOST_MB and written <= MOST_PDF) else 1


if __name__ == "__main__":
    raise SystemExit(main())
