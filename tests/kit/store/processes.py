"""Other processes, for what only another process can show: locks, and being killed."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]

_HEAD = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}, {str(HERE)!r}]
from pathlib import Path
from toys import TOYS, Club, Member
from cadre_desktop.kit.store.opening import CannotOpen, close_store, open_store
path = Path(sys.argv[1])
def say(word):
    sys.stdout.write(f"{{word}}\\n")  # in one go: threads speak too
    sys.stdout.flush()
def wait():
    sys.stdin.readline()
"""


def start(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """A process that runs `code` with `path` (the first argument), `say` and `wait` at hand."""
    return subprocess.Popen(
        [sys.executable, "-c", _HEAD + code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def heard(process: "subprocess.Popen[str]") -> str:
    """The next line the process says."""
    assert process.stdout
    return process.stdout.readline().strip()


def kill(process: "subprocess.Popen[str]") -> list[str]:
    """kill -9, as a power cut would; what the process had said beyond what was heard."""
    process.kill()
    assert process.stdin
    assert process.stdout
    # `communicate` would read past the lines that `readline` has already taken from the pipe but not given yet.
    rest = process.stdout.read()
    process.stdin.close()
    process.stdout.close()
    process.wait()
    return rest.split()


def run(code: str, *arguments: object) -> str:
    """Run to the end; what the process said."""
    process = start(code, *arguments)
    said, _nothing = process.communicate()
    assert process.returncode == 0
    return said.strip()
