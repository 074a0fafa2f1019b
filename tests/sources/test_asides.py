import pytest

from deals.sources.asides import Head, head_of, parted

SENTENCE = "Ruritania will pay for the first battery in March, its defence minister told reporters on Tuesday."
CAPTION = "A launcher of the Zenda system on parade."


@pytest.mark.parametrize(
    "caption",
    [
        "Launcher on parade, courtesy of zenda.example",
        "Photo: the ministry of defence of Ruritania.",
        "File picture: a launcher on the square, seen last May. — Agency",
        "A launcher on the square © Example Pictures",
        "A launcher on the square. Picture by the army's press office",
    ],
)
def test_a_caption_or_credit_is_kept_apart(caption: str) -> None:
    apart = parted(f"{SENTENCE}\n{caption}\n{SENTENCE[:-1]} again.")
    assert apart.text == f"{SENTENCE}\n{SENTENCE[:-1]} again."
    assert apart.asides == (caption,)


def test_a_caption_that_stands_twice_is_kept_apart_once() -> None:
    assert parted(f"{CAPTION}\n{CAPTION}\n{SENTENCE}") == parted(f"{SENTENCE}\n{CAPTION}\n{CAPTION}")
    assert parted(f"{CAPTION}\n{CAPTION}\n{SENTENCE}").asides == (CAPTION,)


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE,
        CAPTION,
        "The visit was made courtesy of the Ruritanian air force.",
        "Photographs of the launchers were shown to the committee.",
        "The image of the deal suffered: nobody had been told.",
        "About Ruritania the minister said nothing.",
        "About Strelsau and its harbour",
        SENTENCE * 2,
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    text = f"{line}\n{SENTENCE[:-1]} again."
    assert parted(text).text == text


def test_a_long_paragraph_that_stands_twice_stays_twice() -> None:
    text = f"{SENTENCE * 2}\n{SENTENCE * 2}"
    assert parted(text).text == text


@pytest.mark.parametrize(
    "biography",
    [
        "About Flavia Example, CD 12 Articles\nFlavia served in the army. Write to Flavia.",
        "About the author\nShe writes on defence.",
        "About Rudolf Example\nHe studied law.\nRudolf Example lives in Strelsau.",
    ],
)
def test_a_biography_at_the_end_is_kept_apart(biography: str) -> None:
    apart = parted(f"{SENTENCE}\n{biography}")
    assert (apart.text, apart.asides) == (SENTENCE, (biography,))


def test_a_last_line_that_tells_who_the_author_is_is_kept_apart() -> None:
    line = "Flavia Example is a reporter in Strelsau."
    assert parted(f"{SENTENCE}\n{line}", "Flavia Example").asides == (line,)
    assert parted(f"{SENTENCE}\n{line}", "Rudolf Example").asides == ()
    assert parted(line, "Flavia Example").text == line


@pytest.mark.parametrize(
    "ending",
    [
        "About Zenda Systems\nThe maker of the launchers is owned by the state.",
        f"About the author\n{'More of the article follows here. ' * 100}",
        "About the author\n" + "\n".join(f"Paragraph {number} of the article." for number in range(9)),
        "About the author",
    ],
)
def test_what_only_looks_like_a_biography_stays(ending: str) -> None:
    text = f"{SENTENCE}\n{ending}".strip()
    assert parted(text).text == text


@pytest.mark.parametrize(
    ("top", "head"),
    [
        ("Ruritania buys launchers", Head("Ruritania buys launchers", lines=1)),
        ("12 September 2021\nRuritania buys", Head("Ruritania buys", "", "2021-09-12", 2)),
        ("Ruritania buys\nBy Flavia Example\n2021-09-12", Head("Ruritania buys", "Flavia Example", "2021-09-12", 3)),
        ("Defence\nRuritania buys its launchers", Head("Ruritania buys its launchers", lines=2)),
        ("Ruritania buys\nPublished on\nMarch 18, 2025", Head("Ruritania buys", "", "2025-03-18", 3)),
        ("Will Ruritania buy launchers?", Head("Will Ruritania buy launchers?", lines=1)),
        ("“Will you buy?” he asked.", Head()),
        ("By Land and Sea", Head("By Land and Sea", lines=1)),
        ("Photo: a launcher", Head()),
        (SENTENCE, Head()),
    ],
)
def test_the_head_of_a_plain_text_is_read(top: str, head: Head) -> None:
    assert head_of(f"{top}\n{SENTENCE}") == head


def test_a_single_line_is_text_and_not_a_title() -> None:
    assert head_of("Ruritania buys launchers") == Head()
