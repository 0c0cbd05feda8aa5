"""What git remembers: what a change under review did, and what was edited since it was last translated."""

from parallelcheck.history.change import Change, change_since
from parallelcheck.history.edits import one_sided, unlike
from parallelcheck.history.outdated import History

__all__ = ["Change", "History", "change_since", "one_sided", "unlike"]
