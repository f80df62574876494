"""The operating system's lock on an open file. The system gives it free when the process ends, however it ends."""

import random
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

    _SLOTS = 64  # of bytes behind that one: who shares the lock has one of them, who wants it alone all

    def lock_shared(file: IO[Any]) -> None:
        """Lock an open file together with others that share it, waiting for whoever has it alone. Raises OSError where
        there are no locks."""
        slots = random.sample(range(_SLOTS), _SLOTS)
        for slot in slots:
            file.seek(_FAR + 1 + slot)
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except PermissionError:
                continue
            return
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

    def try_lock_alone(file: IO[Any]) -> bool:
        """Lock an open file that others share by `lock_shared`; False if anybody has it. Raises OSError where there are
        no locks."""
        file.seek(_FAR + 1)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, _SLOTS)
        except PermissionError:
            return False
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

    def lock_shared(file: IO[Any]) -> None:
        """Lock an open file together with others that share it, waiting for whoever has it alone. Raises OSError where
        there are no locks."""
        fcntl.flock(file, fcntl.LOCK_SH)

    def try_lock_alone(file: IO[Any]) -> bool:
        """Lock an open file that others share by `lock_shared`; False if anybody has it. Raises OSError where there are
        no locks."""
        return try_lock(file)
