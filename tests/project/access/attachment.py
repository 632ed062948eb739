"""What is brought beside figures: the member's photo stays in the district; #shared is shown to everybody who sees the
indicator. The facilitator is of the same district; the coordinator and the admin are of none.
"""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
evidence:indicator-attachments       GET   200 200 200 200 | 404 404 404 404
evidence:indicator-attachments       POST  422 422 403 403 | 404 404 404 404
evidence:data-point-attachments      GET   200 200 404 404 | 404 404 404 404
evidence:data-point-attachments      POST  422 422 404 404 | 404 404 404 404
evidence:attachment                  GET   200 200 404 404 | 404 404 404 404
evidence:attachment                  POST  422 422 404 404 | 404 404 404 404
evidence:attachment#shared           GET   200 200 403 403 | 404 404 404 404
evidence:attachment#shared           POST  422 422 403 403 | 404 404 404 404
evidence:attachment-file             GET   200 200 404 404 | 404 404 404 404
evidence:attachment-file             POST  405
evidence:attachment-file#shared      GET   200 200 200 200 | 404 404 404 404
evidence:attachment-preview          GET   200 200 404 404 | 404 404 404 404
evidence:attachment-preview          POST  405
evidence:attachment-preview#shared   GET   200 200 200 200 | 404 404 404 404
evidence:attachment-show             GET   200 403 404 404 | 404 404 404 404
evidence:attachment-show             POST  302 403 404 404 | 404 404 404 404
evidence:attachment-keep             GET   405
evidence:attachment-keep             POST  302 302 404 404 | 404 404 404 404
evidence:attachment-keep#shared      POST  302 302 403 403 | 404 404 404 404
evidence:attachment-remove           GET   405
evidence:attachment-remove           POST  302 302 404 404 | 404 404 404 404
evidence:attachment-remove#shared    POST  302 302 403 403 | 404 404 404 404
evidence:attachment-restore          GET   405
evidence:attachment-restore          POST  302 302 404 404 | 404 404 404 404
"""
