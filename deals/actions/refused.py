"""What an action says when it will not."""


class RefusedError(Exception):
    """One sentence that says what to do; nothing was written."""


class NotAllowedError(RefusedError):
    """The member's role does not give this right."""


def require(is_allowed: bool, otherwise: str) -> None:  # noqa: FBT001  reads as a sentence: require(may_draft(by), ...)
    """Refuse with the sentence `otherwise` unless it is allowed. Views ask the same predicates before they offer it."""
    if not is_allowed:
        raise NotAllowedError(otherwise)


class ChangedMeanwhileError(RefusedError):
    """Somebody else saved a newer version first."""
