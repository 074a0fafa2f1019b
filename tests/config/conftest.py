import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.engines.places import Places
from tests.config.installation import Installation, free_port


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """One data folder for the module's tests: only the first `up` in it has to make everything."""
    folder = Path(tempfile.mkdtemp(prefix="up-", dir="/tmp"))
    made = Installation(Places(folder), free_port())
    yield made
    made.kill_everything()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Places]:
    """A data folder that does not exist yet; its path is long, so its sockets lie elsewhere."""
    places = Places(tmp_path / ("a-long-name-" * 6))
    yield places
    shutil.rmtree(places.sockets, ignore_errors=True)
