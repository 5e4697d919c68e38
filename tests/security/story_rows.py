"""Who may do what with stories: rows of the access table, as they stand there."""

STORY_ROWS = """
GET  /stories/                                      -         200 200 200 200
GET  /stories/new/                                  -         in  200 200 200
POST /stories/new/                                  -         in  422 422 422
GET  /stories/<uuid:story_id>/ story 404 404 200 404
GET  /stories/<uuid:story_id>/ linkedstory 200 200 200 200
GET  /stories/<uuid:story_id>/ publicstory 200 200 200 200
GET  /stories/<uuid:story_id>/<int:number>/ story 404 404 200 404
GET  /stories/<uuid:story_id>/<int:number>/ linkedstory 200 200 200 200
GET  /stories/<uuid:story_id>/<int:number>/ publicstory 200 200 200 200
GET  /stories/<uuid:story_id>/pages/<uuid:page_id>/<any(small, large, picture):variant>.webp story 404 404 200 404
GET  /stories/<uuid:story_id>/pages/<uuid:page_id>/<any(small, large, picture):variant>.webp linkedstory 200 200 200 200
GET  /stories/<uuid:story_id>/pages/<uuid:page_id>/<any(small, large, picture):variant>.webp publicstory 200 200 200 200
GET  /stories/<uuid:story_id>/story.epub story 404 404 200 404
GET  /stories/<uuid:story_id>/story.epub linkedstory 200 200 200 200
GET  /stories/<uuid:story_id>/story.epub publicstory 200 200 200 200
GET  /stories/<uuid:story_id>/story.pdf story 404 404 200 404
GET  /stories/<uuid:story_id>/story.pdf linkedstory 200 200 200 200
GET  /stories/<uuid:story_id>/story.pdf publicstory 200 200 200 200
GET  /stories/<uuid:story_id>/story.cbz story 404 404 200 404
GET  /stories/<uuid:story_id>/story.cbz linkedstory 200 200 200 200
GET  /stories/<uuid:story_id>/story.cbz publicstory 200 200 200 200
GET  /stories/<uuid:story_id>/story.zip story 404 404 200 404
GET  /stories/<uuid:story_id>/story.zip linkedstory 200 200 200 200
GET  /stories/<uuid:story_id>/story.zip publicstory 200 200 200 200
GET  /stories/<uuid:story_id>/edit/ story in 404 200 404
GET  /stories/<uuid:story_id>/edit/ publicstory in 403 200 403
POST /stories/<uuid:story_id>/edit/ story in 404 422 404
POST /stories/<uuid:story_id>/edit/ publicstory in 403 422 403
GET  /stories/<uuid:story_id>/delete/ story in 404 200 404
GET  /stories/<uuid:story_id>/delete/ publicstory in 403 200 403
POST /stories/<uuid:story_id>/delete/ story in 404 303 404
POST /stories/<uuid:story_id>/delete/ publicstory in 403 303 403
POST /stories/<uuid:story_id>/pages/ story in 404 303 404
POST /stories/<uuid:story_id>/pages/ publicstory in 403 303 403
GET  /stories/<uuid:story_id>/aloud/ story in 404 303 404
GET  /stories/<uuid:story_id>/aloud/ publicstory in 403 303 403
POST /stories/<uuid:story_id>/aloud/ story in 404 303 404
POST /stories/<uuid:story_id>/aloud/ publicstory in 403 303 403
POST /stories/<uuid:story_id>/order/ story in 404 303 404
POST /stories/<uuid:story_id>/order/ publicstory in 403 303 403
GET  /stories/<uuid:story_id>/pages/<uuid:page_id>/ story in 404 200 404
GET  /stories/<uuid:story_id>/pages/<uuid:page_id>/ publicstory in 403 200 403
POST /stories/<uuid:story_id>/pages/<uuid:page_id>/ story in 404 303 404
POST /stories/<uuid:story_id>/pages/<uuid:page_id>/ publicstory in 403 303 403
POST /stories/<uuid:story_id>/pages/<uuid:page_id>/pictures/ story in 404 422 404
POST /stories/<uuid:story_id>/pages/<uuid:page_id>/pictures/ publicstory in 403 422 403
GET  /stories/<uuid:story_id>/pages/<uuid:page_id>/choose/ story in 404 303 404
GET  /stories/<uuid:story_id>/pages/<uuid:page_id>/choose/ publicstory in 403 303 403
POST /stories/<uuid:story_id>/pages/<uuid:page_id>/delete/ story in 404 303 404
POST /stories/<uuid:story_id>/pages/<uuid:page_id>/delete/ publicstory in 403 303 403
"""
