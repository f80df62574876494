#!/bin/sh
# reportlab 5.1.0: fonts whose licence forbids embedding are embedded, unless the list of those that are allowed names
# them; and a font without a name raises AttributeError.
#
# Guess before running: TTFont refuses (TTFError, “Font does not allow subsetting/embedding”) a font whose OS/2 table
# says that it may not be embedded (fsType 2), but for files that rl_config.allowTTFSubsetting lists; and it raises
# TTFError for a font that it cannot name.
# Why it matters: the test is the wrong way round, so that every restricted font goes into the PDF silently: who embeds
# has to look at fsType himself. And who catches TTFError for unusable fonts is surprised by the other.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check reportlab==5.1.0 fonttools==4.63.0
cat > "$folder/probe.py" <<'PYTHON'
"""A font of 300 glyphs that may not be embedded, not listed and listed as allowed, and one that has no name."""

import sys

import reportlab
from reportlab import rl_config
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase.ttfonts import TTFError, TTFont


def font(path, glyphs, rights=0, named=True):
    pen = TTGlyphPen(None)
    for move, point in (("moveTo", (0, 0)), ("lineTo", (0, 900)), ("lineTo", (900, 900))):
        getattr(pen, move)(point)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"u{number:04X}" for number in range(0x4E00, 0x4E00 + glyphs))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x4E00 + number: name for number, name in enumerate(names[1:])})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupNameTable({"familyName": "Rare", "psName": "Rare-Regular"} if named else {"copyright": "nobody"})
    builder.setupOS2(fsType=rights, sTypoAscender=900)
    builder.setupPost()
    builder.save(path)


def opened(path):
    try:
        TTFont("Rare", path)
    except (TTFError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"
    return "taken"


font("restricted.ttf", 300, rights=2)
font("nameless.ttf", 300, named=False)
plain = opened("restricted.ttf")
rl_config.allowTTFSubsetting = ["restricted.ttf"]
listed = opened("restricted.ttf")
nameless = opened("nameless.ttf")
print("reportlab", reportlab.__version__)
print("fsType 2:", plain)
print("fsType 2, listed as allowed:", listed)
print("no name:", nameless)
as_found = plain == "taken" and listed.startswith("TTFError") and nameless.startswith("AttributeError")
sys.exit(0 if as_found else 1)
PYTHON
cd "$folder"
"$folder/venv/bin/python" "$folder/probe.py"
echo "As found: only the font that is listed as allowed is refused, and the nameless one raises AttributeError."
