"""Codes of words: everybody who sees the indicator reads their names, who writes its placemat changes them, and people
of the district whose words they are say which carry them.
"""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
evidence:coding                      GET   200 200 200 200 | 404 404 404 404
evidence:coding                      POST  422 422 403 403 | 404 404 404 404
evidence:coding-words                GET   405
evidence:coding-words                POST  422 422 403 403 | 404 404 404 404
evidence:coding-propose              GET   405
evidence:coding-propose              POST  422 422 403 403 | 404 404 404 404
evidence:coding-group                GET   405
evidence:coding-group                POST  422 422 403 403 | 404 404 404 404
evidence:coding-undo                 GET   405
evidence:coding-undo                 POST  422 422 403 403 | 404 404 404 404
evidence:code-rename                 GET   405
evidence:code-rename                 POST  422 422 403 403 | 404 404 404 404
evidence:code-merge                  GET   405
evidence:code-merge                  POST  422 422 403 403 | 404 404 404 404
evidence:code-remove                 GET   405
evidence:code-remove                 POST  302 302 403 403 | 404 404 404 404
evidence:code-restore                GET   405
evidence:code-restore                POST  302 302 403 403 | 404 404 404 404
"""
