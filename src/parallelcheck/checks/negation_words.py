"""The words by which six languages deny.

In lower case, with straight apostrophes; a hyphen at the end of a word stands for any ending, one at its beginning for
any beginning. `open` words deny by themselves; `hidden` ones may stand for an openly negative phrase of another
language ("inconnu" for "not known"), unless they are among the `innocent` ones, which only begin like them.
`harmless` are patterns of phrases with a negation that is none, or that a translation often does without.
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class NegationWords:
    """Patterns of one language."""

    harmless: re.Pattern[str]
    open: re.Pattern[str]
    hidden: re.Pattern[str]


_OPEN = {
    "de": "nicht kein- nie niemals niemand- nichts weder nirgend-",
    "en": "not cannot -n't no never none nobody no-one nothing nowhere neither nor",
    "es": "no nunca jamás nadie nada ningún ningun- ni tampoco",
    "fr": "pas ni aucun aucune nullement",  # the others are open only after "ne": see `negation_words`
    "it": "non no nessun- niente nulla né neanche nemmeno neppure",
    "pt": "não nunca jamais ninguém nada nenhu- nem tampouco",
}
_HARMLESS = {
    "de": (
        r"nicht (?:nur|bloß|allein|zuletzt|zu vergessen|beschränkt)|nicht wahr(?=\s*\?)|oder (?:\w+ )?nicht"
        r"|nichts anderes|(?:zögern|scheuen) sie nicht|kein\w* (?:problem|sorge)|nicht (?:mehr|weniger) als"
    ),
    "en": (
        r"(?:not|\w+n't)(?: to)? (?:only|just|merely|simply|solely|hesitate|forget|worry|wait|limited to|until|least)"
        r"|not to mention|or (?:\w+ )?not"
        r"|no (?:problem|doubt|matter|wonder|more than|less than|later than)|no\. ?\d+|nothing (?:but|less)|no man's"
        r"|not-?\s?for-?\s?profit|not (?:much|many)|do[ -]not[ -]\w+ (?:list|signal|mechanism)"
    ),
    "es": (
        r"no (?:\w+ ){0,3}?(?:s[oó]lo|solamente|únicamente)(?= \w)|no (?:obstante|dud\w+ en|te preocupes|importa)|¿no"
        r"|no (?:te |se )?olvid\w+"
        r"|o (?:para )?no|ni siquiera|(?:no hay|ningún) (?:problema|duda)|nada m[aá]s|no (?:más|menos) de"
        r"|hasta que no|a no ser que|si no para"
    ),
    "fr": (
        r"(?:petits?|premiers?|faux|grands?|au|un|le|ces|les|quelques) pas|pas à pas|n'est-ce pas|que jamais"
        r"|(?:pas|non) (?:seulement|uniquement|simplement|que|qu'\w+)|ou (?:ne )?(?:pas|non)|pas moins"
        r"|(?:(?:ce )?n'est )?pas (?:de |un )?problèmes?|n'(?:hésit|oubli)\w+ pas|ne vous inquiétez pas|ne serait-ce"
        r"|n'importe|n'empêche|ce n'est pas tout|(?:avant|à moins|de peur|de crainte) qu(?:e \w+|'\w+) n(?:e|'\w+)"
    ),
    "it": (
        r"non (?:\w+ ){0,2}?(?:sol[oa]|soltanto|solamente)(?= \w)|non (?:appena|esit\w+|dimentic\w+|import\w+|profit)"
        r"|o (?:non?|meno)|(?:nessun|non c'è) problema|nient'altro|non (?:più|meno) di|finché non"
        r"|a meno che non|non è vero\?"
    ),
    "pt": (
        r"não (?:\w+ ){0,2}?(?:só|somente|apenas)(?= \w)|não (?:obstante|hesit\w+|se preocup\w+|import\w+)"
        r"|não (?:se )?esqueç\w+"
        r"|, não é\?|ou não|(?:não há|sem|nenhum) problemas?|nada mais|não (?:mais|menos) de"
        r"|a não ser que"
    ),
}
_HIDDEN = {
    "de": (
        "ohne un- nicht- miss- fehl- -los -lose -losen -loser -frei -freie -freien mangel- weiger- ablehn- lehn- "
        "vermeid- verhinder- verbiet- verbot- untersag- unterlass- ausgeschlossen ausschlie- außer- kaum selten- "
        "wenig- bis statt anstatt anstelle verpass- ignorier- scheiter- lösch- sonst "
        "verzicht- abgesehen keinesfalls blockier- befreit- null irrelevant- illegal- inkorrekt- inaktiv- inkompatib-"
    ),
    "en": (
        "without un- non- -less fail- refus- reject- deny- deni- lack- absen- avoid- prevent- stop- prohibit- forb- "
        "ban bans banned exclu- except- hardly barely scarcely rarely seldom few fewer little instead rather "
        "miss- opt- declin- away ignor- neglect- escap- remov- delet- omit- exempt- cease- waiv- zero "
        "skip- block- outside de-identif- deactiv- disab- disagr- disallow- disappear- disclaim- disconnect- "
        "discontin- dislik- disput- illegal- impossib- imperfect- impract- improper- inability inaccess- inaccura- "
        "inactiv- inadequa- inappropriat- incapab- incompat- incomplete- inconsist- incorrect- independ- ineffect- "
        "ineligib- insecur- insuffic- invalid- invisib- irregular- irrelevan- irrespons- misl- misunder- misus-"
    ),
    "es": (
        "sin falt- carec- ausen- evit- niega- neg- rechaz- prohib- exclu- excepto salvo lugar vez poco- poca- rara- "
        "apenas hasta ignor- dej- elimin- fracas- fallo- bloque- renunci- fuera cero exent- exen- "
        "negativ- opon- opt- ajen- desactiv- desaparec- desconect- desconoc- deshabilit- ilegal- imped- impid- "
        "imperfect- imposib- improced- improp- inaccesib- inactiv- inadecua- inapropia- incapa- incompat- incomplet- "
        "inconsist- incorrect- incumpl- independ- indebid- ineficaz inexact- infring- inser- insegur- insuficien- "
        "inusual- inútil- invisib- inválid- irregular- irrelevan- malentend-"
    ),
    "fr": (
        "sans ne n'- non non- jamais rien faute manqu- absen- évit- empêch- refus- rejet- nie- interdi- exclu- sauf "
        "excepté hormis plutôt lieu peu rarement jusqu- priv- ignor- rat- hors échou- échec- cess- arrêt- supprim- "
        "bloqu- annul- renonc- dépourv- oppos- exempt- omis omet- zéro nul- abst- désaccord- désactiv- illég- illic- "
        "illisib- imparfait- impossib- impropr- imprév- inaccess- inact- inadapt- inadéqu- inappropri- inattendu- "
        "incapa- incompat- incompl- inconn- inconsist- incorrec- indépend- inefficac- inexact- inexist- infond- "
        "inhabit- insuffis- interdi- intouch- introuv- inutil- invalid- invisib- irrespons- irrégul- malentend- "
        "méconn-"
    ),
    "it": (
        "senza manc- assen- evit- neg- rifiut- respin- viet- proib- esclu- eccetto tranne salvo poc- rara- appena "
        "finché invece anziché ignor- fallisc- fallit- elimin- priv- blocc- annull- rinunci- fuori zero "
        "esen- negativ- oppo- disabilit- disattiv- disaccord- illegal- illegg- impedi- imperfett- impossib- impropri- "
        "inaccessib- inadegua- inappropri- inattiv- incapac- incompat- incomplet- incorrett- indipend- ineffica- "
        "inesistent- insicur- insolit- insufficien- inutil- invalid- invisib- irregolar- irrilevant- sconnes- "
        "sconosc-"
    ),
    "pt": (
        "sem falt- carec- ausên- ausen- evit- neg- recus- rejeit- proib- excluí- exclui- exce- salvo vez invés lugar "
        "pouc- rar- até ignor- deix- elimin- fracass- falh- bloque- renunci- fora zero isen- negativ- opõ- opo- opt- "
        "alhei- desabilit- desaparec- desativ- desconect- desconhec- descumpr- ilegal- imped- imperfeit- impossív- "
        "impossib- impróp- inacessív- inadequad- inapropriad- inativ- incapa- incompat- incomplet- inconsist- "
        "incorret- independ- indevid- ineficaz inexat- infring- inseguro- insuficien- incomum inúti- inváli- invisív- "
        "irregular- irrelevan- irresponsáv- mal-entend-"
    ),
}
_INNOCENT = {
    "de": "und uns unser- unter unterlizen- unternehm- unterstütz- untersch- untersuch- unterricht- unterzeich- "
    "universi- union- unit- ungefähr unbedingt kostenlos- mission-",
    "en": "under- unit- uni- option- optim-",
}
# "Ne" denies with one of these among the next words; it does not in "ne … que", nor in "plus qu'il ne faut".
_NE = r"(?:ne|n'\w+)(?=(?:\W+\w+){0,3}\W+(?:pas|plus|jamais|rien|personne|guère|point|nul(?:le)?)\b)"


@cache
def negation_words(language: str | None) -> NegationWords | None:
    """The patterns of a language; None for one that is not known."""
    if language not in _OPEN:
        return None
    opened = _alternatives(_OPEN[language]) + (f"|{_NE}" if language == "fr" else "")
    hidden = _alternatives(_HIDDEN[language])
    if language in _INNOCENT:
        hidden = f"(?!(?:{_alternatives(_INNOCENT[language])})(?!\\w))(?:{hidden})"
    return NegationWords(re.compile(rf"(?<!\w)(?:{_HARMLESS[language]})(?!\w)"), _word(opened), _word(hidden))


def _alternatives(listed: str) -> str:
    return "|".join(_pattern(word) for word in listed.split())


def _pattern(word: str) -> str:
    beginning, ending = r"\w+" if word.startswith("-") else "", r"[\w'-]*" if word.endswith("-") else ""
    return beginning + re.escape(word.strip("-")) + ending


def _word(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w·])(?:{alternatives})(?!\w)")
