"""Makes the samples that are made by other programs; run it by hand: python tests/read/samples/make.py

letter.fodt is written by hand and holds what a letter can hold; LibreOffice Writer makes letter.odt and letter.docx of
it. (Word knows no hidden sections: the last paragraph is to be seen in letter.docx.) pandoc makes article.epub and
article.docx of an article in corpora/, XlsxWriter pages.xlsx. Committed were those of LibreOffice 7.4.7, pandoc 2.17
and XlsxWriter 3.3.
"""

import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent
ARTICLE = HERE.parents[2] / "corpora" / "article-alone" / "clean" / "article.fr.md"
PAGES = [
    ["Texts of the site"],
    ["key", "title_en", "title_fr", "body_en", "body_fr", "Remark"],
    [
        "pier",
        "The old pier",
        "La vieille jetée",
        "The pier is open from 9 to 5.\nDogs are welcome.",
        "La jetée est ouverte de 9 h à 17 h.\nLes chiens sont les bienvenus.",
        "checked",
    ],
    [],
    ["boats", "Boats", "Bateaux", "Two boats leave every hour."],
]


def main() -> None:
    with tempfile.TemporaryDirectory() as profile:
        for suffix in ("odt", "docx"):
            office = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", suffix]
            subprocess.run([*office, "--outdir", HERE, HERE / "letter.fodt"], check=True)
    subprocess.run(["pandoc", ARTICLE, "--epub-chapter-level=2", "-o", HERE / "article.epub"], check=True)
    subprocess.run(["pandoc", ARTICLE, "-o", HERE / "article.docx"], check=True)
    make_workbook()


def make_workbook() -> None:
    with xlsxwriter.Workbook(HERE / "pages.xlsx") as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        sheet, about = book.add_worksheet("Pages"), book.add_worksheet("About")
        for number, row in enumerate(PAGES):
            sheet.write_row(number, 0, row)
        sheet.write_rich_string(5, 3, "The keeper is ", book.add_format({"bold": True}), "not", " here.")
        sheet.write(5, 4, "Le gardien n’est pas là.")
        about.write(0, 0, "Made for the tests of parallelcheck.")


if __name__ == "__main__":
    main()
