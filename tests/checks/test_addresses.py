import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.checks.addresses import Address, read_address


def address(value: str) -> Address:
    found = read_address(value)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/help", "https://www.example.org/help/"),
        ("https://example.org/en/help", "https://example.org/fr/help"),
        ("https://example.org/help", "https://example.org/fr/help"),
        ("https://example.org/en-us/help", "https://example.org/de/help"),
        ("https://example.org/pt-br/help", "https://example.org/help"),
        ("https://en.wikipedia.org/wiki/Paris", "https://fr.wikipedia.org/wiki/Paris"),
        ("https://example.org/index-eng.html", "https://example.org/index-fra.html"),
        ("https://example.org/report-e.html", "https://example.org/report-f.html"),
        ("https://example.org/report_en.pdf", "https://example.org/report_es.pdf"),
        ("https://example.org/a?lang=en&id=3", "https://example.org/a?id=3&lang=fr"),
        ("https://example.org/a?cm_locale=en", "https://example.org/a?cm_locale=fr"),
        ("https://example.org/a?utm_source=x&utm_campaign=news_EN", "https://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a#partie"),
        ("#how-it-works", "#fonctionnement"),
        ("/docs/", "/fr/docs"),
        ("../docs/start.md", "../docs/start.html"),
        ("https://youtu.be/abcDEF123", "https://www.youtube.com/watch?v=abcDEF123&feature=youtu.be"),
        ("https://web.archive.org/web/2022/https://example.org/a", "https://example.org/a"),
        ("https://example.org/caf%C3%A9", "https://example.org/café"),
        ("mailto:Info@Example.org?subject=x", "info@example.org"),
        ("mailto:info-en@example.org", "mailto:info-fr@example.org"),
        ("tel:+1-800-555-1234", "tel:+18005551234"),
        ("www.example.org", "https://example.org/"),
    ],
)
def test_the_same_page_in_two_languages(one: str, other: str) -> None:
    assert address(one).page == address(other).page


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/help", "https://example.com/help"),
        ("https://example.org/help", "https://example.org/about"),
        ("https://example.org/a?id=3", "https://example.org/a?id=4"),
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=def"),
        ("mailto:info@example.org", "mailto:press@example.org"),
        ("mailto:info@example.org", "https://example.org/info"),
        ("tel:+18005551234", "tel:+18005551235"),
        ("#part", "/part"),
        ("/docs/a", "/docs/b"),
    ],
)
def test_another_page(one: str, other: str) -> None:
    assert address(one).page != address(other).page


@pytest.mark.parametrize("value", ["", " ", "#", "javascript:void(0)", "data:text/plain,x", "?", "https://"])
def test_what_leads_nowhere(value: str) -> None:
    assert read_address(value) is None


@pytest.mark.parametrize(
    ("value", "site", "language"),
    [
        ("https://design.example.ca/en/page", "example.ca", "en"),
        ("https://www.example.co.uk/", "example.co.uk", None),
        ("https://someone.github.io/tool/fr/", "someone.github.io", "fr"),
        ("https://fr.wikipedia.org/wiki/X", "wikipedia.org", "fr"),
        ("/docs/", "", None),
        ("https://example.org/?hl=pt-BR", "example.org", "pt"),
        ("mailto:a@example.org", "mailto", None),
    ],
)
def test_site_and_language(value: str, site: str, language: str | None) -> None:
    assert (address(value).site, address(value).language) == (site, language)


def test_publishers_have_domains_in_several_countries() -> None:
    assert address("https://amazon.com/x").is_on_site_of(address("https://www.amazon.fr/y"))
    assert address("https://a.example.org/x").is_on_site_of(address("https://b.example.org/y"))
    assert not address("https://example.com/x").is_on_site_of(address("https://example.org/x"))
    assert not address("https://amazon.com/x").is_on_site_of(address("https://other.fr/y"))


def test_country() -> None:
    assert address("https://example.fr/x").country == "fr"
    assert address("https://example.com/fr/x").country is None
    assert address("https://example.com/x").country is None


@given(st.text(alphabet="htps:/.?#&=@[]{}%-_ abE1é", max_size=30) | st.text(max_size=20))
def test_any_text_is_read_without_error(value: str) -> None:
    found = read_address(value)
    assert found is None or isinstance(found.page, str)
