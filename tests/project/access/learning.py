"""Learning summaries: the people of a collective write it and are asked, a facilitator publishes it, everybody in the
program reads it then. #published is one of another collective.
"""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
evidence:learning                    GET   200 200 200 200 | 404 404 404 404
evidence:learning                    POST  422 422 403 403 | 404 404 404 404
evidence:learning-similar            GET   200 200 200 200 | 404 404 404 404
evidence:learning-similar            POST  405
evidence:learning-ask                GET   405
evidence:learning-ask                POST  302 302 403 403 | 404 404 404 404
evidence:learning-answer             GET   405
evidence:learning-answer             POST  422 403 403 403 | 404 404 404 404
evidence:learning-take-back          GET   405
evidence:learning-take-back          POST  302 302 403 403 | 404 404 404 404
evidence:learning-publish            GET   405
evidence:learning-publish            POST  403 422 403 403 | 404 404 404 404
evidence:learning-summary            GET   302 302 404 404 | 404 404 404 404
evidence:learning-summary#published  GET   200
evidence:learning-summary            POST  405
evidence:learning-withdraw           GET   405
evidence:learning-withdraw           POST  302 302 404 404 | 404 404 404 404
evidence:learning-withdraw#published POST  403 403 403 422 | 422 422 403 403
evidence:learning-start              GET   302 302 404 404 | 404 404 404 404
evidence:learning-start              POST  302 302 404 404 | 404 404 404 404
evidence:learning-start#published    GET   200
evidence:learning-start#published    POST  422
evidence:learning-start-undo         GET   405
evidence:learning-start-undo         POST  302 302 403 403 | 404 404 404 404
evidence:library-copy                GET   200
evidence:library-copy                POST  405
evidence:library-copy-start          GET   200
evidence:library-copy-start          POST  422
facilitation:library-learned         GET   200
facilitation:library-learned         POST  405
"""
