"""The proposals of a formation."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
collectives:proposals                GET   404 404 200 200 | 404 404 200 404
collectives:proposals                POST  404 404 403 302 | 404 404 403 404
collectives:proposal-by-hand         GET   405
collectives:proposal-by-hand         POST  404 404 403 302 | 404 404 403 404
collectives:proposal                 GET   404 404 200 200 | 404 404 404 404
collectives:proposal                 POST  405
collectives:proposal-stop            GET   405
collectives:proposal-stop            POST  404 404 403 302 | 404 404 404 404
collectives:proposal-discard         GET   405
collectives:proposal-discard         POST  404 404 403 302 | 404 404 404 404
collectives:proposal-restore         GET   405
collectives:proposal-restore         POST  404 404 403 302 | 404 404 404 404
collectives:proposal-undo            GET   405
collectives:proposal-undo            POST  404 404 403 302 | 404 404 404 404
collectives:proposal-again           GET   405
collectives:proposal-again           POST  404 404 403 302 | 404 404 404 404
collectives:proposal-what-if         GET   405
collectives:proposal-what-if         POST  404 404 403 422 | 404 404 404 404
collectives:proposal-compare         GET   404 404 200 200 | 404 404 404 404
collectives:proposal-compare         POST  405
collectives:proposal-accept          GET   404 404 403 200 | 404 404 404 404
collectives:proposal-accept          POST  404 404 403 422 | 404 404 404 404
collectives:proposal-people          GET   404 404 403 200 | 404 404 404 404
collectives:proposal-people          POST  405
collectives:proposal-move            GET   404 404 403 200 | 404 404 404 404
collectives:proposal-move            POST  404 404 403 422 | 404 404 404 404
collectives:proposal-pin             GET   405
collectives:proposal-pin             POST  404 404 403 302 | 404 404 404 404
collectives:proposed-new             GET   404 404 403 200 | 404 404 404 404
collectives:proposed-new             POST  404 404 403 422 | 404 404 404 404
collectives:proposed                 GET   404 404 403 200 | 404 404 404 404
collectives:proposed                 POST  404 404 403 422 | 404 404 404 404
collectives:proposed-close           GET   405
collectives:proposed-close           POST  404 404 403 302 | 404 404 404 404
"""
