"""Makes the samples that are made by other programs; run it by hand: python tests/read/samples/make.py

letter.fodt is written by hand and holds what a letter can hold; LibreOffice Writer makes letter.odt and letter.docx of
it. (Word knows no hidden sections: the last paragraph is to be seen in letter.docx.) pandoc makes article.epub and
article.docx of an article in corpora/. Committed were those of LibreOffice 7.4.7 and pandoc 2.17.
"""

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ARTICLE = HERE.parents[2] / "corpora" / "article-alone" / "clean" / "article.fr.md"


def main() -> None:
    with tempfile.TemporaryDirectory() as profile:
        for suffix in ("odt", "docx"):
            office = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", suffix]
            subprocess.run([*office, "--outdir", HERE, HERE / "letter.fodt"], check=True)
    subprocess.run(["pandoc", ARTICLE, "--epub-chapter-level=2", "-o", HERE / "article.epub"], check=True)
    subprocess.run(["pandoc", ARTICLE, "-o", HERE / "article.docx"], check=True)


if __name__ == "__main__":
    main()
