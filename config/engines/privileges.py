"""PostgreSQL refuses to run as root. Where we are root it runs as nobody, in one of two ways."""

import functools
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.engines.refused import RefusedError

NOBODY = 65534
TRIAL_SECONDS = 10
# `setpriv` asks for the signal at the parent's death last, as the kernel forgets that when the user changes.
AT_PARENTS_DEATH = ("--pdeathsig", "INT")


@dataclass(frozen=True)
class Recipe:
    """What to put before a command of PostgreSQL's so that it accepts the user, and who then has to own its data."""

    prefix: tuple[str, ...]
    owner: int


# A user namespace, in which root's files look like nobody's: no chmod or chown needed.
NAMESPACE = Recipe(
    ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "setpriv", *AT_PARENTS_DEATH), 0
)
# Containers forbid that. There it really is nobody, who keeps of root's rights that to reach files in closed folders,
# as the programs may lie in root's home.
DROPPED = Recipe(
    (
        *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
        *("--inh-caps=-all,+dac_override", "--ambient-caps=+dac_override", *AT_PARENTS_DEATH),
    ),
    NOBODY,
)


@functools.cache
def recipe() -> Recipe:
    if os.getuid() != 0:
        return Recipe((), os.getuid())
    for candidate in (NAMESPACE, DROPPED):
        if _works(candidate):
            return candidate
    raise RefusedError(
        "PostgreSQL does not run as root, and this machine lets root not become nobody:"
        " run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
    )


def own(folder: Path) -> None:
    """Give root's data to the recipe's owner, if it was made by the other recipe."""
    if os.getuid() != 0 or not folder.exists() or folder.stat().st_uid == recipe().owner:
        return
    for place in (folder, *folder.rglob("*")):
        os.chown(place, recipe().owner, recipe().owner, follow_symlinks=False)


def _works(candidate: Recipe) -> bool:
    if not all(shutil.which(name) for name in candidate.prefix if name in {"unshare", "setpriv"}):
        return False
    command = (*candidate.prefix, "true")
    trial = subprocess.run(command, capture_output=True, check=False, timeout=TRIAL_SECONDS)  # noqa: S603 -- constant
    return trial.returncode == 0
