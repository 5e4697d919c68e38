"""A wall as a page: endless, or in pages with numbers for those who prefer them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import actor
from webapp.cards import BEHIND_ALL, PAGE_SIZE, Page, card_query, read_cards, read_page
from webapp.extensions import db
from webapp.htmx import is_partial, page_or_fragment
from webapp.meaning.weights import why_away
from webapp.models import Image
from webapp.paging import before_cursor, next_url, this_url, url_of
from webapp.wall_chips import chips
from webapp.wall_filters import Filters
from webapp.wall_meaning import behind, nearest_on
from webapp.wall_months import Month, months_of
from webapp.wall_options import choices
from webapp.walls import BEHIND, Wall

PAGES_AROUND = 4


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page nearby. `url` None: the one that is shown."""

    number: int
    url: str | None


def show_wall(page: str, wall: Wall, filters: Filters, **context: Any) -> BaseResponse:
    """Answers with a wall: the whole page, or for HTMX its results or the next cards."""
    if "meaning" in request.args:
        return redirect(this_url({"like": request.args.get("q") or None}, {"q", "meaning"}) or request.path)
    if not is_partial() and _has_empty_fields():
        return redirect(this_url({}) or request.path)
    before, viewer = before_cursor(), actor()
    viewer_id = viewer.id if viewer else None
    has_pages = viewer is not None and viewer.has_pages
    is_next = before is not None and not has_pages
    is_ranked = bool(filters.get("like"))
    read, pages = (_ranked if is_ranked else _newest)(wall, filters, before, viewer_id, has_pages=has_pages)
    answer = page_or_fragment(
        page,
        "gallery/_cards.html" if is_next else "gallery/_results.html",
        cards=read.cards,
        next_url=None if has_pages else next_url(read.before),
        pages=pages,
        filters=filters,
        is_away=is_ranked and why_away() is not None,
        chips=[] if is_next and is_partial() else chips(filters, viewer_id),
        is_first=before is None,
        filter_url=_beside("choose_filters"),
        months_url=_beside("months"),
        by_meaning_url=this_url({"like": filters.get("q")}, {"q"}),
        by_words_url=this_url({"q": filters.get("like")}, {"like"}),
        **context,
    )
    return _with_tidy_address(answer) if is_partial() and not is_next else answer


Read = tuple[Page, list[PageLink]]


def _newest(wall: Wall, _filters: Filters, before: UUID | None, viewer_id: UUID | None, *, has_pages: bool) -> Read:
    """Reads a page of a wall, the newest pictures first, with the pages near it."""
    page = read_page(wall.narrow(card_query()), before, viewer_id, key=wall.key, order=wall.order)
    return page, pages_around(wall, before) if has_pages else []


def _ranked(wall: Wall, filters: Filters, before: UUID | None, viewer_id: UUID | None, *, has_pages: bool) -> Read:
    """Reads a page of a wall by meaning, the nearest pictures first, with all of its pages."""
    ranking = nearest_on(wall, filters)
    left = behind(wall, filters, ranking, before) if before else ranking.ids
    shown = left[:PAGE_SIZE]
    page = Page(read_cards(shown, viewer_id), shown[-1] if len(left) > PAGE_SIZE else None)
    starts = [None, *ranking.ids[PAGE_SIZE - 1 : -1 : PAGE_SIZE]]
    here = (len(ranking.ids) - len(left) + PAGE_SIZE - 1) // PAGE_SIZE
    links = [PageLink(n + 1, None) if n == here else _link(n + 1, start) for n, start in enumerate(starts)]
    return page, links if has_pages else []


def _beside(view: str) -> str:
    """Returns the address of another view of this wall's feature, with the same filters."""
    return url_of(f"{request.blueprint}.{view}", {})


def _has_empty_fields() -> bool:
    """Tells whether the address holds fields of a form that were left empty."""
    return any(not given for given in request.args.values())


def _with_tidy_address(answer: Response) -> Response:
    answer.headers["HX-Push-Url"] = this_url({}) or request.path
    return answer


def pages_around(wall: Wall, before: UUID | None) -> list[PageLink]:
    """Returns the pages near the one that starts behind `before`, without counting or skipping what lies between.

    Only the ids of a few pages to both sides are read. A page far from the first one is numbered as the address says,
    so that numbers stay as one walks.
    """
    newer = _newer_pages(wall, before) if before else []
    is_near = not newer or newer[-1] is None
    here = len(newer) + 1 if is_near else max(_claimed_number(), PAGES_AROUND + 2)
    first = [] if is_near else [PageLink(1, this_url({}))]
    links = [_link(here - steps, cursor) for steps, cursor in enumerate(newer, start=1)][::-1]
    older = [_link(here + steps, cursor) for steps, cursor in enumerate(_older_pages(wall, before), start=1)]
    return [*first, *links, PageLink(here, None), *older]


def _newer_pages(wall: Wall, before: UUID) -> list[UUID | None]:
    """Returns where the newer pages start, the nearest first; None is the first page of the wall."""
    ids = wall.narrow(select(Image.id)).where(*wall.since(before)).order_by(wall.along)
    found = db.session.scalars(ids.limit(PAGE_SIZE * PAGES_AROUND + 1)).all()
    is_whole = 0 < len(found) <= PAGE_SIZE * PAGES_AROUND
    return [*found[PAGE_SIZE::PAGE_SIZE], *([None] if is_whole else [])]


def _older_pages(wall: Wall, before: UUID | None) -> list[UUID]:
    """Returns where the older pages start, the nearest first."""
    start = before or BEHIND_ALL
    found = db.session.scalars(wall.ids(start).limit(PAGE_SIZE * PAGES_AROUND + 1), {BEHIND.key: start}).all()
    return [found[at] for at in range(PAGE_SIZE - 1, len(found) - 1, PAGE_SIZE)]


def _link(number: int, before: UUID | None) -> PageLink:
    changed = {"before": before, "page": number} if before else {}
    return PageLink(number, this_url(changed))


def _claimed_number() -> int:
    given = request.args.get("page", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0


def show_filters(filters: Filters, offered: frozenset[str], wall_endpoint: str) -> Response:
    """Answers with the form to narrow a wall by, filled with what is on."""
    viewer = actor()
    return page_or_fragment(
        "gallery/filter.html",
        "gallery/_filter.html",
        filters=filters,
        offered=offered,
        choices=choices(filters, offered, viewer.id if viewer else None),
        wall_url=url_for(wall_endpoint),
        here_url=url_of(wall_endpoint, {}),
        has_pages=viewer is not None and viewer.has_pages,
    )


def show_months(wall: Wall, wall_endpoint: str) -> Response:
    """Answers with the months of a wall, each a link to its newest picture: a page, or the rail beside the wall."""
    found = months_of(wall)
    years: dict[int, list[tuple[Month, str]]] = {}
    for month in found:
        years.setdefault(month.first_day.year, []).append(
            (month, url_of(wall_endpoint, {"before": month.before}, {"like"}))
        )
    return page_or_fragment(
        "gallery/months.html", "gallery/_rail.html", years=years, here_url=url_of(wall_endpoint, {})
    )
