#!/bin/sh
# zxing-cpp 3.1.1 (Python): reading with formats=BarcodeFormat.QRCode also returns Micro QR and rMQR codes.
#
# Guess before running: BarcodeFormat.QRCode restricts reading to QR Code symbols; Micro QR and rMQR have formats of
# their own (MicroQRCode, RMQRCode) and are found only when these are asked for.
# Why it matters: who verifies certificates takes every code found on a scan for one of his; and with a format that is
# a family of symbols the number of codes on a page is not the number of QR codes. BarcodeFormat.QRCodeModel2 is the
# one symbol alone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check zxing-cpp==3.1.1 numpy==2.4.6
cat > "$folder/probe.py" <<'PYTHON'
"""One symbol of each kind, read with each of the two formats."""

import sys
from importlib.metadata import version

import numpy
import zxingcpp

kinds = ("QRCode", "MicroQRCode", "RMQRCode")


def found(kind, wanted):
    code = zxingcpp.create_barcode("12345", getattr(zxingcpp.BarcodeFormat, kind))
    image = numpy.pad(numpy.asarray(code.to_image(scale=6, add_quiet_zones=False)), 40, constant_values=255)
    return [str(each.format) for each in zxingcpp.read_barcodes(image, formats=wanted)]


family = {kind: found(kind, zxingcpp.BarcodeFormat.QRCode) for kind in kinds}
alone = {kind: found(kind, zxingcpp.BarcodeFormat.QRCodeModel2) for kind in kinds}
print("zxing-cpp", version("zxing-cpp"))
print("formats=QRCode      ", family)
print("formats=QRCodeModel2", alone)
as_found = all(family.values()) and bool(alone["QRCode"]) and not alone["MicroQRCode"] and not alone["RMQRCode"]
sys.exit(0 if as_found else 1)
PYTHON
"$folder/venv/bin/python" "$folder/probe.py"
echo "As found: QRCode stands for the family of symbols, QRCodeModel2 for the one."
