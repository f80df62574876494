"""Proves that the lock does not rot: the README's own install lines work with the oldest and the newest pip while newer
versions of every locked package are offered.

A lock of exact versions rots when an installer resolves it: a locked package that asks for another with an extra
(`coverage[toml]`) lets some pips, 23.2 among them, pick the newest one published and then stop, since it has no hash.
So the README installs the lock as it stands (`--no-deps`) and asks `pip check` whether it was complete. Here every
locked package has a decoy of version 99999 in a folder that pip also looks into.
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-dev.txt"
OLDEST_PIP = {(3, 11): "23.0", (3, 12): "23.2", (3, 13): "24.1"}
"""The oldest pip from 23.0 on that runs on a Python at all."""
DECOY = "99999"


def locked(text: str) -> list[str]:
    """The names of the packages in a lock."""
    return sorted(set(re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", text, re.MULTILINE)))


def install_lines(readme: str) -> list[str]:
    """What the README's test command says about installing, to be run in the folder of a `.venv`."""
    command = readme.partition("<!-- command: tests -->")[2].partition("```bash")[2].partition("```")[0]
    return [part.strip() for part in command.split("&&") if ".venv/bin/pip " in part]


def write_decoy(folder: Path, name: str) -> None:
    """A wheel of the package that holds nothing and is newer than any."""
    known = re.sub(r"[-_.]+", "_", name)
    about = f"{known}-{DECOY}.dist-info"
    with zipfile.ZipFile(folder / f"{known}-{DECOY}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {DECOY}\n")
        wheel.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: none\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{about}/RECORD", "")


def run(folder: Path, command: str, decoys: Path) -> subprocess.CompletedProcess[str]:
    offered = os.environ | {"PIP_FIND_LINKS": str(decoys), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run(["bash", "-c", command], cwd=folder, env=offered, capture_output=True, text=True, check=False)


def trouble_with(pip: str, folder: Path, decoys: Path) -> str:
    """What goes wrong with this pip (a requirement such as pip==23.0); empty if nothing does."""
    venv.create(folder / ".venv", with_pip=True)
    for name in (LOCK.name, "requirements.txt"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    prepared = [f".venv/bin/python -m pip install --quiet --upgrade '{pip}'"]
    for command in prepared + install_lines((ROOT / "README.md").read_text(encoding="utf-8")):
        done = run(folder, command, decoys)
        if done.returncode:
            return f"{command}\n{done.stdout}{done.stderr}"
    seen = run(folder, f".venv/bin/pip download --no-deps --dest seen '{locked(LOCK.read_text())[0]}'", decoys)
    return "" if DECOY in seen.stdout else f"the decoys were not offered:\n{seen.stdout}{seen.stderr}"


def main() -> int:
    oldest = OLDEST_PIP.get(sys.version_info[:2])
    if oldest is None:
        print(
            f"name the oldest pip of Python {sys.version_info[0]}.{sys.version_info[1]} in {__file__}", file=sys.stderr
        )
        return 1
    if not install_lines((ROOT / "README.md").read_text(encoding="utf-8")):
        print("README.md: the test command installs nothing", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as temporary:
        decoys = Path(temporary) / "decoys"
        decoys.mkdir()
        for name in locked(LOCK.read_text(encoding="utf-8")):
            write_decoy(decoys, name)
        for number, pip in enumerate((f"pip=={oldest}", f"pip<{DECOY}")):
            folder = Path(temporary) / str(number)
            folder.mkdir()
            found = trouble_with(pip, folder, decoys)
            if found:
                print(f"{pip}: {found}", file=sys.stderr)
                return 1
            version = run(folder, ".venv/bin/pip --version", decoys).stdout.split()[1]
            print(f"installs: pip {version} takes the lock, newer versions offered or not")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
