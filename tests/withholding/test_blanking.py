"""`withhold` puts █ in each place that says it, and in no other."""

from __future__ import annotations

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def asked(statement: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {statement}", values)
        return cursor.fetchone()[0]


def blanked(value: str, *texts: str, function: str = "blanked_text") -> object:
    return asked(f"{function}(%s, withheld_runs(%s))", value, list(texts))


QUOTE = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("value", "text", "wanted"),
    [
        ("Ada Brook said so", "Ada Brook", "█████████ said so"),
        ("ADA BROOK said so", "Ada Brook", "█████████ said so"),
        ("Ada\nBrook said so", "Ada Brook", "█████████ said so"),
        ("Ada Brooks said so", "Ada Brook", "Ada Brooks said so"),
        ("Brook and BROOK by the brook", "Brook", "█████ and █████ by the brook"),
        (f"so: {QUOTE}.", QUOTE, f"so: {'█' * len(QUOTE)}."),
        ("zero two three four five six seven eight nine […]", QUOTE, f"zero {'█' * 40} […]"),
        ("two three four five six seven eight", QUOTE, "two three four five six seven eight"),
        ("Ğ Ada Brook, Ada Brook", "Ada Brook", "Ğ █████████, █████████"),
    ],
)
def test_a_text_is_blanked_letter_for_letter(value: str, text: str, wanted: str) -> None:
    assert blanked(value, text) == wanted
    assert len(value) == len(wanted)


def test_json_is_blanked_inside_its_strings_only() -> None:
    document = '{"a":["Ada Brook",1,{"b":"x \\"Ada\\nBrook\\" \\u00e9"}],"Ada":null}'
    assert blanked(document, "Ada Brook", function="blanked_json") == (
        '{"a":["█████████",1,{"b":"x \\"█████████\\" é"}],"Ada":null}'
    )


@pytest.mark.parametrize("text", ['He said "no" (twice). [It] costs $5 * 3?', QUOTE, "C:\\tmp and so on"])
def test_the_pattern_finds_what_is_blanked(text: str) -> None:
    assert asked("%s ~* withheld_pattern(%s)", f"so: {text}", [text])
    assert asked("to_jsonb(%s::text)::text ~* withheld_pattern(%s)", text.replace(" ", "\n").replace("\\", ""),
                 [text.replace("\\", "")])  # fmt: skip
