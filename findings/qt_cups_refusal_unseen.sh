#!/bin/sh
# Qt: a print queue that refuses the job, and a server that is dead, look like a job well done.
#
# Guess before running: painter.end() answers False, or QPrinter.printerState() is Error, when CUPS does not take the
# file; or at least a warning is written.
# Why it matters: a program that trusts Qt says "printed" while nothing is in any queue; it has to ask CUPS itself.
set -eu
cupsd=$(PATH=$PATH:/usr/sbin command -v cupsd) || { echo "needs cupsd, with lpadmin"; exit 2; }
PATH=$PATH:/usr/sbin
folder=$(mktemp -d)
trap 'kill $server 2> /dev/null && wait $server || true; rm -rf "$folder"' EXIT
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
lpadmin -p PAPER -v "file://$folder/paper" -E 2> /dev/null
cat > "$folder/print.py" <<'PYTHON'
import subprocess
import sys

import PySide6
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

application = QApplication([])
warnings = []
qInstallMessageHandler(lambda kind, where, text: warnings.append(text))


def printed(how):
    printer = QPrinter()
    printer.setPrinterName("PAPER")
    subprocess.run(how, shell=True, check=True)
    painter = QPainter()
    begun = painter.begin(printer)
    painter.drawText(100, 100, "text")
    ended = painter.end()
    print(f"Qt {PySide6.__version__}, {how}: begin {begun}, end {ended}, {printer.printerState().name}, {warnings}")
    return begun, ended, printer.printerState().name, list(warnings)


found = [printed("cupsreject PAPER"), printed(f"kill -9 {sys.argv[1]}")]
sys.exit(0 if all(each == (True, True, "Idle", []) for each in found) else 1)
PYTHON
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "PySide6-Essentials==6.8.3"
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" "$folder/print.py" "$server" || { echo "Changed."; exit 1; }
echo "As found: both look as if they were printed."
