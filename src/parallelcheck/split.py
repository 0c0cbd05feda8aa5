"""Passages into sentences, with exact offsets.

A sentence ends at `.`, `!`, `?` or `…`, with the closing marks and footnote references that belong to it,
before white space and something that can begin a sentence. A lone full stop is doubted: it may belong to an
abbreviation, an initial, an acronym, an ordinal or a list number. The rules follow the style guides named in
tests/test_split.py.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

# Abbreviations in lower case, without their last full stop. `titles` stand before a name and never end a
# sentence; `references` do not before a number ("art. 12", "No. 5", "Fig. B"); `companies` may end one, but
# only a word that begins sentences shows it. Others ("etc.") end one before any capital and need no list.
_ABBREVIATIONS = {
    "en": {
        "titles": "mr mrs ms dr drs prof messrs rev hon gov gen col capt lt sgt maj cmdr adm sen rep supt st ste mt "
        "vs cf viz e.g i.e eg ie",
        "references": "no nos p pp vol vols fig figs ch chap sec sect art para eq ed eds tab app ver v vv jan "
        "feb mar apr jun jul aug sep sept oct nov dec approx c ca min max tel ext al",
        "companies": "inc ltd corp co llc jr sr bros dept univ assn dist ave blvd rd ft al",
    },
    "fr": {
        "titles": "m mm mgr me mes dr drs pr prof st ste sts stes mr gén cdt lt p.ex ex cf c.-à-d c-à-d vs av apr "
        "env boul bd coll dir éd trad n.b ang angl",
        "references": "n no nos p pp vol fig chap art al par parag paragr sect t tabl ann janv févr avr juill sept "
        "oct nov déc tél ext réf v vv l f liv",
        "companies": "sté éts cie inc ltée suiv s.a",
    },
    "es": {
        "titles": "sr sra sres sras srta srtas d dª dña dr dra dres prof profa lic licda ing arq excmo excma ilmo "
        "ilma rvdo rvda fr sto sta gral cnel tte p.ej ej ee ff rr jj cf vs av avda c.f",
        "references": "n nº núm núms no p pp pág págs vol vols fig figs cap caps art arts párr apdo apto tel tfno ext "
        "ed eds aprox ca ene feb abr jun jul ago sept set oct nov dic t tab v",
        "companies": "cía ltda hnos inc s.a s.l",
    },
    "pt": {
        "titles": "sr sra srs sras srta dr dra drs dras prof profa eng engª arq exmo exma exmos ilmo ilma d dª fr sto "
        "sta gen cel ten p.ex ex cf vs av",
        "references": "n nº núm no p pp pág págs vol vols fig figs cap caps art arts al inc tel ext ed eds aprox ca "
        "jan fev abr jun jul ago set out nov dez t tab v",
        "companies": "cia ltda jr s.a",
    },
    "de": {
        "titles": "hr hrn fr dr prof dipl ing mag hl frl z.b z.t z.zt d.h u.a i.d.r i.allg o.ä u.ä s.o s.u v.a m.e "
        "bzw bspw vgl ca sog ggf evtl inkl exkl gem max min insb insbes z.hd i.a i.v st dt engl frz geb gest",
        "references": "nr nrn s sp bd bde abb abs art kap tab anm anh aufl hrsg ziff rn rz zit jan feb mär apr jun "
        "jul aug sep sept okt nov dez tel ausg az v",
        "companies": "co jr sen jun inc str u.s.w",
    },
    "it": {
        "titles": "sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa ing avv arch rag geom on mons cav gen col cap "
        "ten s ss p.es es cfr cf vs ca rif",
        "references": "n nn nr num p pp pag pagg vol voll fig figg capp art artt par lett tab all tel ed eds gen feb "
        "apr giu lug ago sett set ott nov dic t v c",
        "companies": "s.p.a s.r.l f.lli inc co",
    },
}
# For a language without a table: what most of them share, and is a word in none.
_COMMON = {
    "titles": "dr prof mr mrs st cf vs e.g i.e p.ex z.b",
    "references": "n nr p pp vol fig art",
    "companies": "inc ltd",
}

# Words that begin sentences and seldom follow an abbreviation as part of a name.
_STARTERS = {
    "en": "the this that these those there here it he she we they you i a an in on at by for from with as if when "
    "while where after before since although because however but and or so yet then thus moreover what who how why "
    "all each every both many some most our their his her its my your to let is are do does please",
    "fr": "le la les l un une des ce cet cette ces c il elle ils elles on nous vous je j tu d de du dans en au aux à "
    "sur sous par pour avec sans si quand lorsque comme mais ou et donc or ni car puis ensuite enfin ainsi "
    "cependant toutefois après avant depuis pendant selon qu que qui où notre nos votre vos leur leurs son sa ses "
    "mon tout toute tous toutes chaque plusieurs certains voici voilà",
    "es": "el la los las lo un una unos unas este esta estos estas ese esa esos esas él ella ellos ellas nosotros yo "
    "usted ustedes se en por para con sin según si cuando como pero y o sino porque aunque además después antes "
    "desde durante entonces así también no su sus nuestro nuestra cada todo toda todos todas qué quién a",
    "pt": "o a os as um uma uns umas este esta estes estas esse essa isso isto aquele ele ela eles elas nós eu você "
    "em no na nos nas por para com sem se quando como mas e ou porque embora além depois antes desde durante "
    "então assim também não seu sua seus suas nosso nossa cada todo toda todos todas segundo à ao",
    "de": "der die das den dem des ein eine einen einem einer dies diese dieser dieses er sie es wir ihr ich man in "
    "im am an auf aus bei mit nach von vom zu zum zur für durch um wenn als wie aber und oder denn doch dann "
    "danach dabei daher deshalb dazu seit während obwohl weil nicht auch so hier dort unser unsere alle jede jeder "
    "sein seine ihre wer was wo warum alles nun ja nein bitte",
    "it": "il lo la i gli le l un uno una questo questa questi queste quello quella egli ella lui lei noi voi loro "
    "io in nel nella nei nelle per con senza se quando come ma e o perché anche inoltre dopo prima da dal dalla "
    "durante allora così non suo sua suoi nostro nostra ogni tutto tutta tutti tutte secondo si è sono a",
}

_END = re.compile(
    r"(?P<stop>(?<![.!?…])[.!?…]+(?:\s[!?…]+)*)"  # French spaces its marks: "Quoi ? !"
    r"(?:[^\S\n][»›](?!\w)|[»«›‹“”‟’\"')\]}*_]"  # closing marks, « too: German closes with it
    r"|[¹²³⁰-⁹]|\[\^?\w{1,8}\]|(?<=[^\W\d_]{3}\.)\d{1,3}(?=\s+[^\W\d_]))*"  # references to footnotes
    r"(?P<gap>\s+)"
)
_NEXT = re.compile(r"(?P<marks>[\W_]{0,40})(?P<word>[^\W_]+)(?P<after>.?)", re.DOTALL)
_WORD_BREAK = re.compile(r"[\s(\[{«»“”„\"—–*_]")
_ELISION = re.compile(r"[^\W\d_]{1,6}['’](?![^\W\d_A-ZÀ-Þ]$)")  # "l’art", "d’A", but not "isn’t"
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxlc]{1,6}|[IVXLC]{1,6})")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}[.-]+)+[^\W\d_]{1,3}|[A-Za-zÀ-Þ]")
_ROMAN = re.compile(r"[IVXLCDM]{1,7}")
_WORD = re.compile(r"[^\W_]")
_MARK = re.compile(r"[()\[\]«»“”„\"]")
# A quotation or parenthesis in mid-sentence is kept whole up to this many characters: translators punctuate
# freely inside it, and a piece of it aligns with nothing. A longer one is a text of its own.
_WHOLE_QUOTATION = 250
_REACH = 40  # characters looked back for the word before a full stop


@dataclass(frozen=True, slots=True)
class _Table:
    titles: frozenset[str]
    references: frozenset[str]
    companies: frozenset[str]
    starters: frozenset[str]


@cache
def _table(language: str | None) -> _Table:
    lists = _ABBREVIATIONS.get(language or "", _COMMON)
    starters = _STARTERS.get(language or "", " ".join(_STARTERS.values()))
    return _Table(
        **{name: frozenset(words.split()) for name, words in lists.items()}, starters=frozenset(starters.split())
    )


def spans(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """The (start, end) of every sentence of a passage, in order, without surrounding white space.

    Together they cover every character that is not white space. `language` is an ISO 639-1 code; without one,
    or with one that has no table here, only the commonest abbreviations are known.
    """
    table = _table(language)
    quotations = _quotations(text)
    stop_at = len(text.rstrip())
    start = stop_at - len(text[:stop_at].lstrip())
    found = []
    first_word = _first_word(text, start)
    for match in _END.finditer(text, start):
        begun = first_word < match.start() and match.end() < stop_at
        if begun and _is_end(text, match, start, table, language) and not _inside(quotations, match, first_word):
            found.append((start, match.start("gap")))
            start = match.end()
            first_word = _first_word(text, start)
    if start < stop_at:
        found.append((start, stop_at))
    return found


def _first_word(text: str, start: int) -> int:
    word = _WORD.search(text, start)
    return word.start() if word else len(text)


def _is_end(text: str, match: re.Match[str], start: int, table: _Table, language: str | None) -> bool:
    """Whether the mark that matched ends the sentence that began at `start`."""
    following = _NEXT.match(text, match.end())
    if following is None or not _can_begin(following):
        return False
    if match["stop"] != ".":
        return text[match.start() - 1] not in "([{"  # "(?)", "[…]"
    if match.start() - start <= 12 and _ENUMERATOR.fullmatch(text, start, match.start()):
        return False
    token = _WORD_BREAK.split(text[max(start, match.start() - _REACH) : match.start()])[-1]
    return not _belongs(_ELISION.sub("", token, count=1), following, table, language)


def _can_begin(following: re.Match[str]) -> bool:
    """Whether a sentence can begin with this word: not in lower case, unless it is "iOS" or the list mark "a)"."""
    word = following["word"]
    if not word[0].islower():
        return True
    return (len(word) == 1 and following["after"] == ")") or (word[:2].isalpha() and word[1:2].isupper())


def _belongs(token: str, following: re.Match[str], table: _Table, language: str | None) -> bool:
    """Whether a full stop between these two belongs to an abbreviation, initial or ordinal."""
    word, key = following["word"], token.lower()
    if key in table.titles:
        return True
    if key in table.references and (word[0].isdigit() or _is_label(following, table)):
        return True
    ordinal = language == "de" and (token.isdecimal() or _ROMAN.fullmatch(token)) and len(token) < 3
    if ordinal and word[0].isdigit():
        return True
    doubtful = ordinal or key in table.companies or _ACRONYM.fullmatch(token)
    return bool(doubtful) and not _is_starter(following, table)


def _is_label(following: re.Match[str], table: _Table) -> bool:
    """Whether the word numbers something: "Annex B", "chap. IV", "vol. I, p. 3", but not "art. I think"."""
    word = following["word"]
    short = len(word) == 1 or _ROMAN.fullmatch(word) is not None
    return short and not (following["after"].isspace() and _is_starter(following, table))


def _is_starter(following: re.Match[str], table: _Table) -> bool:
    """Whether the word begins sentences: "A" does, the initial "A." does not; "« Il" and "– Oui" do."""
    if following["after"] == "." and len(following["word"]) == 1:
        return False
    return bool(following["marks"].strip()) or following["word"].lower() in table.starters


def _quotations(text: str) -> list[tuple[int, int]]:
    """(position of the opening mark, of the closing one), in order, of every short quotation or parenthesis."""
    pairs = []
    waiting: dict[str, list[int]] = {kind: [] for kind in '([“«"'}
    for match in _MARK.finditer(text):
        at = match.start()
        kind, opens = _role(text, at, waiting)
        if opens:
            waiting[kind].append(at)
        elif waiting[kind]:
            opened = waiting[kind].pop()
            if at - opened <= _WHOLE_QUOTATION:
                pairs.append((opened, at))
    return sorted(pairs)


def _role(text: str, at: int, waiting: dict[str, list[int]]) -> tuple[str, bool]:
    """What the mark at `at` opens or closes, and whether it opens it.

    “ closes what „ opened in German and opens in English; » closes in French and may open in German: there
    the neighbours tell.
    """
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "()":
        return "(", mark == "("
    if mark in "[]":
        return "[", mark == "["
    if mark in "„“”":
        return "“", mark == "„" or (mark == "“" and not waiting["“"])
    first = before.isspace() or before in "([{’'-–—"
    if mark == "«":
        return "«", first or after.isalnum()
    return ("«" if mark == "»" else '"'), first and not after.isspace() and after not in ".,;:!?)"


def _inside(quotations: list[tuple[int, int]], match: re.Match[str], first_word: int) -> bool:
    """Whether the stop stands in a short quotation or parenthesis that began in mid-sentence."""
    at = bisect_left(quotations, (match.start(), 0)) - 1
    earliest = max(first_word + 1, match.start() - _WHOLE_QUOTATION)
    while at >= 0 and quotations[at][0] >= earliest:
        if quotations[at][1] >= match.start("gap"):
            return True
        at -= 1
    return False
