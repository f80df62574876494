"""What a file really is, recognised by its content and never by its extension, and why it cannot be read as a
workbook."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from enum import Enum, auto
from io import BytesIO

from cadre_desktop.kit.documents.limits import LIMITS, Limits
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused

ARCHIVE_TROUBLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)
"""What unpacking a damaged archive raises."""

_LARGEST_SMALL_PART = 50_000_000
"""Bytes of a part that is read whole: the manifest, the list of sheets, the styles."""

_EMPTY = N_("“{name}”是空文件，里面什么都没有；请确认选对了文件，或请对方重新发送。")
_PASSWORD = N_("“{name}”设有打开密码；请在 Excel 或 WPS 里打开它，取消密码后另存，再试。")
_DAMAGED = N_(
    "“{name}”不完整或已损坏，读不出来；请用 Excel 或 WPS 打开看看，能打开就另存为 .xlsx，不能就请对方重新发送。"
)
_TOO_LARGE = N_("“{name}”太大（超过 {limit} MB）；请删去不用的工作表和内容，或拆成几个文件，再试。")
_TEXT_DOCUMENT = N_("“{name}”是文字文档，不是工作簿；请把其中的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx。")
_SLIDES = N_("“{name}”是演示文稿，不是工作簿；请选择 .xlsx、.xls、.ods 或 .csv 文件。")
_WPS = N_("“{name}”是 WPS 专用的格式或旧的二进制格式，读不出来；请在 WPS 里打开它，另存为 .xlsx，再试。")
_WEB_PAGE = N_("“{name}”其实是网页，只是扩展名像工作簿；请用 Excel 或 WPS 打开它，另存为 .xlsx，再试。")
_XML_SHEET = N_("“{name}”是旧的 XML 表格格式；请用 Excel 或 WPS 打开它，另存为 .xlsx，再试。")
_PICTURE = N_("“{name}”是图片，不是工作簿；请选择 .xlsx、.xls、.ods 或 .csv 文件。")
_PDF = N_("“{name}”是 PDF 文件，不是工作簿；请找到制作它时用的表格文件。")
_ARCHIVE = N_("“{name}”是压缩包，不是工作簿；请先解压，再选择其中的表格文件。")
_OTHER = N_("“{name}”不是工作簿，也不是文本表格；请选择 .xlsx、.xls、.ods 或 .csv 文件。")
_OWNER_FILE = N_("“{name}”是表格打开期间留下的临时文件；请选择名称前没有“~$”的那个文件。")

_BLANK = b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"
"""What a text file without a text consists of, byte order marks included."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_FIRST = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00\x00")
_BOF = re.compile(rb"\x09\x08\x10\x00\x00\x06[\x05\x10]\x00")
_FILEPASS, _DIMENSIONS, _SST, _EOF, _ROW = 0x2F, 0x200, 0xFC, 0x0A, 0x208
_END_OF_WALK = (_EOF, _ROW)
_LONGEST_RECORD = 8224
_HEADS = (
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x89PNG\r\n", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"%PDF", _PDF),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"{\\rtf", _TEXT_DOCUMENT),
)
_MARKUP = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", _XML_SHEET),
    (b"<html", _WEB_PAGE),
    (b"<table", _WEB_PAGE),
    (b"<!doctype html", _WEB_PAGE),
    (b"mime-version:", _WEB_PAGE),
    (b"<?xml", _OTHER),
)


class Content(Enum):
    """What a readable file holds."""

    ZIPPED = auto()
    """.xlsx, .xlsm or .xlsb."""
    OPEN = auto()
    """.ods."""
    BINARY = auto()
    """.xls."""
    TEXT = auto()
    """Delimited text."""


def refusal(message: str, name: str) -> Refused:
    """Refused with one of this module's sentences."""
    return Refused(_(message).format(name=name))


def damaged(name: str) -> Refused:
    """Refused for a file that begins like a workbook but cannot be read to its end."""
    return refusal(_DAMAGED, name)


def too_large(name: str, limit: int) -> Refused:
    """Refused for a file of more than `limit` bytes, on the disk or unpacked."""
    return Refused(_(_TOO_LARGE).format(name=name, limit=f"{limit // 1_000_000:,}"))


def recognise(data: bytes, name: str, limits: Limits = LIMITS) -> Content:
    """What `data` is. Raises Refused, naming the file `name`, for anything that is no readable workbook."""
    if not data[:64].strip(_BLANK) and not data.strip(_BLANK):  # nobody needs a copy of a large file for that
        raise refusal(_EMPTY, name)
    if name.startswith("~$"):
        raise refusal(_OWNER_FILE, name)
    if data.startswith(_ZIP):
        return _checked_zip(data, name, limits)
    if data.startswith(_OLE):
        _check_ole(data, name)
        return Content.BINARY
    _check_plain(data, name)
    return Content.TEXT


def _check_plain(data: bytes, name: str) -> None:
    """Refuse what is neither packed nor text. UTF-16 text has zero bytes; it is recognised by its byte order mark."""
    for head, message in _HEADS:
        if data.startswith(head):
            raise refusal(message, name)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, message in _MARKUP:
        if start.startswith((b"<", b"mime-version:")) and mark in start:
            raise refusal(message, name)
    if _BIFF_FIRST.match(data):
        raise refusal(_WPS, name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in data:
        return
    from cadre_desktop.kit.documents.delimited import unmarked_utf16

    if not unmarked_utf16(data):
        raise refusal(_OTHER, name)


def _check_ole(data: bytes, name: str) -> None:
    """An OLE container: an .xls, an encrypted .xlsx, a document of another program."""
    if _named(data, "EncryptedPackage"):
        raise refusal(_PASSWORD, name)
    if _named(data, "Workbook") or _named(data, "Book"):
        _check_records(data, name)
        return
    if _named(data, "WordDocument"):
        raise refusal(_TEXT_DOCUMENT, name)
    if _named(data, "PowerPoint Document"):
        raise refusal(_SLIDES, name)
    raise refusal(_WPS if len(data) % 512 == 0 else _DAMAGED, name)


def _named(data: bytes, entry: str) -> bool:
    """Whether the container's directory lists `entry`: a name in UTF-16, padded with zeros to 64 bytes."""
    return entry.encode("utf-16-le").ljust(64, b"\0") in data


def _check_records(data: bytes, name: str) -> None:
    """Refuse an .xls that is encrypted, or whose counts calamine would believe and run out of memory, [MS-XLS] 2.4."""
    for start in _BOF.finditer(data, 512):
        for code, payload in _records(data, start.start()):
            if code == _FILEPASS:
                raise refusal(_PASSWORD, name)
            if code == _DIMENSIONS and len(payload) >= 12:
                top, rows, left, columns = struct.unpack_from("<IIHH", payload)
                if not (top <= rows <= 65_536 and left <= columns <= 256):
                    raise damaged(name)
            if code == _SST and len(payload) >= 8 and struct.unpack_from("<I", payload, 4)[0] > len(data):
                raise damaged(name)


def _records(data: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """The records from `offset` up to the first row of cells, as far as they lie in one stretch."""
    while offset <= len(data) - 4:
        code, length = struct.unpack_from("<HH", data, offset)
        if code in _END_OF_WALK or length > _LONGEST_RECORD:
            return
        yield code, data[offset + 4 : offset + 4 + length]
        offset += 4 + length


def small_part(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part read whole. Raises ValueError for one that no office program makes so large."""
    if archive.getinfo(part).file_size > _LARGEST_SMALL_PART:
        raise ValueError("a part that is too large")
    return archive.read(part)


def _checked_zip(data: bytes, name: str, limits: Limits) -> Content:
    """A zip archive: .xlsx, .xlsb, .ods or something else in the same wrapping."""
    manifest = b""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked <= limits.content and "META-INF/manifest.xml" in archive.namelist():
                manifest = small_part(archive, "META-INF/manifest.xml")
    except ARCHIVE_TROUBLE as trouble:
        raise damaged(name) from trouble
    if unpacked > limits.content:
        raise too_large(name, limits.content)
    if any(part.flag_bits & 1 for part in parts) or b"encryption-data" in manifest:
        raise refusal(_PASSWORD, name)
    return _checked_parts({part.filename for part in parts}, name)


def _checked_parts(parts: set[str], name: str) -> Content:
    folders = {part.split("/", 1)[0].lower() for part in parts}
    if "xl" in folders:
        return Content.ZIPPED
    if "content.xml" in parts:
        return Content.OPEN
    if "word" in folders:
        raise refusal(_TEXT_DOCUMENT, name)
    if "ppt" in folders:
        raise refusal(_SLIDES, name)
    raise refusal(_ARCHIVE, name)
