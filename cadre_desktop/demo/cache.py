"""The demonstration court takes some seconds to write, and is the same every time: so it is written once and kept."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from cadre_desktop.kit.resources import resource
from cadre_desktop.schema import VERSION


def cached(folder: Path) -> Path:
    """Where the court written by this version of the program lies, or will lie, below `folder`."""
    digest = hashlib.sha256(str(VERSION).encode())
    sources = [*Path(__file__).parent.glob("*.py"), *resource("demo").glob("*.json")]
    for source in sorted(sources, key=lambda path: path.name):
        digest.update(source.read_bytes())
    return folder / "demo" / f"{digest.hexdigest()[:16]}.cadre"


def ensure(path: Path, heard: Callable[[int, int, str], None] | None = None) -> None:
    """Write the court to `path` unless it is there; older ones beside it are deleted; `heard` is given how far it
    is."""
    from cadre_desktop.demo.court import write_demo

    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("*.cadre*"):
        old.unlink()
    part = path.with_name(path.name + ".part")
    write_demo(part, heard)
    part.replace(path)
