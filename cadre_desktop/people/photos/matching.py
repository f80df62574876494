"""Which people photo files mean, each with the reason; nobody is guessed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.photos.naming import PhotoName, photo_name


class MatchState(Code):
    """What is known of a photo."""

    UNSURE = "unsure", N_("不确定")
    NOBODY = "nobody", N_("没对上")
    MATCHED = "matched", N_("已对上")

    @property
    def tone(self) -> Tone:
        tones: dict[MatchState, Tone] = {MatchState.UNSURE: "warning", MatchState.MATCHED: "good"}
        return tones.get(self, "neutral")


@dataclass(frozen=True)
class PhotoOwner:
    """A person as far as a photo asks."""

    key: int
    name: str
    born: str
    court: str
    has_photo: bool

    @property
    def words(self) -> str:
        """王祯 1985.03 包头中院."""
        return " ".join(filter(None, (self.name, self.born.replace("-", "."), self.court)))


@dataclass(frozen=True)
class PhotoMatch:
    """A file and whom it means, with the reason; `owner` is empty where that is not sure or nobody."""

    file: str
    state: MatchState
    reason: str
    owner: PhotoOwner | None = None


class People:
    """All people by what a file name may say of them, read once."""

    def __init__(self) -> None:
        self.by_key: dict[int, PhotoOwner] = {}
        self._by_id: dict[str, list[PhotoOwner]] = defaultdict(list)
        self._by_number: dict[str, list[PhotoOwner]] = defaultdict(list)
        self._by_name: dict[str, list[PhotoOwner]] = defaultdict(list)
        rows = database.rows(
            "SELECT p.id, p.name, coalesce(p.born, ''), coalesce(nullif(c.short_name, ''), c.name), p.photo <> '',"
            " p.id_number, p.staff_number FROM person p JOIN court c ON c.id = p.court_id ORDER BY p.id"
        )
        for key, name, born, court, has_photo, id_number, staff_number in rows:
            owner = self.by_key[key] = PhotoOwner(key, name, born, court, bool(has_photo))
            self._by_name[fold(name)].append(owner)
            if id_number:
                self._by_id[id_number].append(owner)
            if staff_number:
                self._by_number[staff_number.casefold()].append(owner)

    def match(self, file: str) -> PhotoMatch:
        """Whom a file means."""
        said = photo_name(file)
        if said.id_number:
            return self._sure(file, said, self._by_id[said.id_number], _("按身份证号"), _("没有这个身份证号的人。"))
        for number in said.numbers:
            if found := self._by_number.get(number.casefold()):
                return self._sure(file, said, found, _("按工号"), "")
        return self._named(file, said)

    def _sure(self, file: str, said: PhotoName, found: Sequence[PhotoOwner], how: str, none: str) -> PhotoMatch:
        """By a number; the name beside it has to be that of the same person."""
        if len(found) != 1:
            state = MatchState.UNSURE if found else MatchState.NOBODY
            return PhotoMatch(file, state, _several(found) if found else none)
        known = {name for name in map(fold, said.names) if name in self._by_name}
        if known and fold(found[0].name) not in known:
            text = _("{how}是{owner}，与文件名里的姓名不同，请核对。")
            return PhotoMatch(file, MatchState.UNSURE, text.format(how=how, owner=found[0].words))
        return PhotoMatch(file, MatchState.MATCHED, how, found[0])

    def _named(self, file: str, said: PhotoName) -> PhotoMatch:
        names = [name for name in said.names if fold(name) in self._by_name]
        if not names:
            what = (
                _("人员档案里没有叫“{name}”的人。").format(name=said.names[0])
                if said.names
                else _("文件名里没有姓名或编号。")
            )
            return PhotoMatch(file, MatchState.NOBODY, what)
        found = self._by_name[fold(names[0])]
        if said.born is not None:
            month = f"{said.born:%Y-%m}"
            same = [owner for owner in found if owner.born == month]
            if len(same) == 1:
                return PhotoMatch(file, MatchState.MATCHED, _("按姓名和出生年月"), same[0])
            if same:
                return PhotoMatch(file, MatchState.UNSURE, _several(same))
            text = (
                _("{owner}的出生年月与文件名不同，请核对。")
                if len(found) == 1
                else _("{owner}等人的出生年月与文件名不同。")
            )
            return PhotoMatch(file, MatchState.UNSURE, text.format(owner=found[0].words))
        if len(found) > 1:
            return PhotoMatch(file, MatchState.UNSURE, _several(found))
        return PhotoMatch(file, MatchState.MATCHED, _("只按姓名，全库仅此一人"), found[0])


def _several(found: Sequence[PhotoOwner]) -> str:
    words = "；".join(owner.words for owner in found[:3])
    return _("有 {count} 人：{people}。请选定是谁。").format(count=len(found), people=words)


def matches(files: Iterable[str], people: People) -> list[PhotoMatch]:
    """Whom the files mean. Where two mean one person neither is taken, so that nobody gets a photo by chance."""
    found = [people.match(file) for file in files]
    owners: dict[Any, int] = defaultdict(int)
    for each in found:
        if each.owner is not None:
            owners[each.owner.key] += 1
    return [
        replace(each, state=MatchState.UNSURE, owner=None, reason=_twice(each.owner))
        if each.owner is not None and owners[each.owner.key] > 1
        else each
        for each in found
    ]


def _twice(owner: PhotoOwner) -> str:
    return _("另一张照片也对上了{owner}，请选定用哪一张。").format(owner=owner.words)
