"""Files are what their bytes say, whatever they are called, and what cannot be read is told in a sentence."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from generator.importing.readers.documents import read
from generator.problems import ProblemsFound
from generator.untrusted.conversion import can_do_without_network, converted
from generator.untrusted.file_type import FileType, file_type
from tests.importing.documents import DOCUMENTS
from tests.importing.writers import word, zipped

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
CASES = {
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), FileType.DOCX),
    "docx with macros": (zipped("word/document.xml", "word/vbaProject.bin"), FileType.MACROS),
    "xlsx": (zipped("xl/workbook.xml"), FileType.XLSX),
    "OFD": (zipped("OFD.xml"), FileType.OFD),
    "odt": (zipped("mimetype", "content.xml"), FileType.ODT),
    "any ZIP": (zipped("a.txt"), FileType.OTHER),
    "broken ZIP": (b"PK\x03\x04rubbish", FileType.OTHER),
    "doc": (COMPOUND + "WordDocument".encode("utf-16-le"), FileType.OLD_WORD),
    "xls": (COMPOUND + "Workbook".encode("utf-16-le"), FileType.OLD_EXCEL),
    "with a password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), FileType.LOCKED),
    "PDF": (b"%PDF-1.7\n", FileType.PDF),
    "PDF after blanks": (b"\n\n%PDF-1.4\n", FileType.PDF),
    "RTF": (b"{\\rtf1", FileType.RTF),
    "PNG": (b"\x89PNG\r\n\x1a\n", FileType.IMAGE),
    "text in UTF-8": ("第一条".encode(), FileType.TEXT),
    "text in GB 18030": ("第一条".encode("gb18030"), FileType.TEXT),
    "text in UTF-16": ("第一条".encode("utf-16"), FileType.TEXT),
    "HTML": (b"<!DOCTYPE html><p>", FileType.OTHER),
    "a program": (b"MZ\x90\0\3\0\0\0", FileType.OTHER),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_what_its_bytes_say(name):
    """By its bytes alone."""
    content, type = CASES[name]
    assert file_type(content) is type


REFUSED = {
    "nothing": (b"", "文件是空的"),
    "a program": (CASES["a program"][0], "认不出"),
    "macros": (CASES["docx with macros"][0], "带有宏"),
    "a password": (CASES["with a password"][0], "加了密码"),
    "half a document": (word(DOCUMENTS["doc"].entries)[:4000], "认不出"),
    "a document without its text": (CASES["docx"][0], "里没有 Word 文档"),
    "half a PDF": (b"%PDF-1.7\n1 0 obj <<", "打不开"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told(name):
    """In one sentence that names the file, and as a problem, never as a traceback."""
    content, words = REFUSED[name]
    with pytest.raises(ProblemsFound, match=words) as found:
        read("制度.docx", content)
    assert "制度.docx" in found.value.problems[0].message


def test_the_name_of_a_file_says_nothing():
    """A Word document that is called a PDF is read as what it is."""
    document = read("制度.pdf", word(DOCUMENTS["doc"].entries))
    assert any("发货流程" in getattr(block, "text", "") for block in document.reading.blocks)


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """A server of this machine: its port, and what it was asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], paths
        server.shutdown()


@pytest.mark.libreoffice
def test_no_link_is_followed(soffice, asked):
    """A document that links to a picture elsewhere is converted, and nobody is asked for it: neither where the system
    keeps the program from the network, nor where only its own settings do.
    """
    port, paths = asked
    link = rf"{{\field{{\*\fldinst INCLUDEPICTURE \\d http://127.0.0.1:{port}/spy.png}}}}"
    content = (rf"{{\rtf1\ansi Text {link}\par}}").encode()
    for cut_off in (True, False):
        result = converted(content, "rtf", "docx", "制度.rtf", cut_off)
        assert file_type(result.content) is FileType.DOCX
        assert result.without_network == (cut_off and can_do_without_network())
    assert paths == []
