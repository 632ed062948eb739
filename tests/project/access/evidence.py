"""Evidence: what was brought, what is planned, what people make of it, and how small groups are protected."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
evidence:overview                    GET   403 403 200 200 | 403 403 200 403
evidence:overview                    POST  405
"""
