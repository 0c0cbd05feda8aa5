"""The words that stand for numbers in en, fr, es, pt, de and it.

Of other languages only the names of months and days are known, from CLDR. Tables by hand: CLDR has not the rest, and
reading it costs 60 ms. A table is words, each with the number before it: "2 two both 3 three".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of one language, in lower case, and what they stand for.

    `magnitudes` follow a number ("million"). `others` are multiples and fractions, which may stand for several
    numbers; `fractions` stand behind a number ("three quarters"), in the plural. Weeks begin with a Monday, 0.
    `joint` is what may stand between two words of one number.
    """

    language: str
    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    magnitudes: Mapping[str, int]
    others: Mapping[str, frozenset[Decimal]]
    fractions: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    joint: re.Pattern[str]

    def loosely(self, word: str) -> frozenset[Decimal]:
        """What a multiple or fraction stands for, or a German compound that begins with a number ("vierseitig")."""
        begins = _GERMAN_COMPOUND.match(word) if self.language == "de" else None
        if begins and word not in self.cardinals and word not in self.ordinals:
            return frozenset([Decimal(self.cardinals[begins[1]])])
        return self.others.get(word, frozenset())


@cache
def number_words(language: str) -> NumberWords:
    """The words of a language by its ISO 639-1 code; none for one that is not known here."""
    others: dict[str, frozenset[Decimal]] = {}
    for value, word in _table(_OTHERS, language):
        others[word] = others.get(word, frozenset()) | {Decimal(value)}
    cardinals = _whole(_CARDINALS, language) | _compounds(language)
    return NumberWords(
        language,
        cardinals,
        ordinals=_whole(_ORDINALS, language) | _inflected_ordinals(language, cardinals),
        magnitudes={word: 10**power for word, power in _whole(_MAGNITUDES, language).items()},
        others=others,
        fractions=_whole(_FRACTIONS, language),
        months=_whole(_MONTHS, language) or _of_cldr(language, "months"),
        weekdays=_whole(_WEEKDAYS, language) or _of_cldr(language, "days"),
        joint=re.compile(rf"[\s-]+(?:(?:{_AND.get(language, 'and')})[\s-]+)?", re.IGNORECASE),
    )


def _of_cldr(language: str, which: Literal["months", "days"]) -> dict[str, int]:
    """The names of months or days that the Unicode CLDR has, in full and as they stand in a date or alone."""
    from babel import Locale, UnknownLocaleError

    try:
        contexts = getattr(Locale(language), which)
    except (UnknownLocaleError, ValueError):  # no language, or none that it knows
        return {}
    names = ((name.lower(), number) for context in contexts.values() for number, name in context["wide"].items())
    return {name: number for name, number in names if name.isalpha()}


def _table(tables: Mapping[str, str], language: str) -> Iterator[tuple[str, str]]:
    """("2", "two"), ("2", "both"), ("3", "three") …"""
    value = ""
    for item in tables.get(language, "").split():
        if item[0].isdigit():
            value = item
        else:
            yield value, item


def _whole(tables: Mapping[str, str], language: str) -> dict[str, int]:
    return {word: int(value) for value, word in _table(tables, language)}


def _compounds(language: str) -> dict[str, int]:
    """The numbers that German and Italian write in one word: all below 1000, and whole thousands below a million."""
    if language not in {"de", "it"}:
        return {}
    simple = {n: word for word, n in reversed(_whole(_CARDINALS, language).items())}
    two_digits = _german if language == "de" else _italian
    below_hundred = {n: simple.get(n) or two_digits(simple[n - n % 10], simple[n % 10]) for n in range(1, 100)}
    hundred, thousand = ("hundert", "tausend") if language == "de" else ("cento", "mila")
    words = {word: n for n, word in below_hundred.items()}
    for n in range(1, 10):
        for before in {_before_noun(simple[n]), ""} if n == 1 else {simple[n]}:
            words |= {before + hundred + word: n * 100 + rest for rest, word in below_hundred.items()}
            words[before + hundred] = n * 100
    words |= {_before_noun(word) + thousand: n * 1000 for word, n in words.items() if n > 1}
    words |= {word[:-1] + "é": n for word, n in words.items() if word.endswith("tre")}  # trentatré
    return {word: n for word, n in words.items() if n > 20}


def _german(ten: str, unit: str) -> str:
    return f"{_before_noun(unit)}und{ten}"


def _italian(ten: str, unit: str) -> str:
    return (ten[:-1] if unit in {"uno", "otto"} else ten) + unit


def _before_noun(word: str) -> str:
    return "ein" if word == "eins" else word


def _inflected_ordinals(language: str, cardinals: Mapping[str, int]) -> dict[str, int]:
    """German and Italian ordinals in every inflection; the Italian ones to ten are in the table."""
    if language == "de":
        stems = {word + ("t" if n % 100 in range(1, 20) else "st"): n for word, n in cardinals.items() if n > 8}
        stems |= _whole(_GERMAN_ORDINAL_STEMS, language)
        return {stem + ending: n for stem, n in stems.items() for ending in ("e", "en", "er", "es", "em")}
    if language == "it":
        stems = {word.rstrip("aeioé") + "esim": n for word, n in cardinals.items() if n > 10 and n != 100}
        return {stem + ending: n for stem, n in stems.items() for ending in "oaie"}
    return {}


_GERMAN_ORDINAL_STEMS = {"de": "1 erst 2 zweit 3 dritt 4 viert 5 fünft 6 sechst 7 siebt 8 acht"}
_GERMAN_COMPOUND = re.compile(r"(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\w")

_AND = {"en": "and", "fr": "et", "es": "y", "pt": "e", "de": "und", "it": "e"}

_CARDINALS = {
    "en": """1 one a an 2 two both 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine 10 ten 11 eleven 12 twelve
        13 thirteen 14 fourteen 15 fifteen 16 sixteen 17 seventeen 18 eighteen 19 nineteen 20 twenty 30 thirty
        40 forty 50 fifty 60 sixty 70 seventy 80 eighty 90 ninety 100 hundred""",
    "fr": """1 un une 2 deux 3 trois 4 quatre 5 cinq 6 six 7 sept 8 huit 9 neuf 10 dix 11 onze 12 douze
        13 treize 14 quatorze 15 quinze 16 seize 20 vingt vingts 30 trente 40 quarante 50 cinquante 60 soixante
        70 septante 80 huitante octante 90 nonante 100 cent cents 1000 mille mil""",
    "es": """1 uno un una 2 dos ambos ambas 3 tres 4 cuatro 5 cinco 6 seis 7 siete 8 ocho 9 nueve 10 diez 11 once
        12 doce 13 trece 14 catorce 15 quince 16 dieciséis 17 diecisiete 18 dieciocho 19 diecinueve 20 veinte
        21 veintiuno veintiún veintiuna 22 veintidós 23 veintitrés 24 veinticuatro 25 veinticinco 26 veintiséis
        27 veintisiete 28 veintiocho 29 veintinueve 30 treinta 40 cuarenta 50 cincuenta 60 sesenta 70 setenta
        80 ochenta 90 noventa 100 cien ciento 200 doscientos doscientas 300 trescientos trescientas
        400 cuatrocientos cuatrocientas 500 quinientos quinientas 600 seiscientos seiscientas
        700 setecientos setecientas 800 ochocientos ochocientas 900 novecientos novecientas 1000 mil""",
    "pt": """1 um uma 2 dois duas ambos ambas 3 três 4 quatro 5 cinco 6 seis 7 sete 8 oito 9 nove 10 dez 11 onze 12 doze
        13 treze 14 catorze quatorze 15 quinze 16 dezesseis dezasseis 17 dezessete dezassete 18 dezoito
        19 dezenove dezanove 20 vinte 30 trinta 40 quarenta 50 cinquenta 60 sessenta 70 setenta 80 oitenta
        90 noventa 100 cem cento 200 duzentos duzentas 300 trezentos trezentas 400 quatrocentos quatrocentas
        500 quinhentos quinhentas 600 seiscentos seiscentas 700 setecentos setecentas 800 oitocentos oitocentas
        900 novecentos novecentas 1000 mil""",
    "de": """1 eins ein eine einen einem einer eines 2 zwei beide beiden beides 3 drei 4 vier 5 fünf 6 sechs 7 sieben
        8 acht 9 neun 10 zehn 11 elf 12 zwölf 13 dreizehn 14 vierzehn 15 fünfzehn 16 sechzehn 17 siebzehn 18 achtzehn
        19 neunzehn 20 zwanzig 30 dreißig dreissig 40 vierzig 50 fünfzig 60 sechzig 70 siebzig 80 achtzig
        90 neunzig 100 hundert 1000 tausend""",
    "it": """1 uno un una 2 due entrambi entrambe 3 tre 4 quattro 5 cinque 6 sei 7 sette 8 otto 9 nove 10 dieci
        11 undici 12 dodici 13 tredici 14 quattordici 15 quindici 16 sedici 17 diciassette 18 diciotto
        19 diciannove 20 venti 30 trenta 40 quaranta 50 cinquanta 60 sessanta 70 settanta 80 ottanta 90 novanta
        100 cento 1000 mille""",
}

# Powers of ten. English and Brazilian Portuguese count by the short scale, the others by the long one.
_MAGNITUDES = {
    "en": "2 hundred 3 thousand 6 million millions 9 billion billions 12 trillion trillions",
    "fr": "3 mille 6 million millions 9 milliard milliards mrd md 12 billion billions 18 trillion trillions",
    "es": "3 mil 6 millón millones 9 millardo millardos 12 billón billones 18 trillón trillones",
    "pt": "3 mil 6 milhão milhões 9 bilhão bilhões 12 trilhão trilhões bilião biliões 18 trilião triliões",
    "de": "3 tausend tsd 6 million millionen mio 9 milliarde milliarden mrd 12 billion billionen",
    "it": "3 mila mille 6 milione milioni mln 9 miliardo miliardi mld 12 bilione bilioni 18 trilione trilioni",
}

_ORDINALS = {
    "en": """1 first 2 second 3 third thirds 4 fourth fourths 5 fifth fifths 6 sixth sixths 7 seventh 8 eighth eighths
        9 ninth 10 tenth tenths 11 eleventh 12 twelfth 13 thirteenth 14 fourteenth 15 fifteenth 16 sixteenth
        17 seventeenth 18 eighteenth 19 nineteenth 20 twentieth 30 thirtieth 40 fortieth 50 fiftieth 60 sixtieth
        70 seventieth 80 eightieth 90 ninetieth 100 hundredth""",
    "fr": """1 premier première premiers premières unième 2 second seconde deuxième deuxièmes 3 troisième troisièmes
        tiers tierce tierces 4 quatrième quatrièmes 5 cinquième cinquièmes 6 sixième sixièmes 7 septième septièmes
        8 huitième huitièmes 9 neuvième neuvièmes 10 dixième dixièmes 11 onzième 12 douzième 13 treizième
        14 quatorzième 15 quinzième 16 seizième 20 vingtième 30 trentième 40 quarantième 50 cinquantième
        60 soixantième 100 centième""",
    "es": """1 primer primero primera primeros primeras 2 segundo segunda 3 tercer tercero tercera
        terceros terceras tercio tercios 4 cuarto cuarta cuartos cuartas 5 quinto quinta quintos 6 sexto sexta
        7 séptimo séptima 8 octavo octava 9 noveno novena 10 décimo décima 11 undécimo undécima 12 duodécimo duodécima
        13 decimotercero decimotercera decimotercer 14 decimocuarto decimocuarta 15 decimoquinto decimoquinta
        16 decimosexto decimosexta 17 decimoséptimo decimoséptima 18 decimoctavo decimoctava
        19 decimonoveno decimonovena
        20 vigésimo vigésima 30 trigésimo trigésima 40 cuadragésimo cuadragésima 50 quincuagésimo quincuagésima
        100 centésimo centésima""",
    "pt": """1 primeiro primeira primeiros primeiras 2 segundo segunda 3 terceiro terceira terceiros
        terceiras terço terços 4 quarto quarta quartos quartas 5 quinto quinta quintos 6 sexto sexta 7 sétimo sétima
        8 oitavo oitava 9 nono nona 10 décimo décima 20 vigésimo vigésima 30 trigésimo trigésima 40 quadragésimo
        quadragésima 50 quinquagésimo quinquagésima 100 centésimo centésima""",
    "it": """1 primo prima primi prime 2 secondo seconda 3 terzo terza terzi terze 4 quarto quarta quarti
        5 quinto quinta quinti 6 sesto sesta 7 settimo settima 8 ottavo ottava 9 nono nona 10 decimo decima""",
}

# Multiples and fractions: a word may stand for several numbers ("quarter": 4, 1/4, 25 %).
_OTHERS = {
    "en": """0 zero no none 1 once single only 2 twice double pair couple half 0.5 half 50 half 3 thrice triple
        4 quarter quarters quadruple 0.25 quarter 25 quarter 15 quarter 30 half 10 decade 12 dozen dozens noon
        14 fortnight 15 fortnight 24 midnight 1000 thousands""",
    "fr": """0 zéro aucun aucune nul nulle 1 seul seule unique 2 double moitié demi demie couple paire 0.5 moitié demi
        demie 50 moitié 3 triple 4 quart quarts quadruple 0.25 quart 25 quart 15 quart 30 demi demie 8 huitaine
        10 dizaine décennie 12 douzaine midi 14 quinzaine 15 quinzaine 20 vingtaine 24 minuit 30 trentaine
        40 quarantaine 50 cinquantaine 60 soixantaine 100 centaine 1000 millier""",
    "es": """0 cero ninguno ninguna ningún nulo 1 solo único única 2 doble mitad medio media par pareja
        0.5 mitad medio media 50 mitad 3 triple 0.25 cuarto 25 cuarto 15 cuarto 30 media 10 decena década
        12 docena mediodía 14 quincena 15 quincena 20 veintena 24 medianoche 100 centenar 1000 millar""",
    "pt": """0 zero nenhum nenhuma nulo 1 só único única 2 duplo dupla dobro metade meio meia par casal
        0.5 metade meio meia 50 metade 3 triplo 0.25 quarto 25 quarto 15 quarto 30 meia 6 meia 10 dezena década
        12 dúzia 14 quinzena 15 quinzena 20 vintena 30 trintena 24 meia 100 centena 1000 milhar""",
    "de": """0 null kein keine keinen keiner 1 einmal einzige einzigen 2 doppelt doppelte paar
        zweimal hälfte halb halbe halben 0.5 hälfte halb halbe halben 50 hälfte 3 drittel dreimal 4 viertel
        0.25 viertel 25 viertel 15 viertel viertelstunde 30 halbe halben 5 fünftel
        10 jahrzehnt zehntel 12 dutzend mittag 24 mitternacht""",
    "it": """0 zero nessun nessuno nessuna nullo 1 solo unico unica 2 doppio doppia metà mezzo mezza
        coppia paio 0.5 metà mezzo mezza 50 metà 3 triplo 0.25 quarto 25 quarto 15 quarto 30 mezz mezza
        10 decina decennio 12 dozzina mezzogiorno 15 quindicina
        20 ventina 30 trentina 50 cinquantina 24 mezzanotte 100 centinaio 1000 migliaio""",
}

# Behind a number, in the plural.
_FRACTIONS = {
    "en": "3 thirds 4 quarters fourths 5 fifths 6 sixths 8 eighths 10 tenths",
    "fr": "3 tiers 4 quarts 5 cinquièmes 6 sixièmes 8 huitièmes 10 dixièmes",
    "es": "3 tercios terceras 4 cuartos cuartas 5 quintos quintas 6 sextas 8 octavos 10 décimas",
    "pt": "3 terços 4 quartos 5 quintos 6 sextos 8 oitavos 10 décimos",
    "de": "3 drittel dritteln 4 viertel vierteln 5 fünftel 6 sechstel 8 achtel 10 zehntel",
    "it": "3 terzi 4 quarti 5 quinti 6 sesti 8 ottavi 10 decimi",
}

_WEEKDAYS = {
    "en": "0 monday 1 tuesday 2 wednesday 3 thursday 4 friday 5 saturday 6 sunday",
    "fr": "0 lundi 1 mardi 2 mercredi 3 jeudi 4 vendredi 5 samedi 6 dimanche",
    "es": "0 lunes 1 martes 2 miércoles 3 jueves 4 viernes 5 sábado 6 domingo",
    "pt": "0 segunda-feira 1 terça-feira 2 quarta-feira 3 quinta-feira 4 sexta-feira 5 sábado 6 domingo",
    "de": "0 montag 1 dienstag 2 mittwoch 3 donnerstag 4 freitag 5 samstag sonnabend 6 sonntag",
    "it": "0 lunedì 1 martedì 2 mercoledì 3 giovedì 4 venerdì 5 sabato 6 domenica",
}

_MONTHS = {
    "en": """1 january jan 2 february feb 3 march mar 4 april apr 5 may 6 june jun 7 july jul 8 august aug
        9 september sept sep 10 october oct 11 november nov 12 december dec""",
    "fr": """1 janvier janv 2 février févr fév 3 mars 4 avril avr 5 mai 6 juin 7 juillet juil 8 août 9 septembre
        sept 10 octobre oct 11 novembre nov 12 décembre déc""",
    "es": """1 enero ene 2 febrero feb 3 marzo mar 4 abril abr 5 mayo may 6 junio jun 7 julio jul 8 agosto ago
        9 septiembre setiembre sept sep 10 octubre oct 11 noviembre nov 12 diciembre dic""",
    "pt": """1 janeiro jan 2 fevereiro fev 3 março mar 4 abril abr 5 maio mai 6 junho jun 7 julho jul 8 agosto ago
        9 setembro set 10 outubro out 11 novembro nov 12 dezembro dez""",
    "de": """1 januar jänner jan 2 februar feb 3 märz 4 april apr 5 mai 6 juni jun 7 juli jul 8 august aug
        9 september sept sep 10 oktober okt 11 november nov 12 dezember dez""",
    "it": """1 gennaio gen 2 febbraio feb 3 marzo mar 4 aprile apr 5 maggio mag 6 giugno giu 7 luglio lug
        8 agosto ago 9 settembre set 10 ottobre ott 11 novembre nov 12 dicembre dic""",
}
