"""What commands of LaTeX stand for: characters, accents, the arguments that are no text, languages."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from parallelcheck.iso639 import language_word
from parallelcheck.read.elements import language_of
from parallelcheck.read.markup import names

CHARACTERS: Mapping[str, str] = MappingProxyType({
    **{character: character for character in "%&$#_{}"},
    " ": " ", "\n": " ", "\t": " ", ",": "\u202f", ";": "\u202f", ":": "\u202f", "!": "", "/": "", "-": "\xad",
    "@": "", "thinspace": "\u202f", "quad": " ", "qquad": " ", "space": " ", "enspace": " ", "enskip": " ",
    "hfill": " ", "nobreakspace": "\xa0", "hspace": " ", "ldots": "…", "dots": "…", "textellipsis": "…",
    "textendash": "–", "textemdash": "—", "og": "«\xa0", "fg": "»", "guillemotleft": "«", "guillemotright": "»",
    "flqq": "«", "frqq": "»", "guillemetleft": "«", "guillemetright": "»", "textquotedblleft": "“",
    "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’", "textquotesingle": "'",
    "textquotedbl": '"', "glqq": "„", "grqq": "“", "quotedblbase": "„", "euro": "€", "texteuro": "€", "pounds": "£",
    "textsterling": "£", "textyen": "¥", "textcent": "¢", "S": "§", "P": "¶", "textsection": "§",
    "textparagraph": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "textcopyright": "©", "textregistered": "®",
    "texttrademark": "™", "textdegree": "°", "degree": "°", "degres": "°", "textbullet": "•", "textbackslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<", "textgreater": ">",
    "textunderscore": "_", "textperiodcentered": "·", "textnumero": "№", "slash": "/", "No": "N°", "no": "n°",
    "ier": "er", "iere": "re", "ieme": "e", "iers": "ers", "ieres": "res", "iemes": "es", "oe": "œ", "OE": "Œ",
    "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "i": "ı", "j": "ȷ",
    "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    "XeLaTeX": "XeLaTeX", "LaTeXe": "LaTeX2ε", "textonehalf": "½", "textordfeminine": "ª", "textordmasculine": "º",
    "textquestiondown": "¿", "textexclamdown": "¡", "textmu": "µ", "texttimes": "×", "textrightarrow": "→",
    "textleftarrow": "←",
})  # fmt: skip

TYPED: Mapping[str, str] = MappingProxyType({
    "~": "\xa0", "---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’", "<<": "«", ">>": "»",
    '"`': "„", "\"'": "“",
})  # fmt: skip

ACCENTS: Mapping[str, str] = MappingProxyType({
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361",
})  # fmt: skip

# How many of the arguments in braces, from the first, are no text: sizes, names, colours.
SKIPPED: Mapping[str, int] = MappingProxyType({
    **dict.fromkeys(names(
        "label vspace hspace pagestyle thispagestyle pagenumbering usepackage documentclass bibliographystyle"
        " bibliography addbibresource hypersetup color textcolor colorbox raisebox parbox scalebox rotatebox"
        " hypertarget hyperlink captionof cline cmidrule hyphenation theoremstyle graphicspath geometry nocite noalign"
        " todo index glossary author date institute affiliation email linespread RequirePackage phantom vphantom"
        " hphantom pagecolor setstretch lstset newlength newcounter refstepcounter stepcounter enlargethispage"
        " usetikzlibrary pgfplotsset setmainfont setsansfont setmonofont newfontfamily sisetup captionsetup usetheme"
        " setbeamertemplate usecolortheme tikzset PassOptionsToPackage urlstyle"
    ), 1),
    **dict.fromkeys(names(
        "setlength addtolength setcounter addtocounter fcolorbox resizebox fontsize multirow markboth rule newtheorem"
        " multicolumn numberwithin DeclareUnicodeCharacter DeclareMathOperator"
    ), 2),
    **dict.fromkeys(names("addcontentsline definecolor newenvironment renewenvironment newacronym"), 3),
})  # fmt: skip

_VARIANTS = {
    **dict.fromkeys(names("frenchb acadian canadien"), "fr"),
    **dict.fromkeys(names("american british canadian australian newzealand usenglish ukenglish"), "en"),
    **dict.fromkeys(names("ngerman austrian naustrian nswissgerman swissgerman"), "de"),
    **dict.fromkeys(names("brazil brazilian portuges"), "pt"),
    "mexican": "es",
}


def accented(letter: str, accent: str) -> str:
    """A letter with an accent of `ACCENTS`; the dotless i and j are for those above them."""
    return unicodedata.normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter, letter) + ACCENTS[accent])


def language_named(name: str) -> str | None:
    """The language that babel and polyglossia know by this name, or by a tag."""
    name = name.strip().lower()
    tagged = language_of(name) if re.match(r"[a-z]{2}-", name) else None
    return _VARIANTS.get(name) or language_word(name) or tagged
