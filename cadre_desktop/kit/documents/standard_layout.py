"""The layout that certificates of this program have had from the beginning.

It never changes: certificates that were issued with it are printed with it again. A changed page is a layout of another
name beside it, a changed drawing a new version of that (see `certificate_layout`), another font file another role.
"""

from cadre_desktop.kit.documents.certificate_layout import (
    CertificateLayout,
    CodeBlock,
    FontFile,
    HeadingBlock,
    LetterBlock,
    OrnamentVersion,
    PhotoBlock,
    SignatureBlock,
    SmallPrintBlock,
    TextStyle,
)

_INK = (0.0, 0.0, 0.0)
_RED = (0.62, 0.09, 0.10)
_GOLD = (0.72, 0.55, 0.20)
_HINT = (0.72, 0.72, 0.72)

SHIPPED_FONTS = (
    FontFile("KAI", "WenKaiCTP-Regular.ttf", "ef71f8b3e892446f8731391f3bf804415e469271ae79d7b0cc535de6f1f72075"),
    FontFile("SONG", "NotoSerifSC-Regular.ttf", "670566114531b411cf9adbc910b690c85e63d8193c825cb5ad13905bccf3f41a"),
    FontFile("TITLE", "NotoSerifSC-Bold.ttf", "3ede4dcb0110fe70651f406f50570f59c1d797e76f1c34c5f3838024bd9e5c57"),
)
"""The files of the roles that the layout uses, as they have been shipped since the first version."""

STANDARD_1 = CertificateLayout(
    name="standard-1",
    page=(297.0, 210.0),
    measure=(50.0, 247.0),
    frame=OrnamentVersion("guilloche", 1),
    heading=HeadingBlock(
        text="",
        style=TextStyle("TITLE", 56.0, _RED, 0.32),
        y=60.0,
        long_from=7,
        long_spacing=0.1,
        rule=OrnamentVersion("lozenge", 1),
        rule_below=8.2,
    ),
    letter=LetterBlock(
        top=76.0,
        bottom=143.0,
        addressee=TextStyle("KAI", 27.0, _INK, 0.0),
        addressee_larger=1.3,
        addressee_gap=1.15,
        style=TextStyle("KAI", 21.0, _INK, 0.0),
        sizes=(21.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0),
        leading=1.78,
        indent=2.0,
        ascent=0.85,
        above=0.42,  # the optical middle
    ),
    signature=SignatureBlock(
        style=TextStyle("KAI", 18.0, _INK, 0.0),
        date="{date}",
        issuer_y=158.0,
        date_y=169.5,
        date_ems=4.0,  # as where a seal is pressed (GB/T 9704)
        issuer_ems=1.0,
        issuer_share=0.64,
    ),
    small_print=SmallPrintBlock(
        style=TextStyle("SONG", 10.5, _INK, 0.0), foot=176.0, line=5.4, share=0.34, number="{number}", notes=()
    ),
    code=CodeBlock(side=23.0, gap=0.5, text="{number}"),
    photo=None,
    setting=1,
    facts=1,
    fonts=SHIPPED_FONTS,
)
"""A4 landscape in the woven frame; whoever issues certificates gives it its words."""

PHOTO_1 = PhotoBlock(
    width=32.0,  # 4 : 5
    height=40.0,
    gap=10.0,
    line=0.5,
    colour=_GOLD,
    hint="",
    hint_style=TextStyle("SONG", 10.5, _HINT, 0.0),
)
"""The space for a photo, for certificates that have one."""
