"""The check `placeholders`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.addresses import read_address
from parallelcheck.checks.placeholder_names import is_html, open_tags, placeholders
from parallelcheck.checks.plurals import is_singular, plurals
from parallelcheck.checks.policy import UNTRANSLATED
from parallelcheck.checks.wording import listed, quoted
from parallelcheck.i18n import _, ngettext
from parallelcheck.model import AlignedPair, Bead, Document, Finding, Kind, MarkKind, Profile, Segment, Severity

# Something in it is no word of a sentence: "max_age", "notAfter", "/etc/hosts", "--all", "v2".
_CODE_LIKE = re.compile(r"\w[_/=:(\\<>$#@*+]+\w|[a-z\d][A-Z]|\d|(?:^|\s)[-/.$@_<#]+\w|\w[./(]$")

_Forms = tuple[str, tuple[Segment, ...]]


@dataclass(frozen=True)
class Placeholders:
    """A placeholder, tag, shortcode or piece of inline code that the translation lost or changed.

    What a program fills in or acts upon has to reach the translation unharmed: without its `%s` a message shows the
    wrong thing, or crashes the program that prints it.

    **Example.** “%(count)d files were copied to %(folder)s” is translated as “%(count)d fichiers ont été copiés vers
    %(dossier)s”.

    **Stays silent** about another order, where the placeholders have names or numbers (`%2$s … %1$s`); about a number
    shown in another format (`%.2f`, `{price:,.0f}`) and the arguments of shortcodes; about a placeholder that is said
    twice; about a singular that spells out its number (“Un fichier”); about the branches of ICU's choices, which
    differ by language; about `%%`; about tags of HTML that were added, line breaks, and words in angle brackets that
    are no tags (`<command>`); about inline code that is a plain word, stands elsewhere in the
    translation, or is an address of a site of which the translation has another address in its place.

    **A warning, no error,** is a lost tag of HTML or piece of inline code.

    **Misses** two placeholders without names that changed places and are of one kind, formulas, components and
    shortcodes that stand by themselves, and a percent sign that was not doubled.

    **Options.** None.
    """

    name: ClassVar[str] = "placeholders"
    severity: ClassVar[Severity] = Severity.ERROR
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (*UNTRANSLATED, "weak-match")

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each pair of passages, with all its differences."""
        if pair.source is None:
            return
        forms = _forms(pair.source)
        everything = _squeezed(" ".join(segment.text for segment in pair.target.segments))
        for bead in pair.beads:
            if bead.source and bead.target and bead.source[0].kind is not Kind.CODE:
                yield from self._finding(bead, _difference(bead, forms), _lost_code(bead, everything))

    def _finding(self, bead: Bead, difference: "_Difference", code: Sequence[str]) -> Iterator[Finding]:
        lost = [*difference.lost, *code]
        says = list(_says(lost, difference))
        if says:
            grave = difference.added or difference.unclosed or not all(map(is_html, difference.lost))
            yield Finding(
                self.name,
                self.severity if grave else Severity.WARNING,
                " ".join(says),
                source=bead.source,
                target=bead.target,
                evidence={"lost": tuple(lost), "added": tuple(difference.added)},
                suggestion=_("Write tags, placeholders and code in the translation exactly as in the source."),
            )


@dataclass(frozen=True, slots=True)
class _Difference:
    """Placeholders as they are written; `unclosed` are tags."""

    lost: Sequence[str]
    added: Sequence[str]
    unclosed: Sequence[str]


def _says(lost: Sequence[str], difference: _Difference) -> Iterator[str]:
    for names, sentence in (
        (
            lost,
            ngettext(
                "{names} of the source is missing from the translation.",
                "{names} of the source are missing from the translation.",
                len(lost),
            ),
        ),
        (
            difference.added,
            ngettext(
                "{names} of the translation is not in the source.",
                "{names} of the translation are not in the source.",
                len(difference.added),
            ),
        ),
        (
            difference.unclosed,
            ngettext(
                "{names} in the translation is not closed as often as opened.",
                "{names} in the translation are not closed as often as opened.",
                len(difference.unclosed),
            ),
        ),
    ):
        if names:
            yield sentence.format(names=listed([quoted(name) for name in names]))


def _difference(bead: Bead, forms: Mapping[str | None, _Forms]) -> _Difference:
    source, target = placeholders(bead.source), placeholders(bead.target)
    required, allowed = set(source), set(source)
    form, others = forms.get(bead.source[0].key, ("", ()))
    if others:
        each = [set(placeholders([other])) for other in others]
        allowed = set().union(*each)
        required = set.intersection(*each) if is_singular(form) else required
    lost = [name for name in source if name in required and name not in target]
    if is_singular(form) and required == allowed and len(lost) == 1:  # the number, in words
        lost = []
    added = [name for name in target if name not in allowed and not is_html(name)]
    left_open = open_tags(bead.target)
    unclosed = [f"<{name}>" for name, balance in open_tags(bead.source).items() if left_open[name] and not balance]
    return _Difference([source[name] for name in lost], [target[name] for name in added], unclosed)


def _forms(document: Document) -> dict[str | None, _Forms]:
    """For the key of every plural form: which one it is, and all forms of the message."""
    return {
        segment.key: (form, tuple(forms.values()))
        for forms in plurals(document).values()
        for form, segment in forms.items()
    }


def _lost_code(bead: Bead, everything: str) -> list[str]:
    """Inline code of the source of which some part stands nowhere in the translation; white space does not count."""
    sites = set(filter(None, map(_site, _code(bead.target))))
    return [
        each
        for each in dict.fromkeys(_code(bead.source))
        if _CODE_LIKE.search(each)
        and any(_squeezed(part) not in everything for part in each.split(","))
        and _site(each) not in sites
    ]


def _code(segments: Sequence[Segment]) -> list[str]:
    return [s.text[mark.start : mark.end] for s in segments for mark in s.marks if mark.kind is MarkKind.CODE]


def _site(code: str) -> str | None:
    """Of an address: in the other language it may be another page of the same site."""
    address = read_address(code) if "://" in code else None
    return address.site if address else None


def _squeezed(text: str) -> str:
    return "".join(text.split())
