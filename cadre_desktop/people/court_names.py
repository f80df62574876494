"""What a court is called: 昆区, 青山法院, 包头市青山区法院, 中院 for one entered under its full name. Pure functions.

Nothing here knows the courts of one city: all names follow from a court's full name, its short name and the other
courts entered beside it. People write the city or leave it out, likewise 人民 and the kind of district (区 旗 县 市);
of a long district's name they keep the first character (昆都仑区: 昆区) or some of them (达尔罕茂明安联合旗: 达茂旗).
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeVar

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.name_marks import named_in

Key = TypeVar("Key", bound=Hashable)

OWN = frozenset(("本院", "我院", "本法院", "我们法院", "院本部", "院机关", "本单位", "我单位"))
"""What means the court somebody writes from."""

_PROVINCE = re.compile(
    r"(?:(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|内蒙古?(?!古?自治区)|[\u4e00-\u9fff]{2,3}省|(?:北京|天津|上海|重庆)市)(?=.)"
)
_LEVEL = re.compile(r"(中级|高级)?(?:人民)?法院$")
_CITY = re.compile(r"(.{2,6}?)(?:市|盟|地区|自治州|州)(?=.)")
_KIND = (
    *("自治县", "自治旗", "联合旗", "高新区", "经开区", "开发区", "特区", "林区", "矿区", "新区"),
    *("区", "旗", "县", "市"),
)
_ZONES = (("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区"), ("经济开发区", "经开区"))
_COURT = ("人民法院", "法院", "院")
_INTERMEDIATE = ("中级人民法院", "中级法院", "中院")
_HIGH = ("高级人民法院", "高级法院", "高院")
_LONGEST = 200
_LONG = 3
"""A district's own name of so many characters is shortened."""

_BRACKETS = re.compile(r"[(（\[【〔].*?[)）\]】〕]")


class _Area(NamedTuple):
    """What a court is of. city: 包头市, its 市 possibly left out in the name, "" unknown; stem, kind: 青山, 区."""

    city: str
    stem: str
    kind: str


def courts_called(rows: Sequence[tuple[str, ...]]) -> list[set[str]]:
    """For each court (its full name, then its short name) all other names it goes by.

    Two courts may share one (中院 where two cities are entered): then it does not say which. A name that is one
    court's proper one (its district's whole name) is not another's abbreviation.
    """
    cities = _cities(rows)
    proper = [_proper(row, cities) for row in rows]
    taken = {name for names in proper for name in names}
    return [names | (_shortened(row, cities) - taken) for names, row in zip(proper, rows, strict=True)]


def as_written(text: str) -> str:
    """A court's name without what may be around it: the province before it, brackets after it.

    What is too long to be one is left as it is.
    """
    if len(text) > _LONGEST:
        return text
    bare = _BRACKETS.sub("", "".join(text.split())) or text
    return _PROVINCE.sub("", bare, count=1) if _PROVINCE.match(bare) else bare


def called(courts: Mapping[Key, tuple[str, ...]]) -> dict[str, list[Key]]:
    """Every folded name of the courts with the keys of those that go by it; their cities, alone, name none of them."""
    rows = list(courts.values())
    found: dict[str, list[Key]] = {fold(name): [] for city in _cities(rows) for name in (city, _stem(city))}
    for (key, row), others in zip(courts.items(), courts_called(rows), strict=True):
        for name in {fold(name) for name in (*row[:2], *others) if name}:
            found.setdefault(name, []).append(key)
    return found


def court_in(text: str, courts: Mapping[Key, tuple[str, ...]]) -> list[Key]:
    """The courts that a title, a sheet's or file's name or a unit line names, in the order they are there.

    The longest name counts where names overlap: 包头市青山区人民法院 is not the city's intermediate court. Two courts
    named give both, as does a name that fits two; a city alone (包头市2023年干警) gives none.
    """
    return named_in(text, called(courts))


def _cities(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The cities of the intermediate courts among them, as they are written there."""
    found = (_LEVEL.search(row[0]) for row in rows)
    return tuple(
        dict.fromkeys(
            _PROVINCE.sub("", row[0][: level.start()])
            for row, level in zip(rows, found, strict=True)
            if level and level[1] == "中级"
        )
    )


def _stem(city: str) -> str:
    """包头市 → 包头, 锡林郭勒盟 → 锡林郭勒."""
    return re.sub("(?:市|盟|地区|自治州|州)$", "", city)


def _area(name: str, cities: Sequence[str]) -> _Area:
    """Where a grassroots court is, from its full name: the city it names or, without one, the only city there is."""
    rest = _LEVEL.sub("", _PROVINCE.sub("", name))
    city = next((city for city in cities if rest.startswith(_stem(city)) and rest not in (city, _stem(city))), "")
    if city:
        rest = rest.removeprefix(city).removeprefix(_stem(city))
    elif found := _CITY.match(rest):
        city, rest = found[0], rest[found.end() :]
    elif len(cities) == 1:
        city = cities[0]
    for long, short in _ZONES:
        rest = rest.replace(long, short)
    kind = next((kind for kind in _KIND if rest.endswith(kind) and rest != kind), "")
    return _Area(city, rest.removesuffix(kind), kind)


def _proper(row: tuple[str, ...], cities: Sequence[str]) -> set[str]:
    """The names that leave out or add nothing but the city, 人民 and the kind of district; and the short name's."""
    name, short = row[0], row[1] if len(row) > 1 else ""
    level = _LEVEL.search(name)
    found = _of_short(short)
    if level is None:
        return found
    if level[1]:
        return found | _of_level(name[: level.start()], level[1])
    area = _area(name, cities)
    whole = _LEVEL.sub("", _PROVINCE.sub("", name)).removeprefix(area.city).removeprefix(_stem(area.city))
    stem = {area.stem} if len(area.stem) > 1 else set()
    return found | _with_city(area.city, {area.stem + area.kind, whole} | stem)


def _of_level(region: str, level: str) -> set[str]:
    """The names of an intermediate or high court: 中院, 市中院, 包头中院, 包头市中级法院; 自治区高院, 内蒙古高院."""
    units = ("自治区", "省", "市", "盟", "地区", "自治州", "州")
    unit = next((unit for unit in units if region.endswith(unit)), "")
    endings = _INTERMEDIATE if level == "中级" else _HIGH
    inner = _PROVINCE.sub("", region)
    return {
        start + end for start in {"", unit, region, region.removesuffix(unit), inner, _stem(inner)} for end in endings
    }


def _of_short(short: str) -> set[str]:
    """The short name's own variants: 昆区法院 → 昆区, 昆区人民法院; 达茂旗法院 → 达茂旗, 达茂."""
    region = _LEVEL.sub("", short)
    if not region or region == short:
        return set()
    kind = next((kind for kind in _KIND if region.endswith(kind) and len(region) - len(kind) > 1), "")
    stems = {region, region.removesuffix(kind)}
    return stems | {stem + court for stem in stems for court in _COURT}


def _with_city(city: str, areas: set[str]) -> set[str]:
    """Each area alone, with 院, 法院 or 人民法院, with and without the city before it."""
    names = areas | {area + court for area in areas for court in _COURT}
    return names | {start + name for start in {city, _stem(city)} - {""} for name in names}


def _shortened(row: tuple[str, ...], cities: Sequence[str]) -> set[str]:
    """Abbreviations of a long district's name: some of its characters in their order, the first among them.

    A 区 may keep its first character alone (昆区); 旗, 县 and 市 keep two at least, since 达旗 may be another city's.
    Without the kind of district behind it only a beginning counts (白云 of 白云鄂博矿区).
    """
    level = _LEVEL.search(row[0])
    if level is None or level[1]:
        return set()
    city, stem, kind = _area(row[0], cities)
    found = {kind} if kind in ("高新区", "经开区") else set()
    if kind and len(stem) >= _LONG:
        found |= {stem[:count] + end for count in range(2, len(stem)) for end in {"", kind, kind[-1]}}
        least = 0 if kind.endswith("区") else 1
        for count in range(least, min(3, len(stem) - 1)):
            shorter = {stem[0] + "".join(others) for others in combinations(stem[1:], count)}
            found |= {short + end for short in shorter for end in {kind, kind[-1]}}
    return _with_city(city, found)
