from hypothesis import settings

pytest_plugins = ["tests.engines"]
# Other processes share the machine: a slow example is no failure.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")
