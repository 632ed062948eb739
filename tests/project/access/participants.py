"""The people of a program: who sees them, brings them in, writes to them, gives them roles."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
collectives:participants             GET   403 403 200 200 | 403 403 200 403
collectives:participants             POST  405
collectives:participant-new          GET   403 403 403 200 | 403 403 403 403
collectives:participant-new          POST  403 403 403 422 | 403 403 403 403
collectives:participants-invite      GET   403 403 403 200 | 403 403 403 403
collectives:participants-invite      POST  403 403 403 422 | 403 403 403 403
collectives:participant              GET   200 200 200 200 | 404 404 404 404
collectives:participant              POST  405
collectives:participant-edit         GET   403 403 403 200 | 404 404 404 404
collectives:participant-edit         POST  403 403 403 422 | 404 404 404 404
collectives:participant-leave        GET   403 403 403 200 | 404 404 404 404
collectives:participant-leave        POST  403 403 403 422 | 404 404 404 404
collectives:participant-return       GET   405
collectives:participant-return       POST  403 403 403 302 | 404 404 404 404
collectives:participant-invite       GET   405
collectives:participant-invite       POST  403 403 403 302 | 404 404 404 404
collectives:roles                    GET   403 403 403 200 | 404 404 404 404
collectives:roles                    POST  403 403 403 422 | 404 404 404 404
collectives:role-take                GET   405
collectives:role-take                POST  403 403 403 302 | 404 404 404 404
collectives:role-restore             GET   405
collectives:role-restore             POST  403 403 403 422 | 404 404 404 404
collectives:role-restore#taken       POST  403 403 403 302 | 404 404 404 404
collectives:notices                  GET   403 403 403 200 | 403 403 403 403
collectives:notices                  POST  405
collectives:notice                   GET   404 404 404 200 | 404 404 404 404
collectives:notice                   POST  404 404 404 422 | 404 404 404 404
collectives:notice-html              GET   404 404 404 200 | 404 404 404 404
collectives:notice-html              POST  405
collectives:roster-upload            GET   403 403 403 200 | 403 403 403 403
collectives:roster-upload            POST  403 403 403 422 | 403 403 403 403
collectives:roster-template          GET   403 403 403 200 | 403 403 403 403
collectives:roster-template          POST  405
collectives:roster-columns           GET   404 404 404 200 | 404 404 404 404
collectives:roster-columns           POST  404 404 404 422 | 404 404 404 404
collectives:roster                   GET   404 404 404 302 | 404 404 404 404
collectives:roster                   POST  405
collectives:roster-stop              GET   405
collectives:roster-stop              POST  404 404 404 302 | 404 404 404 404
collectives:roster-bring-in          GET   405
collectives:roster-bring-in          POST  404 404 404 302 | 404 404 404 404
collectives:roster-undo              GET   405
collectives:roster-undo              POST  404 404 404 302 | 404 404 404 404
collectives:roster-problems          GET   404 404 404 200 | 404 404 404 404
collectives:roster-problems          POST  405
"""
