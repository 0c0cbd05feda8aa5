import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.model import Document, Kind, MarkKind, Segment
from parallelcheck.read import read


def latex(text: str) -> Document:
    return read(text.encode(), "page.tex")


def shown(text: str) -> list[tuple[str, str]]:
    return [(segment.kind, segment.text) for segment in latex(text).segments]


def only(text: str) -> Segment:
    (segment,) = latex(text).segments
    return segment


def marks(text: str) -> list[tuple[str, str, str]]:
    segment = only(text)
    return [(mark.kind, segment.text[mark.start : mark.end], mark.value) for mark in segment.marks]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (r"L'\'et\'e \`a l'\'{E}cole, \^\i le, na\"{\i}f, \c{c}a, \c ca, \v{s}, \=a, \u{g}.",
         "L’été à l’École, île, naïf, ça, ça, š, ā, ğ."),
        (r"c\oe ur, \OE uvre, \ss, \o, \AA, \L{}\'od\'z", "cœur, Œuvre, ß, ø, Å, Łódź"),
        ("``One'' `two'---three--four~five", "“One” ‘two’—three–four\xa0five"),
        (r"\og un \fg{} <<deux>>, \textendash{} \ldots 5\,\% \& \$3 \#4 a\_b \{c\} \LaTeX\ x",
         "«\xa0un » «deux», – …5\u202f% & $3 #4 a_b {c} LaTeX x"),
        ("One % nobody\n  two%\n   three\nfour \\% five", "One twothree four % five"),
        (r"\emph{a \textbf{b}} {\itshape c} \textcolor{red}{d} \unheard[of]{e} \bfseries f", "a b c d e f"),
        (r"a\vspace{1cm} b\label{x} c\index{y} \rule{1cm}{2cm}d \hspace{1em}e", "a b c d e"),
        (r"\enquote{a} \mbox{b}\-c\/d\!e", "a bcde"),
        (r"\newcommand{\office}{Harbour Office}\newcommand{\bold}[1]{\textbf{#1}} The \office{} and \bold{you}",
         "The Harbour Office and you"),
        ("\"`Eins\"' und zwei", "„Eins“ und zwei"),
        ("unclosed {group and } stray \\end{nothing}", "unclosed group and stray"),
    ],
)  # fmt: skip
def test_a_text_is_what_a_reader_sees(text: str, read_as: str) -> None:
    assert only(text).text == read_as


def test_marks_of_a_text() -> None:
    text = (
        r"\href{https://a.b/50\%}{a \emph{link}} \url{https://c.d/e_f} \texttt{g\_h} \verb|i{j| $k_1$ \(l\) "
        r"\ref{sec:m} \citep[see][p.~3]{noa99} \textit{n} \enquote{o} \lstinline!p! \code{q}"
    )
    assert marks(text) == [
        (MarkKind.LINK, "a link", "https://a.b/50%"),
        (MarkKind.EMPHASIS, "link", ""),
        (MarkKind.LINK, "https://c.d/e_f", "https://c.d/e_f"),
        (MarkKind.CODE, "g_h", "g_h"),
        (MarkKind.CODE, "i{j", "i{j"),
        (MarkKind.CODE, "k_1", "k_1"),
        (MarkKind.CODE, "l", "l"),
        (MarkKind.PLACEHOLDER, "sec:m", "sec:m"),
        (MarkKind.PLACEHOLDER, "noa99", "noa99"),
        (MarkKind.EMPHASIS, "n", ""),
        (MarkKind.QUOTE, "o", ""),
        (MarkKind.CODE, "p", "p"),
        (MarkKind.CODE, "q", "q"),
    ]


def test_a_macro_of_commands_stays_as_it_is() -> None:
    text = r"\newcommand{\sea}{\textbf{Sea}}\def\ship{Ship} The \ship{} at \sea{}."
    assert only(text).text == r"The Ship at \sea."
    assert marks(text) == [(MarkKind.PLACEHOLDER, r"\sea", r"\sea")]


def test_macros_cannot_make_a_short_file_long() -> None:
    text = r"\newcommand{\a}{" + "word " * 2000 + "}\n" + r"\a{} " * 20_000 + "end"
    assert len(only(text).text) < 2_000_000


def test_only_the_document_is_read_and_its_titles() -> None:
    document = latex(
        "\\documentclass{article}\nNobody.\n\\title{A \\emph{guide}}\n\\author{Anne}\n\\newcommand{\\x}{oars}\n"
        "\\begin{document}\n\\maketitle\nTwo \\x.\n\\end{document}\nNobody."
    )
    assert [(s.kind, s.text, s.key, s.where.line) for s in document.segments] == [
        (Kind.METADATA, "A guide", "title", 3),
        (Kind.PARAGRAPH, "Two oars.", None, 8),
    ]


@pytest.mark.parametrize(
    ("preamble", "language"),
    [
        (r"\usepackage[english,french]{babel}", "fr"),
        (r"\usepackage[main=english,french]{babel}", "en"),
        (r"\usepackage[ngerman]{babel}", "de"),
        (r"\documentclass[11pt,francais]{article}\usepackage[utf8]{inputenc}", "fr"),
        (r"\setdefaultlanguage[variant=british]{english}\setotherlanguage{french}", "en"),
        (r"\usepackage[T1]{fontenc}", None),
    ],
)
def test_the_language_is_what_the_preamble_says(preamble: str, language: str | None) -> None:
    assert latex(preamble + "\n\\begin{document}\nText.\n\\end{document}").language == language


def test_parts_in_other_languages_say_so() -> None:
    document = latex(
        "\\begin{otherlanguage}{english}\nOne.\n\\end{otherlanguage}\n\nTwo \\foreignlanguage{german}{drei} "
        "\\textfrench{quatre} five.\n\n\\begin{spanish}\nSeis.\n\\end{spanish}\n"
        "{\\selectlanguage{french} Sept.}\n\nEight."
    )
    assert [(s.text, s.language) for s in document.segments] == [
        ("One.", "en"),
        ("Two drei quatre five.", None),
        ("Seis.", "es"),
        ("Sept.", "fr"),
        ("Eight.", None),
    ]
    assert [mark.language for mark in document.segments[1].marks] == ["de", "fr"]


def test_headings_have_levels_by_what_is_used() -> None:
    text = "\\section*{A}\n\\subsection[short]{B \\emph{b}}\\label{x} Text.\n\\paragraph{C} Run in."
    assert [(s.text, s.level) for s in latex(text).segments] == [
        ("A", 1),
        ("B b", 2),
        ("Text.", 0),
        ("C", 4),
        ("Run in.", 0),
    ]
    book = latex("\\chapter{A}\n\\section{B}\nText.")
    assert [(s.text, s.level) for s in book.segments] == [("A", 1), ("B", 2), ("Text.", 0)]
    assert book.segments[2].section == ("A", "B")


def test_lists_are_items() -> None:
    text = (
        "\\begin{itemize}\\item a\n goes on\n\n b\n\\begin{enumerate}[label=x]\n\\item[--] c\n"
        "\\end{enumerate}\\item d\\end{itemize}\n"
        "\\begin{description}\\item[\\emph{e}] f\\end{description}\\begin{compactitem}\\item g\\end{compactitem} h"
    )
    assert shown(text) == [*[(Kind.LIST_ITEM, item) for item in ["a goes on", *"bcdefg"]], (Kind.PARAGRAPH, "h")]


def test_tables_are_cells_and_captions_captions() -> None:
    document = latex(
        "\\begin{table}[ht]\n\\caption[x]{Boats}\n\\begin{tabular*}{3cm}{l|r}\n\\hline\na & b\\& \\\\[1ex]\n"
        "\\multicolumn{2}{c}{c} \\tabularnewline\n\\begin{minipage}{1cm}d\\end{minipage} &\n"
        "\\end{tabular*}\n\\end{table} Text & more"
    )
    assert [(s.kind, s.text, s.where.line) for s in document.segments] == [
        (Kind.CAPTION, "Boats", 2),
        (Kind.TABLE_CELL, "a", 5),
        (Kind.TABLE_CELL, "b&", 5),
        (Kind.TABLE_CELL, "c", 6),
        (Kind.TABLE_CELL, "d", 7),
        (Kind.PARAGRAPH, "Text more", 9),
    ]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("\\begin{quote}Hold on.\\end{quote}", (Kind.QUOTATION, "Hold on.")),
        ("\\begin{center}Hold on.\\end{center}", (Kind.PARAGRAPH, "Hold on.")),
        ("\\begin{verse}Hold\\\\ on.\\end{verse}", (Kind.QUOTATION, "Hold on.")),
        ("\\begin{nobody}[knows] Hold on.\\end{nobody}", (Kind.PARAGRAPH, "Hold on.")),
        ("\\begin{frame}{Hold on.}\\end{frame}", (Kind.PARAGRAPH, "Hold on.")),
        ("\\begin{verbatim}\nx = {%\\a\n\\end{verbatim}", (Kind.CODE, "x = {%\\a")),
        ("\\begin{lstlisting}[language=C]\nx\n\\end{lstlisting}", (Kind.CODE, "x")),
        ("\\begin{minted}[x]{c}\nx\n\\end{minted}", (Kind.CODE, "x")),
        ("\\begin{align*}\nx &= 1\\\\\n\\end{align*}", (Kind.CODE, "x &= 1\\\\")),
        ("\\[ x \\]", (Kind.CODE, "x")),
        ("$$ x $$", (Kind.CODE, "x")),
        ("\\includegraphics[width=1cm,alt={A slip}]{slip.png}", (Kind.CAPTION, "A slip")),
        ("\\begin{thebibliography}{9}\\bibitem{x} Hold on.\\end{thebibliography}", (Kind.PARAGRAPH, "Hold on.")),
    ],
)
def test_blocks(text: str, read_as: tuple[str, str]) -> None:
    assert shown(text) == [read_as]


@pytest.mark.parametrize(
    "text",
    [
        "% nobody",
        "\\begin{comment}\nnobody {\n\\end{comment}",
        "\\author{Nobody}",
        "\\newcommand{\\x}[1]{nobody}",
        "\\todo{x}",
    ],
)
def test_what_nobody_reads_is_not_read(text: str) -> None:
    assert shown(f"{text}\n\nText.") == [(Kind.PARAGRAPH, "Text.")]


def test_a_comment_ends_no_paragraph_and_a_blank_line_does() -> None:
    assert [s.text for s in latex("One\n% nobody\ntwo % nobody\n\nthree\\par four").segments] == [
        "One two",
        "three",
        "four",
    ]


def test_footnotes_follow_their_passage_and_may_have_their_own() -> None:
    document = latex(
        "\\section{A\\footnote{a}}\nOne\\footnote{b\\footnote{c} d\n\ne} two.\n\n"
        "\\item f\\footnotemark{} g\\footnotetext{h}"
    )
    assert [(s.text, s.where.line) for s in document.segments] == [
        ("A", 1),
        ("a", 1),
        ("One two.", 2),
        ("b d", 2),
        ("e", 4),
        ("c", 2),
        ("f g", 6),
        ("h", 6),
    ]


def test_what_is_included_is_named() -> None:
    document = latex("Text.\n\\input{chapters/one}\n\\include{two}")
    assert [segment.text for segment in document.segments] == ["Text."]
    assert document.notes == ("page.tex: what it includes is not read with it: chapters/one (line 2), two (line 3)",)


def test_deep_nesting_is_read() -> None:
    text = (
        "\\emph{" * 5000
        + "x"
        + "}" * 5000
        + "\\footnote{" * 5000
        + "y"
        + "}" * 5000
        + "\\begin{itemize}\\item " * 5000
        + "z"
    )
    assert [segment.text for segment in latex(text).segments] == ["x", "y", "z"]


FRAGMENTS = (
    "Mot mot.", "mot", "\n", "\n\n", " ", "{", "}", "[", "]", "\\", "\\\\", "%", "% a\n", "$", "$$", "\\[",
    "\\]", "\\(", "\\)", "&", "~", "--", "``", "''", "\\'e", "\\c", "\\emph{", "\\section{", "\\footnote{",
    "\\item ", "\\item[a] ", "\\begin{itemize}", "\\end{itemize}", "\\begin{tabular}{l}", "\\end{tabular}",
    "\\begin{verbatim}", "\\end{verbatim}", "\\begin{document}", "\\end{document}", "\\begin{a}", "\\end{a}",
    "\\begin{otherlanguage}{english}", "\\end{otherlanguage}", "\\foreignlanguage{french}{",
    "\\selectlanguage{french}", "\\href{a}{", "\\url{", "\\verb|", "\\newcommand{\\a}{", "\\a", "\\title{",
    "\\caption{", "\\includegraphics{", "\\input{", "\\ref{a}", "\\par", "\\og ", "\u2028",
)  # fmt: skip
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | PRINTABLE, max_size=40))
def test_any_text_is_read_in_its_lines(fragments: list[str]) -> None:
    text = "".join(fragments)
    lines = text.count("\n") + 1
    for segment in latex(text).segments if text.strip() else ():
        assert 1 <= segment.where.line <= segment.where.end_line <= lines
        assert all(segment.where.line <= line <= segment.where.end_line for _, line in segment.lines)
        assert all(0 <= mark.start <= mark.end <= len(segment.text) for mark in segment.marks)


WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzàéèç", min_size=2, max_size=8), min_size=1, max_size=6)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(WORDS.map(lambda words: f"X{' '.join(words)}."), min_size=1, max_size=3), min_size=1, max_size=5)
)
def test_every_line_of_a_paragraph_is_where_it_is_said_to_be(paragraphs: list[list[str]]) -> None:
    text = "\n\n% hidden\n".join("\n% hidden\n".join(lines) for lines in paragraphs)
    rows = text.split("\n")
    for segment, lines in zip(latex(text).segments, paragraphs, strict=True):
        numbers = [segment.where.line, *(line for _, line in segment.lines)]
        assert [rows[number - 1] for number in numbers] == lines
