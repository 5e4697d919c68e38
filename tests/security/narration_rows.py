"""Who may ask for and hear what is read aloud: rows of the access table, as they stand there."""

NARRATION_ROWS = """
GET  /files/narrations/<uuid:pk>.<any(ogg, mp3):suffix> narration 404 404 200 404
GET  /files/narrations/<uuid:pk>.<any(ogg, mp3):suffix> told 200 200 200 200
GET  /files/narrations/<uuid:pk>.vtt                narration 404 404 200 404
GET  /files/narrations/<uuid:pk>.vtt                told      200 200 200 200
GET  /images/<uuid:pk>/narrate/                     private   404 404 200 404
GET  /images/<uuid:pk>/narrate/                     public    200 200 200 200
POST /images/<uuid:pk>/narrate/                     private   in  404 422 404
POST /images/<uuid:pk>/narrate/                     public    in  403 422 403
POST /images/<uuid:pk>/narrate/again/               private   in  404 404 404
POST /images/<uuid:pk>/narrate/again/               public    in  403 404 403
POST /profile/narrations/                           -         in  303 303 303
"""
