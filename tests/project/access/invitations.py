"""Invitations to collectives, waiting lists, joining by oneself."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
collectives:invitations              GET   403 403 200 200 | 403 403 200 403
collectives:invitations              POST  405
collectives:invitations-remind       GET   405
collectives:invitations-remind       POST  403 403 403 302 | 403 403 403 403
collectives:invitation               GET   200 404 403 200 | 404 404 404 404
collectives:invitation               POST  422 404 403 422 | 404 404 404 404
collectives:invitation-remind        GET   405
collectives:invitation-remind        POST  403 404 403 302 | 404 404 404 404
collectives:invitation-withdraw      GET   403 404 403 200 | 404 404 404 404
collectives:invitation-withdraw      POST  403 404 403 422 | 404 404 404 404
collectives:invitation-elsewhere     GET   403 404 403 200 | 404 404 404 404
collectives:invitation-elsewhere     POST  403 404 403 422 | 404 404 404 404
collectives:collectives-open         GET   200
collectives:collectives-open         POST  405
collectives:collective-join          GET   405
collectives:collective-join          POST  404
collectives:collective-join#joinable POST  404 302 302 302 | 404 302 302 302
collectives:collective-wait          GET   405
collectives:collective-wait          POST  404
collectives:collective-wait#joinable POST  404 422 422 422 | 404 422 422 422
collectives:collective-joining       GET   405
collectives:collective-joining       POST  403 403 403 302 | 404 404 404 404
collectives:collective-waiting       GET   403 403 403 200 | 404 404 404 404
collectives:collective-waiting       POST  403 403 403 422 | 404 404 404 404
collectives:waiting-seat             GET   405
collectives:waiting-seat             POST  403 403 403 422 | 404 404 404 404
collectives:waiting-seat#joinable    POST  404 404 404 302 | 404 403 404 404
collectives:waiting-leave            GET   405
collectives:waiting-leave            POST  302 404 404 302 | 404 404 404 404
collectives:repairs                  GET   403 403 403 200 | 404 404 404 404
collectives:repairs                  POST  403 403 403 422 | 404 404 404 404
collectives:latecomers               GET   404 404 403 200 | 404 404 403 404
collectives:latecomers               POST  404 404 403 422 | 404 404 403 404
collectives:formation-waiting        GET   405
collectives:formation-waiting        POST  404 404 403 422 | 404 404 403 404
collectives:reseating                GET   404 404 404 200 | 404 404 404 404
collectives:reseating                POST  404 404 404 302 | 404 404 404 404
collectives:reseating#done           POST  404 404 404 422 | 404 404 404 404
collectives:reseating-discard        GET   405
collectives:reseating-discard        POST  404 404 404 302 | 404 404 404 404
collectives:reseating-discard#done   POST  404 404 404 422 | 404 404 404 404
collectives:reseating-undo           GET   405
collectives:reseating-undo           POST  404 404 404 422 | 404 404 404 404
collectives:reseating-undo#done      POST  404 404 404 302 | 404 404 404 404
"""
