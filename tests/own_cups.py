"""A print server of the tests' own: cupsd in a folder, with a queue whose backend keeps what is delivered.

It touches neither the machine's print server nor its settings. Run as root it has filters run as another user, so its
folder may be looked into by everybody.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from threading import Event
from typing import Self

CUPSD = shutil.which("cupsd", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin")))
PROGRAMS = next((Path(place) for place in ("/usr/lib/cups", "/usr/libexec/cups") if Path(place).is_dir()), None)
LACKING = (
    "no cupsd on this machine (packages cups and cups-filters)"
    if CUPSD is None or PROGRAMS is None or not (PROGRAMS / "filter" / "pdftopdf").exists()
    else ""
)
"""Why there can be no print server here; empty where there can."""
PATIENCE = 30.0
"""Seconds that something which is certain to come is waited for."""

_SERVER = """
LogLevel debug
MaxLogSize 0
Listen {folder}/cups.sock
Browsing No
DefaultAuthType None
DefaultShared No
WebInterface No
JobRetryInterval 1
PreserveJobHistory Yes
PreserveJobFiles No
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}/etc
ServerBin {folder}/bin
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
Sandboxing Relaxed
"""
_BACKEND = """#!/bin/sh
# Keeps what is delivered, with the options; does first what the file `mood` says.
[ $# -eq 0 ] && {{ echo 'direct keep "Unknown" "Keeps what is delivered"'; exit 0; }}
case "$(cat '{folder}/mood' 2>/dev/null)" in
empty) echo 'STATE: +media-empty-error' >&2; touch '{folder}/waiting'
    while [ -e '{folder}/mood' ]; do read -r _ < '{folder}/turn'; done; echo 'STATE: -media-empty-error' >&2 ;;
fails) exit 1 ;;
stops) exit 4 ;;
esac
printf '%s' "$5" > '{folder}/kept/'"$1.options"
printf '%s' "$3" > '{folder}/kept/'"$1.title"
cat ${{6:+"$6"}} > '{folder}/kept/'"$1.part"
mv '{folder}/kept/'"$1.part" '{folder}/kept/'"$1.pdf"
"""
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEP.PPD"
*Manufacturer: "Test"
*Product: "(Keep)"
*ModelName: "Keep"
*ShortNickName: "Keep"
*NickName: "Keep"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*cupsVersion: 2.2
*cupsManualCopies: True
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
{sizes}
*OpenUI *InputSlot/Tray: PickOne
*DefaultInputSlot: Tray1
*InputSlot Tray1/Upper: ""
*InputSlot Tray2/Lower: ""
*CloseUI: *InputSlot
*OpenUI *Duplex/Duplex: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long edge: ""
*Duplex DuplexTumble/Short edge: ""
*CloseUI: *Duplex
*OpenUI *ColorModel/Colour: PickOne
*DefaultColorModel: RGB
*ColorModel RGB/Colour: ""
*ColorModel Gray/Grey: ""
*CloseUI: *ColorModel
"""
_SIZES = {"A4": (595.28, 841.89), "A3": (841.89, 1190.55), "B5": (515.91, 728.5)}


def ppd() -> str:
    """The description of a printer that takes PDF, with three papers, two trays, both sides and colour."""
    lines = []
    for group, value in (("PageSize", ""), ("PageRegion", "")):
        lines += [f"*OpenUI *{group}/{group}: PickOne", f"*Default{group}: A4"]
        lines += [f'*{group} {name}: "{value}"' for name in _SIZES] + [f"*CloseUI: *{group}"]
    for group, text in (("ImageableArea", '"12 12 {0} {1}"'), ("PaperDimension", '"{2} {3}"')):
        lines.append(f"*Default{group}: A4")
        lines += [f"*{group} {name}: " + text.format(w - 12, h - 12, w, h) for name, (w, h) in _SIZES.items()]
    return _PPD.format(sizes="\n".join(lines))


def wait_for(what: Callable[[], object], why: str) -> None:
    """Wait until `what` holds, at most as long as anybody has patience."""
    until, pause = time.monotonic() + PATIENCE, Event()
    while not what():
        if time.monotonic() > until:
            raise TimeoutError(f"waited in vain: {why}")
        pause.wait(0.02)


@contextmanager
def asking(place: str) -> Iterator[None]:
    """Have this thread and those to come ask the server at a socket: a thread keeps the first server it has asked."""
    cups = ctypes.CDLL("libcups.so.2")
    before = os.environ.get("CUPS_SERVER")
    os.environ["CUPS_SERVER"] = place
    cups.cupsSetServer(place.encode())
    try:
        yield
    finally:
        del os.environ["CUPS_SERVER"]
        if before is not None:
            os.environ["CUPS_SERVER"] = before
        cups.cupsSetServer(before.encode() if before else None)


@dataclass(frozen=True)
class Kept:
    """What arrived at the printer."""

    pdf: bytes
    options: dict[str, str]
    title: str


class OwnCups:
    """The server. `start` it, put queues into it, look at what is `kept`, `close` it."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="own-cups-"))
        self.folder.chmod(0o755)
        self.socket = str(self.folder / "cups.sock")
        for name in ("etc/ppd", "bin/backend", "state/certs", "cache", "spool/tmp", "kept"):
            place = self.folder / name
            place.mkdir(parents=True)
            place.chmod(0o777 if name == "kept" else 0o755)
        (self.folder / "etc" / "cupsd.conf").write_text(_SERVER.format(folder=self.folder))
        (self.folder / "etc" / "cups-files.conf").write_text(_FILES.format(folder=self.folder))
        os.mkfifo(self.folder / "turn")
        # Held open both ways: whoever writes to it never waits for a printer that has gone on by itself meanwhile.
        self._turn = os.open(self.folder / "turn", os.O_RDWR | os.O_NONBLOCK)
        self._lay_programs()
        self._daemon: subprocess.Popen[bytes] | None = None

    def _lay_programs(self) -> None:
        """The filters of the machine, and only one backend."""
        assert PROGRAMS is not None
        for there in PROGRAMS.iterdir():
            if there.name != "backend":
                (self.folder / "bin" / there.name).symlink_to(there)
        backend = self.folder / "bin" / "backend" / "keep"
        backend.write_text(_BACKEND.format(folder=self.folder))
        backend.chmod(0o700)
        (self.folder / "keep.ppd").write_text(ppd())

    def start(self) -> Self:
        """Have the server answer."""
        assert CUPSD is not None
        etc = self.folder / "etc"
        arguments = [CUPSD, "-f", "-c", str(etc / "cupsd.conf"), "-s", str(etc / "cups-files.conf")]
        self._daemon = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: self._run("lpstat", "-r", check=False).startswith("scheduler is running"), "cupsd starts")
        return self

    def freeze(self) -> None:
        """Have the server do nothing, though its connections stay, until it `thaw`s."""
        assert self._daemon is not None
        self._daemon.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Have it go on, with what it was asked meanwhile."""
        if self._daemon is not None:
            self._daemon.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """Have the server die."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait(PATIENCE)
            Path(self.socket).unlink(missing_ok=True)
            self._daemon = None

    def close(self) -> None:
        """End the server and remove its folder."""
        self.stop()
        os.close(self._turn)
        shutil.rmtree(self.folder, ignore_errors=True)

    def asked_here(self) -> AbstractContextManager[None]:
        """Have this thread and those to come ask this server."""
        return asking(self.socket)

    def _run(self, *command: str, check: bool = True) -> str:
        environment = {**os.environ, "CUPS_SERVER": self.socket, "LC_ALL": "C"}
        found = shutil.which(command[0], path=os.environ["PATH"] + ":/usr/sbin:/sbin") or command[0]
        done = subprocess.run(
            [found, *command[1:]], env=environment, check=check, capture_output=True, text=True, timeout=PATIENCE
        )
        return done.stdout

    def set_right(self) -> None:
        """One queue that accepts and prints, no job under way."""
        self.thaw()
        if self._daemon is None:
            self.start()
        self.mood()
        self._run("cancel", "-a", check=False)
        for kept in (self.folder / "kept").iterdir():
            kept.unlink()  # a server that was killed counts its jobs from 1 again
        self.add()
        self.resume()
        self.accept()

    def add(self, queue: str = "KEEP", paper: str = "A4") -> None:
        """A queue that keeps what is delivered, with its usual paper."""
        self._run("lpadmin", "-p", queue, "-v", "keep:/", "-P", str(self.folder / "keep.ppd"), "-E")
        if paper != "A4":
            self._run("lpadmin", "-p", queue, "-o", f"PageSize={paper}")

    def gather(self, queue: str, group: str) -> None:
        """A class of printers with this queue in it."""
        self._run("lpadmin", "-p", queue, "-c", group)
        self._run("cupsenable", group)
        self._run("cupsaccept", group)

    def remove(self, queue: str = "KEEP") -> None:
        self._run("lpadmin", "-x", queue)

    def pause(self, queue: str = "KEEP", why: str = "") -> None:
        self._run("cupsdisable", *(["-r", why] if why else []), queue)

    def resume(self, queue: str = "KEEP") -> None:
        self._run("cupsenable", queue)

    def reject(self, queue: str = "KEEP") -> None:
        self._run("cupsreject", queue)

    def accept(self, queue: str = "KEEP") -> None:
        self._run("cupsaccept", queue)

    def lp(self, path: Path, *options: str, queue: str = "KEEP") -> int:
        """Print as the command does; the number of the job."""
        said = self._run("lp", "-d", queue, *options, str(path))
        return int(said.split("-")[-1].split()[0])

    def jobs(self, which: str = "all") -> list[int]:
        """The numbers of the jobs known."""
        said = self._run("lpstat", "-W", which, "-o")
        return [int(line.split()[0].rsplit("-", 1)[1]) for line in said.splitlines()]

    def mood(self, mood: str = "") -> None:
        """What the printer does next: "" keeps, "empty" waits for paper, "fails", "stops" the queue."""
        place = self.folder / "mood"
        if mood:
            place.write_text(mood)
        else:
            place.unlink(missing_ok=True)
            if (self.folder / "waiting").exists():
                (self.folder / "waiting").unlink()
                os.write(self._turn, b"\n")

    def kept(self, job: int) -> Kept:
        """What arrived of a job, waited for."""
        place = self.folder / "kept"
        wait_for((place / f"{job}.pdf").exists, f"job {job} arrives")
        words = (place / f"{job}.options").read_text().split()
        options = {name: value for name, _equal, value in (word.partition("=") for word in words)}
        return Kept((place / f"{job}.pdf").read_bytes(), options, (place / f"{job}.title").read_text())
