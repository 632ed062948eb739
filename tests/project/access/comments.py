"""Comments on placemats, and feedback rounds.

Those who read comments: who is at work on the placemat, and who is asked about it. Running the program or a region is
no reason to: an admin and a coordinator see the collective's placemat (403), and not what is said about it. #lent is a
colleague's own placemat, about which another collective is asked: its people come in, to its comments and its draft.
"""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
inquiry:comments                     GET   200 200 403 403 | 404 404 404 404
inquiry:comments                     POST  404 404 403 403 | 404 404 404 404
inquiry:comments#own                 GET   200 404 404 404 | 404 404 404 404
inquiry:comments#lent                GET   200 200 404 404 | 200 200 404 404
inquiry:comments#lent                POST  404 404 404 404 | 404 404 404 404
inquiry:comments-news                GET   302 302 403 403 | 404 404 404 404
inquiry:comments-news                POST  405
inquiry:comments-news#lent           GET   302 302 404 404 | 302 302 404 404
inquiry:comment                      GET   302 403 403 403 | 404 404 404 404
inquiry:comment                      POST  422 403 403 403 | 404 404 404 404
inquiry:comment#lent                 GET   403 403 404 404 | 302 403 404 404
inquiry:comment#lent                 POST  403 403 404 404 | 422 403 404 404
inquiry:comment-resolve              GET   405
inquiry:comment-resolve              POST  404 404 403 403 | 404 404 404 404
inquiry:comment-resolve#lent         POST  403 403 404 404 | 404 403 404 404
inquiry:comment-open                 GET   405
inquiry:comment-open                 POST  302 302 403 403 | 404 404 404 404
inquiry:comment-open#lent            POST  403 403 404 404 | 302 403 404 404
inquiry:comment-remove               GET   405
inquiry:comment-remove               POST  302 403 403 403 | 404 404 404 404
inquiry:comment-remove#lent          POST  403 403 404 404 | 302 403 404 404
inquiry:comment-restore              GET   405
inquiry:comment-restore              POST  302 403 403 403 | 404 404 404 404
inquiry:comment-restore#lent         POST  403 403 404 404 | 302 403 404 404
inquiry:feedback-new                 GET   200 200 403 403 | 404 404 404 404
inquiry:feedback-new                 POST  422 422 403 403 | 404 404 404 404
inquiry:feedback-new#lent            GET   403 403 404 404 | 404 404 404 404
inquiry:feedback                     GET   200 200 404 404 | 404 404 404 404
inquiry:feedback                     POST  405
inquiry:feedback#lent                GET   200 200 404 404 | 200 200 404 404
inquiry:feedback-draft               GET   302 200 404 404 | 404 404 404 404
inquiry:feedback-draft               POST  405
inquiry:feedback-draft#lent          GET   302 302 404 404 | 200 200 404 404
inquiry:feedback-step                GET   405
inquiry:feedback-step                POST  404 404 404 404 | 404 404 404 404
inquiry:feedback-step#lent           POST  403 403 404 404 | 403 403 404 404
inquiry:feedback-close               GET   200 200 404 404 | 404 404 404 404
inquiry:feedback-close               POST  302 302 404 404 | 404 404 404 404
inquiry:feedback-close#lent          GET   403 403 404 404 | 403 403 404 404
# what being asked does not open
inquiry:placemat#lent                GET   200 200 404 404 | 404 404 404 404
inquiry:placemat-print#lent          GET   200 200 404 404 | 404 404 404 404
inquiry:placemat-pdf#lent            GET   200 200 404 404 | 404 404 404 404
inquiry:placemat-pdf#lent            POST  302 302 404 404 | 404 404 404 404
"""
