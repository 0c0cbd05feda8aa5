"""The check `links`."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from parallelcheck.checks.addresses import Address, read_address
from parallelcheck.checks.places import pair_around, sentence_pairs
from parallelcheck.checks.policy import UNTRANSLATED
from parallelcheck.i18n import _, marked
from parallelcheck.model import AlignedPair, Bead, Finding, Kind, Mark, MarkKind, Profile, Related, Segment, Severity


@dataclass(frozen=True)
class Links:
    """A link, e-mail address, image or footnote that the translation lost, or that leads somewhere else.

    A reader of the translation who follows a link should arrive where a reader of the source does. Links are
    compared within aligned passages; one that only stands in another place of the translation is not lost. Where
    a page has lost most of its links, one finding says so. What a space between the text and the address keeps from
    being a link, “[guide] (https://example.org)”, is reported, too.

    **Example.** “Read the [guide](https://example.org/en/guide)” is translated as “Lisez le guide”, or as “Lisez le
    [guide](https://example.com/old)”.

    **Stays silent** about the same page in another language: `/en/` and `/fr/`, `en.wikipedia.org` and
    `fr.wikipedia.org`, `index-eng.html`, `?lang=fr`, a page whose name is translated, unless the address is that of
    another link of the documents, names another year, or lost a name that the text still has; about http and https,
    `www`, a final slash, tracking parameters, the place within a page (`#part`), archived copies; about footnotes
    numbered anew. Whether a site translates the names of its pages is learned from the other links of the two
    documents. Links that lead nowhere (`#`) do not count.

    **A note, no warning,** is a link that only the translation has, an image with another name, another account or
    film of a social network, or a page of the translation's own country, or one on another site whose address names
    the language of the translation, where that of the source names none.

    **Misses** two links that changed places, another page of the same site that no other link leads to and whose name
    could be a translation, and whatever would have to be fetched to be seen: no address is opened.

    **Options.** `together`: more lost links than this, and more than a third of all, become one finding (5).
    """

    name: ClassVar[str] = "links"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (*UNTRANSLATED, "weak-match", "truncated-passage")

    together: int = 5

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each pair of sentences, with all its differences; or one for all that is lost."""
        for bead in pair.beads:
            yield from self._spaced(bead)
        compared = [_compare(bead) for bead in pair.beads]
        places = list(_places(pair.beads, _changes(compared, pair.target.language)))
        total = sum(len(sides.same) + len(sides.source) for sides in compared)
        lost = _only(places, loss=True)
        if sum(len(place.changes) for place in lost) > max(self.together, total / 3):
            yield self._all_lost(lost, total)
            places = _only(places, loss=False)
        for place in places:
            message = " ".join(change.message for change in place.changes)
            yield self._finding(max(change.severity for change in place.changes), message, place)

    def _spaced(self, bead: Bead) -> Iterator[Finding]:
        """Links of Markdown that a space keeps from being such, where the source has no space."""
        if not any(_SPACED.search(segment.text) for segment in bead.source):
            for passage in bead.target if bead.source else ():
                for match in _SPACED.finditer(passage.text) if passage.kind is not Kind.CODE else ():
                    message = _("“{text}” is no link: a space stands between ] and (.").format(text=match[1])
                    place = _Place(Bead(bead.source, (passage,)), [])
                    yield replace(self._finding(self.severity, message, place), suggestion=_("Delete the space."))

    def _all_lost(self, places: Sequence["_Place"], total: int) -> Finding:
        lost = [change for place in places for change in place.changes]
        message = _(
            "{number} of the {total} links, images and footnotes of the source are missing from the translation."
        ).format(number=len(lost), total=total)
        elsewhere = tuple(Related(marked("also here"), place.sentences.target[0]) for place in places[1:])
        return replace(self._finding(self.severity, message, _Place(places[0].sentences, lost)), also=elsewhere)

    def _finding(self, severity: Severity, message: str, place: "_Place") -> Finding:
        return Finding(
            self.name,
            severity,
            message,
            source=place.sentences.source,
            target=place.sentences.target,
            evidence={
                "source_links": tuple(change.source.value for change in place.changes if change.source),
                "target_links": tuple(change.target.value for change in place.changes if change.target),
            },
        )


def several(run: Sequence[Finding], _pair: AlignedPair) -> tuple[str, str | None]:
    """Of sentences of one passage, all in one: the message, and the suggestion."""
    return " ".join(dict.fromkeys(finding.message for finding in run)), run[0].suggestion


@dataclass(frozen=True, slots=True)
class _Reference:
    """A link, an image or a footnote mark; `pair` is the pair of sentences in which it stands, by index."""

    kind: MarkKind
    value: str
    address: Address
    pair: int
    words: frozenset[str]  # of the passage, without the addresses in it

    @property
    def own_words(self) -> frozenset[str]:
        """Words of the last part of the address that the passage has too, or that hold one ("lequipe")."""
        name = _words(self.address.page.rpartition("/")[2])
        return frozenset(word for word in name if any(other in word for other in self.words))

    @property
    def key(self) -> tuple[MarkKind, str]:
        """What all references to one page have in common."""
        return self.kind, self.address.page

    @property
    def path(self) -> str:
        """What follows the host."""
        return self.address.page.removeprefix(self.address.host)

    @property
    def site(self) -> str:
        """Whose page it is; images and footnotes are the document's own."""
        return self.address.site if self.kind is MarkKind.LINK else self.kind

    def is_same_as(self, other: "_Reference") -> bool:
        """One page, perhaps in two languages."""
        return self.key == other.key

    def is_equal_to(self, other: "_Reference") -> bool:
        """Written alike."""
        return self.kind is other.kind and self.value == other.value

    def is_near(self, other: "_Reference") -> bool:
        """Of one site."""
        return self.kind is other.kind and (self.site == other.site or self.address.is_on_site_of(other.address))


@dataclass(frozen=True, slots=True)
class _Change:
    """What became of a reference: another one, nothing (`target` is None), or made from nothing (`source` is)."""

    source: _Reference | None
    target: _Reference | None
    astray: bool = False  # it leads where another link of the document does
    localised: bool = False  # it leads to a page in the language of the translation

    @property
    def pair(self) -> int:
        """Where to show it: at the place in the translation, if it has one."""
        one = self.target or self.source
        return one.pair if one else 0

    @property
    def is_loss(self) -> bool:
        """It is gone."""
        return self.target is None

    @property
    def severity(self) -> Severity:
        """Only a note where little is lost, or the two may well be meant to differ."""
        source, target = self.source, self.target
        if source is None or self.localised:
            slight = True
        elif target is None or self.astray:
            slight = False
        elif source.is_near(target):
            slight = source.kind is MarkKind.IMAGE or source.site in _NETWORKS
        else:
            slight = target.site not in _CONTACTS and target.address.country not in {None, source.address.country}
        return Severity.NOTE if slight else Severity.WARNING

    @property
    def message(self) -> str:
        """A sentence about it."""
        if self.source and self.target:
            names_place = self.source.kind is MarkKind.LINK and self.source.address.site not in _CONTACTS
            sentence = (
                _("{link} goes to {value} in the translation.")
                if names_place
                else _("{link} is {value} in the translation.")
            )
            return sentence.format(link=_named(self.source), value=_short(self.target.value))
        if self.source:
            return _("{link} is missing from the translation.").format(link=_named(self.source))
        return _("{link} is not in the source.").format(link=_named(self.target)) if self.target else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A pair of sentences, and what became of the references in it."""

    sentences: Bead
    changes: list[_Change]


@dataclass(frozen=True, slots=True)
class _Sides:
    """The references of the two sides of a bead: those that are the same, and what is left on each side."""

    same: list[tuple[_Reference, _Reference]]
    source: list[_Reference]
    target: list[_Reference]

    def without_moved(self, all_left: "_Sides") -> "_Sides":
        """Without those that another place of the other document has."""
        source = [one for one in self.source if not any(map(one.is_same_as, all_left.target))]
        target = [one for one in self.target if not any(map(one.is_same_as, all_left.source))]
        return _Sides(self.same, source, target)

    def changes(self) -> list[_Change]:
        """What is left, in pairs: of one site if possible. What is only repeated less often is no change."""
        near, source, target = _pair_off(self.source, self.target, _Reference.is_near)
        far, source, target = _pair_off(source, target, lambda one, other: one.kind is other.kind)
        matched = [reference for pair in self.same for reference in pair]
        source, target = ([one for one in side if not any(map(one.is_equal_to, matched))] for side in (source, target))
        return [
            *(_Change(*pair) for pair in near + far),
            *(_Change(one, None) for one in source),
            *(_Change(None, one) for one in target),
        ]


_Pairs = list[tuple[_Reference, _Reference]]


class _Habits:
    """What this pair of documents does with links: some sites keep their addresses in every language, some do not."""

    def __init__(self, same: _Pairs, changes: Sequence[_Change]) -> None:
        self._kept = Counter(
            source.site for source, target in same if source.is_equal_to(target) and "{{" not in source.value
        )
        self._kept_names = Counter(s.site for s, t in same if _is_localised(s, t) and "/" in s.address.page)
        replaced = [(change.source, change.target) for change in changes if change.source and change.target]
        near = [(source, target) for source, target in replaced if source.is_near(target)]
        self._renamed = Counter(source.site for source, _ in near)
        self._kept_pages = {source.key for source, _ in same}
        self._near_pages = {target.key for _, target in near}

    def is_astray(self, change: _Change) -> bool:
        """The address is that of another link of the document, and so not this one's in the other language."""
        source, target = change.source, change.target
        if source is None or target is None or source.kind is MarkKind.FOOTNOTE or not target.address.page.strip("#"):
            return False
        if source.path == target.path != "":  # the site has another host by now
            return False
        return target.key in self._kept_pages or (target.key in self._near_pages and not source.is_near(target))

    def explain(self, change: _Change) -> bool:
        """The address is another one only because pages have another address in the other language."""
        if change.source is None or change.target is None:
            return False
        if change.source.kind is MarkKind.FOOTNOTE:  # numbered anew
            return True
        if change.astray or _years(change.source) != _years(change.target) or _loses_name(change.source, change.target):
            return False
        if not change.source.is_near(change.target):
            return _same_end(change.source, change.target)
        return self._renames(change.source, change.target)

    def _renames(self, source: _Reference, target: _Reference) -> bool:
        """Pages of this site have a name in each language, or these two have one put together by a template."""
        others, kept = self._renamed[source.site] - 1, self._kept[source.site]
        if source.kind is MarkKind.IMAGE or not source.site:  # the document's own
            named_anew = source.kind is MarkKind.LINK and _is_translated(source, target)
            return named_anew or others >= kept or "{{" in source.value + target.value or _same_end(source, target)
        if _is_localised(source, target):
            return others > 0 or _same_name(source, target) or self._kept_names[source.site] < 3
        return (
            others > kept
            or _is_home(source, target)
            or (source.site not in _CONTACTS and _is_translated(source, target))
        )


def _is_localised(source: _Reference, target: _Reference) -> bool:
    """The two ask for different languages, or the site has a name in each: design.canada.ca, conception.canada.ca."""
    return source.address.language != target.address.language or source.address.host != target.address.host


def _same_end(source: _Reference, target: _Reference) -> bool:
    """One page that moved, or has two names: what follows the host is the same, or the end of it where one of the two
    names no host, or the number in it is.
    """
    if _is_end_of(source, target) or _is_end_of(target, source):
        return True
    numbers = [re.findall(r"\d{4,}", one.path)[-1:] for one in (source, target)]
    return (source.path == target.path != "") or (numbers[0] == numbers[1] != [])


def _is_end_of(one: _Reference, other: _Reference) -> bool:
    """Whether it names a page of the document's own site, and the other one that page in full: ./RULES.md."""
    return not one.address.host and one.path != "" and other.path.endswith(f"/{one.path.lstrip('/')}")


def _is_home(source: _Reference, target: _Reference) -> bool:
    """The first page of a folder, which one of the two names: guide/, guide/accueil."""
    pages = [_HOME.sub("", one.address.page) for one in (source, target)]
    return pages[0] == pages[1]


def _years(reference: _Reference) -> list[str]:
    """The years in an address that is not put together of numbers."""
    return re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", reference.address.page)


def _loses_name(source: _Reference, target: _Reference) -> bool:
    """The page is named after what the translation names alike, and the other page after something else."""
    name = _words(source.address.page.rpartition("/")[2])
    return bool(name) and name <= target.words and not name & _words(target.address.page)


def _same_name(source: _Reference, target: _Reference) -> bool:
    """Only the folders around the page have a name in each language: stories/chattogram, recits/chattogram."""
    names = [one.address.page.rpartition("/")[2] for one in (source, target)]
    return names[0] == names[1] != ""


def _is_translated(source: _Reference, target: _Reference) -> bool:
    """The address is in words of the text around it, on both sides: "features", "fonctionnalites"."""
    return bool(source.own_words - target.words) and bool(target.own_words - source.words)


def _places(beads: Sequence[Bead], changes: Sequence[Sequence[_Change]]) -> Iterator[_Place]:
    for bead, each in zip(beads, changes, strict=True):
        for index, sentences in enumerate(sentence_pairs(bead)):
            here = [change for change in each if change.pair == index]
            if here and sentences.source and sentences.target:
                yield _Place(sentences, here)


def _only(places: Sequence[_Place], *, loss: bool) -> list[_Place]:
    """The places with those of their changes that are a loss, or with the others."""
    some = (_Place(place.sentences, [one for one in place.changes if one.is_loss == loss]) for place in places)
    return [place for place in some if place.changes]


def _changes(compared: Sequence[_Sides], language: str | None) -> list[list[_Change]]:
    """For each bead what became of its references, where that needs an explanation. `language` is the target's."""
    left = _Sides(
        [], [one for sides in compared for one in sides.source], [one for sides in compared for one in sides.target]
    )
    changes = [sides.without_moved(left).changes() for sides in compared]
    habits = _Habits([same for sides in compared for same in sides.same], [c for each in changes for c in each])
    changes = [[replace(change, astray=habits.is_astray(change)) for change in each] for each in changes]
    changes = [[replace(change, localised=_is_localised_for(language, change)) for change in each] for each in changes]
    return [[change for change in each if not habits.explain(change)] for each in changes]


def _is_localised_for(language: str | None, change: _Change) -> bool:
    """Whether it leads to another site, and there to a page in this language, from one that names none."""
    source, target = change.source, change.target
    if source is None or target is None or change.astray or source.is_near(target):
        return False
    return language is not None and target.address.language == language and source.address.language is None


def _compare(bead: Bead) -> _Sides:
    pairs = sentence_pairs(bead)
    source = list(_read(bead.source, [pair.source for pair in pairs]))
    target = list(_read(bead.target, [pair.target for pair in pairs]))
    equal, source, target = _pair_off(source, target, _Reference.is_equal_to)
    same, source, target = _pair_off(source, target, _Reference.is_same_as)
    return _Sides(equal + same, source, target)


def _read(passages: Sequence[Segment], sides: Sequence[Sequence[Segment]]) -> Iterator[_Reference]:
    for passage in passages:
        if passage.kind is Kind.CODE or not passage.marks:
            continue
        words = _words(_ADDRESS.sub(" ", passage.text))
        for mark in passage.marks:
            if address := _address(mark):
                yield _Reference(mark.kind, mark.value, address, pair_around(passage, mark.start, sides), words)


_SPACED = re.compile(r"\[([^\[\]]{1,100})\] \((?:https?://|\.{0,2}/|#)[^\s()]*\)")
_HOME = re.compile(r"/(?:home|accueil|inicio|início|startseite)$")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.|/)\S*")


def _words(text: str) -> frozenset[str]:
    """Words of four letters and more, without case and accents."""
    plain = unicodedata.normalize("NFD", text.lower())
    return frozenset(re.findall(r"[a-z]{4,}", "".join(char for char in plain if not unicodedata.combining(char))))


def _address(mark: Mark) -> Address | None:
    if mark.kind is MarkKind.FOOTNOTE:
        return Address("", "", mark.value)
    return read_address(mark.value) if mark.kind in {MarkKind.LINK, MarkKind.IMAGE} else None


def _pair_off(
    source: Sequence[_Reference], target: Sequence[_Reference], agree: Callable[[_Reference, _Reference], bool]
) -> tuple[_Pairs, list[_Reference], list[_Reference]]:
    """Pairs that agree, in order; and what is left on each side."""
    pairs, left, free = [], [], list(target)
    for one in source:
        match = next((other for other in free if agree(one, other)), None)
        if match:
            free.remove(match)
            pairs.append((one, match))
        else:
            left.append(one)
    return pairs, left, free


def _named(reference: _Reference) -> str:
    contact = _CONTACTS.get(reference.address.site)
    name = contact or _NAMES.get(reference.kind, marked("The link to {value}"))
    return _(name).format(value=_short(reference.value))


def _short(value: str) -> str:
    value = re.sub(r"^(?:mailto|tel):", "", value)
    return value if len(value) <= 90 else f"{value[:55]}…{value[-30:]}"


_CONTACTS = {"mailto": marked("The e-mail address {value}"), "tel": marked("The telephone number {value}")}
_NAMES = {MarkKind.IMAGE: marked("The image {value}"), MarkKind.FOOTNOTE: marked("The footnote {value}")}
_NETWORKS = {
    "bsky.app", "facebook.com", "instagram.com", "linkedin.com", "medium.com", "tiktok.com", "twitter.com",
    "vimeo.com", "x.com", "youtube.com",
}  # fmt: skip
