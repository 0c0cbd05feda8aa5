"""HTML: the main content of a page, with the title and the description that search engines show.

A page that a site generator will fill in may begin with front matter and hold templates.
"""

from collections.abc import Collection
from itertools import chain

from parallelcheck.model import Document, Kind
from parallelcheck.read.elements import Flow
from parallelcheck.read.frontmatter import front_matter
from parallelcheck.read.layout import lines
from parallelcheck.read.markup import names
from parallelcheck.read.mask import mask_templates
from parallelcheck.read.passage import Source, segments

# Elements and ARIA roles around the content of a page, and controls of forms.
_UNSEEN = names(
    "nav header footer aside select button textarea option dialog menu search"
    " navigation banner contentinfo complementary"
)


def read(text: str, path: str, shown: Collection[str] = ()) -> Document:
    """What stands in `<main>`; without one in `<article>`s; without these anywhere.

    `shown` names the settings in its front matter that its readers see, if not the usual ones.
    """
    source = Source(text, path)
    settings = front_matter(source, shown)
    masked = mask_templates(settings.blanked(text))
    for root in ("main", "article", None):
        flow = Flow(source, root, _UNSEEN, masked)
        for setting in settings.shown:
            flow.metadata(*setting)
        if root is None or root in text:
            flow.markup(masked.text, lambda at: at)
            flow.flush()
        if any(passage.kind is not Kind.METADATA for passage in flow.passages):
            break
    passages = chain.from_iterable(map(lines, flow.passages))
    language = flow.language or settings.language
    return Document(path, "html", segments(passages, source), language, settings.notes(path))
