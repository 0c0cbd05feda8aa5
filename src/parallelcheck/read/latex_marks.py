"""How LaTeX is written: its tokens, the braces that belong together, the arguments of a command."""

import re

_VERBATIM = (
    r"(?:verbatim|Verbatim|BVerbatim|lstlisting|minted|alltt|comment|filecontents|tikzpicture|pgfpicture|picture)\*?"
)
_FORMULA = r"(?:equation|align|alignat|gather|multline|displaymath|math|eqnarray|flalign|split)\*?"
OPAQUE = re.compile(rf"\\begin\{{(?P<name>{_VERBATIM}|{_FORMULA})\}}")
_BRACE = re.compile(rf"{OPAQUE.pattern}|\\[\s\S]|%[^\n]*|(?P<brace>[{{}}])")
# All lengths are bounded: what never closes takes linear time.
TOKEN = re.compile(
    r"""(?P<comment>%[^\n]*(?:\n(?![ \t]*\n)[ \t]*)?)
    | (?P<paragraph>\n[ \t]*\n\s*)
    | \\verb\*?(?P<fence>[^\sa-zA-Z*])(?P<verb>[^\n]{0,500}?)(?P=fence)
    | \\lstinline(?:\[[^\]\n]{0,200}\])?(?P<mark>[^\s\w*{\[])(?P<listing>[^\n]{0,500}?)(?P=mark)
    | (?P<opening>\\\[|\$\$|\\\()
    | \$(?P<formula>(?:[^$\\\n]|\\[\s\S]|\n(?!\s*\n)){1,1000})\$
    | \\begin\{(?P<begin>[^{}\n]{1,50})\} | \\end\{(?P<end>[^{}\n]{1,50})\}
    | (?P<broken>\\\\\*?(?:\[[^\]\n]{0,50}\])?|\\(?:newline|tabularnewline)(?![a-zA-Z]))
    | \\(?P<accent>[`'^~=."]|[uvHcdbrkt](?![a-zA-Z]))\s*
      (?:\{\s*\\?(?P<braced>[a-zA-Z]?)\s*\}|\\(?P<dotless>[ij])(?![a-zA-Z])\s?|(?P<letter>[a-zA-Z]))
    | \\(?P<command>[a-zA-Z@]+)(?P<space>\*?[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?)
    | \\(?P<symbol>[\s\S])
    | (?P<brace>[{}]) | (?P<cell>&)
    | (?P<typed>~|---?|``|''|`|'|<<\s?|\s?>>|"[`'])""",
    re.VERBOSE,
)
KINDS = (
    *("comment", "paragraph", "verb", "listing", "opening", "formula", "begin", "end", "broken", "accent", "command"),
    *("symbol", "brace", "cell", "typed"),
)
OPTION = re.compile(r"\[(?P<inside>(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*+\})*+\}){0,500}+)\]")
_SPACE = re.compile(r"[ \t]*\n?[ \t]*(?=[\[{])")


class Arguments:
    """Finds the arguments of commands in a text: in brackets if they may be left out, else in braces."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int, int] = {}  # where each brace that opens is closed; what never is, is not among them
        opened: list[int] = []
        at = 0
        while token := _BRACE.search(text, at):
            at = token.end()
            if token["name"]:
                at = self.opaque_end(token["name"], at)
            elif token["brace"] == "{":
                opened.append(token.start())
            elif token["brace"] and opened:
                self._ends[opened.pop()] = token.start()

    def opaque_end(self, name: str, at: int) -> int:
        """Where an environment ends in which nothing is a command."""
        end = self._text.find(f"\\end{{{name}}}", at)
        return end if end >= 0 else len(self._text)

    def next(self, at: int) -> int:
        """Over white space, if a bracket or a brace follows it."""
        space = _SPACE.match(self._text, at)
        return space.end() if space else at

    def behind_options(self, at: int) -> int:
        """Over all that is in brackets, to the brace if there is one."""
        while option := OPTION.match(self._text, self.next(at)):
            at = option.end()
        return self.next(at)

    def behind(self, at: int, count: int) -> int:
        """Over so many arguments in braces, and what is in brackets before them."""
        for _ in range(count):
            brace = self.behind_options(at)
            if brace not in self._ends:
                break
            at = self._ends[brace] + 1
        return at

    def span(self, at: int) -> tuple[int, int]:
        """From where to where what is in braces reaches, if they open there; nothing if not."""
        return (at + 1, self._ends[at]) if at in self._ends else (at, at)

    def text(self, at: int) -> str:
        """What is in the braces that open there."""
        return self._text[slice(*self.span(at))]
