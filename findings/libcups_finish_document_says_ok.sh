#!/bin/sh
# libcups: cupsFinishDocument answers "successful-ok" for a server that never said what it made of the document.
#
# Guess before running: where no answer has come within the limit of httpSetTimeout, cupsFinishDocument answers an error
# such as server-error-internal-error, as cupsDoRequest leaves one in cupsLastError.
# Why it matters: a program that asks it says "printed" of what a frozen print server may never print; it has to call
# cupsGetResponse and see that there is an answer at all.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/send.py" <<'PYTHON'
import ctypes
import socket
import struct
import sys
import threading
from ctypes import c_char_p, c_double, c_int, c_size_t, c_void_p

try:
    cups = ctypes.CDLL("libcups.so.2")
except OSError:
    print("needs libcups (libcups.so.2)")
    sys.exit(2)
cups.httpConnect2.restype = cups.ippNewRequest.restype = cups.cupsDoRequest.restype = c_void_p
cups.httpConnect2.argtypes = (c_char_p, c_int, c_void_p, c_int, c_int, c_int, c_int, c_void_p)
cups.httpSetTimeout.argtypes = (c_void_p, c_double, c_void_p, c_void_p)
cups.cupsDoRequest.argtypes = (c_void_p, c_void_p, c_char_p)
cups.cupsStartDocument.argtypes = (c_void_p, c_char_p, c_int, c_char_p, c_char_p, c_int)
cups.cupsWriteRequestData.argtypes = (c_void_p, c_char_p, c_size_t)
cups.cupsFinishDocument.argtypes = (c_void_p, c_char_p)
place = sys.argv[1] + "/cups.sock"
server = socket.socket(socket.AF_UNIX)
server.bind(place)
server.listen(4)


def text(tag, name, value):
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


def one_answer_then_none():
    connection, _ = server.accept()
    asked = b""
    while b"\r\n\r\n" not in asked:
        asked += connection.recv(65536)
    body = b"\x02\x00" + struct.pack(">HI", 0, 1) + b"\x01"  # version, successful-ok, request-id, operation attributes
    body += text(0x47, b"attributes-charset", b"utf-8") + text(0x48, b"attributes-natural-language", b"en") + b"\x03"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {len(body)}\r\n\r\n"
    connection.sendall(head.encode() + body)
    threading.Event().wait()  # takes what else comes, and says nothing


threading.Thread(target=one_answer_then_none, daemon=True).start()
cups.cupsSetServer(place.encode())
http = cups.httpConnect2(place.encode(), 631, None, 0, 0, 1, 1000, None)
cups.httpSetTimeout(http, 1.0, None, None)
answered = cups.cupsDoRequest(http, cups.ippNewRequest(0x4001), b"/")
started = cups.cupsStartDocument(http, b"printer", 1, b"title", b"application/pdf", 1)
cups.cupsWriteRequestData(http, b"%PDF", 4)
finished = cups.cupsFinishDocument(http, b"printer")
print(f"an earlier request: {'answered' if answered else 'not answered'}; cupsStartDocument: {started}")
cups.ippErrorString.restype = c_char_p
print(f"cupsFinishDocument, never answered: 0x{finished:04x}, {cups.ippErrorString(finished).decode()}")
sys.exit(0 if answered and finished == 0 else 1)
PYTHON
dpkg-query --show libcups2 2> /dev/null || true  # libcups itself does not say which it is
python3 "$folder/send.py" "$folder"
echo "As found: what the earlier request left in cupsLastError is taken for the answer."
