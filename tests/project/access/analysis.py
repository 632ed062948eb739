"""Analyses, predictions, judgements. Who sees the placemat reads them, program staff too; who writes it writes them.

A judgement that is not settled is a draft: staff see that there is none yet.
"""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
evidence:analyses                    GET   200 200 200 200 | 404 404 404 404
evidence:analyses                    POST  405
evidence:analyses#own                GET   200 404 404 404 | 404 404 404 404
evidence:analysis-new                GET   200 200 403 403 | 404 404 404 404
evidence:analysis-new                POST  422 422 403 403 | 404 404 404 404
evidence:analysis-new#shown          GET   403 403 404 404 | 404 404 404 404
evidence:analysis                    GET   200 200 200 200 | 404 404 404 404
evidence:analysis                    POST  405
evidence:analysis#own                GET   200 404 404 404 | 404 404 404 404
evidence:analysis-change             GET   200 200 403 403 | 404 404 404 404
evidence:analysis-change             POST  422 422 403 403 | 404 404 404 404
evidence:analysis-course             GET   405
evidence:analysis-course             POST  422 422 403 403 | 404 404 404 404
evidence:analysis-adjust             GET   200 200 403 403 | 404 404 404 404
evidence:analysis-adjust             POST  422 422 403 403 | 404 404 404 404
evidence:analysis-link               GET   405
evidence:analysis-link               POST  302 302 403 403 | 404 404 404 404
evidence:analysis-remove             GET   405
evidence:analysis-remove             POST  302 302 403 403 | 404 404 404 404
evidence:analysis-remove#own         POST  302 404 404 404 | 404 404 404 404
evidence:analysis-restore            GET   405
evidence:analysis-restore            POST  302 302 403 403 | 404 404 404 404
evidence:adjustment-analyses         GET   200 200 200 200 | 404 404 404 404
evidence:adjustment-analyses         POST  405
evidence:predictions                 GET   200 200 200 200 | 404 404 404 404
evidence:predictions                 POST  422 422 403 403 | 404 404 404 404
evidence:prediction-ask              GET   405
evidence:prediction-ask              POST  302 302 403 403 | 404 404 404 404
evidence:prediction-look             GET   405
evidence:prediction-look             POST  302 302 403 403 | 404 404 404 404
evidence:prediction-reveal           GET   405
evidence:prediction-reveal           POST  403 302 403 403 | 404 404 404 404
evidence:prediction-remove           GET   405
evidence:prediction-remove           POST  302 302 403 403 | 404 404 404 404
evidence:types                       GET   200 200 200 200 | 404 404 404 404
evidence:types                       POST  405
evidence:types#own                   GET   200 404 404 404 | 404 404 404 404
evidence:judgement                   GET   200 200 200 200 | 404 404 404 404
evidence:judgement                   POST  405
evidence:judgement#own               GET   200 404 404 404 | 404 404 404 404
evidence:judgement-if                GET   200 200 403 403 | 404 404 404 404
evidence:judgement-if                POST  422 422 403 403 | 404 404 404 404
evidence:judgement-then              GET   200 200 403 403 | 404 404 404 404
evidence:judgement-then              POST  302 302 403 403 | 404 404 404 404
evidence:judgement-so-that           GET   200 200 403 403 | 404 404 404 404
evidence:judgement-so-that           POST  302 302 403 403 | 404 404 404 404
evidence:judgement-theory            GET   200 200 403 403 | 404 404 404 404
evidence:judgement-theory            POST  422 422 403 403 | 404 404 404 404
evidence:judgement-theory#shown      GET   403 403 404 404 | 404 404 404 404
evidence:judgement-settle            GET   200 200 403 403 | 404 404 404 404
evidence:judgement-settle            POST  422 422 403 403 | 404 404 404 404
evidence:judgement-take-up           GET   405
evidence:judgement-take-up           POST  422 422 403 403 | 404 404 404 404
evidence:settlement                  GET   200 200 200 200 | 404 404 404 404
evidence:settlement                  POST  405
evidence:judgement-pdf               GET   200 200 200 200 | 404 404 404 404
evidence:judgement-pdf               POST  302 302 302 302 | 404 404 404 404
evidence:judgement-print             GET   200 200 200 200 | 404 404 404 404
evidence:judgement-print             POST  405
evidence:judgement-pdf-file          GET   200 200 200 200 | 404 404 404 404
evidence:judgement-pdf-file          POST  405
"""
