"""Codes and names of languages."""

_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms
    mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si
    sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh
    yi yo za zh zu"""
CODES = frozenset(_CODES.split())  # ISO 639-1

_WORDS = {
    "en": "eng english anglais inglés ingles englisch inglese inglês",
    "fr": "fra fre french français francais französisch franzoesisch francés francese francês",
    "es": "spa esp spanish español espanol espagnol spanisch spagnolo espanhol",
    "de": "deu ger german deutsch allemand alemán aleman tedesco alemão alemao",
    "it": "ita italian italiano italien italienisch",
    "pt": "por portuguese português portugues portugais portugués portugiesisch portoghese",
    "nl": "nld dut dutch nederlands néerlandais neerlandais",
    "ar": "ara arabic arabe",
    "ca": "catalan català",
    "ja": "jpn japanese",
    "pl": "pol polish polski",
    "ru": "rus russian russe",
    "zh": "zho chi chinese chinois",
}
_BY_WORD = {word: language for language, listed in _WORDS.items() for word in listed.split()}


def language_word(text: str) -> str | None:
    """The language that `text` names in a word or by three letters, such as `French`, `français` or `fra`."""
    return _BY_WORD.get(text.casefold())
