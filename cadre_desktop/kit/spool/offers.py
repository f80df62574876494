"""What a printer offers to be chosen, in words: papers, both sides, trays, and what its driver knows besides."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.spool.libcups import Values
from cadre_desktop.kit.spool.ppd import ChoiceGroup, read_description

SIDES, TRAY, UP, LAYOUT = "sides", "InputSlot", "number-up", "number-up-layout"
"""Keywords of IPP, of PPDs and of CUPS under which a choice is handed to the print server."""
ONE_SIDED, TWO_SIDED = "one-sided", "two-sided"
"""The second is no keyword of IPP: which edge the sheets are turned on follows how the pages lie."""
ASKED = (
    *("media-supported", "media-default", "sides-supported", "sides-default", "number-up-supported"),
    *("print-color-mode-supported", "print-color-mode-default", "job-hold-until-supported", "job-sheets-supported"),
)
"""The attributes of a queue that are looked at."""

_GREY = "print-color-mode"
_SIDES = {
    ONE_SIDED: N_("单面"),
    TWO_SIDED: N_("双面，翻法随页面方向"),
    "two-sided-long-edge": N_("双面，沿长边翻"),
    "two-sided-short-edge": N_("双面，沿短边翻"),
}
_TITLES = {
    "ColorModel": N_("颜色"),
    _GREY: N_("颜色"),
    "MediaType": N_("纸张类型"),
    "Resolution": N_("分辨率"),
    "OutputBin": N_("出纸处"),
    "cupsPrintQuality": N_("打印质量"),
    "StapleLocation": N_("装订"),
    "PunchMedia": N_("打孔"),
    "OutputMode": N_("打印质量"),
    UP: N_("每张几页"),
    LAYOUT: N_("各页次序"),
    "job-hold-until": N_("何时打印"),
    "job-sheets": N_("封页"),
    "job-priority": N_("先后"),
}
_WORDS = {
    "Auto": N_("自动选择"),
    "AutoSelect": N_("自动选择"),
    "Default": N_("打印机自定"),
    "Manual": N_("手动进纸"),
    "ManualFeed": N_("手动进纸"),
    "Envelope": N_("信封盒"),
    "Upper": N_("上纸盒"),
    "Middle": N_("中纸盒"),
    "Lower": N_("下纸盒"),
    "ByPassTray": N_("多功能纸盘"),
    "MultiPurpose": N_("多功能纸盘"),
    "MultiPurposeTray": N_("多功能纸盘"),
    "Gray": N_("黑白"),
    "Grayscale": N_("黑白"),
    "FastGray": N_("黑白，快速"),
    "RGB": N_("彩色"),
    "CMYK": N_("彩色"),
    "monochrome": N_("黑白"),
    "color": N_("彩色"),
    "auto": N_("自动"),
    "None": N_("无"),
    "False": N_("否"),
    "True": N_("是"),
    "Plain": N_("普通纸"),
    "Draft": N_("草稿"),
    "Normal": N_("标准"),
    "High": N_("高"),
    "no-hold": N_("立即"),
    "indefinite": N_("在队列里放行后"),
    "day-time": N_("白天（6 点到 18 点）"),
    "evening": N_("傍晚以后（18 点到 6 点）"),
    "night": N_("夜间（18 点到 6 点）"),
    "second-shift": N_("16 点到 24 点"),
    "third-shift": N_("0 点到 8 点"),
    "weekend": N_("周末"),
    "none": N_("不要封页"),
    "standard": N_("标准封页"),
    "classified": N_("封页：classified"),
    "confidential": N_("封页：机密"),
    "secret": N_("封页：秘密"),
    "topsecret": N_("封页：绝密"),
    "unclassified": N_("封页：非密"),
}
_LAYOUTS = {
    "lrtb": N_("先左右，再上下"),
    "tblr": N_("先上下，再左右"),
    "rltb": N_("先右左，再上下"),
    "tbrl": N_("先上下，再右左"),
    "lrbt": N_("先左右，再下上"),
    "btlr": N_("先下上，再左右"),
    "rlbt": N_("先右左，再下上"),
    "btrl": N_("先下上，再右左"),
}
_PRIORITIES = {"80": N_("先于别的任务"), "50": N_("按次序"), "20": N_("让别的任务先印")}
_NUMBERED_TRAY = re.compile(r"(?:Tray|Cassette|tray-)(\d+)")
_OWN_FIELDS = ("PageSize", "PageRegion", "Duplex", TRAY)
"""Groups of a PPD that have their own place in the dialog, under their own or another keyword."""
_NAMED_SIZE = re.compile(r"[a-z]+_(.+)_([0-9.]+)x([0-9.]+)(mm|in)")
"""A self-describing name of a paper (PWG 5101.1), as iso_a4_210x297mm."""
_CUSTOM = ("custom_", "Custom")
_INCH = 25.4


@dataclass(frozen=True)
class PaperSize:
    """A paper that a printer takes: its name for the print server, upright in mm, and how it is called."""

    name: str
    size: tuple[float, float]
    label: str


STANDARD = (
    PaperSize("A4", (210.0, 297.0), "A4"),
    PaperSize("A3", (297.0, 420.0), "A3"),
    PaperSize("A5", (148.0, 210.0), "A5"),
)
"""For printers that do not say which papers they take."""


@dataclass(frozen=True)
class Option:
    """Something to be chosen: values with labels, and the one that is taken when nothing is said."""

    keyword: str
    title: str
    choices: tuple[tuple[str, str], ...]
    usual: str

    def among(self, wanted: object) -> str:
        """A value that is wanted, where it is among the choices; else the usual one."""
        return str(wanted) if wanted in dict(self.choices) else self.usual


@dataclass(frozen=True)
class Offers:
    """What a printer offers. `sides` and `tray` are None where there is nothing to choose; `own`: what the user has set
    for this printer outside of the program, by keyword."""

    papers: tuple[PaperSize, ...] = STANDARD
    usual_paper: str = "A4"
    sides: Option | None = None
    tray: Option | None = None
    more: tuple[Option, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def options(self) -> tuple[Option, ...]:
        """All that is chosen by keyword."""
        return tuple(option for option in (self.sides, self.tray, *self.more) if option is not None)


def offers_of(known: Mapping[str, Values], ppd: bytes, own: Mapping[str, str] | None = None) -> Offers:
    """What a queue of CUPS offers, by its attributes and its PPD, which may be empty; `own` as in `Offers`."""
    description = read_description(ppd)
    groups = description.groups
    papers = _papers_of_ppd(groups.get("PageSize"), description.papers) or _papers_of_names(known)
    usual = groups["PageSize"].usual if "PageSize" in groups else str(known.get("media-default", [""])[0])
    driver = [_of_group(group) for key, group in groups.items() if key not in _OWN_FIELDS]
    if not any(option and option.keyword == "ColorModel" for option in driver):
        driver.insert(0, _of_attribute(known, _GREY))
    common = [_pages_to_a_sheet(known), _layout(known), _of_attribute(known, "job-hold-until")]
    common += [_of_attribute(known, "job-sheets"), _priority()]
    return Offers(
        papers or STANDARD,
        usual if any(paper.name == usual for paper in papers) else (papers or STANDARD)[0].name,
        _sides(known),
        _of_group(groups[TRAY]) if TRAY in groups else None,
        tuple(option for option in (*driver, *common) if option is not None),
        dict(own or {}),
    )


def sides_offered(long: bool, short: bool, usual: str) -> Option | None:
    """One side or both, for a printer that turns sheets on these edges."""
    edges = [name for name, there in (("two-sided-long-edge", long), ("two-sided-short-edge", short)) if there]
    values = [ONE_SIDED, *([TWO_SIDED] if len(edges) > 1 else []), *edges]
    if not edges:
        return None
    choices = tuple((value, _(_SIDES[value])) for value in values)
    return Option(SIDES, _("双面"), choices, usual if usual in values else ONE_SIDED)


def _sides(known: Mapping[str, Values]) -> Option | None:
    there = known.get("sides-supported", [])
    usual = str(known.get("sides-default", [ONE_SIDED])[0])
    return sides_offered("two-sided-long-edge" in there, "two-sided-short-edge" in there, usual)


def _papers_of_ppd(group: ChoiceGroup | None, sizes: Mapping[str, tuple[float, float]]) -> tuple[PaperSize, ...]:
    choices = group.choices if group is not None else {}
    return tuple(
        PaperSize(name, sizes[name], label)
        for name, label in choices.items()
        if name in sizes and not name.startswith(_CUSTOM)
    )


def _papers_of_names(known: Mapping[str, Values]) -> tuple[PaperSize, ...]:
    found = []
    for name in map(str, known.get("media-supported", [])):
        parts = _NAMED_SIZE.fullmatch(name)
        if parts and not name.startswith(_CUSTOM):
            unit = 1.0 if parts[4] == "mm" else _INCH
            found.append(PaperSize(name, (float(parts[2]) * unit, float(parts[3]) * unit), parts[1].upper()))
    return tuple(found)


def _of_group(group: ChoiceGroup) -> Option | None:
    """An option of the driver; None where there is nothing to choose."""
    if len(group.choices) < 2 or group.usual not in group.choices:
        return None
    choices = tuple((value, _named(value, label)) for value, label in group.choices.items())
    return Option(group.keyword, _title(group.keyword, group.title), choices, group.usual)


def _of_attribute(known: Mapping[str, Values], keyword: str) -> Option | None:
    """An option that the print server has for every driver."""
    values = [str(value) for value in known.get(f"{keyword}-supported", [])]
    usual = str(known.get(f"{keyword}-default", values[:1] or [""])[0])
    if len(values) < 2 or usual not in values:
        return None
    choices = tuple((value, _named(value, value)) for value in values)
    return Option(keyword, _title(keyword, keyword), choices, usual)


def _pages_to_a_sheet(known: Mapping[str, Values]) -> Option | None:
    values = [str(value) for value in known.get(f"{UP}-supported", [])]
    return Option(UP, _(_TITLES[UP]), tuple((value, value) for value in values), "1") if "1" in values[:-1] else None


def _layout(known: Mapping[str, Values]) -> Option | None:
    if _pages_to_a_sheet(known) is None:
        return None
    return Option(LAYOUT, _(_TITLES[LAYOUT]), tuple((value, _(label)) for value, label in _LAYOUTS.items()), "lrtb")


def _priority() -> Option:
    choices = tuple((value, _(label)) for value, label in _PRIORITIES.items())
    return Option("job-priority", _(_TITLES["job-priority"]), choices, "50")


def _title(keyword: str, otherwise: str) -> str:
    return _(_TITLES[keyword]) if keyword in _TITLES else otherwise


def _named(value: str, label: str) -> str:
    """A label of the driver; in Chinese where it has none and the value is one that is known."""
    if re.search(r"[\u4e00-\u9fff]", label):
        return label
    if value in _WORDS:
        return _(_WORDS[value])
    numbered = _NUMBERED_TRAY.fullmatch(value)
    return _("纸盒 {number}").format(number=numbered[1]) if numbered else label
