#!/bin/sh
# libcups: a limit set with httpSetTimeout does not hold for cupsCreateJob; a server that hangs is waited for a minute.
#
# Guess before running: after httpSetTimeout(http, 1.0, NULL, NULL) each of the library's requests on that connection
# gives up after about a second, cupsCreateJob as well as cupsDoRequest.
# Why it matters: a program that prints away from its window still has to end; it has to make the request Create-Job by
# itself, with ippNewRequest, cupsEncodeOptions2 and cupsDoRequest, for which the limit holds.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'PYTHON'
import ctypes
import socket
import sys
import threading
import time
from ctypes import c_char_p, c_double, c_int, c_void_p

try:
    cups = ctypes.CDLL("libcups.so.2")
except OSError:
    print("needs libcups (libcups.so.2)")
    sys.exit(2)
LIMIT, PATIENCE = 1.0, 10.0
cups.httpConnect2.restype = cups.ippNewRequest.restype = cups.cupsDoRequest.restype = c_void_p
cups.httpConnect2.argtypes = (c_char_p, c_int, c_void_p, c_int, c_int, c_int, c_int, c_void_p)
cups.httpSetTimeout.argtypes = (c_void_p, c_double, c_void_p, c_void_p)
cups.cupsDoRequest.argtypes = (c_void_p, c_void_p, c_char_p)
cups.cupsCreateJob.argtypes = (c_void_p, c_char_p, c_char_p, c_int, c_void_p)
silent = socket.socket(socket.AF_UNIX)
place = sys.argv[1] + "/cups.sock"
silent.bind(place)
silent.listen(16)  # takes up connections and never says anything


def seconds(work):
    def run():
        cups.cupsSetServer(place.encode())
        http = cups.httpConnect2(place.encode(), 631, None, 0, 0, 1, 1000, None)
        cups.httpSetTimeout(http, LIMIT, None, None)
        work(http)

    thread, start = threading.Thread(target=run, daemon=True), time.monotonic()
    thread.start()
    thread.join(PATIENCE)
    return time.monotonic() - start, not thread.is_alive()


asked = seconds(lambda http: cups.cupsDoRequest(http, cups.ippNewRequest(0x4001), b"/"))
created = seconds(lambda http: cups.cupsCreateJob(http, b"printer", b"title", 0, None))
for name, (took, ended) in (("cupsDoRequest", asked), ("cupsCreateJob", created)):
    print(f"{name}: {'ended' if ended else 'still waiting'} after {took:.1f} s, the limit being {LIMIT:.1f} s")
sys.stdout.flush()
import os

os._exit(0 if asked[1] and not created[1] else 1)
PYTHON
dpkg-query --show libcups2 2> /dev/null || true  # libcups itself does not say which it is
python3 "$folder/ask.py" "$folder"
echo "As found: one request keeps to the limit, creating a job does not."
