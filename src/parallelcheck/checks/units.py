"""The units that numbers come with: money, and what is converted from one system into another or told in other units.

Words are those of en, fr, es, pt, de and it; no two of these languages use one word after a number for two units.
Pounds, which are money or a weight, are left out.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

_Kind = Literal["money", "time", "length", "mass", "temperature", "area"]
# How far a converted amount may be off by rounding; a week is also eight days, two weeks fifteen, a month four weeks.
_ROUNDING = {"time": 0.15, "length": 0.1, "mass": 0.1, "temperature": 0.1, "area": 0.1}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; `factor` and `offset` turn an amount into the first unit of its kind, no factor says that none does."""

    kind: _Kind
    noun: str
    factor: float | None = None
    offset: float = 0.0

    def rivals(self, other: "Unit | None") -> bool:
        """Another unit for the same: weeks and months, euros and dollars, but not weeks and euros."""
        return other is not None and self.kind == other.kind and self.noun != other.noun

    def is_same_amount(self, amount: float, other: "Unit", other_amount: float) -> bool:
        """Whether the one is the other converted, and rounded."""
        if self.factor is None or other.factor is None:
            return False
        one, two = amount * self.factor + self.offset, other_amount * other.factor + other.offset
        return abs(one - two) <= _ROUNDING[self.kind] * max(abs(one), abs(two))

    def fixed(self) -> "Unit":
        """The unit of a measure that is not to be converted; a time may always be told in other units."""
        return self if self.kind == "time" else replace(self, factor=None)


def unit_beside(text: str, start: int, end: int) -> tuple[Unit, int, int] | None:
    """The unit of the number `text[start:end]`, before or behind it, and from where to where the two reach."""
    if (before := _BEFORE.search(text, max(0, start - 5), start)) and (unit := _UNITS.get(before[1].lower())):
        return unit, before.start(), end
    if (behind := _BEHIND.match(text, end)) and (unit := _UNITS.get(behind[1].lower().replace(" ", ""))):
        return unit, start, behind.end()
    return None


_BEFORE = re.compile(r"(?<![^\W\d_])(?:US|CA|AU|R)?([$€£¥]|EUR|USD|GBP|CHF)\s?\Z")
_BEHIND = re.compile(r"[\s-]?(?:d['’]|de\s|of\s|di\s)?(?:US|CA)?([$€£¥]|°\s?[CF]\b|[^\W\d_]+)")

# Kind, noun, factor and offset, and the words of all languages.
_TABLE: tuple[tuple[_Kind, str, float | None, float, str], ...] = (
    ("money", "euro", None, 0, "€ eur euro euros"),
    ("money", "dollar", None, 0, "$ usd dollar dollars dólar dólares dollari dollaro"),
    ("money", "pound", None, 0, "£ gbp"),
    ("money", "yen", None, 0, "¥ yen yens ienes"),
    ("money", "franc", None, 0, "chf francs franken franchi francos"),
    ("time", "second", 1 / 86400, 0, "second seconds seconde secondes segundos sekunden secondi"),
    ("time", "minute", 1 / 1440, 0, "minute minutes min minutos minuto minuten minuti"),
    ("time", "hour", 1 / 24, 0, "hour hours heure heures hora horas stunde stunden ora ore"),
    ("time", "day", 1, 0, "day days jour jours día días dia dias tag tage tagen giorno giorni"),
    ("time", "week", 7, 0, "week weeks semaine semaines semana semanas woche wochen settimana settimane"),
    ("time", "month", 30.44, 0, "month months mois mes meses mês monat monate monaten mese mesi"),
    ("time", "year", 365.25, 0, "year years an ans année années año años ano anos jahr jahre jahren anno anni"),
    ("time", "century", 36525, 0, "century centuries siècle siècles siglo siglos século séculos secolo secoli"),
    ("length", "metre", 1, 0, "metre metres meter meters mètre mètres metro metros metern metri"),
    ("length", "kilometre", 1000, 0,
     """km kilometre kilometres kilometer kilometers kilomètre kilomètres kilómetro kilómetros quilómetro
     quilómetros quilômetro quilômetros kilometern chilometro chilometri"""),
    ("length", "centimetre", 0.01, 0,
     """cm centimetre centimetres centimeter centimeters centimètre centimètres centímetro centímetros zentimeter
     zentimetern centimetro centimetri"""),
    ("length", "mile", 1609.344, 0, "mile miles milla millas milha milhas meile meilen miglio miglia"),
    ("length", "foot", 0.3048, 0, "foot feet ft pied pieds pie pies pé pés fuß piede piedi"),
    ("length", "inch", 0.0254, 0, "inch inches pouce pouces pulgada pulgadas polegada polegadas zoll pollice pollici"),
    ("mass", "kilogram", 1, 0, "kg kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm chili kilogramos"),
    ("mass", "gram", 0.001, 0, "g gram grams gramme grammes gramos gramas gramm grammi"),
    ("mass", "pound", 0.4536, 0, "lb lbs"),
    ("mass", "ounce", 0.02835, 0, "oz ounce ounces onza onzas onça onças unze unzen oncia"),
    ("temperature", "Celsius", 1, 0, "°c"),
    ("temperature", "Fahrenheit", 5 / 9, -160 / 9, "°f"),
    ("area", "hectare", 1, 0, "ha hectare hectares hectárea hectáreas hektar ettaro ettari"),
    ("area", "acre", 0.4047, 0, "acre acres"),
)  # fmt: skip
_UNITS = {
    word: Unit(kind, noun, factor, offset) for kind, noun, factor, offset, words in _TABLE for word in words.split()
}
