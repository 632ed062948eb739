"""How a program is set up, its collectives, who sits in them and who guides them."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
collectives:setup                    GET   403 403 200 200 | 403 403 200 403
collectives:setup                    POST  405
collectives:program-settings         GET   403 403 403 200 | 403 403 403 403
collectives:program-settings         POST  403 403 403 422 | 403 403 403 403
collectives:places                   GET   403 403 200 200 | 403 403 200 403
collectives:places                   POST  405
collectives:places-new               GET   403 403 403 200 | 403 403 403 403
collectives:places-new               POST  403 403 403 422 | 403 403 403 403
collectives:places-new-in            GET   404 404 403 200 | 404 404 404 404
collectives:places-new-in            POST  404 404 403 422 | 404 404 404 404
collectives:place                    GET   404 404 403 200 | 404 404 404 404
collectives:place                    POST  404 404 403 422 | 404 404 404 404
collectives:place-remove             GET   405
collectives:place-remove             POST  404 404 403 422 | 404 404 404 404
collectives:themes                   GET   403 403 200 200 | 403 403 200 403
collectives:themes                   POST  403 403 403 422 | 403 403 403 403
collectives:themes-offered           GET   403 403 403 200 | 403 403 403 403
collectives:themes-offered           POST  403 403 403 422 | 403 403 403 403
collectives:theme                    GET   403 403 403 200 | 403 403 403 403
collectives:theme                    POST  403 403 403 422 | 403 403 403 403
collectives:theme-set-aside          GET   405
collectives:theme-set-aside          POST  403 403 403 302 | 403 403 403 403
collectives:theme-bring-back         GET   405
collectives:theme-bring-back         POST  403 403 403 302 | 403 403 403 403
collectives:collectives              GET   200
collectives:collectives              POST  405
collectives:collective-new           GET   403 403 403 200 | 403 403 403 403
collectives:collective-new           POST  403 403 403 422 | 403 403 403 403
collectives:collective               GET   200 200 200 200 | 404 404 404 404
collectives:collective               POST  405
collectives:collective-edit          GET   403 403 403 200 | 404 404 404 404
collectives:collective-edit          POST  403 403 403 422 | 404 404 404 404
collectives:collective-addresses     GET   405
collectives:collective-addresses     POST  403 302 403 302 | 404 404 404 404
collectives:collective-close         GET   403 403 403 200 | 404 404 404 404
collectives:collective-close         POST  403 403 403 422 | 404 404 404 404
collectives:collective-reopen        GET   403 403 403 200 | 404 404 404 404
collectives:collective-reopen        POST  403 403 403 422 | 404 404 404 404
collectives:facilitators             GET   403 403 403 200 | 404 404 404 404
collectives:facilitators             POST  403 403 403 422 | 404 404 404 404
collectives:facilitator-release      GET   405
collectives:facilitator-release      POST  403 403 403 302 | 404 404 404 404
collectives:facilitator-restore      GET   405
collectives:facilitator-restore      POST  403 403 403 422 | 404 404 404 404
collectives:collective-seats         GET   200 200 200 200 | 404 404 404 404
collectives:collective-seats         POST  403 403 403 422 | 404 404 404 404
collectives:seat-end                 GET   403 403 403 200 | 404 404 404 404
collectives:seat-end                 POST  403 403 403 422 | 404 404 404 404
collectives:seat-restore             GET   405
collectives:seat-restore             POST  403 403 403 422 | 404 404 404 404
collectives:seat-restore#ended       POST  403 403 403 302 | 404 404 404 404
collectives:seat-move                GET   403 403 403 200 | 404 404 404 404
collectives:seat-move                POST  403 403 403 422 | 404 404 404 404
collectives:seat-move#ended          GET   404
collectives:collective-rhythm        GET   403 200 403 200 | 404 404 404 404
collectives:collective-rhythm        POST  403 422 403 422 | 404 404 404 404
"""
