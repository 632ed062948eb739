"""The theme studio: boards, the texts and themes on them, what was decided."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
collectives:boards                   GET   403 403 200 200 | 403 403 200 403
collectives:boards                   POST  405
collectives:board-new                GET   403 403 403 200 | 403 403 403 403
collectives:board-new                POST  403 403 403 422 | 403 403 403 403
collectives:board                    GET   404 404 404 200 | 404 404 404 404
collectives:board                    POST  405
collectives:board-grouping           GET   404 404 404 302 | 404 404 404 404
collectives:board-grouping           POST  404 404 404 422 | 404 404 404 404
collectives:board-stop               GET   405
collectives:board-stop               POST  404 404 404 302 | 404 404 404 404
collectives:board-undo               GET   405
collectives:board-undo               POST  404 404 404 422 | 404 404 404 404
collectives:board-back               GET   404 404 404 200 | 404 404 404 404
collectives:board-back               POST  404 404 404 422 | 404 404 404 404
collectives:board-history            GET   404 404 404 200 | 404 404 404 404
collectives:board-history            POST  405
collectives:board-sources            GET   404 404 404 200 | 404 404 404 404
collectives:board-sources            POST  404 404 404 422 | 404 404 404 404
collectives:board-source-off         GET   405
collectives:board-source-off         POST  404 404 404 302 | 404 404 404 404
collectives:board-offers             GET   404 404 404 200 | 404 404 404 404
collectives:board-offers             POST  404 404 404 422 | 404 404 404 404
collectives:board-texts              GET   404 404 404 200 | 404 404 404 404
collectives:board-texts              POST  405
collectives:board-move               GET   405
collectives:board-move               POST  404 404 404 422 | 404 404 404 404
collectives:board-text               GET   404 404 404 200 | 404 404 404 404
collectives:board-text               POST  405
collectives:draft                    GET   404 404 404 200 | 404 404 404 404
collectives:draft                    POST  405
collectives:draft-rename             GET   405
collectives:draft-rename             POST  404 404 404 422 | 404 404 404 404
collectives:draft-merge              GET   405
collectives:draft-merge              POST  404 404 404 422 | 404 404 404 404
collectives:draft-split              GET   405
collectives:draft-split              POST  404 404 404 422 | 404 404 404 404
collectives:draft-keep               GET   405
collectives:draft-keep               POST  404 404 404 302 | 404 404 404 404
collectives:draft-unkeep             GET   405
collectives:draft-unkeep             POST  404 404 404 302 | 404 404 404 404
collectives:draft-unkeep#open        POST  404 404 404 422 | 404 404 404 404
collectives:decisions                GET   404 404 200 200 | 404 404 200 404
collectives:decisions                POST  405
collectives:decision-new             GET   404 404 404 200 | 404 404 404 404
collectives:decision-new             POST  404 404 404 422 | 404 404 404 404
collectives:answers-new              GET   404 404 404 200 | 404 404 404 404
collectives:answers-new              POST  404 404 404 422 | 404 404 404 404
collectives:answers                  GET   404 404 404 302 | 404 404 404 404
collectives:answers                  POST  405
collectives:answers-columns          GET   404 404 404 200 | 404 404 404 404
collectives:answers-columns          POST  404 404 404 422 | 404 404 404 404
collectives:answers-bring-in         GET   405
collectives:answers-bring-in         POST  404 404 404 422 | 404 404 404 404
collectives:answers-undo             GET   405
collectives:answers-undo             POST  404 404 404 422 | 404 404 404 404
collectives:plan-new                 GET   404 404 404 200 | 404 404 404 404
collectives:plan-new                 POST  404 404 404 422 | 404 404 404 404
collectives:plan                     GET   404 404 404 200 | 404 404 404 404
collectives:plan                     POST  404 404 404 422 | 404 404 404 404
collectives:plan-remove              GET   405
collectives:plan-remove              POST  404 404 404 302 | 404 404 404 404
collectives:open-themes              GET   200
collectives:open-themes              POST  405
collectives:open-theme               GET   200
collectives:open-theme               POST  405
"""
