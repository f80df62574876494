"""Cadre Desktop: the window, or the same actions on the command line."""

import sys

from cadre_desktop.start import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
