"""Zip files from strangers: what DOCX, ODT and EPUB are inside."""

import lzma
import struct
import zipfile
import zlib
from io import BytesIO

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _, grouped, marked

_PARTS = 20_000  # files in one archive
_TOTAL = 100_000_000  # bytes, of all that is read of one archive; pictures are not
_RATIO = 200  # of a part to what it takes in the archive; XML seldom comes to 50
_SMALL = 1_000_000  # bytes: a part below this may have any ratio
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip

_ENTRY = b"PK\x01\x02"  # begins the entry of a file in the archive's directory
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: what Office wrote before 2007, and what it encrypts into
_BEGINNINGS = {
    b"%PDF-": marked("a PDF"),
    b"{\\rtf": marked("a file in Rich Text Format (.rtf)"),
    b"<": marked("HTML or XML"),
    b"\xef\xbb\xbf<": marked("HTML or XML"),
}
_INSIDE = {
    "word/document.xml": marked("a Word document (.docx)"),
    "xl/workbook.xml": marked("an Excel workbook (.xlsx)"),
    "ppt/presentation.xml": marked("a PowerPoint presentation (.pptx)"),
    "meta-inf/container.xml": marked("a book (.epub)"),
    "content.xml": marked("a file in OpenDocument format (.odt, .ods, .odp)"),
}


class Archive:
    """A zip file that is read part by part. Names are found whatever their case, as OPC has it (ECMA-376-2, 6.2.2).

    Raises `ReadError` if it is no zip file, is cut off, or holds too many files.
    """

    def __init__(self, content: bytes, path: str) -> None:
        self._path = path
        self._read = 0
        if (parts := content.count(_ENTRY)) > _PARTS:
            raise ReadError(
                _("{path} holds {parts} files, more than the {most} that are looked into").format(
                    path=path, parts=grouped(parts), most=grouped(_PARTS)
                )
            )
        try:
            self._file = zipfile.ZipFile(BytesIO(content))
        except _DAMAGE as error:
            raise ReadError(_no_archive(content, path)) from error
        self._parts = {_folded(part.filename): part for part in self._file.infolist()}

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._parts

    def read(self, name: str) -> bytes:
        """A part. Raises `ReadError` if it is not there, is encrypted or damaged, or unpacks into too much."""
        part = self._parts.get(_folded(name))
        if part is None:
            raise ReadError(
                _("{path} has no {name} in it{looks}").format(path=self._path, name=name, looks=self.looks())
            )
        self._refuse_bomb(part)
        if part.flag_bits & 1:
            raise ReadError(_("{path} is encrypted: save it without a password").format(path=self._path))
        try:
            return self._file.read(part)  # no more than `file_size`, whatever is packed in it
        except _DAMAGE as error:
            raise ReadError(
                _("{path} is damaged: {name} in it cannot be unpacked ({error})").format(
                    path=self._path, name=name, error=error
                )
            ) from error

    def _refuse_bomb(self, part: zipfile.ZipInfo) -> None:
        self._read += part.file_size
        if part.file_size > max(_SMALL, _RATIO * part.compress_size):
            times = part.file_size // max(part.compress_size, 1)
            raise ReadError(
                _("{path} unpacks into far more than it is: {filename} in it would be {times} times as long").format(
                    path=self._path, filename=part.filename, times=grouped(times)
                )
            )
        if self._read > _TOTAL:
            raise ReadError(
                _("{path} is too large to be read: the text in it takes more than {most} MB").format(
                    path=self._path, most=_TOTAL // 1000000
                )
            )

    def looks(self) -> str:
        """What it is instead, as far as one can see."""
        other = next((kind for name, kind in _INSIDE.items() if name in self._parts), None)
        return (
            _(": it looks like {other}, so give it that name").format(other=_(other))
            if other
            else _(": is it damaged, or something else?")
        )


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _no_archive(content: bytes, path: str) -> str:
    if not content:
        return _("{path} is empty: there is nothing in it to check").format(path=path)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return _("{path} is encrypted: save it without a password").format(path=path)
        return _("{path} is in the format of Office before 2007: open it and save it anew").format(path=path)
    if content.startswith(b"PK"):
        return _("{path} is damaged, or its end is missing: copy or download it again").format(path=path)
    other = next((kind for start, kind in _BEGINNINGS.items() if content.lstrip().startswith(start)), None)
    if other:
        return _("{path} is not what its name says but {other}: give it the right name").format(
            path=path, other=_(other)
        )
    return _(
        "{path} is not what its name says, or damaged: open it in the program that made it and save it again"
    ).format(path=path)
