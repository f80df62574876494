"""A .lrmx file: its fields by the names of the elements, and the same file again with other values. Pure.

Nothing of the file is rebuilt. The parser (expat) says at which byte each element begins and ends; a changed value is
put between those bytes, so that unknown elements, blanks, CDATA and the order are what they were. The file is never
trusted: a DOCTYPE, and with it every entity, is refused before it is read.
"""

import codecs
import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.lrmx import elements

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_BLANKS = re.compile(rb"\s*$")
_CDATA = re.compile(rb"\s*<!\[CDATA\[(.*?)\]\]>\s*", re.DOTALL)
_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot carry."""


class Bounds(NamedTuple):
    """Where an element is in the file: its tag begins, its content begins and ends, it ends."""

    begins: int
    inner: int
    inner_ends: int
    ends: int

    @property
    def is_empty_tag(self) -> bool:
        return self.inner == self.inner_ends == self.ends


class LrmxDocument:
    """One file. `bounds` are those of the elements right in the root; `repeated` are elements written twice."""

    def __init__(self, content: bytes):
        """Raises Refused for what is no form."""
        self.content = content
        self._utf8, self._coding, self._bom = _as_utf8(content)
        self.bounds: dict[str, Bounds] = {}
        self.repeated: list[str] = []
        self._root = Bounds(0, 0, 0, 0)
        self._open: list[tuple[str, int]] = []
        self._read()

    def text(self, name: str) -> str:
        """The text of an element as it is, without the blanks around it; empty where there is none."""
        found = self.bounds.get(name)
        return _text_of(self._utf8[found.inner : found.inner_ends]).strip() if found else ""

    def values(self) -> dict[str, str]:
        """The texts of all elements in the root but photo and family."""
        return {name: self.text(name) for name in self.bounds if name not in (elements.PHOTO, elements.FAMILY)}

    def family(self) -> list[tuple[str, str, str]]:
        """称谓, 姓名 and 出生年月 of each member of the family."""
        found = self.bounds.get(elements.FAMILY)
        rows: list[dict[str, str]] = []
        path: list[str] = []

        def begin(name: str, _attributes: object) -> None:
            path.append(name.rpartition(":")[2])
            if path[1:] == [elements.FAMILY_ITEM]:
                rows.append({})

        def data(text: str) -> None:
            if len(path) == 3 and rows:
                rows[-1][path[2]] = rows[-1].get(path[2], "") + text

        if found:
            parser = expat.ParserCreate("utf-8")
            parser.StartElementHandler, parser.CharacterDataHandler = begin, data
            parser.EndElementHandler = lambda _name: path.pop()
            parser.Parse(b"<x>" + self._utf8[found.inner : found.inner_ends] + b"</x>", True)
        return [tuple(row.get(name, "") for name in elements.MEMBER) for row in rows]  # type: ignore[misc]

    @property
    def photo_text(self) -> bytes:
        """The photo as it is written."""
        found = self.bounds.get(elements.PHOTO)
        raw = self._utf8[found.inner : found.inner_ends] if found else b""
        return _text_of(raw).encode() if b"<" in raw or b"&" in raw else raw

    @property
    def photo_span(self) -> tuple[int, int] | None:
        """From which to which byte of the file the photo is written, where it can be read there as it is."""
        found = self.bounds.get(elements.PHOTO)
        if found is None or self._coding != "utf-8" or b"<" in self._utf8[found.inner : found.inner_ends]:
            return None
        return len(self._bom) + found.inner, len(self._bom) + found.inner_ends

    def changed(self, values: Mapping[str, str]) -> bytes:
        """The file with other texts; an element that says the text already stays as it is, to the byte."""
        edits: list[tuple[int, int, bytes]] = []
        for name, text in values.items():
            if text.strip() != self.text(name):
                edits.append(self._edit(name, _UNSAID.sub("", text.strip())))
        if not edits:
            return self.content
        parts: list[bytes] = []
        end = 0
        for begins, ends, put in sorted(edits, key=lambda edit: edit[:2]):
            parts += (self._utf8[end:begins], put)
            end = ends
        return self._as_was(b"".join((*parts, self._utf8[end:])))

    def _edit(self, name: str, text: str) -> tuple[int, int, bytes]:
        """From where to where the file has to be other, and how."""
        found = self.bounds.get(name)
        if found is None:
            return self._added(name, text)
        raw = self._utf8[found.inner : found.inner_ends]
        put = text.encode()
        cdata = _CDATA.fullmatch(raw)
        put = b"<![CDATA[" + put + b"]]>" if cdata and "]]>" not in text else escape(text).encode()
        put = self._with_line_ends(put)
        if not found.is_empty_tag:
            return found.inner, found.inner_ends, put
        tag = self._utf8[found.begins : found.ends].rstrip(b"/> \t\r\n")
        return found.begins, found.ends, tag + b">" + put + b"</" + _tag_name(tag) + b">"

    def _added(self, name: str, text: str) -> tuple[int, int, bytes]:
        """An element that the file has not: after the last of those that come before it in the form."""
        order = elements.ORDER.get(name, len(elements.ORDER))
        before = [bounds for other, bounds in self.bounds.items() if elements.ORDER.get(other, order) < order]
        near = max(before, key=lambda bounds: bounds.ends, default=None)
        gap = _BLANKS.search(self._utf8[max(0, near.begins - 99) : near.begins]) if near else None
        at = near.ends if near else self._root.inner
        written = self._with_line_ends(escape(text).encode())
        return at, at, (gap[0] if gap else b"") + b"<" + name.encode() + b">" + written + b"</" + name.encode() + b">"

    def _with_line_ends(self, put: bytes) -> bytes:
        return put.replace(b"\n", b"\r\n") if b"\r\n" in self._utf8 else put

    def _as_was(self, utf8: bytes) -> bytes:
        """In the coding that the file came in; a character that it has not is written as a reference."""
        if self._coding == "utf-8":
            return self._bom + utf8
        return self._bom + utf8.decode("utf-8").encode(self._coding, "xmlcharrefreplace")

    def _read(self) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = lambda name, _attributes: self._begin(name, parser.CurrentByteIndex)
        parser.EndElementHandler = lambda _name: self._end(parser.CurrentByteIndex)
        try:
            parser.Parse(self._utf8, True)
        except expat.ExpatError as error:
            text = _("这个文件不是完整的 XML（第 {line} 行读不下去），请用任免表编辑器重新导出。")
            raise Refused(text.format(line=error.lineno)) from error
        if elements.NAME not in self.bounds:
            raise Refused(_("这个文件里没有“姓名”（XingMing），不是干部任免审批表。"))

    def _begin(self, name: str, at: int) -> None:
        name = name.rpartition(":")[2]
        if not self._open and name != "Person":
            raise Refused(_("这个文件不是干部任免审批表：最外层是“{name}”，应为“Person”。").format(name=name[:40]))
        self._open.append((name, at))

    def _end(self, at: int) -> None:
        name, begins = self._open.pop()
        if len(self._open) > 1:
            return
        tag = _TAG.match(self._utf8, begins)
        inner = tag.end() if tag else at
        if tag and tag[0].endswith(b"/>"):
            bounds = Bounds(begins, inner, inner, inner)
        else:
            bounds = Bounds(begins, inner, at, self._utf8.index(b">", at) + 1)
        if not self._open:
            self._root = bounds
        elif name in self.bounds:
            self.repeated.append(name)
        else:
            self.bounds[name] = bounds


def _tag_name(tag: bytes) -> bytes:
    return re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]


def _refuse_doctype(*_declared: object) -> None:
    raise Refused(_("这个文件带有 DOCTYPE 声明，任免审批表里不应有，没有读取；请用任免表编辑器重新导出。"))


def _as_utf8(content: bytes) -> tuple[bytes, str, bytes]:
    """The file in UTF-8 without its mark, the coding it came in, and its mark."""
    bom, coding = next(((mark, name) for mark, name in _BOMS if content.startswith(mark)), (b"", ""))
    body = content[len(bom) :]
    if coding in ("", "utf-8"):
        declared = _DECLARED.match(body.lstrip()) if not coding else None
        coding = _known(declared[1].decode("ascii")) if declared else "utf-8"
    for name in dict.fromkeys((*_tried(coding, body), "utf-8", "gb18030")):
        try:
            return (body if name == "utf-8" and _is_utf8(body) else body.decode(name).encode("utf-8")), name, bom
        except UnicodeError:
            continue
    raise Refused(_("这个文件的文字编码认不出来，不是 UTF-8，也不是 GBK；请用任免表编辑器重新导出。"))


def _is_utf8(body: bytes) -> bool:
    """Raises UnicodeError where it is not."""
    return body.isascii() or bool(body.decode("utf-8"))


def _tried(coding: str, body: bytes) -> tuple[str, ...]:
    """The codings to try. A declaration that was read byte by byte is not in UTF-16, whatever it says: .NET programs
    write that above files that they save as UTF-8."""
    return ("utf-8",) if coding.startswith(("utf-16", "utf-32")) and _DECLARED.match(body.lstrip()) else (coding,)


def _known(name: str) -> str:
    """The coding that a declaration means; every Chinese one is within GB 18030."""
    if name.lower().startswith(("gb", "x-gb", "cp936")):
        return "gb18030"
    try:
        "姓名".encode(name, "replace").decode(name, "replace")  # not every codec is one of texts: hex, zlib
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return "utf-8"


def _text_of(raw: bytes) -> str:
    """What is between two tags as a text: without CDATA, references and comments."""
    if b"&" not in raw and b"<" not in raw:
        return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.CharacterDataHandler = parts.append
    parser.Parse(b"<x>" + raw + b"</x>", True)
    return "".join(parts)
