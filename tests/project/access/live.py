"""A session while it takes place. `facilitation` leads it; the member is asked."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
facilitation:session-run             GET   403 200 403 200 | 404 404 404 404
facilitation:session-run             POST  405
facilitation:session-here            GET   200 200 403 200 | 404 404 404 404
facilitation:session-here            POST  405
facilitation:session-mine            GET   200 200 403 403 | 404 404 404 404
facilitation:session-mine            POST  422 422 403 403 | 404 404 404 404
facilitation:session-room            GET   403 200 403 200 | 404 404 404 404
facilitation:session-room            POST  405
facilitation:session-asked           GET   403 200 403 200 | 404 404 404 404
facilitation:session-asked           POST  405
facilitation:session-people          GET   403 200 403 200 | 404 404 404 404
facilitation:session-people          POST  405
facilitation:session-begin           GET   405
facilitation:session-begin           POST  403 302 403 302 | 404 404 404 404
facilitation:session-step            GET   405
facilitation:session-step            POST  403 422 403 422 | 404 404 404 404
facilitation:session-shorten         GET   405
facilitation:session-shorten         POST  403 422 403 422 | 404 404 404 404
# only whoever leads says what the screens show and opens a prompt; another may take over
facilitation:session-show            GET   403 200 403 200 | 404 404 404 404
facilitation:session-show            POST  403 302 403 422 | 404 404 404 404
facilitation:session-take-over       GET   405
facilitation:session-take-over       POST  403 302 403 302 | 404 404 404 404
facilitation:session-end             GET   405
facilitation:session-end             POST  403 302 403 302 | 404 404 404 404
facilitation:session-send-summary    GET   405
facilitation:session-send-summary    POST  403 422 403 422 | 404 404 404 404
facilitation:session-resume          GET   405
facilitation:session-resume          POST  403 302 403 302 | 404 404 404 404
facilitation:session-join            GET   405
facilitation:session-join            POST  422 403 403 403 | 404 404 404 404
facilitation:session-prompts         GET   403 200 403 200 | 404 404 404 404
facilitation:session-prompts         POST  403 422 403 422 | 404 404 404 404
facilitation:prompt-exit-ticket      GET   405
facilitation:prompt-exit-ticket      POST  403 302 403 302 | 404 404 404 404
facilitation:prompt-answer           GET   405
facilitation:prompt-answer           POST  422 403 403 403 | 404 404 404 404
facilitation:prompt-open             GET   405
facilitation:prompt-open             POST  403 302 403 422 | 404 404 404 404
facilitation:prompt-show             GET   405
facilitation:prompt-show             POST  403 302 403 302 | 404 404 404 404
facilitation:prompt-send             GET   405
facilitation:prompt-send             POST  403 302 403 302 | 404 404 404 404
facilitation:prompt-remove           GET   405
facilitation:prompt-remove           POST  403 422 403 422 | 404 404 404 404
# who runs the session groups the answers, as soon as they may be read
facilitation:prompt-answers          GET   403 200 403 200 | 404 404 404 404
facilitation:prompt-answers          POST  403 422 403 422 | 404 404 404 404
facilitation:answers-group           GET   405
facilitation:answers-group           POST  403 302 403 302 | 404 404 404 404
facilitation:answers-put             GET   405
facilitation:answers-put             POST  403 422 403 422 | 404 404 404 404
facilitation:answers-show            GET   405
facilitation:answers-show            POST  403 302 403 422 | 404 404 404 404
facilitation:group-rename            GET   405
facilitation:group-rename            POST  403 422 403 422 | 404 404 404 404
facilitation:group-dissolve          GET   405
facilitation:group-dissolve          POST  403 302 403 302 | 404 404 404 404
facilitation:group-bring-back        GET   405
facilitation:group-bring-back        POST  403 302 403 302 | 404 404 404 404
"""
