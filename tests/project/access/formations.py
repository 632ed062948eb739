"""Formations: setting one up, asking, who has answered, rules; ballots and offers."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
collectives:formations                 GET   403 403 200 200 | 403 403 200 403
collectives:formations                 POST  405
collectives:formation-new              GET   403 403 403 200 | 403 403 403 403
collectives:formation-new              POST  403 403 403 422 | 403 403 403 403
collectives:formation                  GET   404 404 200 200 | 404 404 200 404
collectives:formation                  POST  405
collectives:formation-settings         GET   404 404 403 200 | 404 404 403 404
collectives:formation-settings         POST  404 404 403 422 | 404 404 403 404
collectives:formation-weights          GET   404 404 403 200 | 404 404 403 404
collectives:formation-weights          POST  404 404 403 422 | 404 404 403 404
collectives:formation-ask              GET   404 404 403 200 | 404 404 403 404
collectives:formation-ask              POST  404 404 403 422 | 404 404 403 404
collectives:formation-remind           GET   404 404 403 200 | 404 404 403 404
collectives:formation-remind           POST  404 404 403 422 | 404 404 403 404
collectives:formation-answer-by        GET   404 404 403 200 | 404 404 403 404
collectives:formation-answer-by        POST  404 404 403 302 | 404 404 403 404
collectives:formation-close            GET   405
collectives:formation-close            POST  404 404 403 302 | 404 404 403 404
collectives:formation-reopen           GET   405
collectives:formation-reopen           POST  404 404 403 302 | 404 404 403 404
collectives:formation-end              GET   404 404 403 200 | 404 404 403 404
collectives:formation-end              POST  404 404 403 302 | 404 404 403 404
collectives:formation-take-up          GET   405
collectives:formation-take-up          POST  404 404 403 302 | 404 404 403 404
collectives:formation-theme-withdraw   GET   404 404 403 200 | 404 404 403 404
collectives:formation-theme-withdraw   POST  404 404 403 422 | 404 404 403 404
collectives:formation-theme-open       GET   405
collectives:formation-theme-open       POST  404 404 403 302 | 404 404 403 404
collectives:formation-answers          GET   404 404 200 200 | 404 404 200 404
collectives:formation-answers          POST  405
collectives:formation-rules            GET   404 404 403 200 | 404 404 403 404
collectives:formation-rules            POST  404 404 403 422 | 404 404 403 404
collectives:formation-rules-list       GET   404 404 403 200 | 404 404 403 404
collectives:formation-rules-list       POST  404 404 403 422 | 404 404 403 404
collectives:formation-rules-suggested  GET   404 404 403 200 | 404 404 403 404
collectives:formation-rules-suggested  POST  404 404 403 422 | 404 404 403 404
collectives:formation-rule-end         GET   405
collectives:formation-rule-end         POST  404 404 403 302 | 404 404 403 404
collectives:formation-rule-restore     GET   405
collectives:formation-rule-restore     POST  404 404 403 302 | 404 404 403 404
collectives:ballot                     GET   200 404 200 200 | 404 404 404 404
collectives:ballot                     POST  422 404 403 422 | 404 404 404 404
collectives:offer                      GET   404 200 200 200 | 404 404 404 404
collectives:offer                      POST  404 422 403 422 | 404 404 404 404
"""
