#!/bin/sh
# PDFium (pypdfium2 5.15.2): the characters of a text with /ActualText all lie in the box of its first glyph.
#
# Guess before running: /ActualText changes what is copied; where characters are (what a selection marks, what
# FPDFText_GetCharOrigin and GetCharBox return) still follows the glyphs.
# Why it matters: a widely spaced title or a line from top to bottom needs /ActualText to be copied as one word. In
# viewers made of PDFium a selection or a hit of a search then marks the first glyph alone, cut into as many parts as
# the text has characters, and a test cannot read back where the others are.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2
cat > "$folder/probe.py" <<'PYTHON'
"""Three letters one below the other, without and with a note that they say ABC."""

import sys

import pypdfium2
import pypdfium2.raw as pdfium


def document(content):
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    whole, starts = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        starts.append(len(whole))
        whole += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    tail = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(whole)
    return whole + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def heights(content):
    words = pypdfium2.PdfDocument(document(content))[0].get_textpage()
    x, y = pdfium.c_double(), pdfium.c_double()
    found = []
    for index in range(words.count_chars()):
        pdfium.FPDFText_GetCharOrigin(words.raw, index, x, y)
        found.append((chr(pdfium.FPDFText_GetUnicode(words.raw, index)), y.value, words.get_charbox(index)))
    return found


shown = b"1 0 0 1 50 200 Tm (A) Tj 1 0 0 1 50 150 Tm (B) Tj 1 0 0 1 50 100 Tm (C) Tj"
plain = heights(b"BT /F 20 Tf " + shown + b" ET")
noted = heights(b"BT /F 20 Tf /Span <</ActualText (ABC)>> BDC " + shown + b" EMC ET")
print("pypdfium2", pypdfium2.PYPDFIUM_INFO, "PDFium", pypdfium2.PDFIUM_INFO)
for title, found in (("without", plain), ("with /ActualText", noted)):
    print(title, [(character, y, [round(side, 1) for side in box]) for character, y, box in found])
as_found = [y for _character, y, _box in plain] == [200, 150, 100] and {y for _character, y, _box in noted} == {200}
sys.exit(0 if as_found else 1)
PYTHON
"$folder/venv/bin/python" "$folder/probe.py"
echo "As found: with /ActualText every character is in the box of the first glyph."
