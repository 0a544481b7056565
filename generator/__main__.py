"""`python -m generator` is the same as `sop`."""

import sys

from generator.cli import main

sys.exit(main())
