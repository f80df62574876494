"""Runs every benchmark of this folder and prints one table: what, ours, the bare way, their ratio, and its limit.

``--smoke`` is handed on: small sizes, and no limit counts. Ends with 1 when a benchmark fails or misses its limit.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
HEADINGS = ("what", "ours s", "bare s", "ratio", "limit")


def rows(output: str) -> list[list[str]]:
    """The table lines in a benchmark's output: five cells, of which the fourth is the ratio."""
    cells = [[cell.strip() for cell in line.split("|")] for line in output.splitlines()]
    return [row for row in cells if len(row) == len(HEADINGS) and row[3] != "ratio"]


def run(bench: Path, arguments: list[str]) -> tuple[list[list[str]], bool]:
    """The rows of one benchmark, and whether it ended well; what it says otherwise goes to the error stream."""
    print(f"{bench.stem} …", file=sys.stderr, flush=True)
    done = subprocess.run([sys.executable, str(bench), *arguments], stdout=subprocess.PIPE, text=True, check=False)
    found = rows(done.stdout)
    if done.returncode or not found:
        print(done.stdout, file=sys.stderr)
    return found, done.returncode == 0 and bool(found)


def main() -> int:
    table, failed = [list(HEADINGS)], []
    for bench in sorted(FOLDER.glob("bench_*.py")):
        found, well = run(bench, sys.argv[1:])
        table += found
        if not well:
            failed.append(bench.stem)
    widths = [max(len(row[index]) for row in table) for index in range(len(HEADINGS))]
    for what, *numbers in table:
        line = [what.ljust(widths[0]), *(text.rjust(width) for text, width in zip(numbers, widths[1:], strict=True))]
        print(" | ".join(line))
    if failed:
        print(f"failed or over the limit: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
