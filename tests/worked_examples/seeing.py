"""Carries out the blocks *See it* of the worked examples, in the window of the copied program with an old file.

Arguments: the file, and the script of all these blocks. `window`, `store` and `folder` are what they work with.
"""

import sys
from datetime import datetime
from pathlib import Path

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.window.launch import Launcher, make_application

file, script = map(Path, sys.argv[1:])
folder = file.parent
app = make_application("light")
launcher = Launcher(folder, FixedClock(datetime(2023, 6, 1, 9, 0)), InlineJobs(), RecordedNotices())
launcher.session.actor = "王祯"
launcher.open(file)
window = launcher.window
assert window is not None, "the file did not open"
store = window.desk.store
exec(compile(script.read_text(encoding="utf-8"), script, "exec"))
launcher.session.close()
