"""The feed of a published project: the pictures that were hung last, as Atom (RFC 4287)."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import current_app, url_for
from markupsafe import Markup
from sqlalchemy import Row

from webapp.extensions import db
from webapp.image_projects.listing import hung_query
from webapp.models import ImageProject, ProjectPicture

MOST_ENTRIES = 40
ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, not even escaped.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_of(project: ImageProject) -> bytes:
    """Returns the feed, with absolute addresses below BASE_URL: the MOST_ENTRIES that were hung last."""
    hung = hung_query(project.id).add_columns(ProjectPicture.added_at).order_by(None)
    latest = hung.order_by(ProjectPicture.added_at.desc(), ProjectPicture.image_id.desc())
    rows = db.session.execute(latest.limit(MOST_ENTRIES)).all()
    page = absolute(url_for("projects.show", slug=project.slug))
    feed = Element("feed", xmlns=ATOM)
    _say(feed, "id", f"urn:uuid:{project.id}")
    _say(feed, "title", project.name)
    if project.description:
        _say(feed, "subtitle", project.description)
    _say(feed, "updated", _when(max([project.changed_at, *(row.added_at for row in rows)], key=_in_utc)))
    _say(SubElement(feed, "author"), "name", project.owner.name)
    SubElement(feed, "link", rel="alternate", type="text/html", href=page)
    SubElement(feed, "link", rel="self", href=absolute(url_for("projects.feed", slug=project.slug)))
    for row in rows:
        _entry(SubElement(feed, "entry"), row)
    data: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return data


def absolute(path: str) -> str:
    """Returns the address of a path of this site as others write it."""
    return f"{current_app.config['BASE_URL']}{path}"


def _entry(entry: Element, row: Row[Any]) -> None:
    picture_id: UUID = row.id
    _say(entry, "id", f"urn:uuid:{picture_id}")
    _say(entry, "title", row.title or row.alt_text or "A picture")
    _say(entry, "published", _when(row.created_at))
    _say(entry, "updated", _when(row.added_at))
    _say(SubElement(entry, "author"), "name", row.owner_name)
    SubElement(entry, "link", rel="alternate", href=absolute(url_for("images.show", image_id=picture_id)))
    file = absolute(url_for("files.show", pk=picture_id, variant="large"))
    SubElement(entry, "link", rel="enclosure", type="image/webp", href=file)
    if row.alt_text:
        _say(entry, "summary", row.alt_text)
    picture = Markup('<img src="{}" alt="{}">').format(file, row.alt_text)
    SubElement(entry, "content", type="html").text = _UNSPEAKABLE.sub("", str(picture))


def _say(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = _UNSPEAKABLE.sub("", words)


def _in_utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def _when(when: datetime) -> str:
    return _in_utc(when).isoformat(timespec="seconds")
