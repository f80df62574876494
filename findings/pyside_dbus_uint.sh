#!/bin/sh
# PySide6 6.8.3 sends no D-Bus uint32 in a QDBusMessage: every Python int goes as int32, and the other side refuses it.
#
# Guess before running: an int in QDBusMessage.setArguments can be given the type that the method wants, by a QDBusArgument
# if not by itself.
# Why it matters: half of the interfaces on a desktop take uint32 (fcitx's keys, notifications, the bus itself). What
# works is to invoke the method by the metaobject of a QDBusInterface, with Q_ARG("uint", …).
set -eu
command -v dbus-run-session > /dev/null || { echo "needs dbus-run-session"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.8.3
cat > "$folder/probe.py" <<'PYTHON'
"""Asks the bus for a name in three ways; RequestName takes a text and a uint32."""

import sys

from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, QCoreApplication, QMetaObject, Qt
from PySide6.QtDBus import QDBusArgument, QDBusConnection, QDBusInterface, QDBusMessage

app = QCoreApplication([])
bus = QDBusConnection.sessionBus()
name, path = "org.freedesktop.DBus", "/org/freedesktop/DBus"


def answer(flags):
    message = QDBusMessage.createMethodCall(name, path, name, "RequestName")
    message.setArguments(["org.example.Probe", flags])
    reply = bus.call(message)
    return reply.errorMessage() or reply.arguments()


argument = QDBusArgument()
argument << 0
plain, wrapped = answer(0), answer(argument)
call = (Qt.ConnectionType.DirectConnection, Q_RETURN_ARG("uint"), Q_ARG(str, "org.example.Probe"), Q_ARG("uint", 0))
invoked = QMetaObject.invokeMethod(QDBusInterface(name, path, name, bus), "RequestName", *call)
print("an int:", plain)
print("a QDBusArgument:", wrapped)
print("invoked with Q_ARG(\"uint\"):", invoked)
sys.exit(0 if "expected su" in plain and "expected su" in wrapped and invoked == 1 else 1)
PYTHON
"$folder/venv/bin/python" -c "import PySide6; print('PySide6', PySide6.__version__)"
dbus-run-session -- "$folder/venv/bin/python" "$folder/probe.py" 2> /dev/null
echo "As found: int32 and uint16 are sent, and refused; the metaobject's call is taken."
