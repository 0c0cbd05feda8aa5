"""Silence is tested as much as verdicts: a name that is called English sends an editor on a fool's errand."""

import pickle
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import UsageError
from parallelcheck.language import LANGUAGES, Identifier, annotate, prose, runs
from parallelcheck.model import Document, Kind, Location, Mark, MarkKind, Segment, Verdict

FRENCH = "Nous avons ouvert trois centres cette année et nous voulons en ouvrir d’autres."
ENGLISH = "We opened three centres this year and we want to open more of them."
SPANISH = "Este año hemos abierto tres centros y queremos abrir algunos más."


@pytest.fixture(scope="module")
def identifier() -> Identifier:
    return Identifier()


SENTENCES = [
    ("fr", FRENCH),
    ("fr", "Les membres du conseil se réunissent deux fois par an."),
    ("fr", "Comment faire un don ?"),
    ("en", ENGLISH),
    ("en", "The board meets twice a year in one of the regions."),
    ("en", "How do I make a donation?"),
    ("es", SPANISH),
    ("es", "La junta se reúne dos veces al año en una de las regiones."),
    ("es", "¿Cómo puedo hacer una donación?"),
    ("pt", "Este ano abrimos três centros e queremos abrir mais alguns."),
    ("pt", "O conselho reúne-se duas vezes por ano em uma das regiões."),
    ("pt", "Como posso fazer uma doação?"),
    ("de", "In diesem Jahr haben wir drei Zentren eröffnet und wollen weitere eröffnen."),
    ("de", "Der Vorstand trifft sich zweimal im Jahr in einer der Regionen."),
    ("de", "Wie kann ich etwas spenden?"),
    ("it", "Quest’anno abbiamo aperto tre centri e vogliamo aprirne altri."),
    ("it", "Il consiglio si riunisce due volte all’anno in una delle regioni."),
    ("it", "Come posso fare una donazione?"),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
@pytest.mark.parametrize("expected", [None, *LANGUAGES])
def test_sentences(identifier: Identifier, language: str, text: str, expected: str | None) -> None:
    assert identifier.identify(text, expected).is_(language)


@pytest.mark.parametrize(("language", "text"), [pair for pair in SENTENCES if len(pair[1].split()) > 8])
def test_capitals_change_nothing(identifier: Identifier, language: str, text: str) -> None:
    assert identifier.identify(text.upper(), "fr").is_(language)


HEADINGS = [
    ("es", "UNA MIRADA RENOVADA AL USO DE LA BIOMÉTRICA EN CONTEXTOS HUMANITARIOS"),
    ("en", "WHAT WE LEARNED WITH OUR PARTNERS"),
    ("en", "How We Choose Our Partners"),
    ("en", "Our work with young people"),
    ("de", "Was wir mit unseren Partnern gelernt haben"),
]


@pytest.mark.parametrize(("language", "text"), HEADINGS)
def test_function_words_decide_headings(identifier: Identifier, language: str, text: str) -> None:
    assert identifier.identify(text, "fr").is_(language)


NAMES = [
    "National Front for Reconciliation, Ouganda",
    "Open Society Foundations",
    "Ask Me Anything",
    "THE ENGINE ROOM",
    "Eko (previously SumOfUs)",
    "Disability Rights Foundation",
    "Norwegian Refugee Council",
    "Data Haiti, Haiti",
    "+CIFRC +C Global Disaster Preparedness Center THE ENGINE ROOM",
    "– Nadim Nashif, directeur exécutif, 7amleh – The Arab Center for the Advancement of Social Media, Palestine",
    "The Lake House Trust and the Northern Fund for Open Research",
    "UNITED NATIONS HIGH COMMISSIONER FOR REFUGEES",
    "OFFICE OF THE HIGH COMMISSIONER FOR HUMAN RIGHTS",
    "Ministerio de la Protección Social de Colombia",
    "Fundación Casa de las Aguas del Norte",
    "Bundesministerium für wirtschaftliche Zusammenarbeit und Entwicklung",
    "Gesellschaft für Freiheitsrechte und Bund der Vereine",
    "Fundação Casa das Águas do Rio de Janeiro",
    "Associazione Italiana per la Ricerca e la Pace",
    "Jamie McClelland, May First Movement Technology, Mexique",
]


@pytest.mark.parametrize("expected", [None, "fr"])
@pytest.mark.parametrize("text", NAMES)
def test_names_have_no_language(identifier: Identifier, text: str, expected: str | None) -> None:
    assert identifier.identify(text, expected).status != "decided"


@pytest.mark.parametrize("text", ["Big Tech", "chatbot open source", "Introduction", "Podcast", "Newsletter", "Oui"])
def test_fewer_than_four_words_are_undecided(identifier: Identifier, text: str) -> None:
    assert identifier.identify(text, "fr").status == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "", " \u00a0", "85", "1 000,50 €", "+32 2 123 45 67", "https://example.org/the-report-of-the-year",
        "info@example.org", "the_value_of_x", "{{< figure >}}", "{name}", "%(count)s", "—", "🎉", "A", "a) b) c)",
        "src/main.py", "@the_board #openness",
    ],
)  # fmt: skip
def test_nothing_to_tell_a_language_by(identifier: Identifier, text: str) -> None:
    assert identifier.identify(text, "fr") == Verdict("none")


FRENCH_WITH_NAMES = [
    "Le projet Cutting the Cord examine les obstacles que rencontrent les ONG.",
    "The Engine Room lutte pour des sociétés équitables et durables.",
    "La Collaboration on International ICT Policy for East and Southern Africa (CIPESA) s’attelle à cette tâche.",
    "Cinq appels communautaires AMA (Ask Me Anything) ont eu lieu.",
    "Conseillère principale, Northern Fund for Open Research",
    "Nous utilisons le workflow open source du staging server.",
    "L’équipe du Global Network on Care a publié un best-seller sur le burn-out.",
]


@pytest.mark.parametrize("text", FRENCH_WITH_NAMES)
def test_names_in_a_sentence_do_not_make_it_foreign(identifier: Identifier, text: str) -> None:
    verdict = identifier.identify(text, "fr")
    assert verdict.status != "decided" or verdict.language == "fr"


def test_guesses_are_told_without_a_decision(identifier: Identifier) -> None:
    verdict = identifier.identify("Norwegian Refugee Council", "fr")
    assert verdict.language == "en"
    assert 0 < verdict.confidence < 1


def test_only_candidates_are_found() -> None:
    assert not Identifier(["fr", "en"]).identify(SPANISH).is_("es")
    assert Identifier(["nl", "fr"]).identify("Dit jaar hebben wij drie nieuwe centra geopend.", "fr").is_("nl")


def test_one_candidate_is_no_error() -> None:
    assert Identifier(["fr"]).identify(FRENCH, "fr").is_("fr")


def test_unknown_candidate_is_named() -> None:
    identifier = Identifier(["fr", "xx"])
    with pytest.raises(UsageError, match="'xx'"):
        identifier.identify(FRENCH)


def test_pickling_changes_nothing(identifier: Identifier) -> None:
    other: Identifier = pickle.loads(pickle.dumps(identifier))  # noqa: S301 - our own bytes
    assert other.candidates == identifier.candidates
    assert other.identify(ENGLISH, "fr") == identifier.identify(ENGLISH, "fr")


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80), expected=st.sampled_from([None, "fr", "en", "nl"]))
def test_any_text_has_a_verdict(identifier: Identifier, text: str, expected: str | None) -> None:
    verdict = identifier.identify(text, expected)
    assert (verdict.status == "none") == (verdict.language is None)
    assert 0 <= verdict.confidence <= 1.0001
    assert verdict == identifier.identify(text, expected)
    for language in ("en", "nl"):
        found = runs(text, "fr", language)
        assert all(0 <= start < end <= len(text) for start, end in found)


# Segments


def segment(text: str, *marks: Mark, kind: Kind = Kind.PARAGRAPH, line: int = 1, sentences: bool = False) -> Segment:
    whole = Segment(kind, text, Location("a.md", line, line), marks=marks)
    if not sentences:
        return whole
    stops = [at + 1 for at, letter in enumerate(text) if letter == "."]
    starts = [0, *(stop + 1 for stop in stops[:-1])]
    return replace(whole, sentences=tuple(whole.part(a, b) for a, b in zip(starts, stops, strict=True)))


def mark(text: str, part: str, kind: MarkKind, language: str | None = None) -> Mark:
    return Mark(kind, text.index(part), text.index(part) + len(part), language=language)


@pytest.mark.parametrize("kind", [MarkKind.LINK, MarkKind.CODE, MarkKind.PLACEHOLDER, MarkKind.IMAGE, MarkKind.QUOTE])
def test_links_quotations_and_code_are_blanked_out(kind: MarkKind) -> None:
    text = "Voir aussi le guide How to Share Data Safely sur notre site."
    kept = prose(segment(text, mark(text, "How to Share Data Safely", kind)))
    assert kept == "Voir aussi le guide                          sur notre site."
    assert len(kept) == len(text)


def test_emphasis_counts() -> None:
    text = "Nous sommes très fiers."
    assert prose(segment(text, mark(text, "très", MarkKind.EMPHASIS))) == text


@pytest.mark.parametrize(
    "quoted", ["« we did it again »", "“we did it again”", '"we did it again"', "„we did it again“"]
)
def test_typed_quotations_are_blanked_out(quoted: str) -> None:
    assert prose(segment(f"Elle a dit {quoted} en riant.")).split() == ["Elle", "a", "dit", "en", "riant."]


def test_what_is_only_a_link_or_a_quotation_counts() -> None:
    assert prose(segment(ENGLISH, Mark(MarkKind.LINK, 0, len(ENGLISH)))) == ENGLISH
    assert prose(segment(f"« {FRENCH} » – Awa Diop")) == f"« {FRENCH} » – Awa Diop"


def test_code_never_counts() -> None:
    text = "make the world"
    assert prose(segment(text, Mark(MarkKind.CODE, 0, len(text)))).strip() == ""


def test_parts_marked_as_another_language_are_blanked_out() -> None:
    text = "Le mot de la fin est the show must go on pour eux."
    kept = prose(segment(text, mark(text, "the show must go on", MarkKind.EMPHASIS, language="en")))
    assert "show" not in kept


def test_long_quotation_in_another_language_leaves_the_sentence_alone(identifier: Identifier) -> None:
    text = "L’équivalent anglais serait « the straw that broke the camel’s back »."
    assert not identifier.identify(prose(segment(text)), "fr").is_("en")


# Documents


def document(*segments: Segment, language: str | None = None) -> Document:
    return Document("a.md", "markdown", tuple(replace(s, index=n) for n, s in enumerate(segments)), language)


def verdicts(result: Document) -> list[str | None]:
    """The language where one is decided, else the status."""
    return [s.identified.language if s.identified.status == "decided" else s.identified.status for s in result.segments]


def test_the_language_of_most_of_the_text_is_the_documents(identifier: Identifier) -> None:
    result = annotate(document(segment(FRENCH), segment(ENGLISH), segment(FRENCH)), identifier)
    assert result.language == "fr"
    assert verdicts(result) == ["fr", "en", "fr"]


def test_a_given_language_comes_first(identifier: Identifier) -> None:
    result = annotate(document(segment(ENGLISH), language="en"), identifier, "fr-CA")
    assert result.language == "fr"
    assert verdicts(result) == ["en"]


def test_a_declared_language_is_believed_while_plausible(identifier: Identifier) -> None:
    mostly_english = document(segment(FRENCH), *[segment(ENGLISH)] * 4, language="fr-CA")
    assert annotate(mostly_english, identifier).language == "fr"
    wrongly_declared = document(*[segment(FRENCH)] * 3, language="en")
    assert annotate(wrongly_declared, identifier).language == "fr"


def test_documents_without_text_keep_what_they_declare(identifier: Identifier) -> None:
    assert annotate(document(), identifier).language is None
    assert annotate(document(segment("42"), language="fr"), identifier).language == "fr"


def test_a_short_frame_is_judged_with_its_quotation_if_they_agree(identifier: Identifier) -> None:
    same = segment("Our director says: “We opened three centres this year and we want more of them.”")
    other = segment("Notre directrice cite : “We opened three centres this year and we want more of them.”")
    title = segment("— @okoro, “How to Run a Project”")
    result = annotate(document(segment(FRENCH), same, other, title), identifier, "fr")
    assert verdicts(result)[1] == "en"
    assert "en" not in verdicts(result)[2:]


def test_a_language_declared_for_a_passage_wins(identifier: Identifier) -> None:
    motto = replace(segment("Carpe diem quam minimum credula postero"), language="la")
    inherited = replace(segment(ENGLISH), language="fr")
    result = annotate(document(segment(FRENCH), motto, inherited, language="fr"), identifier)
    assert verdicts(result) == ["fr", "la", "en"]


def test_code_has_no_language(identifier: Identifier) -> None:
    assert verdicts(annotate(document(segment(ENGLISH, kind=Kind.CODE)), identifier, "fr")) == ["none"]


def test_names_known_from_the_document_are_none_in_capitals(identifier: Identifier) -> None:
    known = segment("Depuis huit ans, elle fait partie de The Lake House Trust et milite pour le droit à l’eau.")
    shouted = segment("THE LAKE HOUSE TRUST", kind=Kind.HEADING)
    assert verdicts(annotate(document(known, shouted), identifier)) == ["fr", "none"]
    assert verdicts(annotate(document(segment(FRENCH), shouted), identifier)) == ["fr", "undecided"]


def test_sentences_are_identified_one_by_one(identifier: Identifier) -> None:
    mixed = segment(f"{FRENCH} {ENGLISH} {FRENCH}", sentences=True)
    [passage] = annotate(document(segment(FRENCH), mixed), identifier, "fr").segments[1:]
    assert [sentence.identified.language for sentence in passage.sentences] == ["fr", "en", "fr"]
    assert all(sentence.identified.status == "decided" for sentence in passage.sentences)
    assert not passage.identified.is_("en")


def test_sentences_that_agree_decide_their_passage(identifier: Identifier) -> None:
    [passage] = annotate(document(segment(f"{FRENCH} Oui. {FRENCH}", sentences=True)), identifier).segments
    assert [sentence.identified.status for sentence in passage.sentences] == ["decided", "undecided", "decided"]
    assert passage.identified.is_("fr")


def test_annotating_changes_nothing_else(identifier: Identifier) -> None:
    before = document(segment(FRENCH, Mark(MarkKind.LINK, 0, 4), line=7, sentences=True), language="fr")
    after = annotate(before, identifier)
    cleared = [
        replace(
            s, identified=Verdict("none"), sentences=tuple(replace(p, identified=Verdict("none")) for p in s.sentences)
        )
        for s in after.segments
    ]
    assert tuple(cleared) == before.segments


# Runs


RUNS = [
    ("fr", "en", "Nous avons ouvert trois centres ", "with the help of our partners in the region."),
    ("fr", "en", "Les membres du réseau ont été ", "invited to share what they had learned from this first year."),
    ("fr", "es", "Le rapport que nous avons publié ", "ya está en la biblioteca y todos los miembros pueden leerlo."),
    ("de", "en", "Der Vorstand hat in diesem Jahr ", "decided that all of the reports should be public."),
    ("es", "en", "La junta ha decidido este año ", "that the reports should be published for all of the members."),
    ("it", "en", "Il consiglio ha deciso che quest’anno ", "all of the reports should be published on their site."),
    ("pt", "en", "O conselho decidiu que neste ano não ", "will there be any more of these reports for the members."),
    (
        "en",
        "fr",
        "The board has decided that this year ",
        "les rapports seront publiés pour tous les membres du réseau.",
    ),
]


@pytest.mark.parametrize(("language", "foreign", "own", "run"), RUNS)
def test_runs_of_the_other_language_are_found(language: str, foreign: str, own: str, run: str) -> None:
    [(start, end)] = runs(own + run, language, foreign)
    assert abs(start - len(own)) <= 20
    assert end == len(own + run) - 1


def test_a_run_in_the_middle_has_two_ends() -> None:
    text = "Les centres that we opened with the help of our partners ont accueilli les enfants du quartier."
    [(start, end)] = runs(text, "fr", "en")
    assert "that we opened with the help of our partners" in text[start:end]
    assert end - start < 65


@pytest.mark.parametrize(
    "text",
    [
        *FRENCH_WITH_NAMES,
        FRENCH,
        "Nous avons lu « the state of the world in which we live and what to do about it » et nous en parlons.",
        "La liste (all of the things that we want to do with you and for you) est publiée sur le site.",
        "Le rapport None Of The Above And All The Rest Of Them a été publié dans les pays du Sud.",
        "Le Centre for the Advancement of Social Media et la Fondation ont été invités par les membres.",
        "C’est l’état de l’art, the state of the art, comme on le dit dans le milieu de la recherche.",
        "Voir https://example.org/what-we-do-and-how-we-do-it-for-all-of-the-people pour la suite de la liste.",
        "Avec des logiciels libres, open source, front end, back end, full stack et peer to peer, nous avançons.",
    ],
)
def test_names_titles_and_quotations_are_no_runs(text: str) -> None:
    assert runs(text, "fr", "en") == []


def test_a_text_all_in_the_other_language_is_no_run() -> None:
    assert runs(ENGLISH, "fr", "en") == []


def test_languages_without_function_words_have_no_runs() -> None:
    assert runs(f"{FRENCH} {ENGLISH}", "fr", "nl") == []


@pytest.mark.parametrize("piece", ["The END of it ", "x", "{{", "%(", "<a", "« ", "word", "-", "a-", "&amp", "/", '"'])
def test_a_hundred_thousand_characters_take_moments(identifier: Identifier, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    identifier.identify(text, "fr")
    runs(text, "fr", "en")
    prose(segment(text))
    assert time.process_time() - began < 3
