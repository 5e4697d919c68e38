"""Who may do what with links of pictures: rows of the access table, as they stand there."""

LINK_ROWS = """
GET  /images/<uuid:image_id>/share/                 private   in  404 200 404
GET  /images/<uuid:image_id>/share/                 public    in  403 200 403
POST /images/<uuid:image_id>/share/                 private   in  404 200 404
POST /images/<uuid:image_id>/share/                 public    in  403 200 403
GET  /share-links/                                  -         in  200 200 200
POST /share-links/<uuid:link_id>/withdraw/          linkid    in  404 303 404
GET  /s/<token>/                                    link      200 200 200 200
GET  /s/<token>/                                    lockedlink 200 200 200 200
GET  /s/<token>/                                    deadlink  404 404 404 404
GET  /s/<token>/                                    oldlink   404 404 404 404
GET  /s/<token>/                                    binlink   404 404 404 404
POST /s/<token>/                                    link      303 303 303 303
POST /s/<token>/                                    lockedlink 422 422 422 422
POST /s/<token>/                                    deadlink  404 404 404 404
GET  /s/<token>/<uuid:image_id>/<any(small, large, picture):variant>.webp linkfile 200 200 200 200
GET  /s/<token>/<uuid:image_id>/<any(small, large, picture):variant>.webp otherfile 404 404 404 404
GET  /s/<token>/<uuid:image_id>/<any(small, large, picture):variant>.webp lockedfile 404 404 404 404
GET  /s/<token>/<uuid:image_id>/<any(small, large, picture):variant>.webp deadfile 404 404 404 404
"""
