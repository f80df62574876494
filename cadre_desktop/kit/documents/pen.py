"""One role's type within one document: turns text into operators that show it."""

from typing import Any

from cadre_desktop.kit.documents.cidfont import Subset
from cadre_desktop.kit.documents.fonts import Chain
from cadre_desktop.kit.documents.punctuation import SQUEEZE, SQUEEZED

_CLOSE_UP = f" [{SQUEEZE * 1000:.0f}] TJ "


class Pen:
    """Sets the first of `faces` in `document`, a reportlab PDFDocument. Characters that it lacks are fetched from the
    others."""

    def __init__(self, document: Any, faces: Chain):
        self._document = document
        self._chain = faces
        self._own: Subset | None = None
        self._codes: dict[str, str] = {}

    def select(self, size: float) -> str:
        """Operator that chooses the role's own face."""
        if self._own is None:
            self._own = self._chain.first.font.subset(self._document)
        return f"/{self._own.name} {size:.2f} Tf"

    def show(self, text: str, size: float) -> str:
        """Operators that show `text` where the text cursor is, from the role's own face back to it."""
        if SQUEEZED.search(text):
            return spoken(text, _CLOSE_UP.join(self.run(piece, size) for piece in SQUEEZED.split(text)))
        try:
            return f"<{''.join([self._codes[character] for character in text])}> Tj"
        except KeyError:  # characters not yet met, or of another face
            return self.run(text, size)

    def spaced(self, text: str, size: float, spacing: float) -> str:
        """The same with `spacing` ems between the characters; copying and searching still find the word whole."""
        return spoken(text, f"{spacing * size:.2f} Tc {self.run(text, size)} 0 Tc")

    def width(self, text: str) -> float:
        """Length of `text` in ems."""
        return self._chain.width(text)

    def run(self, text: str, size: float) -> str:
        """Operators that show `text` as it is, its punctuation not closed up, from the role's own face back to it."""
        operators: list[str] = []
        back = self.select(size)
        for face, run in self._chain.runs(text):
            subset = face.font.subset(self._document)
            shown = f"<{''.join([subset[character] for character in run])}> Tj"
            if face is self._chain.first:
                self._codes.update((character, subset[character]) for character in run)
                operators.append(shown)
            else:
                operators.append(f"/{subset.name} {size:.2f} Tf {shown} {back}")
        return " ".join(operators)


def spoken(text: str, shown: str) -> str:
    """`shown` with a note for readers that it says `text`, which gaps and overlaps between characters would hide.

    PDFium leaves characters beyond the BMP out of such notes, so texts with one go without.
    """
    if max(text) > "\uffff":
        return shown
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex()}>>> BDC {shown} EMC"
