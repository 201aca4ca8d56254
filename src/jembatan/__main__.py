"""`python -m jembatan` is the same program as `jembatan`."""

import sys

from jembatan.site.command_line import main

sys.exit(main())
