"""The names under which texts speak of states, makers, weapon systems and office holders, found in one pass.

The names are curated in `data/`: no package has the metonyms ("Ankara", "the Kremlin") that news is written with.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import ahocorasick

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory by its common English name; `code` is ISO 3166-1 alpha-3."""

    code: str
    name: str
    capital: str = ""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """What a surface form stands for: "Ankara" is the state Turkey, by its capital.

    `kind` is state, company, system or person; `form` is name, alias, demonym, capital, metonym or surname;
    `home` is the display name of the state behind it, "" where there is none or several.
    """

    kind: str
    name: str
    form: str
    home: str = ""
    voice: str = ""
    is_plain_word: bool = False  # "Puma": a weapon only where a weapon's kind stands beside it


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at text[start:end]."""

    start: int
    end: int
    surface: str
    name: Name


@cache
def states() -> dict[str, State]:
    """All states and territories by ISO 3166-1 alpha-3 code."""
    rows = _rows("states.toml")
    return {
        code: State(code, row["name"], row.get("capital", ""), *(tuple(row.get(key, ())) for key in _MANY))
        for code, row in rows.items()
    }


def mentions(text: str) -> tuple[Mention, ...]:
    """All names in `text`, in order, the longest where several begin together; none inside a longer word."""
    found = []
    for last, (surface, name) in _automaton().iter_long(text):
        start, end = last - len(surface) + 1, last + 1
        if _stands_alone(text, start, end):
            found.append(Mention(start, end, surface, name))
    return tuple(found)


@cache
def _other_names() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for surface, name in (*_state_names(), *_company_names(), *_system_names()):
        if surface != name.name:
            found.setdefault((name.kind, name.name), []).append(surface)
    return {key: tuple(surfaces) for key, surfaces in found.items()}


def other_names(kind: str, name: str) -> tuple[str, ...]:
    """What else a state, company or system of this name is called: aliases, demonyms, capital and metonyms."""
    return _other_names().get((kind, name), ())


_MANY = ("aliases", "demonyms", "metonyms")


def _rows(file: str) -> dict[str, Any]:
    return tomllib.loads((DATA / file).read_text(encoding="utf-8"))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """The name begins a word and ends one; a plural s ("Rafales", "S-400s") and a possessive may follow."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "-/@"):
        return False
    after = text[end : end + 2]
    if after[:1] == "s" and not after[1:].isalnum():
        return True
    if after[:1] in "-/" and after[1:].isupper():
        return False
    return not after[:1].isalnum()


@cache
def _automaton() -> Any:
    names: dict[str, Name] = {}
    for surface, name in (*_state_names(), *_company_names(), *_system_names(), *_person_names()):
        names.setdefault(surface, name)
    automaton = ahocorasick.Automaton()
    for surface, name in names.items():
        automaton.add_word(surface, (surface, name))
    automaton.make_automaton()
    return automaton


def _state_names() -> list[tuple[str, Name]]:
    names = []
    for state in states().values():
        forms = {"name": (state.name,), "alias": state.aliases, "demonym": state.demonyms, "metonym": state.metonyms}
        forms["capital"] = (state.capital,) if state.capital else ()
        names += [
            (surface, Name("state", state.name, form, home=state.name))
            for form, many in forms.items()
            for surface in many
        ]
    return names


def _company_names() -> list[tuple[str, Name]]:
    return [pair for row in _list("companies.toml", "company") for pair in _listed(row, "company")]


def _system_names() -> list[tuple[str, Name]]:
    return [pair for row in _list("systems.toml", "system") for pair in _listed(row, "system")]


def _listed(row: dict[str, Any], kind: str) -> list[tuple[str, Name]]:
    home = states()[row["home"]].name if "home" in row else ""
    forms = [(row["name"], "name"), *((alias, "alias") for alias in row.get("aliases", ()))]
    is_plain = bool(row.get("plain_word"))
    return [(surface, Name(kind, row["name"], form, home=home, is_plain_word=is_plain)) for surface, form in forms]


def _person_names() -> list[tuple[str, Name]]:
    names = []
    for row in _list("speakers.toml", "speaker"):
        home = states()[row["state"]].name if "state" in row else row["voice"]
        voice = row.get("voice", "")
        full = [(surface, "name") for surface in (row["name"], *row.get("aliases", ()))]
        short = [(surface, "surname") for surface in row.get("surnames", [row["name"].split()[-1]])]
        names += [
            (surface, Name("person", row["name"], form, home=home, voice=voice)) for surface, form in full + short
        ]
    return names


def _list(file: str, key: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", _rows(file)[key])
