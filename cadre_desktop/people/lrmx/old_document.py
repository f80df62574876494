"""A .lrm file, the form of before 3.0: one record of 33 fields in quotation marks, written in GBK. Pure.

A changed value is put into its field; the rest of the file stays as it is, to the byte. The photo is in a file of its
own (.pic).
"""

import re
from collections.abc import Mapping

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.lrmx import elements

_BETWEEN = re.compile(r'"[ \t]*,[ \t]*"')
_EDGES = re.compile(r'(\s*")(.*)("\s*)', re.DOTALL)
_CODING = "gb18030"
_STUDIES = tuple(
    (f"{mode}_{what}", field, at, part)
    for at, mode in enumerate((elements.FULL_TIME, elements.IN_SERVICE))
    for what, field, part in (("XueLi", elements.OLD_STUDIES, 0), ("XueWei", elements.OLD_STUDIES, 1))
)
_SCHOOLS = tuple(
    (f"{mode}_{elements.STUDIES[2]}", at) for at, mode in enumerate((elements.FULL_TIME, elements.IN_SERVICE))
)


class OldDocument:
    """One file. Its values go by the names of the elements of a .lrmx."""

    def __init__(self, content: bytes):
        """Raises Refused for what is no form."""
        self.content = content
        try:
            text = content.decode(_CODING)
        except UnicodeError as error:
            raise Refused(_("这个 .lrm 文件的文字不是 GBK 编码，请用任免表编辑器重新导出。")) from error
        found = _EDGES.fullmatch(text)
        self._head, body, self._tail = found.groups() if found else ("", "", "")
        self._between = _BETWEEN.findall(body)
        self.fields = _BETWEEN.split(body)
        if len(self.fields) != len(elements.OLD_FIELDS):
            said = _("这个 .lrm 文件应有 33 项，读到 {count} 项，不是完整的任免审批表，请用任免表编辑器重新导出。")
            raise Refused(said.format(count=len(self.fields) if body else 0))

    def text(self, name: str) -> str:
        """The text of an element, without the blanks around it."""
        return self.values().get(name, "")

    def values(self) -> dict[str, str]:
        """The texts of all elements but photo and family."""
        plain = {name: _lines(self.fields[at]) for at, name in enumerate(elements.OLD_FIELDS) if name}
        studies = {name: self._part(field, at, part) for name, field, at, part in _STUDIES}
        schools = {
            name: self._part(elements.OLD_SCHOOLS, at, 0) + self._part(elements.OLD_SCHOOLS, at, 1)
            for name, at in _SCHOOLS
        }
        return {**plain, **studies, **schools}

    def changed(self, values: Mapping[str, str]) -> bytes:
        """The file with other texts; a field that says the text already stays as it is. A name that a .lrm has no
        field for is left out; `lacks` says which."""
        now = self.values()
        differing = {name: text.strip() for name, text in values.items() if text.strip() != now.get(name, "")}
        fields = list(self.fields)
        for name, text in differing.items():
            if name in elements.OLD_FIELDS:
                fields[elements.OLD_FIELDS.index(name)] = _in_field(text).replace("\n", "\r\n")
        for name, field, at, part in _STUDIES:
            if name in differing:
                fields[field] = _with_part(fields[field], at, part, _in_field(differing[name]))
        for name, at in _SCHOOLS:
            if name in differing:
                whole = _with_part(fields[elements.OLD_SCHOOLS], at, 0, _in_field(differing[name]))
                fields[elements.OLD_SCHOOLS] = _with_part(whole, at, 1, "")
        if fields == self.fields:
            return self.content
        body = "".join(part for pair in zip(fields, (*self._between, ""), strict=True) for part in pair)
        return (self._head + body + self._tail).encode(_CODING)

    def family(self) -> list[tuple[str, str, str]]:
        """称谓, 姓名 and 出生年月 of each member of the family."""
        called, names, born = (self.fields[at].split("@") for at in elements.OLD_FAMILY[:3])
        return list(zip(called, names, born, strict=False))

    @staticmethod
    def lacks(name: str) -> bool:
        """Whether a .lrm has no field for an element."""
        return name not in {*elements.OLD_FIELDS, *(each[0] for each in _STUDIES), *(each[0] for each in _SCHOOLS)}

    def _part(self, field: int, at: int, part: int) -> str:
        slots = [*self.fields[field].split("@"), "", ""][at].split("#")
        return slots[part].strip() if part < len(slots) else ""


def outside_gbk(text: str) -> str:
    """The characters of a text that the editor, which writes GBK, would lose."""
    return "".join(dict.fromkeys(each for each in text if len(each.encode(_CODING)) > 2))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _in_field(text: str) -> str:
    """A text without what parts fields: a plain quotation mark becomes one that is written."""
    return re.sub('"([^"]*)"', "“\\1”", text).replace('"', "”")


def _with_part(field: str, at: int, part: int, text: str) -> str:
    slots = [slot.split("#") for slot in field.split("@")]
    slots += [[""] for _missing in range(at + 1 - len(slots))]
    slots[at] += [""] * (part + 1 - len(slots[at]))
    slots[at][part] = re.sub("[@#]", " ", text)
    return "@".join("#".join(slot) for slot in slots)
