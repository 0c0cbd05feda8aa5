"""What may stand in another language, and above all what may not: everything that passes here is never looked at."""

from typing import get_args

import pytest

from parallelcheck.checks import words
from parallelcheck.language import Identifier, annotate
from parallelcheck.model import Exemption, Segment
from parallelcheck.policy import Policy
from parallelcheck.read import read

IDENTIFIER = Identifier()
POLICY = Policy(get_args(Exemption))


def last_passage(text: str, name: str = "page.md", policy: Policy = POLICY) -> Segment:
    """The last passage of a French document."""
    document = annotate(policy.with_names(read(text.encode(), name)), IDENTIFIER, "fr")
    return policy.applied(document).segments[-1]


QUOTATIONS = [
    "> The river has come back to our village, and the children with it.",
    "“The river has come back to our village, and the children with it.”",
    "« The river has come back to our village, and the children with it », a dit Rosa.",
    "„Der Fluss ist in unser Dorf zurückgekehrt, und mit ihm die Kinder.“",
    "<q>The river has come back to our village, and the children with it.</q>",
]

CREDITS = [
    "— @dana on writing things down",
    '— @dana, "So you want to repair a clock, eh?"',
    "– Nadim Nashif, executive director of the Center for Social Media",
    "— Rosa Quispe",
    "—Rosa Quispe, president of the cooperative",
    "— Dr. Jane P. Hollis, University of the Highlands",
    "— Ludwig van der Meer, in a letter to his brother",
    "— Anonymous, on a wall near the station",
    "— Jean-Pierre d’Estaing (from the minutes of the meeting)",
]

CITATIONS = [
    "Hollis, M. (1987). The history of the cuckoo clock in the villages of the Black Forest.",
    "Hollis, M., Vega, A. and Okoye, C. (2003a), The clocks that nobody wanted to repair.",
    "[12] J. P. Hollis and M. Vega. The history of the cuckoo clock. In Proceedings, 1987.",
    "Hollis and Vega (1987). The history of the cuckoo clock in the villages of the Black Forest.",
    "Hollis (1987). The history of the cuckoo clock in the villages of the Black Forest.",
    "Northern Council's Office for Clocks and Time (OCT) (1987). The history of the cuckoo clock, a report for all.",
    "Hollis et al. 1987. The history of the cuckoo clock in the villages of the Black Forest.",
    "Sources : (1) Hollis, M. B. et J. Vega (2007). The history of the cuckoo clock, 7e édition.",
    "The history of the cuckoo clock, London: Mill Press, ISBN 978-0-00-000000-2",
    "The history of the cuckoo clock in the Black Forest, doi:10.5555/12345678",
]

LINKS = [
    "[What you should know before you open an account](https://library.example/account.pdf)",
    "- [How the libraries of the region work together](https://library.example/protect.pdf) (PDF)",
    "See [what you should know before you open an account with one of our libraries](https://library.example/a).",
]

DECLARED = [
    '<p lang="en">All our clocks are wrong, but each in its own way.</p>',
    '<div lang="en-GB">\n\n<p>All our clocks are wrong, but each in its own way.</p>\n\n</div>',
]

CODE = [
    "```\nread --port usb > file.csv  # the file must not exist yet\n```",
    "`please delete everything that you know about me`",
]


@pytest.mark.parametrize("text", [*QUOTATIONS, *CREDITS, *CITATIONS, *LINKS, *DECLARED, *CODE])
def test_may_be_foreign(text: str) -> None:
    assert last_passage(text).may_be_foreign


PROSE = [
    "We trained forty teachers of the district, who now measure the river with their classes.",
    "# What we have learned from the river",
    "- the titles of the books that you have borrowed;",
    "Our volunteers call this “the long way home”, because it takes them a whole day to walk it.",
    "You will find the [form](https://library.example/forms) for deleting your account on our website.",
    "Send the command `delete` to our server, and it will forget everything that it knows about you.",
    '<p>We trained <span lang="en">forty</span> teachers of the district, who now measure the river.</p>',
    "As J. Hollis (1987) has shown, the first cuckoo clocks were built by farmers during the winter.",
    "The study by Hollis et al. shows that the first cuckoo clocks were built by farmers in winter.",
    "In 1987 the first cuckoo clock of the village was sold to a doctor from London.",
    "The farmers built the first cuckoo clocks of the valley (1987). Nobody knows who taught them.",
]

# Blocks that only look like quotations.
NOTICES = [
    "> **Notice**: modify the page of the clock that you repair, then open it again.",
    "> [!NOTE]\n> Modify the page of the clock that you repair, then open it again.",
]

# French sets dialogue and lists with the same dashes as credits.
DASHES = [
    "— You will never see that river again, said the miller.",
    "— Will you come back to us in the spring?",
    "— Never! I would rather stay here with my clocks.",
    "– We trained forty teachers of the district.",
    "– the titles of the books that you have borrowed ;",
    "— John, you will never see that river again.",
]


@pytest.mark.parametrize("text", [*PROSE, *NOTICES, *DASHES])
def test_prose_may_not(text: str) -> None:
    assert not last_passage(text).may_be_foreign


@pytest.mark.parametrize("lang", ["fr", "fr-CA"])
def test_a_page_that_declares_its_own_language_everywhere_is_looked_at(lang: str) -> None:
    page = f'<html lang="fr"><body><main lang="{lang}"><p>We trained forty teachers of the district.</p></main></body>'
    assert not last_passage(page, "page.html").may_be_foreign


ENTRY = "The clocks that nobody wanted to repair, London, 1987"


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "Références",
        "5. Références bibliographiques",
        "Bibliographie",
        "Bibliografía",
        "Bibliografia",
        "Selected bibliography",
        "Notes et références",
        "Referências",
        "Riferimenti bibliografici",
        "Literaturverzeichnis",
        "Quellen",
        "Sources",
        "Sources :",
        "Works cited",
        "Further reading",
    ],
)
def test_references_may_be_foreign(heading: str) -> None:
    assert last_passage(f"# {heading}\n\n- {ENTRY}").may_be_foreign
    assert last_passage(f"# {heading}\n\n## 1987\n\n{ENTRY}").may_be_foreign


@pytest.mark.parametrize(
    "heading",
    [
        "Sources de financement",
        "Aux sources de l’Alder",
        "Energy sources",
        "Terms of reference",
        "API reference",
        "Literaturhaus Freiburg",
        "Heilquellen im Schwarzwald",
        "A new bibliography room",
    ],
)
def test_a_heading_that_merely_has_such_a_word_opens_no_references(heading: str) -> None:
    assert not last_passage(f"# {heading}\n\n{ENTRY}").may_be_foreign


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("12 % — 7,5", 0),
        ("Page 12", 1),
        ("l’eau de la rivière", 4),
        ("Vraiment ?", 1),
        ("x² + y", 2),
    ],
)
def test_words_have_letters(text: str, count: int) -> None:
    assert words(text) == count


TITLE = "*The Clocks of the Valley and the People Who Repair Them*"


@pytest.mark.parametrize(
    ("exemption", "text"),
    [
        ("quotations", QUOTATIONS[0]),
        ("quotations", QUOTATIONS[1]),
        ("credits", CREDITS[0]),
        ("references", CITATIONS[0]),
        ("links", LINKS[0]),
        ("titles", TITLE),
    ],
)
def test_each_exemption_can_be_taken_back(exemption: Exemption, text: str) -> None:
    others = [each for each in get_args(Exemption) if each != exemption]
    assert last_passage(text, policy=Policy([exemption])).may_be_foreign
    assert not last_passage(text, policy=Policy(others)).may_be_foreign


@pytest.mark.parametrize("text", [DECLARED[0], CODE[0], CODE[1]])
def test_what_the_file_declares_and_code_are_always_exempt(text: str) -> None:
    assert last_passage(text, policy=Policy([])).may_be_foreign


def test_a_passage_in_italics_is_not_a_title_by_that() -> None:
    assert not last_passage("*The clocks of the valley are repaired by the people who live in it.*").may_be_foreign


NAMED = Policy(get_args(Exemption), ["The Clock  Repair Fellowship", "We (still) repair clocks"])


@pytest.mark.parametrize("text", ["The Clock Repair\nFellowship", "“We (still) repair clocks”!"])
def test_names_are_exempt(text: str) -> None:
    assert last_passage(text, policy=NAMED).may_be_foreign
    assert not last_passage(text, policy=Policy([])).may_be_foreign


def test_names_do_not_make_a_sentence_foreign() -> None:
    text = "La bourse : The Clock Repair Fellowship"
    assert last_passage(text, policy=NAMED).identified.language != "en"


def test_a_name_is_not_a_part_of_a_word() -> None:
    assert not last_passage("We (still) repair clockss", policy=NAMED).may_be_foreign


def test_a_line_in_bold_is_no_title() -> None:
    assert not last_passage("**What the Clocks of the Valley Can Tell You**").may_be_foreign


def test_a_title_has_an_end() -> None:
    sentence = "The Clocks of the Valley Were Repaired by Those Who Lived There "
    assert not last_passage(f"*{2 * sentence.strip()}*").may_be_foreign
