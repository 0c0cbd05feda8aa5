"""YAML message files: Rails, Vue, Symfony."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.encoding import decode
from parallelcheck.read.messages import Nest, Scalar, document, hold_messages
from parallelcheck.read.passage import Source

if TYPE_CHECKING:
    import yaml

_TEXT = "tag:yaml.org,2002:str"


def read(text: str, path: str) -> Document:
    """The texts in a YAML file, keyed by the path to them. Raises `ReadError` where it is not YAML."""
    return document(_scalars(text, path), Source(text, path), "yaml")


def holds_text(path: str, content: Callable[[], bytes]) -> bool:
    """Whether a file in a folder is one of messages, and no other data."""
    return hold_messages(path, lambda: list(_scalars(decode(content(), path)[0], path)))


def _scalars(text: str, path: str) -> Iterator[Scalar]:
    """The values; one that aliases repeat only where it first stands."""
    import yaml

    nest = Nest(path)
    resolver = yaml.resolver.Resolver()
    documents = 0
    for event in _events(text, path):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise ReadError(
                    _("{path} holds several documents, with --- between them: make them files of their own").format(
                        path=path
                    )
                )
        elif isinstance(event, yaml.CollectionStartEvent):
            nest.open(mapping=isinstance(event, yaml.MappingStartEvent))
        elif isinstance(event, yaml.CollectionEndEvent):
            nest.close()
        elif isinstance(event, yaml.AliasEvent):
            nest.scalar("*")
        elif isinstance(event, yaml.ScalarEvent):
            keys = nest.scalar(event.value)
            if keys is not None:
                tag = event.tag or resolver.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
                quoted = event.style in ("'", '"')
                start, end = (mark.index if mark else 0 for mark in (event.start_mark, event.end_mark))
                yield Scalar(keys, event.value if tag == _TEXT else None, start + quoted, end - quoted)


def _events(text: str, path: str) -> "Iterator[yaml.Event]":
    """What the parser sees, one by one: composing a deeply nested file in libyaml's loader ends the interpreter."""
    import yaml

    try:
        yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}," if error.problem_mark else ""
        raise ReadError(
            _("{path}{line} is not YAML: {problem}; correct it").format(path=path, line=line, problem=error.problem)
        ) from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise ReadError(
            _("{path} is not YAML: {error}; correct it").format(path=path, error=str(error).splitlines()[0])
        ) from error
