"""What a command prints, held back until it is done."""

import io
from typing import TextIO


class NotPutOut(Exception):
    """The output takes no more; the message says why. What the command had to do is done."""


class HeldOutput(io.StringIO):
    """Takes the place of `out`, and looks like it to whoever asks for its encoding."""

    def __init__(self, out: TextIO):
        super().__init__()
        self._out = out

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """That of the output itself."""
        return self._out.encoding

    def put_out(self) -> None:
        """Put out what was held back. Raises NotPutOut; BrokenPipeError when nobody reads any more."""
        try:
            self._out.write(self.getvalue())
            self._out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise NotPutOut(error.strerror or str(error)) from error
