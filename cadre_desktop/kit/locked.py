"""The operating system's lock on an open file. The system gives it free when the process ends, however it ends."""

import sys
from typing import IO, Any

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20  # a byte beyond the text: Windows would not let others read a locked one

    def try_lock(file: IO[Any]) -> bool:
        """Lock an open file; False if somebody else has it locked. Raises OSError where there are no locks."""
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        file.seek(0)
        return True

else:
    import fcntl

    def try_lock(file: IO[Any]) -> bool:
        """Lock an open file; False if somebody else has it locked. Raises OSError where there are no locks."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
