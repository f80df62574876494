"""The typefaces of printed matter by their role, and for each character the first face that really draws it.

Faces are read when the first character is set in them, once for the whole process. Order of fallback: the role's
face, Song (all of GBK), Kai (which reaches beyond the BMP), then what the user or the system has for rare characters.
"""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from functools import cache
from hashlib import file_digest
from itertools import groupby
from pathlib import Path
from threading import RLock

from reportlab.pdfbase.ttfonts import TTFError

from cadre_desktop.kit.documents.cidfont import CidFont
from cadre_desktop.kit.documents.face_files import FAULTS, forbids_embedding, vet_characters
from cadre_desktop.kit.documents.face_folder import face_folder, use_face_folder
from cadre_desktop.kit.documents.punctuation import SQUEEZE, SQUEEZED
from cadre_desktop.kit.resources import resource

GETA = "〓"
"""What printers set in the place of a character for which there is no type."""

_BLANKS = frozenset(map(ord, " \u00a0\u2002\u2003\u2009\u3000"))
_QUOTES = frozenset("“”‘’")
_SONG = "NotoSerifSC-Regular.ttf"
_KAI = "WenKaiCTP-Regular.ttf"


class Role(Enum):
    """What a piece of text is for, as Chinese offices choose typefaces (GB/T 9704)."""

    SONG = _SONG
    TITLE = "NotoSerifSC-Bold.ttf"  # 小标宋
    HEI = "NotoSansSC-Regular.ttf"
    HEI_BOLD = "NotoSansSC-Bold.ttf"
    KAI = _KAI
    FANGSONG = ""  # no free one may be shipped: the user's, the system's, else Song


# Stems of files in lower case. FangSong as Windows, Kylin and UOS, WPS and macOS name it; faces for rare characters.
_FANGSONG = (
    *("simfang", "fangsong", "fangsong_gb2312", "仿宋", "仿宋_gb2312"),
    *("fzfsk", "fzfsjw", "方正仿宋_gbk", "stfangso"),
)
_RARE = ("simsunb", "simsunextg", "simsun-extb", "hanamina", "hanaminb", "sursong", "jigmo", "jigmo2", "jigmo3")

_lock = RLock()
_fangsong: ContextVar[Path | None] = ContextVar("fangsong", default=None)
_users: ContextVar[frozenset[Path] | None] = ContextVar("users", default=None)


def use_faces_from(folder: Path | None) -> None:
    """Prefer the faces the user has laid into `folder`: FangSong by its file name, all others for rare characters."""
    with _lock:
        use_face_folder(folder)
        for found in (_system_files, fangsong_file, _rare_files, _chain, digest_of_face):
            found.cache_clear()


@cache
def _face(path: Path) -> "Face":
    return Face(path)


@cache
def _borrowed(path: Path) -> "Face":
    """A face of the user or of the system; raises one of `FAULTS` for one that is damaged or may not be embedded."""
    content = path.read_bytes()
    vet_characters(content)
    if forbids_embedding(content):
        raise TTFError(f"{path.name} may not be embedded")
    return _face(path)


class Face:
    """One readable face and the characters it draws with ink (or means as blanks)."""

    def __init__(self, path: Path):
        self.file = path
        self.font = CidFont(f"cadre {path}", path)  # files of one name, in two folders, are two fonts
        self._glyphs: dict[int, int] = self.font.face.charToGlyph
        self._ends: list[int] = self.font.face.glyphPos

    def draws(self, character: str) -> bool:
        """Whether the face has the character; some faces list characters whose glyph is empty."""
        point = ord(character)
        glyph = self._glyphs.get(point, 0)
        return glyph > 0 and (point in _BLANKS or self._ends[glyph + 1] > self._ends[glyph])

    def width(self, character: str) -> float:
        """Advance in ems."""
        return float(self.font.face.getCharWidth(ord(character))) / 1000


class Chain:
    """The faces of one role in the order in which they are asked for a character."""

    def __init__(self, files: Sequence[Path], users: frozenset[Path] | None = None):
        self._files = files
        self._users = users
        self._first: Face | None = None
        self._chosen: dict[str, Face | None] = {}
        self._drawn: set[str] = set()  # those met so far that are drawn, or take no ink
        self.widths = _Widths(self)

    @property
    def first(self) -> Face:
        """The role's own face.

        No `cached_property`: that of Python 3.11 has a lock of its own, and a thread that has it would wait for `_lock`
        while one in `face` has `_lock` and waits for it.
        """
        if self._first is None:
            with _lock:
                self._first = _face(self._files[0])
        return self._first

    def face(self, character: str) -> Face | None:
        """The face that draws `character`, or None where there is none."""
        try:
            return self._chosen[character]
        except KeyError:
            with _lock:
                face = self._chosen[character] = self._choose(character)
            return face

    @property
    def file(self) -> Path:
        """The file of the role's own face."""
        return self._files[0]

    def _choose(self, character: str) -> Face | None:
        if character in _QUOTES and self.first.width(character) < 1:
            return _face(resource("fonts", _SONG))  # Chinese quotation marks fill a square
        if self.first.draws(character):
            return self.first
        return next((face for face in self._others() if face.draws(character)), None)

    def _others(self) -> Iterator[Face]:
        yield from map(_face, self._files[1:])
        strange = () if self._users is None else set(users_files()) - self._users
        for file in _rare_files():
            if file in strange:
                continue
            try:
                yield _borrowed(file)
            except FAULTS:  # a system face may be damaged or may forbid embedding: as if it were not there
                continue

    def lacking(self, text: str) -> str:
        """The characters of `text` that no face draws, each once."""
        if self._drawn.issuperset(text):
            return ""
        found = dict.fromkeys(each for each in text if not invisible(each) and self.face(each) is None)
        self._drawn.update(each for each in text if each not in found)
        return "".join(found)

    def width(self, text: str) -> float:
        """Length of `text` in ems, neighbouring punctuation closed up."""
        length = sum(map(self.widths.__getitem__, text))
        return length - SQUEEZE * len(SQUEEZED.findall(text)) if SQUEEZED.search(text) else length

    def runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """`text` in pieces of one face each; invisible characters left out, missing ones as a geta mark."""
        seen = "".join(character if self.face(character) else GETA for character in text if not invisible(character))
        for face, run in groupby(seen, self.face):
            yield face or self.first, "".join(run)


class _Widths(dict[str, float]):
    """Character → advance in ems, filled as it is asked."""

    def __init__(self, chain: Chain):
        super().__init__()
        self._chain = chain

    def __missing__(self, character: str) -> float:
        if invisible(character):
            width = 0.0
        else:
            face = self._chain.face(character)
            width = face.width(character) if face else 1.0
        self[character] = width
        return width


def invisible(character: str) -> bool:
    """Whether a character takes no ink and no room: controls, joiners, variation selectors."""
    return (
        unicodedata.category(character) in {"Cc", "Cf"}
        or 0xFE00 <= ord(character) <= 0xFE0F
        or ord(character) >= 0xE0100
    )


def chain(role: Role) -> Chain:
    """The faces for `role`."""
    return _chain(role, _fangsong.get() if role is Role.FANGSONG else None, _users.get())


@contextmanager
def fangsong_is(file: Path | None) -> Iterator[None]:
    """Within, and in this thread, FangSong is set in this file; None: in the one that is at hand."""
    before = _fangsong.get()
    _fangsong.set(file)
    try:
        yield
    finally:
        _fangsong.set(before)


@contextmanager
def users_faces_are(files: Iterable[Path] | None) -> Iterator[None]:
    """Within, and in this thread, rare characters come from these faces of the user alone, before those of the system;
    None: from all that are in the folder."""
    before = _users.get()
    _users.set(None if files is None else frozenset(files))
    try:
        yield
    finally:
        _users.set(before)


@cache
def _chain(role: Role, fangsong: Path | None, users: frozenset[Path] | None = None) -> Chain:
    own = (fangsong or fangsong_file()) if role is Role.FANGSONG else resource("fonts", role.value)
    files = dict.fromkeys((own, resource("fonts", _SONG), resource("fonts", _KAI)))
    return Chain(tuple(files), users)


def file_print(role: Role) -> tuple[str, str]:
    """The name of the file that `role` is set in, and the SHA-256 (hex) of what is in it; OSError as usual."""
    file = chain(role).file
    return file.name, digest_of_face(file)


@cache
def digest_of_face(file: Path) -> str:
    """The SHA-256 (hex) of a font file; OSError as usual."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def own_faces(texts: Iterable[tuple[Role, str]]) -> list[Path]:
    """The files in the user's folder whose faces draw something of these texts, each once."""
    own, found = set(users_files()), dict[Path, None]()
    for role, text in texts if own else ():
        faces = chain(role)
        for character in text:
            face = faces.face(character)
            if face is not None and face.file in own and not invisible(character):
                found[face.file] = None
    return list(found)


def missing_characters(texts: Iterable[str], role: Role = Role.SONG) -> str:
    """The characters of `texts` that no face at hand can draw, each once: to be named before anything is printed."""
    return chain(role).lacking("".join(texts))


@cache
def fangsong_file() -> Path:
    """FangSong from the user's folder, else from the system, else the shipped Song."""
    return next(file for file in _fangsongs() if _readable(file))


def fangsong_with(digest: str) -> Path | None:
    """The FangSong at hand, or Song, with this SHA-256 (hex); None where there is none."""
    return next((file for file in _fangsongs() if digest_of_face(file) == digest and _readable(file)), None)


def _fangsongs() -> list[Path]:
    """What FangSong may be set in, the best first."""
    wanted = [file for file in users_files() if "fang" in file.stem.lower() or "仿" in file.stem]
    wanted += [_system_files()[stem] for stem in _FANGSONG if stem in _system_files()]
    return [*wanted, resource("fonts", _SONG)]


def _readable(file: Path) -> bool:
    try:
        _borrowed(file)
    except FAULTS:
        return False
    return True


@cache
def _rare_files() -> tuple[Path, ...]:
    system = _system_files()
    return (*users_files(), *(system[stem] for stem in _RARE if stem in system))


def users_files() -> list[Path]:
    """The font files that the user has laid into the folder, by their names."""
    folder = face_folder()
    return list(_font_files(folder)) if folder else []


@cache
def _system_files() -> dict[str, Path]:
    """The TrueType files of the system by their lower-case stem; earlier folders win."""
    files: dict[str, Path] = {}
    for folder in _system_folders():
        for file in _font_files(folder):
            files.setdefault(file.stem.lower(), file)
    return files


def _font_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):  # an unreadable folder counts as empty
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names) if name.lower().endswith((".ttf", ".ttc")))


def _system_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home))
        return [Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), Path(local, "Microsoft/Windows/Fonts")]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
