"""QR codes as PDF operators: a one-bit mask within the page, much smaller and faster than drawn squares."""

import math

_BLACK = bytes.maketrans(b"\x00\xff", b"10")


def qr_mask(payload: str) -> str:
    """Operators that paint the code of `payload` (error correction M) in the unit square in the current fill colour.

    ValueError when the payload is longer than a QR code can hold.
    """
    modules = _modules(payload)
    side = len(modules)
    bits = "".join(_packed(row) for row in modules)
    return f"BI /W {side} /H {side} /IM true /D [1 0] /F /AHx ID {bits}> EI"


def _modules(payload: str) -> list[bytes]:
    """Rows of the symbol without its quiet zone, one byte for each module: 0 black, 255 white."""
    import zxingcpp

    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    flat = bytes(memoryview(code.to_image(scale=1, add_quiet_zones=False)))
    side = math.isqrt(len(flat))
    return [flat[start : start + side] for start in range(0, len(flat), side)]


def _packed(row: bytes) -> str:
    """One row as hex digits, padded with white to whole bytes."""
    size = -(-len(row) // 8)
    bits = int(row.translate(_BLACK), 2) << (size * 8 - len(row))
    return f"{bits:0{2 * size}X}"
