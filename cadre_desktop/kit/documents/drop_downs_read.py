"""How far the drop-downs of a sheet reach that is being read; office programs cut them. Those of .xlsx and .xls.

No row is read otherwise for them. So what is damaged here, or more than office programs write, never stops a reading:
then nothing is known of the sheet's drop-downs, and nothing is said. ECMA-376 part 1, 18.3.1.32; [MS-XLS] 2.4.95.
"""

import re
import struct
from collections.abc import Callable
from functools import partial
from xml.parsers import expat

from cadre_desktop.kit.documents.sheet_facts import DropDownRows

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
"""Of any sheet, from 0."""

_MOST = 4_000_000
"""Columns of all ranges of a sheet; a roster of 100,000 rows has a million if each of its cells got its own."""

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_VALIDATIONS = re.compile(rb"<(?:[\w.-]+:)?dataValidations(?=[\s>])")
_RANGE = re.compile(r"([A-Za-z]{0,3})(\d{0,7})(?::([A-Za-z]{0,3})(\d{0,7}))?")

_TYPE, _LIST, _WITHOUT_ARROW = 0x0F, 3, 0x200
_TEXTS = 4
"""Before the formulas of a record DV: title and text of its hint, title and text of its message."""

_DAMAGED = (expat.ExpatError, struct.error, IndexError, ValueError)


class DropDownScan:
    """Gathers the drop-downs of one sheet in `columns`, part of its facts.

    Lists whose arrow is switched off are none: nobody has ever chosen from them.
    """

    def __init__(self, columns: dict[int, DropDownRows]):
        self._columns = columns
        self._room = _MOST

    def take_xml(self, piece: bytes) -> None:
        """Take those in a piece of an .xlsx sheet that holds the whole list of them; those that Excel 2010 keeps in an
        extension because they point to other sheets, too."""
        if b"dataValidations" in piece:
            text = _COMMENT.sub(b"", piece)
            for found in _VALIDATIONS.finditer(text):
                self.or_nothing(partial(_Validations(self.add_named).read, text, found.start()))

    def take_record(self, payload: bytes) -> None:
        """Take that of a record DV of an .xls."""
        self.or_nothing(lambda: self._take_record(payload))

    def or_nothing(self, take: Callable[[], None]) -> None:
        """Let `take` do its work. Where it meets damage, nothing is known of the sheet from now on."""
        try:
            take()
        except _DAMAGED:
            self._columns.clear()
            self._room = 0

    def add(self, left: int, right: int, first: int, last: int) -> None:
        """A range with a drop-down: its columns and rows, from 0.

        Raises ValueError for one outside of a sheet, and for more than are taken.
        """
        self._room -= right - left + 1
        if self._room < 0 or not (0 <= left <= right <= LAST_COLUMN and 0 <= first <= last <= LAST_ROW):
            raise ValueError("a drop-down that cannot be")
        for column in range(left, right + 1):
            rows, end = self._columns.get(column, (0, 0))
            self._columns[column] = DropDownRows(rows + last - first + 1, max(end, last))

    def add_named(self, ranges: str) -> None:
        """Ranges as .xlsx names them, such as "B2:B9 $D$5 E:E". Raises ValueError for anything else."""
        for written in ranges.replace("$", "").split():
            found = _RANGE.fullmatch(written)
            left, top, right, bottom = found.groups() if found else ("",) * 4
            if right is None and left and top:
                right, bottom = left, top
            if not ((left and right) or (top and bottom)):
                raise ValueError("a range that is none")
            columns = sorted((_column(left) if left else 0, _column(right) if right else LAST_COLUMN))
            rows = sorted((int(top) - 1 if top else 0, int(bottom) - 1 if bottom else LAST_ROW))
            self.add(*columns, *rows)

    def _take_record(self, payload: bytes) -> None:
        (flags,) = struct.unpack_from("<I", payload)
        if flags & _TYPE != _LIST or flags & _WITHOUT_ARROW:
            return
        offset = 4
        for _text in range(_TEXTS):
            length, wide = struct.unpack_from("<HB", payload, offset)
            offset += 3 + length * (1 + (wide & 1))
        for _formula in range(2):
            offset += 4 + struct.unpack_from("<H", payload, offset)[0]
        (count,) = struct.unpack_from("<H", payload, offset)
        for number in range(count):
            first, last, left, right = struct.unpack_from("<HHHH", payload, offset + 2 + 8 * number)
            self.add(left, right, first, last)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Ended(Exception):
    """Raised where an element ends, for what follows is not a document's."""


class Element:
    """What reads one element of a part. A real parser knows every spelling that XML allows: any quotes and prefixes,
    blanks anywhere, and a bare > in an attribute."""

    def __init__(self) -> None:
        self._depth = 0

    def read(self, text: bytes, start: int) -> None:
        """Read the element that begins at `start`, and nothing behind it. Raises ExpatError if it is damaged."""
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.take_text
        try:
            parser.Parse(memoryview(text)[start:], True)
        except _Ended:
            return

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self.begin(tag.rpartition(":")[2], attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self.end(tag.rpartition(":")[2])
        if not self._depth:
            raise _Ended

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element within begins; its name without a prefix."""

    def take_text(self, text: str) -> None:
        """A piece of text."""

    def end(self, name: str) -> None:
        """An element within ends."""


class _Validations(Element):
    """The element `dataValidations`; add: is given the ranges of each drop-down."""

    def __init__(self, add: Callable[[str], None]):
        super().__init__()
        self._add = add
        self._is_list = False
        self._ranges: list[str] | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "dataValidation":
            # The attribute means what its name does not say: that there is no arrow.
            without_arrow = attributes.get("showDropDown") in ("1", "true")
            self._is_list = attributes.get("type") == "list" and not without_arrow
            if self._is_list:
                self._add(attributes.get("sqref", ""))
        elif name == "sqref" and self._is_list:
            self._ranges = []

    def take_text(self, text: str) -> None:
        if self._ranges is not None:
            self._ranges.append(text)

    def end(self, name: str) -> None:
        if self._ranges is not None and name == "sqref":
            self._add("".join(self._ranges))
            self._ranges = None
