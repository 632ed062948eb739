"""Gatherings: writing and running them, answering them, reading what was answered."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
collectives:gatherings                           GET   403 200 200 200 | 403 200 200 403
collectives:gatherings                           POST  405
collectives:gathering-new                        GET   403 200 403 200 | 403 200 403 403
collectives:gathering-new                        POST  403 422 403 422 | 403 422 403 403
collectives:gathering                            GET   404 200 200 200 | 404 404 200 404
collectives:gathering                            POST  405
collectives:gathering#draft                      GET   404 200 200 200 | 404 404 200 404
collectives:gathering#closed                     GET   404 200 200 200 | 404 404 200 404
collectives:gathering-edit                       GET   404 302 403 302 | 404 404 403 404
collectives:gathering-edit                       POST  404 302 403 302 | 404 404 403 404
collectives:gathering-edit#draft                 GET   404 200 403 200 | 404 404 403 404
collectives:gathering-edit#draft                 POST  404 422 403 422 | 404 404 403 404
collectives:gathering-discard                    GET   404 302 403 302 | 404 404 403 404
collectives:gathering-discard                    POST  404 302 403 302 | 404 404 403 404
collectives:gathering-discard#draft              GET   404 200 403 200 | 404 404 403 404
collectives:gathering-discard#draft              POST  404 302 403 302 | 404 404 403 404
collectives:gathering-people                     GET   404 302 403 302 | 404 404 403 404
collectives:gathering-people                     POST  404 302 403 302 | 404 404 403 404
collectives:gathering-people#draft               GET   404 200 403 200 | 404 404 403 404
collectives:gathering-people#draft               POST  404 422 403 422 | 404 404 403 404
collectives:gathering-open                       GET   404 302 403 302 | 404 404 403 404
collectives:gathering-open                       POST  404 302 403 302 | 404 404 403 404
collectives:gathering-open#draft                 GET   404 200 403 200 | 404 404 403 404
collectives:gathering-open#draft                 POST  404 422 403 422 | 404 404 403 404
collectives:gathering-close                      GET   404 200 403 200 | 404 404 403 404
collectives:gathering-close                      POST  404 302 403 302 | 404 404 403 404
collectives:gathering-close#draft                GET   404 302 403 302 | 404 404 403 404
collectives:gathering-close#draft                POST  404 302 403 302 | 404 404 403 404
collectives:gathering-closes                     GET   404 200 403 200 | 404 404 403 404
collectives:gathering-closes                     POST  404 302 403 302 | 404 404 403 404
collectives:gathering-closes#draft               GET   404 302 403 302 | 404 404 403 404
collectives:gathering-closes#draft               POST  404 302 403 302 | 404 404 403 404
collectives:gathering-remind                     GET   404 200 403 200 | 404 404 403 404
collectives:gathering-remind                     POST  404 302 403 302 | 404 404 403 404
collectives:gathering-copy                       GET   405
collectives:gathering-copy                       POST  404 302 403 302 | 404 404 403 404
collectives:gathering-preview                    GET   404 200 200 200 | 404 404 200 404
collectives:gathering-preview                    POST  405
collectives:gathering-questions                  GET   405
collectives:gathering-questions                  POST  404 422 403 422 | 404 404 403 404
collectives:gathering-questions#draft            POST  404 422 403 422 | 404 404 403 404
collectives:gathering-question                   GET   404 302 403 302 | 404 404 403 404
collectives:gathering-question                   POST  404 302 403 302 | 404 404 403 404
collectives:gathering-question#draft             GET   404 200 403 200 | 404 404 403 404
collectives:gathering-question#draft             POST  404 422 403 422 | 404 404 403 404
collectives:gathering-question-move              GET   405
collectives:gathering-question-move              POST  404 422 403 422 | 404 404 403 404
collectives:gathering-question-remove            GET   405
collectives:gathering-question-remove            POST  404 302 403 302 | 404 404 403 404
collectives:gathering-question-remove#draft      POST  404 302 403 302 | 404 404 403 404
collectives:gathering-answers-file               GET   404
collectives:gathering-answers-file#closed        GET   404 200 200 200 | 404 404 200 404
collectives:gathering-answers-file               POST  405
collectives:gathering-wall                       GET   404 200 200 200 | 404 404 200 404
collectives:gathering-wall                       POST  405
collectives:gathering-wall#closed                GET   404 200 200 200 | 404 404 200 404
collectives:gathering-wall#draft                 GET   404 302 302 302 | 404 404 302 404
collectives:gathering-results                    GET   404 200 200 200 | 404 404 200 404
collectives:gathering-results                    POST  405
collectives:gathering-results#closed             GET   404 200 200 200 | 404 404 200 404
collectives:gathering-results#draft              GET   404 302 302 302 | 404 404 302 404
collectives:gathering-answer         GET   200
collectives:gathering-answer         POST  422
collectives:gathering-answer#closed  GET   200 404 404 404 | 404 404 404 404
collectives:gathering-answer#closed  POST  422 404 404 404 | 404 404 404 404
collectives:gathering-answer#draft   GET   404
collectives:gathering-answer#draft   POST  404
"""
