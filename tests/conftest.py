"""Property tests have no deadline: the first example of one loads dictionaries, and the machine may be shared.

Ctrl-C reaches the commands under test even where a shell runs pytest in the background, with SIGINT ignored.
"""

import signal

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

signal.signal(signal.SIGINT, signal.default_int_handler)
