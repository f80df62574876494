"""What is chosen beside the pages before certificates are printed: whole, or only what bought stock does not bear yet,
and with which calibration."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cadre_desktop.certificates.overprinting.calibration import (
    SAME_MM,
    THIS_PRINTER,
    Calibration,
    Calibrations,
    sheet_words,
)
from cadre_desktop.kit.documents.design.printing import PLAIN, Printing
from cadre_desktop.kit.documents.laying import Sheet
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.language import _

_WHOLE, _ON_STOCK, _NONE = "whole", "stock", "none"


def offer(sheets: Iterable[Sheet], calibrations: Calibrations, pages: int, notes: tuple[str, ...] = ()) -> PaperOffer:
    """What there is to choose for pages of these sizes; first the newest calibration that was measured for them."""
    sizes = list(dict.fromkeys(sheets))
    return PaperOffer(choices=(_way(), _calibration(sizes, calibrations)), pages=pages, notes=notes)


def _way() -> PaperChoice:
    return PaperChoice("stock", _("印什么"), ((_WHOLE, _("整页（白纸）")), (_ON_STOCK, _("套打（买来的证书纸）"))))


def _calibration(sizes: Sequence[Sheet], calibrations: Calibrations) -> PaperChoice:
    fitting = [each for each in calibrations.known if all(each.fits(size) for size in sizes)]
    none = _("不校准")
    if not fitting and sizes:
        none = _("不校准（没有 {sheet}的）").format(sheet=sheet_words(sizes[0]))
    options = [(each.key, each.short) for each in fitting]
    return PaperChoice("calibration", _("套打用的校准"), (*options, (_NONE, none)))


@dataclass(frozen=True)
class Way:
    """How certificates are printed: `stock` leaves out what bought stock bears, with the calibration of a printer."""

    stock: bool = False
    calibration: Calibration | None = None

    @property
    def printing(self) -> Printing:
        """The same for whoever draws the pages."""
        if not self.stock:
            return PLAIN
        return (
            Printing(overprinting=True, lay=self.calibration.laid) if self.calibration else Printing(overprinting=True)
        )

    def doubt(self, sheets: Iterable[Sheet], printer: str, fills: bool, paper: Sheet | None) -> str:
        """Why pages of these sizes would not come to lie as they should on this printer; empty where they do. `fills`:
        they are made as large as the `paper`, which is None where it is not known."""
        if not self.stock:
            return ""
        if fills:
            return _("套打要用实际大小，放大或缩小到纸后文字会错位。请在“大小”里选“实际大小”。")
        if self.calibration and printer and self.calibration.printer not in (printer, THIS_PRINTER):
            text = _("选用的校准是打印机“{one}”的，现在要用“{other}”打印，文字可能错位。请换打印机或校准。")
            return text.format(one=self.calibration.printer, other=printer)
        laid = [self.calibration.laid(sheet).sheet if self.calibration else sheet for sheet in sheets]
        other = next((sheet for sheet in laid if paper and not _same_paper(sheet, paper)), None)
        if other is not None and paper is not None:
            text = _("证书纸是 {one}，打印时选的纸是 {other}，文字会印到别处。请在“纸张”里选证书纸的大小。")
            return text.format(one=sheet_words(other), other=sheet_words(paper))
        return ""


def _same_paper(sheet: Sheet, paper: Sheet) -> bool:
    """Whether a sheet is that paper, whichever way it lies."""
    return all(abs(one - other) < SAME_MM for one, other in zip(sorted(sheet), sorted(paper), strict=True))


PLAIN_WAY = Way()


def chosen(setup: Setup, sheets: Iterable[Sheet], calibrations: Calibrations) -> Way:
    """How pages of these sizes are printed as it was set up."""
    if setup.value(_way()) != _ON_STOCK:
        return PLAIN_WAY
    key = setup.value(_calibration(list(dict.fromkeys(sheets)), calibrations))
    return Way(True, calibrations.find(key))
