"""The files of released versions, kept compressed: a court of a hundred tables is mostly empty pages."""

import lzma
from pathlib import Path

HERE = Path(__file__).parent
ENDING = ".cadre.xz"


def _sample(number: int) -> Path:
    """Where the file of a version is kept, be it there or not."""
    return HERE / f"version-{number}{ENDING}"


def versions_kept() -> list[int]:
    """The versions of which a file is kept."""
    return sorted(int(path.name.removesuffix(ENDING).removeprefix("version-")) for path in HERE.glob(f"*{ENDING}"))


def unpack(number: int, folder: Path) -> Path:
    """Write the file of a version into `folder`; returns where it is."""
    path = folder / f"version-{number}.cadre"
    path.write_bytes(lzma.decompress(_sample(number).read_bytes()))
    return path


def pack(made: Path, number: int) -> Path:
    """Keep a closed file as that of a version; returns where. Raises FileExistsError if there is one: it was released,
    and never changes."""
    path = _sample(number)
    with path.open("xb") as kept:
        kept.write(lzma.compress(made.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    return path
