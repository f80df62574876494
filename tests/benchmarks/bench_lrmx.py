"""1,000 personnel forms (.lrmx) with photos of 100 kB: reading them, and the whole import into a new file.

Run by hand: ``python tests/benchmarks/bench_lrmx.py``; with ``--smoke`` a small size without limits. The bare run
parses each file with ElementTree (the standard library's, in C) and decodes its photo with base64 and pillow. Each run
is a process of its own; the two are timed alternately. Reading is what is compared to it: the import also writes every
file and photo into the data file. Exit code 1 if a ratio or the memory is over its limit.
"""

import base64
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

COURT = "包头市中级人民法院"
LIMITS = {"read": 2.0, "import": 4.0}
MOST_MB = 200


def write_forms(folder: Path, count: int) -> None:
    """Forms of invented people, their photos as noisy as those of a camera."""
    from PIL import Image

    from tests.people.lrmx.lrmx_samples import form

    rng = random.Random(1)
    for number in range(count):
        noise = Image.frombytes("RGB", (480, 600), rng.randbytes(480 * 600 * 3))
        smooth = Image.frombytes("RGB", (60, 75), rng.randbytes(60 * 75 * 3)).resize((480, 600))
        out = io.BytesIO()
        Image.blend(smooth, noise, 0.17).save(out, "JPEG", quality=82)
        name = "".join(rng.choice("王李张刘陈杨赵黄周吴伟芳娜敏静丽强磊军洋") for _sign in range(3))
        values = {"XingMing": name, "ChuShengNianYue": f"{1965 + number % 35}{1 + number // 35 % 12:02}"}
        (folder / f"{number:04}.lrmx").write_bytes(form(out.getvalue(), **values))


def bare(forms: Path, _folder: Path) -> dict[str, float]:
    """Parse, and decode the photos."""
    from xml.etree import ElementTree

    from PIL import Image

    started = perf_counter()
    for path in sorted(forms.iterdir()):
        root = ElementTree.parse(path).getroot()
        Image.open(io.BytesIO(base64.b64decode(root.findtext("ZhaoPian") or ""))).load()
    return {"bare": perf_counter() - started}


def ours(forms: Path, folder: Path) -> dict[str, float]:
    """Read as the dialog does, and import as the command line does."""
    from cadre_desktop.kit.jobs import Progress
    from cadre_desktop.kit.store.opening import close_store, open_store
    from cadre_desktop.people.actions import found_courts
    from cadre_desktop.people.lrmx.importing import import_forms, read_all
    from cadre_desktop.people.lrmx.taking_in import TakenToo
    from cadre_desktop.schema import SCHEMA

    store = open_store(folder / "ours.cadre", SCHEMA, "王祯", create_new=True, name=COURT)
    found_courts(store, COURT)
    started = perf_counter()
    read_all(store, [forms], store.clock.today(), Progress(), TakenToo())
    read = perf_counter() - started
    begun = perf_counter()
    account = import_forms(store, [forms])
    imported = perf_counter() - begun
    close_store(store)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"read": read, "import": imported, "taken": float(account.taken), "mb": peak}


def run(which: str, forms: Path) -> dict[str, float]:
    """One run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, which, str(forms), folder]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in json.loads(answer.stdout).items()}


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    count, times = (40, 1) if smoke else (1_000, 3)
    with tempfile.TemporaryDirectory() as folder:
        write_forms(Path(folder), count)
        pairs = [(run("bare", Path(folder)), run("ours", Path(folder))) for _time in range(times)]
    plain = median(bare_["bare"] for bare_, _our in pairs)
    passed = False
    print("name | ours s | bare s | ratio | limit")
    for what, limit in LIMITS.items():
        taken = median(our[what] for _bare, our in pairs)
        print(f"{what} {count} lrmx | {taken:.2f} | {plain:.2f} | {taken / plain:.2f} | {limit}")
        passed |= taken / plain > limit
    most = max(our["mb"] for _bare, our in pairs)
    print(f"memory: {most:.0f} MB, limit {MOST_MB} MB; {pairs[0][1]['taken']:.0f} taken in")
    return 0 if smoke else int(passed or most > MOST_MB)


if __name__ == "__main__":
    if sys.argv[1:2] in (["bare"], ["ours"]):
        print(json.dumps({"bare": bare, "ours": ours}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        sys.exit(main("--smoke" in sys.argv))
