"""What is gathered for an album: photos with year and caption in an order of choice, and colleagues' words."""

from collections.abc import Iterable, Sequence
from typing import Any

from cadre_desktop.kit import editing
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.farewell.photos import TakenPhoto
from cadre_desktop.welfare.farewell.records import Farewell, FarewellPhoto, FarewellWord
from cadre_desktop.welfare.farewell.registers import FAREWELL_WORDS
from cadre_desktop.welfare.farewell.rules import LONGEST_CAPTION

MOST_PHOTOS = 300
"""In one album: a book of some hundred pages."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def photos_of(farewell: int) -> list[Any]:
    """The photos of a farewell in their order, without their pictures."""
    rows = FarewellPhoto.select().where(FarewellPhoto.farewell == farewell)
    return list(rows.order_by(FarewellPhoto.position, FarewellPhoto.id))


def words_of(farewell: int) -> list[Any]:
    """What colleagues say, in its order."""
    rows = FarewellWord.select().where(FarewellWord.farewell == farewell)
    return list(rows.order_by(FarewellWord.position, FarewellWord.id))


def add_photos(store: Store, farewell: int, taken: Sequence[TakenPhoto]) -> list[int]:
    """Add photos behind those that are there, in one step; a picture that is there already is left out. Returns the
    keys. The first photo of all is on the cover until another is chosen."""
    rows = photos_of(farewell)
    held, fresh = {row.content for row in rows}, dict[str, TakenPhoto]()
    for photo in taken:
        if (name := blobs.name_of(photo.content)) not in held:
            fresh.setdefault(name, photo)
    if len(rows) + len(fresh) > MOST_PHOTOS:
        text = _("一本纪念册最多 {most} 张照片，现在会有 {count} 张，请先挑选。")
        raise Refused(text.format(most=MOST_PHOTOS, count=len(rows) + len(fresh)))
    Farewell.by_key(farewell)
    keys = []
    with store.step(_("添加 {count} 张纪念册照片").format(count=len(fresh))):
        for position, photo in enumerate(fresh.values(), len(rows) + 1):
            row = FarewellPhoto.add(
                farewell=farewell,
                content=blobs.put(photo.content),
                taken=photo.year,
                caption=photo.caption,
                position=position,
                cover=not rows and position == 1,
            )
            keys.append(row.id)
    return keys


def describe_photo(store: Store, photo: int, year: int | None, caption: str) -> None:
    """Say when a photo was taken and what it shows. Raises Refused, at the field, for no year or too long words."""
    caption = " ".join(caption.split())
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Refused(Problem(_("年份请写成四位数，如 1987；不知道的留空。"), field="taken"))
    if len(caption) > LONGEST_CAPTION:
        text = _("照片说明最多 {most} 个字，现在有 {count} 个，请写短一些。")
        raise Refused(Problem(text.format(most=LONGEST_CAPTION, count=len(caption)), field="caption"))
    row = FarewellPhoto.by_key(photo)
    if (row.taken, row.caption) == (year, caption):
        return
    with store.step(_("修改照片说明")):
        row.taken, row.caption = year, caption
        row.save()


def choose_cover(store: Store, photo: int) -> None:
    """Put a photo on the cover instead of the one that is there."""
    row = FarewellPhoto.by_key(photo)
    with store.step(_("选定纪念册封面")):
        others = FarewellPhoto.update(cover=False).where(
            FarewellPhoto.farewell == row.__data__["farewell"], FarewellPhoto.cover, FarewellPhoto.id != photo
        )
        others.execute()
        FarewellPhoto.update(cover=True).where(FarewellPhoto.id == photo, ~FarewellPhoto.cover).execute()


def order_photos(store: Store, farewell: int, photos: Sequence[int]) -> None:
    """Put the photos of a farewell in this order; what is not among them comes last."""
    rows = photos_of(farewell)
    wanted = {key: number for number, key in enumerate(photos)}
    with store.step(_("调整照片顺序")):
        for position, row in enumerate(sorted(rows, key=lambda row: wanted.get(row.id, len(wanted))), 1):
            if row.position != position:
                row.position = position
                row.save()


def remove_photos(store: Store, photos: Iterable[int]) -> int:
    """Take photos out of an album, in one step; returns how many. Where the cover goes, the next photo is there."""
    keys = list(photos)
    rows = list(FarewellPhoto.select().where(FarewellPhoto.id.in_(keys)))
    with store.step(_("移除 {count} 张纪念册照片").format(count=len(rows))):
        FarewellPhoto.delete().where(FarewellPhoto.id.in_(keys)).execute()
        for farewell in {row.__data__["farewell"] for row in rows if row.cover}:
            left = photos_of(farewell)
            if left:
                left[0].cover = True
                left[0].save()
    return len(rows)


def save_words(store: Store, farewell: int, author: str, post: str, words: str, key: int | None = None) -> int:
    """Add what a colleague says, or change it. Raises Refused with a problem for each field."""
    values = {"farewell": farewell, "author": author.strip(), "post": post.strip(), "words": words.strip()}
    if key is not None:
        return editing.change(store, FAREWELL_WORDS.kind, key, values).id
    return editing.add(store, FAREWELL_WORDS.kind, {**values, "position": len(words_of(farewell)) + 1}).id


def remove_words(store: Store, words: int) -> None:
    """Take away what a colleague says."""
    editing.remove(store, FAREWELL_WORDS.kind, [words])
