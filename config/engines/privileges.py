"""PostgreSQL refuses to run as root. Where we are root it runs as nobody, in a user namespace of its own."""

import functools
import os
import shutil
import subprocess

from config.engines.refused import RefusedError

NOBODY = 65534
NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
TRIAL_SECONDS = 10


@functools.cache
def unprivileged() -> tuple[str, ...]:
    """What to put before a command of PostgreSQL's so that it accepts the user: nothing, unless we are root.

    Inside the namespace root's files look like nobody's, so no other user, chmod or chown is needed.
    `setpriv` asks for the signal at the parent's death inside it, as the kernel forgets that at the namespace's door.
    """
    if os.getuid() != 0:
        return ()
    command = (*NAMESPACE, "setpriv", "--pdeathsig", "INT")
    if all(map(shutil.which, ("unshare", "setpriv"))) and _works((*command, "true")):
        return command
    raise RefusedError(
        "PostgreSQL does not run as root, and this machine allows no user namespaces:"
        " run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
    )


def _works(command: tuple[str, ...]) -> bool:
    trial = subprocess.run(command, capture_output=True, check=False, timeout=TRIAL_SECONDS)  # noqa: S603 -- constant
    return trial.returncode == 0
