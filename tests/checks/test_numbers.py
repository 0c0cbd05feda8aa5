from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.checks.numbers import Numbers
from parallelcheck.model import AlignedPair, Bead, Document, Finding, Kind, Location, Mark, MarkKind, Segment


def passage(text: str, index: int = 0, marks: Sequence[Mark] = (), kind: Kind = Kind.PARAGRAPH) -> Segment:
    """A passage whose sentences are separated by two spaces."""
    segment = Segment(kind, text, Location("x.md", index + 1, index + 1), index, marks=tuple(marks))
    sentences, start = [], 0
    for sentence in text.split("  "):
        sentences.append(segment.part(start, start + len(sentence)))
        start += len(sentence) + 2
    return Segment(kind, text, segment.where, index, marks=tuple(marks), sentences=tuple(sentences))


def bead(source: Segment, target: Segment) -> Bead:
    """Two passages, sentence by sentence; sentences that one side has more are alone."""
    left, right = source.sentences, target.sentences
    inner = [Bead(left[i : i + 1], right[i : i + 1], 0.9, 0.9) for i in range(max(len(left), len(right)))]
    return Bead((source,), (target,), 0.9, 0.9, tuple(inner))


def pair(beads: Sequence[Bead], languages: str) -> AlignedPair:
    source, target = languages.split()
    left = Document("source.md", "markdown", tuple(segment for each in beads for segment in each.source), source)
    right = Document("target.md", "markdown", tuple(segment for each in beads for segment in each.target), target)
    return AlignedPair(left, right, tuple(beads))


def find(source: str, target: str, languages: str = "en fr") -> list[Finding]:
    return list(Numbers().run(pair([bead(passage(source), passage(target))], languages)))


SILENT = [
    # separators
    ("en fr", "It cost 1,234.50 in all.", "Cela a coûté 1 234,50 en tout."),
    ("en fr", "It cost 1,234,567 in all.", "Cela a coûté 1\u202f234\u202f567 en tout."),
    ("en fr", "It cost 10,000 in all.", "Cela a coûté 10\u00a0000 en tout."),
    ("en fr", "It cost 10,000 in all.", "Cela a coûté 10.000 en tout."),
    ("en fr", "It cost 1,234 in all.", "Cela a coûté 1,234 en tout."),
    ("en es", "It cost 1,234.50 in all.", "Costó 1.234,50 en total."),
    ("en es", "It cost 1,234.50 in all.", "Costó 1,234.50 en total."),
    ("en de", "It cost 1,234.50 in all.", "Das kostete insgesamt 1.234,50."),
    ("en de", "It cost 1,234,567 in all.", "Das kostete insgesamt 1'234'567."),
    ("en it", "It cost 2.5 in all.", "È costato 2,5 in tutto."),
    ("en fr", "A drop of .08 points.", "Une baisse de 0,08 point."),
    # percentages, currencies, magnitudes
    ("en fr", "It rose by 12%.", "Il a augmenté de 12 %."),
    ("en fr", "It rose by 12 percent.", "Il a augmenté de 12 pour cent."),
    ("en es", "It rose by 12 per cent.", "Subió un 12 por ciento."),
    ("en de", "It rose by 12%.", "Es stieg um 12 Prozent."),
    ("en fr", "It cost US$5 million.", "Cela a coûté 5 millions de dollars."),
    ("en fr", "It cost $5M.", "Cela a coûté 5 M$."),
    ("en fr", "It cost 1.5 million.", "Cela a coûté 1 500 000."),
    ("en fr", "It cost 1.5 million.", "Cela a coûté un million et demi."),
    ("en fr", "Some 1.5 billion people.", "Environ 1,5 milliard de personnes."),
    ("en es", "Some 1.5 billion people.", "Unos 1.500 millones de personas."),
    ("en pt", "Some 2 billion people.", "Cerca de 2 bilhões de pessoas."),
    ("en pt", "Some 2 billion people.", "Cerca de 2 mil milhões de pessoas."),
    ("en de", "Some 1.5 billion people.", "Rund 1,5 Mrd. Menschen."),
    ("en it", "Some 2 billion people.", "Circa 2 miliardi di persone."),
    ("en fr", "Between 5 and 10 million people.", "Entre 5 millions et 10 millions de personnes."),
    ("en fr", "All 100% of the tests pass.", "La totalité des tests réussit."),
    # words
    ("en fr", "We met twelve of the 20 members.", "Nous avons rencontré douze des vingt membres."),
    ("en fr", "It has thirty (30) days.", "Il a 30 jours."),
    ("en fr", "Ninety-seven were there.", "Ils étaient quatre-vingt-dix-sept."),
    ("en fr", "Two hundred and five thousand votes.", "205 000 voix."),
    ("en es", "Thirty-five people came.", "Vinieron treinta y cinco personas."),
    ("en de", "Twenty-one days remain.", "Es bleiben einundzwanzig Tage."),
    ("en it", "Twenty-eight days remain.", "Restano ventotto giorni."),
    ("en pt", "Twenty-five days remain.", "Restam vinte e cinco dias."),
    ("en fr", "It takes three steps.", "Il faut franchir quelques étapes."),
    ("en fr", "They have both applied.", "Ils ont fait une demande."),
    ("en fr", "Half of them, 50%, left.", "La moitié est partie."),
    ("en fr", "This is the 3rd time.", "C’est la troisième fois."),
    ("en de", "Its 11th birthday is near.", "Sein elfter Geburtstag ist nah."),
    ("en pt", "The 38th issue.", "A trigésima oitava edição."),
    ("en fr", "1 in 4 people agree.", "Une personne sur quatre est d’accord."),
    ("en it", "You are one of us.", "Sei dei nostri."),
    # centuries, decades, chapters
    ("en fr", "In the 20th century.", "Au XXe siècle."),
    ("en es", "In the nineteenth century.", "En el siglo XIX."),
    ("en de", "In the 19th century.", "Im 19. Jahrhundert."),
    ("en fr", "Since the 1990s.", "Depuis les années 90."),
    ("en de", "Since the 1990s.", "Seit den 90er Jahren."),
    ("en fr", "See Chapter IV.", "Voir le chapitre 4."),
    ("en fr", "See Schedule V.", "Voir l’annexe V."),
    ("en fr", "Type-II cells.", "Les cellules de type II."),
    # dates and times
    ("en fr", "Since May 1, 2024.", "Depuis le 1er mai 2024."),
    ("en fr", "Since May 1, 2024.", "Depuis le 2024-05-01."),
    ("en fr", "Since May 1, 2024.", "Depuis le 01/05/2024."),
    ("en fr", "Since May 1, 2024.", "Depuis le 01/05/24."),
    ("en es", "Since May 21, 2024.", "Desde el 21 de mayo de 2024."),
    ("en de", "Since May 21, 2024.", "Seit dem 21. Mai 2024."),
    ("en pt", "Since May 21, 2024.", "Desde 21 de maio de 2024."),
    ("en it", "Since May 21, 2024.", "Dal 21 maggio 2024."),
    ("en fr", "You may use section 14 may you need it.", "Vous pouvez utiliser l’article 14 au besoin."),
    ("en fr", "It opens at 3 p.m.", "Il ouvre à 15 h."),
    ("en fr", "It opens at 3:30 pm.", "Il ouvre à 15 h 30."),
    ("en fr", "Open from 10am to 5:30pm.", "Ouvert de 10 h à 17 h 30."),
    ("en de", "It opens at 15:00.", "Es öffnet um 15 Uhr."),
    ("en it", "It opens at 13:30.", "Apre alle 13.30."),
    ("en fr", "We are there 24/7.", "Nous sommes toujours là."),
    # the same digits, grouped otherwise
    ("en fr", "Call 1-800-352-5267.", "Composez le 1 800 352 5267."),
    ("en fr", "Call 0800 123456.", "Composez le 08 00 12 34 56."),
    ("en fr", "Call 05 55 01 02 03.", "Appelez le +33 5 55 01 02 03."),
    ("en pt", "Call +351 282 555 018.", "Ligue para o 282 555 018."),
    # fractions, units
    ("en fr", "It is locked for fifteen minutes.", "Il est verrouillé pendant un quart d’heure."),
    ("en fr", "Forty-five minutes later.", "Trois quarts d’heure plus tard."),
    ("en fr", "Two thirds of the members.", "Les 2/3 des membres."),
    ("en de", "Two thirds (67%) agreed.", "Zwei Drittel (67 %) stimmten zu."),
    ("en fr", "Within 48 hours.", "Dans un délai de deux jours."),
    ("en es", "Within two weeks.", "En un plazo de quince días."),
    ("en fr", "It is 5 miles away.", "C’est à 8 km."),
    ("en fr", "It is 68 °F inside.", "Il fait 20 °C à l’intérieur."),
    ("en fr", "It cost $5.", "Cela a coûté 5 dollars."),
    ("en de", "It cost EUR 5.", "Es kostete 5 €."),
    # weekdays, classes
    ("en fr", "The shop is open on Friday.", "Le magasin est ouvert le vendredi."),
    ("en pt", "The shop is open on Friday.", "A loja abre à sexta."),
    ("en fr", "The pupils of Year 4.", "Une classe de CE2."),
    # names, code, addresses
    ("en fr", "It works under X11.", "Cela fonctionne."),
    ("en fr", "The i18n of the tool.", "L’internationalisation de l’outil."),
    ("en fr", "Since COVID-19 began.", "Depuis le début de la pandémie."),
    ("en fr", "See https://example.org/2020/05 there.", "Voyez https://example.org/fr/7 là."),
    ("en fr", "Thanks to @user18.", "Merci à tout le monde."),
    ("en fr", "The form (PDF, 47 KB)", "Le formulaire (PDF, 67 ko)"),
    ("en fr", "%1$s of %2$s files", "Fichiers %2$s sur %1$s"),
    ("en fr", "It is &#35;8.", "C’est le no 8."),
    ("en fr", "1. Open the file.", "Ouvrez le fichier."),
    # repetition
    ("en fr", "In 2024 we grew, and 2024 was good.", "En 2024, nous avons grandi, et ce fut une bonne année."),
    ("en fr", "Nothing to count.", "Rien à compter."),
]


@pytest.mark.parametrize(("languages", "source", "target"), SILENT)
def test_what_a_translator_changes_rightly(languages: str, source: str, target: str) -> None:
    assert find(source, target, languages) == []


@pytest.mark.parametrize(("languages", "source", "target"), SILENT)
def test_the_other_direction_is_silent_too(languages: str, source: str, target: str) -> None:
    first, second = languages.split()
    assert find(target, source, f"{second} {first}") == []


FIRING = [
    ("en fr", "It rose by 12% in 2024.", "Il a augmenté de 21 % en 2024.", ["12%"], ["21 %"]),
    ("en fr", "Some 1,234 people.", "Quelque 1 324 personnes.", ["1,234"], ["1 324"]),
    ("en fr", "Some 120,000 people.", "Quelque 160 000 personnes.", ["120,000"], ["160 000"]),
    ("en fr", "A score of 1.5 points.", "Une note de 15 points.", ["1.5"], ["15"]),
    ("en fr", "Some 1.5 billion people.", "Environ 1,5 billion de personnes.", ["1.5 billion"], ["1,5 billion"]),
    ("en fr", "It cost $5 million.", "Cela a coûté 5 milliards.", ["$5 million"], ["5 milliards"]),
    ("en es", "It cost 12 million.", "Costó 12 mil millones.", ["12 million"], ["12 mil millones"]),
    ("en de", "It cost 3.5 million.", "Es kostete 3,5 Mrd. Euro.", ["3.5 million"], ["3,5 Mrd."]),
    ("en fr", "Since May 1, 2024.", "Depuis le 1er mai 2023.", ["May 1, 2024"], ["1er mai 2023"]),
    ("en fr", "Since May 12, 2024.", "Depuis le 12 juin 2024.", ["May 12, 2024"], ["12 juin 2024"]),
    ("en de", "Since July 2026.", "Seit Januar 2026.", ["July 2026"], ["Januar 2026"]),
    ("en it", "By early March.", "Entro l’inizio di febbraio.", ["March"], ["febbraio"]),
    ("en fr", "It opens at 3 p.m.", "Il ouvre à 16 h.", ["3 p.m."], ["16"]),
    ("en fr", "Use version 2.6.13.", "Utilisez la version 2.6.10.", ["2.6.13"], ["2.6.10"]),
    ("en fr", "It has twenty languages.", "Il a dix-huit langues.", ["twenty"], ["dix-huit"]),
    ("en de", "It has nine parts.", "Es hat sechs Teile.", ["nine"], ["sechs"]),
    ("en fr", "Both teams won.", "Les sept équipes ont gagné.", ["Both"], ["sept"]),
    ("en es", "It takes 30 days.", "Tarda sesenta días.", ["30"], ["sesenta"]),
    ("en pt", "In the 42nd issue.", "Na vigésima terceira edição de 24.", ["42"], ["24"]),
    ("en fr", "The 965GM and the 965G.", "Le 956GM et le 965G.", ["965"], ["956"]),
    ("en fr", "The C4C programme.", "Le programme C2C.", ["4"], ["2"]),
    ("en fr", "Louis XIV and Louis XV.", "Louis XIV et Louis XVI.", ["XV"], ["XVI"]),
    ("en fr", "(1) read, (2) write.", "(2) lire, (2) écrire.", ["1"], ["2"]),
    ("en fr", "It lasts 30 days.", "Cela dure longtemps.", ["30"], []),
    ("en fr", "It lasts for days.", "Cela dure 30 jours.", [], ["30"]),
    ("en pt", "Some 9.7% of all.", "Alguns 9,5% de todos.", ["9.7%"], ["9,5%"]),
    ("en fr", "Open on Friday.", "Ouvert le mardi.", ["Friday"], ["mardi"]),
    ("en pl", "Since 12 May.", "Od 12 czerwca.", ["12 May"], ["12 czerwca"]),
    ("en de", "At least six weeks before.", "Mindestens sechs Monate vorher.", ["six weeks"], ["sechs Monate"]),
    (
        "fr en",
        "Il coûte 1,2 million d’euros.",
        "1.2 million dollars.",
        ["1,2 million d’euros"],
        ["1.2 million dollars"],
    ),
    ("fr en", "Par trois quarts des voix.", "By a two-thirds majority.", ["trois quarts"], ["two-thirds"]),
    ("en fr", "It is 5 miles away.", "C’est à 5 km.", ["5 miles"], ["5 km"]),
    ("en fr", "Call 05 55 01 02 03.", "Appelez le 05 55 01 20 03.", ["05 55 01 02 03"], ["05 55 01 20 03"]),
    ("en it", "US$ 1 billion a year.", "Un milione di dollari l’anno.", ["US$ 1 billion"], []),
]


@pytest.mark.parametrize(("languages", "source", "target", "only_source", "only_target"), FIRING)
def test_what_is_really_different(
    languages: str, source: str, target: str, only_source: list[str], only_target: list[str]
) -> None:
    (finding,) = find(source, target, languages)
    assert finding.evidence["source_numbers"] == tuple(only_source)
    assert finding.evidence["target_numbers"] == tuple(only_target)
    assert [segment.text for segment in finding.target] == [target]


def test_messages_name_the_numbers() -> None:
    assert find("It rose by 12%.", "Il a augmenté de 21 %.")[0].message == (
        "“12%” in the source has no counterpart; the translation has “21 %”."
    )
    assert find("In 2021 and 2022.", "Autrefois.")[0].message == (
        "“2021” and “2022” in the source have no counterpart in the translation."
    )
    assert find("Once.", "En 2021.")[0].message == "“2021” in the translation has no counterpart in the source."
    many = find("21 31 41 51 61 71", "Rien.")[0].message
    assert many == "“21”, “31”, “41”, “51” and 2 more in the source have no counterpart in the translation."


def test_a_finding_names_the_sentence_that_differs() -> None:
    (finding,) = find("We grew.  In 2021 we shrank.", "Nous avons grandi.  En 2012, nous avons rétréci.")
    assert [segment.text for segment in finding.source] == ["In 2021 we shrank."]
    assert [segment.text for segment in finding.target] == ["En 2012, nous avons rétréci."]


def test_numbers_wander_between_the_sentences_of_a_passage() -> None:
    assert find("We met 40 people.  It was good.", "C’était bien.  Nous avons rencontré 40 personnes.") == []


def test_a_number_that_another_sentence_still_has_is_lost_from_this_one() -> None:
    (finding,) = find("We met 40 people.  The 40 were kind.", "Nous avons vu 40 personnes.  Elles étaient aimables.")
    assert [segment.text for segment in finding.source] == ["The 40 were kind."]
    assert finding.evidence["source_numbers"] == ("40",)


def test_converted_units_are_reported_if_they_are_to_stay() -> None:
    def found(source: str, target: str) -> list[Finding]:
        return list(Numbers(convert_units=False).run(pair([bead(passage(source), passage(target))], "en fr")))

    (finding,) = found("It is 5 miles away.", "C’est à 8 km.")
    assert finding.evidence == {"source_numbers": ("5 miles",), "target_numbers": ("8 km",)}
    assert found("Within 48 hours.", "Dans un délai de deux jours.") == []


def test_a_sentence_without_counterpart_is_somebody_elses_finding() -> None:
    assert find("We grew.  In 2021 we shrank.", "Nous avons grandi.") == []
    assert find("We grew.", "Nous avons grandi.  C’était en 2021.") == []


def test_passages_without_counterpart_are_left_out() -> None:
    lone = Bead((passage("In 2021."),), ()), Bead((), (passage("En 2012."),))
    assert list(Numbers().run(pair(lone, "en fr"))) == []


@pytest.mark.parametrize("before", [True, False])
def test_numbers_wander_to_the_neighbouring_passage(before: bool) -> None:
    with_number = bead(passage("See page 40.", 0), passage("Voyez la page.", 0))
    neighbour = bead(passage("It is there.", 1), passage("Elle est là, page 40.", 1))
    far = bead(passage("Nothing here.", 2), passage("Rien ici.", 2))
    near = [neighbour, with_number] if before else [with_number, neighbour]
    assert list(Numbers().run(pair(near, "en fr"))) == []
    assert len(list(Numbers().run(pair([with_number, far, neighbour], "en fr")))) == 2


def test_without_aligned_sentences_the_passages_are_compared() -> None:
    source, target = passage("It rose by 12%."), passage("Il a augmenté de 21 %.")
    (finding,) = Numbers().run(pair([Bead((source,), (target,), 0.9, 0.9)], "en fr"))
    assert (finding.source, finding.target) == ((source,), (target,))


@pytest.mark.parametrize("kind", [MarkKind.CODE, MarkKind.PLACEHOLDER, MarkKind.FOOTNOTE])
def test_marked_parts_that_are_no_prose_do_not_count(kind: MarkKind) -> None:
    source = passage("Set 8080 now.", marks=[Mark(kind, 4, 8, "8080")])
    target = passage("Définissez 9090.", marks=[Mark(kind, 11, 15, "9090")])
    assert list(Numbers().run(pair([bead(source, target)], "en fr"))) == []
    assert len(find(source.text, target.text)) == 1


def test_the_text_of_a_link_counts_and_its_address_does_not() -> None:
    source = passage("See section 12.", marks=[Mark(MarkKind.LINK, 4, 14, "/page/44")])
    target = passage("Voir la section 13.", marks=[Mark(MarkKind.LINK, 8, 18, "/page/55")])
    (finding,) = Numbers().run(pair([bead(source, target)], "en fr"))
    assert finding.evidence == {"source_numbers": ("12",), "target_numbers": ("13",)}


def test_code_is_left_out() -> None:
    source, target = passage("x = 12", kind=Kind.CODE), passage("x = 13", kind=Kind.CODE)
    assert list(Numbers().run(pair([bead(source, target)], "en fr"))) == []


def test_a_document_alone_has_nothing_to_compare_with() -> None:
    target = passage("En 2012.")
    alone = AlignedPair(None, Document("x.md", "markdown", (target,), "fr"), (Bead((), (target,)),))
    assert list(Numbers().run(alone)) == []


@given(st.text(alphabet="0123456789 .,-%$/:abcMXVI", max_size=40))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert find(text.replace("  ", " "), text.replace("  ", " "), "en en") == []
