"""Taking data along. An export is only theirs who asked for it: what is in one depends on who asked."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
facilitation:exports                 GET   403 403 200 200 | 403 403 200 403
facilitation:exports                 POST  403 403 422 422 | 403 403 422 403
facilitation:collective-exports      GET   200 200 200 200 | 404 404 404 404
facilitation:collective-exports      POST  422 422 422 422 | 404 404 404 404
facilitation:export-file             GET   200 404 404 404 | 404 404 404 404
facilitation:export-file             POST  405
"""
