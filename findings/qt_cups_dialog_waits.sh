#!/bin/sh
# Qt's print dialog waits for a print server that hangs, in the window's own thread and without a limit of its own.
#
# Guess before running: another printer chosen in an open QPrintDialog is looked up in the background, or given up after
# a few seconds, so that the window goes on while cupsd does not answer.
# Why it matters: nobody can press Cancel meanwhile, and the desktop offers to end the program. Here the server hangs
# for 20 seconds; the window hangs as long.
set -eu
cupsd=$(PATH=$PATH:/usr/sbin command -v cupsd) || { echo "needs cupsd, with lpadmin"; exit 2; }
PATH=$PATH:/usr/sbin
folder=$(mktemp -d)
trap 'kill -CONT $server 2> /dev/null; kill $server 2> /dev/null && wait $server || true; rm -rf "$folder"' EXIT
chmod 755 "$folder"
mkdir -p "$folder/etc/ppd" "$folder/state/certs" "$folder/cache" "$folder/spool/tmp"
cat > "$folder/etc/cupsd.conf" <<CONF
Listen $folder/cups.sock
DefaultAuthType None
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
CONF
cat > "$folder/etc/cups-files.conf" <<CONF
ServerRoot $folder/etc
StateDir $folder/state
CacheDir $folder/cache
RequestRoot $folder/spool
TempDir $folder/spool/tmp
AccessLog $folder/access
ErrorLog $folder/error
PageLog $folder/page
FileDevice Yes
CONF
"$cupsd" -f -c "$folder/etc/cupsd.conf" -s "$folder/etc/cups-files.conf" & server=$!
export CUPS_SERVER="$folder/cups.sock"
until lpstat -r 2> /dev/null | grep -q "is running"; do kill -0 $server; done
for queue in FIRST SECOND; do lpadmin -p $queue -v "file://$folder/paper" -E 2> /dev/null; done
cat > "$folder/choose.py" <<'PYTHON'
import os
import signal
import subprocess
import sys
import time

import PySide6
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QComboBox

SILENT = 20
server = int(sys.argv[1])
application = QApplication([])
printer = QPrinter()
printer.setPrinterName("FIRST")
dialog = QPrintDialog(printer)
dialog.show()
beats = []
heart = QTimer(interval=50)
heart.timeout.connect(lambda: beats.append(time.monotonic()))
heart.start()


def choose():
    os.kill(server, signal.SIGSTOP)
    subprocess.Popen(["sh", "-c", f"sleep {SILENT}; kill -CONT {server}"])  # a thread would stand still as well
    box = dialog.findChild(QComboBox, "printers")
    box.setCurrentIndex(box.findText("SECOND"))
    QTimer.singleShot(1000, application.quit)


QTimer.singleShot(500, choose)
application.exec()
longest = max(after - before for before, after in zip(beats, beats[1:]))
print(f"PySide6 {PySide6.__version__}: the server was silent for {SILENT} s, the window stood still for {longest:.1f} s")
sys.exit(longest < SILENT - 2)
PYTHON
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.8.3
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" "$folder/choose.py" $server 2> "$folder/log" || { cat "$folder/log"; echo "The behaviour has changed."; exit 1; }
echo "As found: the window waits until the server answers."
