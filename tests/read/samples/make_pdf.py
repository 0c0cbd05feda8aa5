"""Makes the PDF samples; run it by hand: python tests/read/samples/make_pdf.py

Chromium prints pages made of texts in corpora/, LibreOffice exports article.docx, once more with a password for
../refused/locked.pdf. Committed were those of Chromium 150 and LibreOffice 7.4.7.
"""

import json
import re
import subprocess
import tempfile
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

HERE = Path(__file__).parent
CORPORA = HERE.parents[2] / "corpora"
HEAD = """<!doctype html><meta charset="utf-8"><style>
@page { size: 148mm 210mm; margin: 20mm 15mm;
  @top-center { content: "RUNNING"; font: 8pt "Liberation Serif" }
  @bottom-center { content: counter(page) " / " counter(pages); font: 8pt "Liberation Serif" } }
body { font: 9pt "Liberation Serif"; text-align: justify; hyphens: auto; margin: 0 }
td, th { padding: 2pt 8pt; text-align: left }
.two { columns: 2; column-gap: 18pt }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 18pt; break-inside: avoid }
</style>"""


def main() -> None:
    article = _markdown("article-alone/clean/article.fr.md")
    report = _markdown("annual-report/clean/report.fr.md")
    finances = report[report.index("\n## Finances") : report.index("\n## Perspectives")]
    _print("article", "Une soirée au phare", f'<main lang="fr">{_html(article)}</main>')
    _print("columns", "Rapport annuel", f'<main lang="fr" class="two">{_html(article + finances)}</main>')
    _print("side-by-side", "Privacy · Confidentialité", "".join(_pairs()))
    export = json.dumps(
        {
            "EncryptFile": {"type": "boolean", "value": "true"},
            "DocumentOpenPassword": {"type": "string", "value": "lighthouse"},
        }
    )
    _export("pdf", HERE / "article.docx", HERE / "article-office.pdf")
    _export(f"pdf:writer_pdf_Export:{export}", HERE / "article.docx", HERE.parent / "refused" / "locked.pdf")


def _markdown(path: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n", "", (CORPORA / path).read_text(encoding="utf-8"), flags=re.DOTALL)


def _html(text: str) -> str:
    return MarkdownIt().enable("table").render(text)


def _pairs() -> list[str]:
    """Paragraph by paragraph, two languages beside each other."""
    texts = [_markdown(f"policy/clean/{language}/privacy.md").split("\n\n") for language in ("en", "fr")]
    return [
        f'<div class="pair"><div lang="en">{_html(left)}</div><div lang="fr">{_html(right)}</div></div>'
        for left, right in zip(*texts, strict=True)
    ]


def _print(name: str, running: str, body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(HEAD.replace("RUNNING", escape(running)) + body, encoding="utf-8")
        to = f"--print-to-pdf={HERE / name}.pdf"
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer", to, page], check=True)


def _export(how: str, source: Path, to: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", how]
        subprocess.run([*office, "--outdir", folder, source], check=True)
        to.parent.mkdir(exist_ok=True)
        (Path(folder) / source.name).with_suffix(".pdf").rename(to)


if __name__ == "__main__":
    main()
