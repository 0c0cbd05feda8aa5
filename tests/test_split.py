"""The rules are those of the style guides named with the cases; the sentences are our own.

A bar marks where one sentence ends and the next begins; it is not part of the text.
"""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.split import spans

NB = "\u00a0"  # no-break space
NNB = "\u202f"  # narrow no-break space

FRENCH = [
    # Lexique des règles typographiques en usage à l'Imprimerie nationale, "Abréviations", "Ponctuation"
    "M. Dupont reçoit Mme Roux.|Le Dr Petit les attend.",
    "MM. Leroy et Blanc ont signé.|Ils reviendront.",
    "Voir l’art. 12, al. 3 de la loi n° 78-17.|Elle est claire.",
    "La réunion réunit des élus, des voisins, etc.|Le maire préside.",
    "Des outils libres (tableurs, cartes, etc.) sont fournis.|Chacun en profite.",
    "On compare des langues, p. ex. le basque.|On les décrit.",
    "Plusieurs villes, p. ex. Lyon et Lille, ont suivi.|D’autres hésitent.",
    "Le texte (cf. Annexe B) est public.|Il fait foi.",
    "Le port fut fondé vers 600 av. J.-C. par des marins.|Il prospéra.",
    "J.-P. Rameau préside depuis 2019.|A. Morin le remplace.",
    "L’O.N.U. a voté la résolution.|L’U.E. s’abstient.",
    "Le budget atteint 1" + NB + "000" + NNB + "000,50 €.|Il augmente.",
    "La version 3.5 est stable.|La version 4.0 arrive.",
    "François 1er régnait alors.|Le XVIe siècle commençait.",
    "Il régnait sous Louis XIV.|La cour était à Versailles.",
    "Cela coûte 12 €.|C’est peu.",
    "Voyez p. 14 et fig. 3.|Tout y est.",
    "Tél. 01 23 45 67 89.|Ouvert le lundi.",
    # Imprimerie nationale, "Guillemets", "Espacement": no-break spaces inside « » and before ; : ! ?
    f"Quoi{NNB}?|Rien{NNB}!|Vraiment rien.",
    f"«{NB}Nous partons.{NB}»|La séance est levée.",
    f"«{NB}Où va-t-on{NNB}?{NB}» demande la guide.|Personne ne répond.",
    f"Elle dit{NB}: «{NB}Venez. Tout est prêt.{NB}» et sourit.|On la suit.",
    f"Elle dit{NB}: «{NB}Venez.{NB}»|On la suit.",
    "« Le centre a ouvert.|Il accueille cent enfants. »|– Awa Diop, directrice, Maison des Voisins",
    "« Le centre est sauvé ! »|– Awa Diop, directrice",
    "Il ouvrit la porte «pour voir».|La rue était vide.",
    "Le « comité » décide.|Le « bureau » exécute.",
    "Elle annonce « une année difficile.|Le conseil l’avait prévu.|Rien n’est fermé.",
    # Bureau de la traduction, Le guide du rédacteur, "Points de suspension", "Tiret", "Appel de note"
    "Il hésita…|Puis il signa.",
    "Il hésita… et signa.|Tout était dit.",
    "Le rapport […] précise les chiffres.|Il est long.",
    "Le rapport précise les chiffres.|[…] Il est long.",
    "Il a tout vu (?) Hier encore.|Il le jure.",
    "— Viendrez-vous ?|— Oui.|— Alors à demain.",
    "La mesure est contestée¹.|Elle tient.",
    "La mesure est contestée.²|Elle tient.",
    "La mesure est contestée.[3]|Elle tient.",
    "1. Lire le texte.|2. Le signer.",
    "Deux étapes : a) lire ; b) signer.|C’est tout.",
    "I. Objet du contrat",
    "Le site de l’U.E. Bruxelles est fermé.|Le code cite l’art. L. 121-1.|Il l’est.",
    "A. Morin a écrit à la Sté Dubois.|Elle attend.",
    "Écrivez à info@exemple.org.|Consultez www.exemple.org/aide.|Merci.",
    "Ouvrez le fichier liste.csv.|Enregistrez-le.",
    "Éliane parle.|École et mairie écoutent.",
    "Vaut-il mieux le plan B.|Nous verrons.",
]

ENGLISH = [
    # The Chicago Manual of Style, 17th ed.: 10.4 periods with abbreviations, 10.12 initials, 6.9 and 13.30
    # quotations, 13.50-13.58 ellipses, 6.130 lists, 14.24 note numbers
    "Mr. Okoro met Dr. Lind.|They agreed.",
    "J. K. Moreau wrote it.|P. D. Hale edited it.",
    "The U.S. Senate voted at noon.|The U.K. did not.",
    "She moved to the U.S.|The rest stayed.",
    "We met at 3 p.m.|The hall was full.",
    "We met at 3 p.m. on Friday.|It rained.",
    "Bring pens, paper, etc.|Lunch is served.",
    "Some tools, e.g. Vim, are old.|Others, i.e. most, are new.",
    "See Fig. 3, vol. 2, pp. 14–18.|See also no. 7.",
    "Did you agree?|No.|Then say so.",
    "Hale Inc. Limited was sold.|Its owner left.",
    "It was bought by Hale Inc.|The price is secret.",
    "“Sit down.|We begin at ten.”|He closed the door.",
    "He said, “Sit down. We begin at ten,” and closed the door.|Nobody moved.",
    "“Why?” she asked.|He shrugged.",
    "Smith et al. (2020) disagree.|So do we.",
    "The fee is $3.50.|It was $2.75 in 1999.|Few paid.",
    "They left (see the map on p. 9. It is wrong.) in June.|We stayed.",
    "They left.|(The map was wrong.)|We stayed.",
    "This is settled.12|That is not.",
    "This is settled.[^4]|That is not.",
    "Wait . . . what?|Nothing.",
    "He paused...|Then he spoke.",
    "Install Node.js first.|Then run it.",
    "Visit https://example.org/a.b?c=d.|Log in.",
    "It runs on macOS.|iOS follows next year.",
    "Stop!!!|Now!?|Yes.",
    "Thank you! 🎉",
    "It isn’t.|That is all.",
    "The rate is 2 Mbit/s.|Few reach it.",
    "Read chap. IV, vol. I, p. 3.|It is modern art.|I like it.",
    "1. Open the lid.|2. Close it.",
    "St. Mary’s is closed.|Mt. Hale is open.",
]

SPANISH = [
    # Real Academia Española, Ortografía de la lengua española: 3.4 "El punto", 3.10 "¿? ¡!", abreviaturas
    "¿Quién viene?|¡Todos!|Nadie falta.",
    "El Sr. López y la Dra. Gil firmaron.|Fue ayer.",
    "Véase el art. 5, pág. 12.|Es breve.",
    "Trajeron pan, vino, etc.|Comieron tarde.",
    "Algunos, p. ej. Ana, faltaron.|Otros no.",
    "EE. UU. votó a favor.|El resto se abstuvo.",
    "¡Hola! ¿cómo estás?|Bien.",
    "D. Juan vive en la Avda. Norte.|Su hijo no.",
    "«No iré.|Estoy cansada.»|Eso dijo.",
    "Cuesta 1.200,50 euros.|Es caro.",
    "Ocurrió en el s. XIX.|Luego se olvidó.",
    "—¿Vienes?|—Sí.|—Vamos.",
]

PORTUGUESE = [
    # Manual de Redação da Presidência da República, 3.ª ed., "Abreviaturas", "Pontuação"
    "O Sr. Lima e a Dra. Paz assinaram.|Foi ontem.",
    "Ver o art. 5.º, p. 12.|É breve.",
    "Trouxeram pão, vinho, etc.|Comeram tarde.",
    "Alguns, p. ex. Ana, faltaram.|Outros não.",
    "Quem vem?|Todos!|Ninguém falta.",
    "“Não vou.|Estou cansada.”|Foi o que disse.",
    "Custa R$ 1.200,50.|É caro.",
    "A Av. Central fechou.|A praça abriu.",
]

GERMAN = [
    # Duden, Die deutsche Rechtschreibung, K 153-154 (Punkt), K 8-12 (Anführungszeichen), DIN 5008
    "Am 3. März begann es.|Am 12. 4. 2024 endete es.",
    "Im 21. Jahrhundert ist das normal.|Früher nicht.",
    "Das war 1999.|Dann kam der Umbau.",
    "Friedrich II. Preußens König.",
    "Ludwig XIV. starb 1715.|Sein Urenkel folgte.",
    "Dr. Weber und Prof. Lang kamen.|Fr. Roth fehlte.",
    "Manche, z. B. Anna, fehlten.|Andere, d. h. die meisten, kamen.",
    "Manche, z.B. Anna, fehlten.|Andere kamen.",
    "Vgl. Abb. 3, S. 12 ff. und Nr. 7.|Alles steht dort.",
    "Brot, Wein usw.|Danach wurde gesungen.",
    "„Komm.|Es ist spät.“|Er ging.",
    "»Komm.|Es ist spät.«|Er ging.",
    "Er sagte: „Komm. Es ist spät.“ und ging.|Keiner folgte.",
    "Die Müller GmbH & Co. KG wächst.|Sie stellt ein.",
    "Das kostet 1.200,50 €.|Es ist teuer.",
]

ITALIAN = [
    # Guida di stile dell'Unione europea (Manuale interistituzionale di convenzioni redazionali), 10.1-10.7
    "Il sig. Conti e la dott.ssa Riva hanno firmato.|È stato ieri.",
    "Si veda l’art. 5, pag. 12.|È breve.",
    "Pane, vino, ecc.|Poi si cantò.",
    "Alcuni, p.es. Anna, mancavano.|Altri no.",
    "Chi viene?|Tutti!|Nessuno manca.",
    "«Non vengo.|Sono stanca.»|Così disse.",
    "La Rossi S.p.A. Milano cresce.|Assume.",
    "Costa 1.200,50 euro.|È caro.",
    "S. Maria è chiusa.|S. Marco è aperta.",
]

CASES = [
    (language, case)
    for language, cases in {
        "fr": FRENCH, "en": ENGLISH, "es": SPANISH, "pt": PORTUGUESE, "de": GERMAN, "it": ITALIAN
    }.items()
    for case in cases
]  # fmt: skip


def sentences(text: str, language: str | None = None) -> list[str]:
    return [text[start:end] for start, end in spans(text, language)]


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}-{case}" for language, case in CASES])
def test_style_guides(language: str, case: str) -> None:
    expected = case.split("|")
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "pt", "nl", None])
@given(
    text=st.text(
        alphabet=st.one_of(st.sampled_from("ab AB.!?…«»“”\"()[]1 \u00a0\n-–'’"), st.characters()), max_size=120
    )
)
def test_spans_cover_everything_but_white_space(language: str | None, text: str) -> None:
    found = spans(text, language)
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all(text[start:end] == text[start:end].strip() for start, end in found)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())


def test_nothing_to_split() -> None:
    assert spans("") == []
    assert spans(" \u00a0\n") == []
    assert spans("...") == [(0, 3)]


def test_long_quotations_are_texts_of_their_own() -> None:
    clause = "Le conseil a lu le rapport et il en a approuvé toutes les conclusions sans réserve aucune."
    assert len(sentences(f"Elle écrit : « {clause} {clause} »", "fr")) == 1
    assert len(sentences(f"Elle écrit : « {clause} {clause} {clause} »", "fr")) == 3


def test_without_a_table_only_common_abbreviations_are_known() -> None:
    assert sentences("Dr. Berg kwam. Hij bleef.") == ["Dr. Berg kwam.", "Hij bleef."]
    assert sentences("Dr. Berg kwam. Hij bleef.", "nl") == ["Dr. Berg kwam.", "Hij bleef."]
    assert sentences("Vino el Sr. Gil. Era tarde.", "nl") == ["Vino el Sr.", "Gil.", "Era tarde."]


@pytest.mark.parametrize(
    "piece",
    [
        "Une phrase de M. Dupont, p. ex. celle-ci. ", "! ", ". ", ".", "!?…", "« ", "« A. » ", "(", "(((a. B)))",
        "\"a. ", "[1] ", "1. ", "a", " ", "? »", ".» ", ". . [^1]", "\u00a0»", "***",
    ],
)  # fmt: skip
def test_a_megabyte_takes_linear_time(piece: str) -> None:
    began = time.process_time()
    spans(piece * (100_000 // len(piece)), "fr")
    tenth = time.process_time() - began
    began = time.process_time()
    spans(piece * (1_000_000 // len(piece)), "fr")
    assert time.process_time() - began < 40 * tenth + 0.5
