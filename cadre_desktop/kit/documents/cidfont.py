"""TrueType faces embedded as one Type0 font each (Identity-H, ISO 32000-1, 9.7).

reportlab's own TTFont cuts a Chinese face into fonts of 256 glyphs and lets characters beyond the BMP (𠮷) copy as
something else. This class embeds a single subset for each face and document, with two-byte codes and a right
ToUnicode table. It remains a reportlab font: `canvas.drawString` works with it too.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFont

_FULL_WIDTH = 1000
_CHARACTERS_IN_A_BLOCK = 100  # a bfchar block may hold no more
_NO_BREAK_SPACE = "\u00a0"

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
)
_CMAP_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end\n"


class Subset(dict[str, str]):
    """The characters of one face used in one document: character → its code as four hex digits.

    Looking up a character takes it into the subset; one the face lacks gets the code of the empty box, 0000.
    """

    def __init__(self, glyphs: dict[int, int], name: str):
        super().__init__()
        self.name = name  # of the font resource, such as F1
        self.points = [0]  # code point of each code; code 0 is the empty box
        self._glyphs = glyphs

    def __missing__(self, character: str) -> str:
        point = ord(character)
        if point not in self._glyphs:
            return "0000"
        code = self[character] = f"{len(self.points):04X}"
        self.points.append(point)
        return code


class CidFont(TTFont):  # type: ignore[misc]
    """A TrueType face that embeds as Type0; safe for several documents at once, also in several threads."""

    def __init__(self, name: str, path: Path):
        """Read the face at `path`; TTFError when it is no TrueType face, OSError as usual."""
        super().__init__(name, str(path), shapable=False)
        self._cutting = Lock()

    def subset(self, document: Any) -> Subset:
        """The subset of this face in the reportlab document `document`, made and announced at first use."""
        try:
            subset: Subset = self.state[document]
        except KeyError:
            subset = Subset(self.face.charToGlyph, f"F{len(document.fontMapping) + 1}")
            self.state[document] = subset
            document.fontMapping[self.fontName] = f"/{subset.name}"
            document.delayedFonts.append(self)
        return subset

    # The next three are what reportlab's canvas asks of a font.
    def splitString(self, text: str | bytes, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        if isinstance(text, bytes):
            text = text.decode(encoding)
        subset = self.subset(doc)
        codes = "".join([subset[character] for character in text.replace(_NO_BREAK_SPACE, " ")])
        return [(0, bytes.fromhex(codes))] if codes else []

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        return f"/{self.subset(doc).name}"

    def addObjects(self, doc: Any) -> None:
        """Write the subset's objects; reportlab calls this when the document is complete."""
        subset = self.subset(doc)
        base = f"{_tag(subset.points)}+{_text(self.face.name)}"
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray(
                    [doc.Reference(self._descendant(doc, subset, base), f"cid:{subset.name}:{base}")]
                ),
                "ToUnicode": doc.Reference(_stream(_to_unicode(subset.points)), f"unicode:{subset.name}:{base}"),
            }
        )
        doc.idToObject["BasicFonts"].dict[subset.name] = doc.Reference(font, subset.name)
        del self.state[doc]

    def _descendant(self, doc: Any, subset: Subset, base: str) -> Any:
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(system),
                "FontDescriptor": doc.Reference(
                    self._descriptor(doc, subset, base), f"descriptor:{subset.name}:{base}"
                ),
                "DW": _FULL_WIDTH,
                "W": _widths([round(self.face.getCharWidth(point)) for point in subset.points]),
                "CIDToGIDMap": doc.Reference(
                    _stream(self._glyph_numbers(subset.points)), f"glyphs:{subset.name}:{base}"
                ),
            }
        )

    def _descriptor(self, doc: Any, subset: Subset, base: str) -> Any:
        face = self.face
        with self._cutting:  # the face reads its file through one position
            program = face.makeSubset(subset.points)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": pdfdoc.PDFName(base),
                "Flags": (face.flags & ~FF_NONSYMBOLIC) | FF_SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capHeight,
                "ItalicAngle": face.italicAngle,
                "StemV": face.stemV,
                "FontFile2": doc.Reference(_stream(program, Length1=len(program)), f"program:{subset.name}:{base}"),
            }
        )

    def _glyph_numbers(self, points: Sequence[int]) -> bytes:
        """CIDToGIDMap: `makeSubset` numbers glyphs in order of first use, and characters may share one."""
        numbers = {0: 0}
        for point in points:
            numbers.setdefault(self.face.charToGlyph.get(point, 0), len(numbers))
        return b"".join(numbers[self.face.charToGlyph.get(point, 0)].to_bytes(2, "big") for point in points)


def _text(name: str | bytes) -> str:
    return name.decode("latin-1") if isinstance(name, bytes) else name


def _tag(points: Sequence[int]) -> str:
    """Six capitals that distinguish subsets (ISO 32000-1, 9.6.4), the same for the same characters."""
    digest = hashlib.sha256(repr(points).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _stream(content: bytes, **entries: int) -> Any:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), content, [pdfdoc.PDFZCompress])


def _widths(widths: Sequence[int]) -> Any:
    """W array (ISO 32000-1, 9.7.4.3): runs of widths which differ from the default, each after its first code."""
    runs: list[Any] = []
    run: list[int] = []
    for code, width in enumerate([*widths, _FULL_WIDTH]):
        if width != _FULL_WIDTH:
            run.append(width)
        elif run:
            runs += [code - len(run), pdfdoc.PDFArray(run)]
            run = []
    return pdfdoc.PDFArray(runs)


def _to_unicode(points: Sequence[int]) -> bytes:
    return (_CMAP_HEAD + "".join(_cmap_blocks(points)) + _CMAP_TAIL).encode("ascii")


def _cmap_blocks(points: Sequence[int]) -> Iterator[str]:
    lines = [f"<{code:04X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(points)][1:]
    for start in range(0, len(lines), _CHARACTERS_IN_A_BLOCK):
        block = lines[start : start + _CHARACTERS_IN_A_BLOCK]
        yield f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
