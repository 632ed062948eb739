"""Gatherings: writing and running them, answering them, reading what was answered."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
collectives:gathering-answer         GET   200
collectives:gathering-answer         POST  422
collectives:gathering-answer#closed  GET   200 404 404 404 | 404 404 404 404
collectives:gathering-answer#closed  POST  422 404 404 404 | 404 404 404 404
collectives:gathering-answer#draft   GET   404
collectives:gathering-answer#draft   POST  404
"""
