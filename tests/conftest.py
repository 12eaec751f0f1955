from hypothesis import settings

# How long an example takes depends on what else the machine does, and on what is read at the first need.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
