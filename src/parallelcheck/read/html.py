"""HTML: the main content of a page, with the title and the description that search engines show."""

from itertools import chain

from parallelcheck.model import Document, Kind
from parallelcheck.read.elements import Flow
from parallelcheck.read.layout import lines
from parallelcheck.read.markup import names
from parallelcheck.read.passage import Source, segments

# Elements and ARIA roles around the content of a page, and controls of forms.
_UNSEEN = names(
    "nav header footer aside select button textarea option dialog menu search"
    " navigation banner contentinfo complementary"
)


def read(text: str, path: str) -> Document:
    """What stands in `<main>`; without one in `<article>`s; without these anywhere."""
    source = Source(text, path)
    for root in ("main", "article", None):
        flow = Flow(source, root, _UNSEEN)
        if root is None or root in text:
            flow.markup(text, lambda at: at)
            flow.flush()
        if any(passage.kind is not Kind.METADATA for passage in flow.passages):
            break
    passages = chain.from_iterable(map(lines, flow.passages))
    return Document(path, "html", segments(passages, source), flow.language)
