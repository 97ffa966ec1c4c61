"""`python -m foi_bot` is `foi-bot`."""

import sys

from foi_bot.cli import main

sys.exit(main())
