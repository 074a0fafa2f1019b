"""The chart's script."""

import json
import os
import re
import time
from importlib import util
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django.fixtures import Settings

from config import assets

BASE_DIR = Path(__file__).resolve().parents[2]
NAME = "plotly.js-basic-dist-min"
BUNDLED = Path(str(util.find_spec("plotly").origin)).parent / "package_data" / "plotly.min.js"  # type: ignore[union-attr]


@pytest.fixture
def without_lean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "LEAN", tmp_path / "plotly-basic.min.js")


def test_the_lean_script_is_of_the_version_that_the_plotly_package_bundles(without_lean: None) -> None:
    bundled = re.search(r"plotly\.js v(\d+\.\d+\.\d+)", assets.bundle().read_text()[:500])
    assert bundled is not None
    wanted = json.loads((BASE_DIR / "package.json").read_text())["dependencies"]
    assert wanted == {NAME: bundled[1]}


def test_the_lock_file_names_versions_and_hashes_but_no_addresses() -> None:
    lock = json.loads((BASE_DIR / "package-lock.json").read_text())
    wanted = json.loads((BASE_DIR / "package.json").read_text())["dependencies"]
    package = lock["packages"][f"node_modules/{NAME}"]
    assert package["version"] == wanted[NAME]
    assert package["integrity"].startswith("sha512-")
    assert "resolved" not in package
    assert "://" not in (BASE_DIR / "package-lock.json").read_text()


def test_without_npm_the_full_script_serves(without_lean: None) -> None:
    assert assets.chart_script() == "chart/plotly.min.js"
    assert finders.find("chart/plotly.min.js") == str(assets.bundle())
    assert finders.find("chart/plotly-basic.min.js") is None


def test_with_npm_the_lean_script_serves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "LEAN", tmp_path / "plotly-basic.min.js")
    assets.LEAN.write_text("lean")
    assert assets.chart_script() == "chart/plotly-basic.min.js"
    assert finders.find("chart/plotly-basic.min.js") == str(assets.LEAN)


@pytest.mark.parametrize("bundle", [assets.LEAN, BUNDLED], ids=["lean", "full"])
def test_both_bundles_are_put_in_brackets_and_nothing_else_is_changed(bundle: Path) -> None:
    if not bundle.is_file():
        pytest.skip("npm has not installed it")
    script = bundle.read_bytes()
    eager = assets.eager(script)
    assert len(eager) == len(script) + 2
    assert eager.count(b" : this, (() => {\n") == 1
    assert eager.endswith(b"\nreturn Plotly;\n})));")
    assert eager.replace(b" : this, (() => {\n", b" : this, () => {\n")[:-5] + b"}));" == script


def test_another_script_is_left_as_it_is() -> None:
    assert assets.eager(b"lean") == b"lean"


def test_only_the_script_is_offered_of_what_lies_beside_it(without_lean: None) -> None:
    assert [path for path, _ in assets.ChartScriptFinder().list([])] == ["plotly.min.js"]
    assert list(assets.ChartScriptFinder().list(["*.js"])) == []
    assert finders.find("chart/widgetbundle.js") is None


def test_collected_files_have_hashed_names_and_compressed_copies(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "LEAN", tmp_path / "plotly-basic.min.js")
    assets.LEAN.write_text("lean " * 1000)
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = ["config.assets.ChartScriptFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    finders.get_finder.cache_clear()  # type: ignore[attr-defined] # an lru_cache
    assets.collect(settings.STATIC_ROOT)
    names = {file.name for file in (settings.STATIC_ROOT / "chart").iterdir()}
    assert any(re.fullmatch(r"plotly-basic\.min\.[0-9a-f]{12}\.js\.gz", name) for name in names), names

    monkeypatch.setattr(assets, "call_command", _refuse)  # unchanged: not collected again
    assets.collect(settings.STATIC_ROOT)
    monkeypatch.setattr(assets, "call_command", call_command)
    assets.LEAN.write_text("newer " * 1000)
    assets.collect(settings.STATIC_ROOT)
    assert len(list((settings.STATIC_ROOT / "chart").glob("*.js"))) == 2  # the plain name and the newer hashed one


def _refuse(*_: object, **__: object) -> None:
    pytest.fail("collected again")


def test_one_process_installs_at_a_time_and_others_wait(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\nsleep 30\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(assets, "BASE_DIR", tmp_path)
    monkeypatch.setattr(assets, "LEAN", tmp_path / "none")
    monkeypatch.setattr(assets, "LOCK", tmp_path / "package.json")
    monkeypatch.setattr(assets, "NPM_SECONDS", 0.5)
    assets.LOCK.write_text("{}")
    first = assets.install_lean()
    assert first is not None
    assert assets.install_lean() is None
    begun = time.monotonic()
    assets.wait_for(None)
    assert time.monotonic() - begun >= 0.5
    assets.give_up(first)
    assert first.poll() is not None
    second = next(filter(None, (assets.install_lean() or time.sleep(0.1) for _ in range(50))), None)
    assert second is not None, "the lock goes with the processes that held it, which takes the kernel a moment"
    assets.give_up(second)
