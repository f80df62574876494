#!/bin/sh
# Qt's print dialog: “Pages 2,5” reaches the program in another way with each version, and “odd” can mean even.
#
# Guess before running: after the dialog QPrinter.pageRanges() says "2,5" and QPrinter.printRange() PageRange in Qt 6.8
# and 6.11 alike, and "odd pages" of the pages 2-5 is handed to CUPS as page-set=odd.
# Why it matters: a program that leaves pages out by what QPrinter says prints all of them with the one version, and
# with the other lets CUPS leave out sheets once more: of 2,5 one sheet is left, or none.
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
cat > "$folder/ask.py" <<'PYTHON'
import sys

import PySide6
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrintEngine, QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QRadioButton

application = QApplication([])
OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)  # PPK_CupsOptions in Qt's qcups_p.h


def chosen(pages, which):
    printer = QPrinter()
    printer.setPrinterName("PAPER")
    dialog = QPrintDialog(printer)
    dialog.setMinMax(1, 6)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.findChild(QRadioButton, "pagesRadioButton").setChecked(True)
    dialog.findChild(QLineEdit, "pagesLineEdit").setText(pages)
    dialog.findChild(QComboBox, "pageSetCombo").setCurrentIndex(which)
    dialog.accept()
    words = printer.printEngine().property(OPTIONS)
    options = dict(zip(words[::2], words[1::2]))
    said = printer.printRange().name, printer.pageRanges().toString()
    told = options.get("page-ranges"), options.get("page-set")
    print(f"{PySide6.__version__}: {pages}, {('all', 'odd')[which]}: QPrinter says {said}, CUPS is told {told}")
    return said, told


found = [chosen("2,5", 0), chosen("2-5", 1)]
with open(sys.argv[1], "a") as file:
    print(found, file=file)
PYTHON
for version in 6.8.3 6.11.3; do
  python3 -m venv "$folder/venv$version"
  "$folder/venv$version/bin/pip" install --quiet --disable-pip-version-check "PySide6-Essentials==$version"
  QT_QPA_PLATFORM=offscreen "$folder/venv$version/bin/python" "$folder/ask.py" "$folder/found" 2> "$folder/log"
done
cat > "$folder/wanted" <<'TEXT'
[(('PageRange', '2,5'), ('2,5', None)), (('PageRange', '2-5'), ('2-5', 'even'))]
[(('AllPages', ''), ('2,5', None)), (('AllPages', ''), ('2-5', 'odd'))]
TEXT
diff "$folder/found" "$folder/wanted" || { echo "The behaviour has changed."; exit 1; }
echo "As found: 6.8.3 tells both, and says even for odd; 6.11.3 tells only CUPS."
