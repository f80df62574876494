"""QR codes as PDF operators: a one-bit mask within the page, much smaller and faster than drawn squares."""

import math
from functools import lru_cache
from typing import Literal

_UTF_8 = 26  # the number of the encoding in ISO/IEC 18004; asked for, text is set byte by byte
_PIXELS_TO_BITS = bytes.maketrans(b"\x00\xff", b"10")  # black is 1


Level = Literal["L", "M", "Q", "H"]
"""How much of a code may be damaged: 7, 15, 25 or 30 of 100 parts."""


def qr_mask(payload: str, level: Level = "M") -> str:
    """Operators that paint the code of `payload` in the unit square in the current fill colour.

    ValueError when the payload is longer than a QR code can hold.
    """
    modules = _modules(payload, level)
    side = math.isqrt(len(modules))
    padding = "0" * (-side % 8)  # each row of a mask fills whole bytes
    bits = "".join(modules[start : start + side] + padding for start in range(0, len(modules), side))
    return f"BI /W {side} /H {side} /IM true /D [1 0] /F /AHx ID {int(bits, 2):0{len(bits) // 4}X}> EI"


def modules_across(payload: str, level: Level = "M") -> int:
    """How many modules the code of `payload` has in a row, without the white around it; ValueError as `qr_mask`."""
    return math.isqrt(len(_modules(payload, level)))


def digits_mask(digits: str) -> str:
    """As `qr_mask` for decimal digits alone, at error correction L: the fewest modules, which small codes are read best
    with. ValueError when there are more digits than a QR code can hold."""
    return qr_mask(digits, "L")


@lru_cache(64)
def _modules(payload: str, level: Level) -> str:
    """The symbol row by row without its quiet zone, 1 for black."""
    import zxingcpp

    # By itself the library sets Chinese that Shift JIS knows as kanji, which OpenCV (and what uses it) cannot read.
    how = {} if payload.isascii() and payload.isdigit() else {"eci": _UTF_8}  # digits are the same in every encoding
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level=level, **how)
    pixels = bytes(memoryview(code.to_image(scale=1, add_quiet_zones=False)))
    return pixels.translate(_PIXELS_TO_BITS).decode("ascii")
