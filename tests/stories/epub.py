"""What epubcheck looks at in a book such as ours: structure, manifest, spine, navigation, ids, media types."""

import posixpath
import re
import zipfile
from xml.etree import ElementTree as ET

TYPES = {".xhtml": "application/xhtml+xml", ".jpg": "image/jpeg", ".css": "text/css"}
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def check_epub(book: zipfile.ZipFile) -> None:
    """Fails unless the book keeps the rules of EPUB 3.3."""
    _check_container(book)
    package = _read(book, "EPUB/package.opf")
    _check_metadata(package)
    items = _check_manifest(book, package)
    spine = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]
    assert len(set(spine)) == len(spine) > 0
    assert all(items[name].endswith(".xhtml") for name in spine if name)
    pages = [items[name] for name in spine if name]
    for path in {*pages, "nav.xhtml"}:
        _check_page(book, path, set(items.values()))
    _check_nav(book, pages)


def _read(book: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(name))  # noqa: S314 - our own file


def _check_container(book: zipfile.ZipFile) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert first.flag_bits & 0b1000 == 0  # its size stands before it, so that its type is found at byte 38
    assert book.read("mimetype") == b"application/epub+zip"
    root = _read(book, "META-INF/container.xml")
    (named,) = root.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
    assert named.get("full-path") == "EPUB/package.opf"


def _check_metadata(package: ET.Element) -> None:
    identifier = package.find(f".//{DC}identifier")
    assert identifier is not None
    assert package.get("version") == "3.0"
    assert identifier.get("id") == package.get("unique-identifier")
    for name in ("title", "language"):
        found = package.find(f".//{DC}{name}")
        assert found is not None
        assert found.text
    (modified,) = [meta.text for meta in package.iter(f"{OPF}meta") if meta.get("property") == "dcterms:modified"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified or "")
    ids = [element.get("id") for element in package.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)


def _check_manifest(book: zipfile.ZipFile, package: ET.Element) -> dict[str, str]:
    """Everything in the archive is listed once, with its true type. Returns paths by id."""
    listed = list(package.iter(f"{OPF}item"))
    paths = [item.attrib["href"] for item in listed]
    there = {name.removeprefix("EPUB/") for name in book.namelist() if name.startswith("EPUB/")}
    assert len(set(paths)) == len(paths)
    assert {*paths, "package.opf"} == there
    assert all(item.get("media-type") == TYPES[posixpath.splitext(item.attrib["href"])[1]] for item in listed)
    assert [item.attrib["href"] for item in listed if item.get("properties") == "nav"] == ["nav.xhtml"]
    assert len([item for item in listed if item.get("properties") == "cover-image"]) <= 1
    assert all(book.read(f"EPUB/{path}").startswith(b"\xff\xd8") for path in paths if path.endswith(".jpg"))
    return {item.attrib["id"]: item.attrib["href"] for item in listed}


def _check_page(book: zipfile.ZipFile, path: str, listed: set[str]) -> None:
    page = _read(book, f"EPUB/{path}")
    assert page.tag == f"{XHTML}html"
    title = page.find(f"{XHTML}head/{XHTML}title")
    assert title is not None
    assert title.text
    assert len(page.find(f"{XHTML}body") or ()) > 0
    for name, attribute in (("img", "src"), ("link", "href"), ("a", "href")):
        assert {element.get(attribute) for element in page.iter(f"{XHTML}{name}")} <= listed
    assert all(picture.get("alt") for picture in page.iter(f"{XHTML}img"))


def _check_nav(book: zipfile.ZipFile, pages: list[str]) -> None:
    nav = _read(book, "EPUB/nav.xhtml")
    (toc,) = nav.iter(f"{XHTML}nav")
    assert toc.get("{http://www.idpf.org/2007/ops}type") == "toc"
    links = list(toc.iter(f"{XHTML}a"))
    assert [link.get("href") for link in links] == pages
    assert all((link.text or "").strip() for link in links)
