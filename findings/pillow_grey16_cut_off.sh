#!/bin/sh
# Pillow 13.0.0: a picture with 16 bits of grey is not scaled to 8 when it is converted, but cut off.
#
# Guess before running: Image.convert("L") of a 16-bit grey PNG (mode I;16), as scanners write it, gives the same
# picture in 8 bits: 32768 of 65535 becomes 128 of 255.
# Why it matters: nearly everything becomes white, without a word. What is above 255 of 65535 (0.4 %) is 255.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pillow==13.0.0
cat > "$folder/probe.py" <<'PYTHON'
"""A middle grey and a dark one of 16 bits, written as PNG, read, and converted in each way."""

import struct
import sys
from io import BytesIO

import PIL
from PIL import Image

written = BytesIO()
Image.frombytes("I;16", (2, 1), struct.pack("<HH", 32768, 5000)).save(written, "PNG")
read = Image.open(written)
found = list(read.convert("L").tobytes()), list(read.convert("RGB").tobytes())
scaled = list(read.convert("I").point(lambda value: value * (1 / 256)).convert("L").tobytes())
print("Pillow", PIL.__version__, "mode", read.mode)
print("convert L:", found[0], "convert RGB:", found[1], "scaled by hand:", scaled)
sys.exit(0 if read.mode == "I;16" and found == ([255, 255], [255] * 6) and scaled == [128, 19] else 1)
PYTHON
"$folder/venv/bin/python" "$folder/probe.py"
echo "As found: cut off at 255; scaling has to be asked for."
