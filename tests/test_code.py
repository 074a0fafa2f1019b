"""The house's rules for its own code, so that one test run says all: style, types, layers, lengths, settings told."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "deals", "timeline", "tests")
FILE_LINES, FUNCTION_LINES = 300, 50
SECONDS = 170
NAMES_TO_AVOID = {"utils", "helpers", "common", "manager", "services", "signals"}

LAYERS = ("vocabulary", "sources", "models", "suggestions")
"""Of the layers that have tables, each may point at itself and at those before it."""
APP_OF_LAYER = {"sources": "sources", "deals": "models", "suggestions": "suggestions"}

READS = re.compile(
    r"environment\.(?:text|words|whole_number|yes_or_no|one_of|endpoints)\(\s*\"(\w+)\"|\b(?:text|words|whole_number)\("
    r"\"(\w+)\"|environ(?:\.get)?[\[(]\"(\w+)\""
)


def run(*command: str) -> None:
    """Run one of the tools beside this Python; what it found is the test's message."""
    tool = Path(sys.executable).parent / command[0]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(
        [str(tool), *command[1:]],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-6000:]}\n{done.stderr[-2000:]}"


@cache
def files() -> tuple[Path, ...]:
    """Our Python files; generated ones, the migrations, apart."""
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return tuple(path for path in [*found, ROOT / "manage.py"] if "migrations" not in path.parts)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_linter_finds_nothing() -> None:
    run("ruff", "check", "--no-cache", "--output-format=concise", ".")
    run("ruff", "format", "--no-cache", "--check", ".")


def test_the_types_are_strict_and_right() -> None:
    run("mypy", "config", "deals", "timeline")


def test_each_layer_imports_only_what_lies_under_it() -> None:
    run("lint-imports", "--no-cache")


def test_no_file_is_longer_than_a_few_screens() -> None:
    lengths = {named(path): len(path.read_text().splitlines()) for path in files()}
    assert len(lengths) > 100
    assert {name: length for name, length in lengths.items() if length > FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{named(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno
    }
    assert {name: length for name, length in long.items() if length > FUNCTION_LINES} == {}
    lengths = sorted(length for name, length in long.items() if not name.startswith("tests/"))
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 35


def test_no_module_is_named_after_nothing() -> None:
    assert not [named(path) for path in files() if path.stem in NAMES_TO_AVOID]


def configuration() -> str:
    return "".join(path.read_text() for path in files() if path.is_relative_to(ROOT / "config"))


def test_each_setting_of_the_environment_is_documented() -> None:
    told = (ROOT / "docs" / "running.md").read_text()
    names = {name for match in READS.findall(configuration()) for name in match if name}
    names |= {f"DATABASE_{role}_URL" for role in ("OWNER", "DESK", "WORKER", "PUBLIC")}
    assert len(names) > 25
    assert sorted(name for name in names if f"`{name}`" not in told) == []


def test_each_documented_setting_is_read() -> None:
    rows = [line for line in (ROOT / "docs" / "running.md").read_text().splitlines() if line.startswith("| `")]
    told = {name for line in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", line.split("|")[1])}
    read = configuration()
    made = {f"DATABASE_{role}_URL" for role in ("OWNER", "DESK", "WORKER", "PUBLIC")}
    assert len(told) > 25
    assert sorted(name for name in told - made if f'"{name}"' not in read) == []


def test_relations_do_not_point_upwards() -> None:
    """String foreign keys too, which the import contracts cannot see."""
    upwards = [
        f"{model.__name__}.{field.name}"
        for label, layer in APP_OF_LAYER.items()
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        for target in [getattr(field.related_model, "_meta").app_label]  # noqa: B009
        if target in APP_OF_LAYER and LAYERS.index(APP_OF_LAYER[target]) > LAYERS.index(layer)
    ]
    assert upwards == []


@pytest.mark.parametrize("app", ["timeline", "config"])
def test_the_public_pages_and_the_frame_have_no_tables(app: str) -> None:
    assert list(apps.get_app_config(app).get_models()) == []


def test_nothing_listens_to_signals() -> None:
    wanted = re.compile(r"^from django\.[\w.]+ import .*\b(receiver|Signal|pre_save|post_save)\b", re.MULTILINE)
    assert not [named(path) for path in files() if "tests" not in path.parts and wanted.search(path.read_text())]
