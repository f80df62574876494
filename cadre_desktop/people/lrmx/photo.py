"""The photo of a form: read from its base64, and as the dossier keeps photos (4:5, a small JPEG)."""

import base64
import binascii
import io
import re

from PIL import Image, ImageOps

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

WIDTH, HEIGHT = 480, 600
_AS_IT_IS = 400_000
"""Bytes up to which a JPEG of the right shape stays as it came."""
_SHAPE = 0.02
_MOST_PIXELS = 40_000_000
_QUALITY = 88
_BLANKS = re.compile(rb"\s+")


def decoded(text: bytes) -> bytes:
    """The picture that is written in base64, possibly in many lines. Raises Unclear where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        pass
    try:
        return base64.b64decode(_BLANKS.sub(b"", text), validate=True)
    except binascii.Error as error:
        raise Unclear(_("照片不是完整的图片编码，没有导入照片，其余照常导入。")) from error


def as_portrait(picture: bytes) -> bytes:
    """The photo as it is kept: what is small and has the shape stays byte for byte, anything else is cropped about its
    middle and made smaller. Raises Unclear for what is no picture, or one that breaks off."""
    try:
        with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG", "BMP", "GIF")) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise Unclear(_("照片的像素太多，没有导入照片，其余照常导入；请换一张小的照片。"))
            image.load()
            if image.format == "JPEG" and len(picture) <= _AS_IT_IS and _has_shape(image):
                return picture
            return _made_smaller(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unclear(_("照片已损坏，读不出来，没有导入照片，其余照常导入。")) from error


def _has_shape(image: Image.Image) -> bool:
    turned = image.getexif().get(0x0112, 1) != 1
    return not turned and abs(image.width / image.height - WIDTH / HEIGHT) <= _SHAPE


def _made_smaller(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    white = Image.new("RGB", upright.size, "white")
    layers = upright.convert("RGBA") if "transparency" in upright.info or upright.mode in ("RGBA", "LA", "P") else None
    white.paste(layers or upright.convert("RGB"), mask=layers)
    fitted = min(1.0, upright.width / WIDTH, upright.height / HEIGHT)
    size = max(1, round(WIDTH * fitted)), max(1, round(HEIGHT * fitted))
    out = io.BytesIO()
    ImageOps.fit(white, size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
