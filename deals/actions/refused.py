"""What an action says when it will not."""


class RefusedError(Exception):
    """One sentence that says what to do; nothing was written."""


class ChangedMeanwhileError(RefusedError):
    """Somebody else saved a newer version first."""
