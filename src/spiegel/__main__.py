"""`python -m spiegel` is the same as `spiegel`."""

import sys

from spiegel.cli import main

sys.exit(main())
