"""Gathers what the public pages say, brings the catalogues up to date and compiles them: `python -m tests.messages`.

With Babel, for GNU gettext need not be installed. Templates go through Django's own `templatize`; vocabularies and the
telling of changes, which know no gettext, give their labels.
"""

from __future__ import annotations

import ast
import os
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT / "timeline"
LOCALES = PUBLIC / "locale"
FUNCTIONS = {
    "_": (0, 1), "gettext": (0, 1), "gettext_lazy": (0, 1), "gettext_noop": (0, 1),
    "ngettext": (0, 2), "ngettext_lazy": (0, 2),
    "pgettext": (1, 1), "pgettext_lazy": (1, 1),
    "npgettext": (1, 2), "npgettext_lazy": (1, 2),
}  # fmt: skip
"""How many contexts and texts each is called with."""
_CALLS = re.compile(r"""\b(?:n?p?gettext)\((?:[^()"']|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")*\)""")
"""In what `templatize` leaves of a template; all else of it is filling."""
_DATED = "POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By"
_DATES = re.compile(rf'^"(?:{_DATED}).*\n', re.MULTILINE)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""A catalogue's date, so that the same texts make the same file."""

Message = tuple[str, str | tuple[str, str]]
"""A context, or nothing; a text, or its singular and plural."""


def main() -> None:
    import django  # noqa: PLC0415  settings have to be named first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for path in catalogues():
        catalogue = updated(path)
        path.write_bytes(as_text(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(path))
        missing = [message.id for message in catalogue if message.id and not is_translated(message)]
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {len(missing)} without a translation")  # noqa: T201
        for text in missing:
            print(f"  {text}")  # noqa: T201


def catalogues() -> list[Path]:
    return sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))


def updated(path: Path) -> Catalog:
    """The catalogue with every text that is said now, and none that is said no more."""
    catalogue = read(path)
    wanted = Catalog(creation_date=_LONG_AGO)
    for context, text in messages():
        wanted.add(text, context=context or None, flags=_flags(text))
    catalogue.update(wanted, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3], charset="utf-8")
    catalogue.creation_date = catalogue.revision_date = _LONG_AGO
    return catalogue


def as_text(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=120, no_location=True, sort_output=True, ignore_obsolete=True)
    return _DATES.sub("", file.getvalue().decode()).encode()


def compiled(path: Path) -> bytes:
    file = BytesIO()
    write_mo(file, read(path))
    return file.getvalue()


def is_translated(message: Any) -> bool:
    return all(message.string if isinstance(message.string, tuple) else (message.string,)) and not message.fuzzy


def messages() -> Iterator[Message]:
    yield from _of_programs()
    yield from _of_templates()
    yield from _of_vocabularies()
    yield from _of_changes()


def _of_programs() -> Iterator[Message]:
    for path in sorted(PUBLIC.rglob("*.py")):
        yield from _called(path.read_text())


def _of_templates() -> Iterator[Message]:
    from django.utils.translation.template import templatize  # noqa: PLC0415  after the set-up

    for path in sorted(PUBLIC.rglob("*.html")):
        calls = _CALLS.findall(templatize(path.read_text()))
        yield from _called("\n".join(calls))


def _called(source: str) -> Iterator[Message]:
    """From the syntax tree: Babel’s own reader sees no call inside an f-string."""
    for node in ast.walk(ast.parse(source)):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if isinstance(node, ast.Call) and name in FUNCTIONS:
            number_contexts, number_texts = FUNCTIONS[name]
            first = node.args[: number_contexts + number_texts]
            said = [each.value for each in first if isinstance(each, ast.Constant)]
            if len(said) == number_contexts + number_texts:
                context, texts = "".join(said[:number_contexts]), said[number_contexts:]
                yield context, texts[0] if len(texts) == 1 else (texts[0], texts[1])


def _of_vocabularies() -> Iterator[Message]:
    from deals.vocabulary import questions, regions, relations  # noqa: PLC0415
    from timeline.components import tokens  # noqa: PLC0415
    from timeline.words import INVERSE, QUESTIONS, REGIONS, TOKENS  # noqa: PLC0415

    for vocabulary in vocabularies():
        for word in vocabulary:
            yield vocabulary.__name__, word.label
    for relation in relations.Relation:
        yield INVERSE, relation.inverse_label
    yield INVERSE, "merged into this deal"
    for region in sorted(set(regions.region_of().values())):
        yield REGIONS, regions.region_label(region)
    for asks in dict.fromkeys([*(question.asks for question in questions.QUESTIONS), questions.IS_IT_SO]):
        yield QUESTIONS, asks
    for token in tokens():
        yield TOKENS, token.meaning


def vocabularies() -> list[Any]:
    """Those whose words a release can hold, which are those that the public can meet."""
    from deals.queries import published  # noqa: PLC0415
    from deals.record import shape  # noqa: PLC0415
    from deals.vocabulary import changes, columns, facets, parties, stages, withholding  # noqa: PLC0415
    from deals.vocabulary.relations import Became, Ending, Relation  # noqa: PLC0415
    from deals.vocabulary.words import Word  # noqa: PLC0415

    found: dict[Any, None] = dict.fromkeys(columns.WORD_COLUMNS.values())
    own = [facets.Facet, stages.Phase, parties.Side, withholding.Ground, changes.Sort, Became, Ending, Relation]
    found |= dict.fromkeys(own)
    names = {**vars(shape), "Became": Became, "Ending": Ending, "Relation": Relation, **vars(published)}
    names |= {name: Any for name in ("Mapping", "PartialDate", "date", "datetime") if name not in names}
    for part in [part for part in vars(shape).values() if is_dataclass(part)]:
        for hint in get_type_hints(part, {**names, "Mapping": dict}).values():
            for kind in (hint, *get_args(hint)):
                if isinstance(kind, type) and issubclass(kind, Word):
                    found[kind] = None
    return list(found)


def _of_changes() -> Iterator[Message]:
    """The headings and terms in which `deals.record` tells what changed."""
    from deals.models.kinds import ALL_COLUMNS  # noqa: PLC0415
    from deals.record import overview, shape, telling  # noqa: PLC0415
    from timeline.words import CHANGES  # noqa: PLC0415

    named = [*telling.WHAT.values(), *telling.SAID, *overview.HEADINGS, *overview.BESIDE]
    parts = [part for part in vars(shape).values() if is_dataclass(part)]
    columns = {f"details.{column}" for column in ALL_COLUMNS}
    own = {field.name for part in parts for field in fields(part)}
    for text in dict.fromkeys([*named, *map(telling.term, sorted({*own, *columns, *telling.TERMS}))]):
        yield CHANGES, text


def _flags(text: str | tuple[str, str]) -> list[str]:
    texts = (text,) if isinstance(text, str) else text
    return ["python-brace-format"] if any(re.search(r"{\w+}", each) for each in texts) else []


if __name__ == "__main__":
    main()
