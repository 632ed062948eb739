"""Reports. Whoever sees the collective reads its drafts and says what would make them better.

Its people and program staff write them. None is made of a leader's own placemat.
"""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
facilitation:placemat-reports        GET   200 200 200 200 | 404 404 404 404
facilitation:placemat-reports        POST  302 302 302 302 | 404 404 404 404
facilitation:placemat-reports#own    GET   404 404 404 404 | 404 404 404 404
facilitation:report                  GET   200 200 200 200 | 404 404 404 404
facilitation:report                  POST  405
facilitation:report#whole            GET   404 404 404 200 | 404 404 404 404
facilitation:report#regional         GET   404 404 200 200 | 404 404 404 404
facilitation:report-write#regional   POST  404 404 422 422 | 404 404 404 404
facilitation:knowledge-reports       GET   403 403 200 200 | 403 403 200 403
facilitation:knowledge-reports       POST  403 403 422 422 | 403 403 422 403
facilitation:report-write            GET   200 200 200 200 | 404 404 404 404
facilitation:report-write            POST  422 422 422 422 | 404 404 404 404
facilitation:report-remove           GET   405
facilitation:report-remove           POST  302 302 302 302 | 404 404 404 404
facilitation:report-restore          GET   405
facilitation:report-restore          POST  302 302 302 302 | 404 404 404 404
facilitation:report-comment          GET   405
facilitation:report-comment          POST  422 422 422 422 | 404 404 404 404
facilitation:report-comment-resolve  GET   405
facilitation:report-comment-resolve  POST  302 302 302 302 | 404 404 404 404
facilitation:report-pdf              GET   200 200 200 200 | 404 404 404 404
facilitation:report-pdf              POST  302 302 302 302 | 404 404 404 404
facilitation:report-pdf-file         GET   200 200 200 200 | 404 404 404 404
facilitation:report-pdf-file         POST  405
facilitation:report-print            GET   200 200 200 200 | 404 404 404 404
facilitation:report-print            POST  405
"""
