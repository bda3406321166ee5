"""Property tests have no deadline: the first example of one loads dictionaries, and the machine may be shared."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
