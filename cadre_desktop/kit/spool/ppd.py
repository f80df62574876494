"""The description of a printer (PPD, Adobe's specification 4.3 with what CUPS adds), as far as people choose from it.

libcups reads these files too, but hands them out as structs, and its next version does no more; the choices are plain
lines, so they are read as such. Translations into Chinese are taken where the file has them.
"""

import re
from dataclasses import dataclass, field

_LINE = re.compile(r"\*(?:(zh_CN|zh)\.)?(\w+)(?:[ \t]+([^/:\s]+)(?:/([^:]*))?)?[ \t]*:[ \t]*(.*)")
_HEX = re.compile(r"<((?:\s*[0-9A-Fa-f]{2})+\s*)>")
_ENCODINGS = ("utf-8", "gb18030")
_MM = 25.4 / 72


@dataclass
class ChoiceGroup:
    """What is chosen under one keyword: its title, the choices by keyword with their labels, and the usual one."""

    keyword: str
    title: str
    choices: dict[str, str] = field(default_factory=dict)
    usual: str = ""


@dataclass
class Description:
    """All groups by keyword in their order, and the papers' sizes in mm by name."""

    groups: dict[str, ChoiceGroup] = field(default_factory=dict)
    papers: dict[str, tuple[float, float]] = field(default_factory=dict)


def read_description(data: bytes) -> Description:
    """Read a PPD; what cannot be understood in it is left out, so of something that is none nothing is left."""
    found, usual, translated = Description(), dict[str, str](), list[tuple[str, str, str]]()
    for line in _text(data).splitlines():
        parts = _LINE.match(line)
        if parts is None:
            continue
        language, key, choice, label, value = (part or "" for part in parts.groups())
        if language:
            translated.append((key, choice, _plain(label)))
        elif key in ("OpenUI", "JCLOpenUI"):
            name = choice.removeprefix("*")
            found.groups[name] = ChoiceGroup(name, _plain(label) or name)
        elif key.startswith("Default"):
            usual[key.removeprefix("Default")] = value.strip()
        elif key == "PaperDimension" and choice:
            _add_paper(found, choice, value)
        elif key in found.groups and choice:
            found.groups[key].choices[choice] = _plain(label) or choice
    for group in found.groups.values():
        group.usual = usual.get(group.keyword, "")
    for key, choice, label in translated:
        _translate(found, key, choice, label)
    return found


def _text(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _plain(label: str) -> str:
    """A label whose bytes may be written as numbers (Adobe's specification, 3.5)."""
    return _HEX.sub(lambda found: _text(bytes.fromhex(found[1])), label).strip()


def _add_paper(found: Description, name: str, value: str) -> None:
    numbers = re.findall(r"[0-9.]+", value)
    try:
        width, height = (float(number) * _MM for number in numbers)
    except ValueError:
        return
    if width > 0 and height > 0:
        found.papers[name] = (width, height)


def _translate(found: Description, key: str, choice: str, label: str) -> None:
    if key == "Translation" and choice in found.groups and label:
        found.groups[choice].title = label
    elif key in found.groups and choice in found.groups[key].choices and label:
        found.groups[key].choices[choice] = label
