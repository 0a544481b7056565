"""`python -m generator` is the same as `sop`."""
import sys

from .cli import main

sys.exit(main())
