"""A roster of 10,000 rows × 8 columns, against the same table by bare reportlab operators; and its memory."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from cadre_desktop.kit.documents.fonts import Role, chain
from cadre_desktop.kit.documents.paper import A4_LANDSCAPE
from cadre_desktop.kit.documents.roster import Roster, print_roster
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.typesetting import MM

LIMIT = 1.5
MEGABYTES = 250
COURTS = ("包头市中级人民法院", "昆都仑区人民法院", "青山区人民法院", "达尔罕茂明安联合旗人民法院")
DEPARTMENTS = ("民事审判第一庭", "立案庭（诉讼服务中心）", "执行局", "政治部（机关党委）", "刑事审判庭")
HEADINGS = ("姓名", "性别", "民族", "出生年月", "单位", "部门", "联系电话")
WIDTHS = (24, 13, 18, 22, 62, 48, 32)


def row(number: int) -> tuple[str, ...]:
    return (
        "王李张刘陈杨赵黄周吴"[number % 10] + "祯卫国丹洋敏静丽强磊军"[number % 11] + "建华娜"[: number // 7 % 2],
        "男女"[number % 2],
        "汉族" if number % 3 else "蒙古族",
        f"19{65 + number % 35}.{number % 12 + 1:02d}",
        COURTS[number % 4],
        DEPARTMENTS[number % 5],
        f"139{number * 7919 % 100000000:08d}",
    )


def ours(path: Path, count: int) -> None:
    columns = [
        RosterColumn(heading, mm, "left" if mm > 40 else "centre", name=heading == "姓名")
        for heading, mm in zip(HEADINGS, WIDTHS, strict=True)
    ]
    print_roster(path, Roster("全市法院干警名册", columns, COURTS[0], "2024年3月1日"), map(row, range(count)))


def bare(path: Path, count: int) -> None:
    """Straight calls of the canvas at fixed places: no measuring, no wrapping, no fallback, no alignment."""
    rl_config.useA85 = 0
    pdfmetrics.registerFont(chain(Role.SONG).first.font)
    song = chain(Role.SONG).first.font.fontName
    width, height = A4_LANDSCAPE[0] * MM, A4_LANDSCAPE[1] * MM
    canvas = Canvas(str(path), pagesize=(width, height), pageCompression=1, invariant=1, initialFontName=song)
    xs = [51.0, 85.0]
    for mm in WIDTHS:
        xs.append(xs[-1] + mm * MM * 1.12)
    rows_on_a_page = 19
    for start in range(0, count, rows_on_a_page):
        rows = range(start, min(start + rows_on_a_page, count))
        canvas.setFont(song, 10.5)
        for x, heading in zip(xs, ("序号", *HEADINGS), strict=False):
            canvas.drawString(x + 3, height - 70, heading)
        y = height - 92
        for number in rows:
            for x, text in zip(xs, (str(number + 1), *row(number)), strict=False):
                canvas.drawString(x + 3, y, text)
            y -= 22.7
        canvas.setLineWidth(0.3)
        canvas.grid(xs, [height - 51, *(height - 78 - 22.7 * line for line in range(len(rows) + 1))])
        canvas.drawString(width / 2 - 40, 31, f"第 {start // rows_on_a_page + 1} 页　共 {-(-count // 19)} 页")
        canvas.showPage()
    canvas.save()


def seconds(work: Callable[[Path, int], None], path: Path, count: int) -> float:
    start = perf_counter()
    work(path, count)
    return perf_counter() - start


def peak_megabytes(path: Path, count: int) -> float:
    """Peak memory of a process that does nothing but print the roster (Linux and macOS)."""
    program = (
        f"import resource, sys; sys.path[:0] = {[str(Path(__file__).parent)]!r}\n"
        f"from pathlib import Path; from bench_roster import ours; ours(Path({str(path)!r}), {count})\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(peak / (2**20 if sys.platform == 'darwin' else 2**10))"
    )
    return float(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)


def main() -> int:
    smoke = "--smoke" in sys.argv
    count, times = (200, 1) if smoke else (10_000, 5)
    with TemporaryDirectory() as folder:
        for work in (ours, bare):  # faces are read and both paths warm before the clock starts
            work(Path(folder, "warm.pdf"), 50)
        runs = [
            (seconds(ours, Path(folder, "ours.pdf"), count), seconds(bare, Path(folder, "bare.pdf"), count))
            for _ in range(times)
        ]
        memory = peak_megabytes(Path(folder, "memory.pdf"), count) if sys.platform != "win32" else 0.0
    own, floor = (min(column) for column in zip(*runs, strict=True))
    print(f"roster of {count} rows × 8 | {own:.3f} s | {floor:.3f} s | {own / floor:.2f} | {LIMIT}")
    print(f"memory of that roster | {memory:.0f} MB | | | {MEGABYTES} MB")
    return 0 if smoke or (own / floor <= LIMIT and memory <= MEGABYTES) else 1


if __name__ == "__main__":
    raise SystemExit(main())
