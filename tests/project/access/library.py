"""The library, and the question guide beside a session.

The library is for facilitators and program staff. The guide is for who runs the session: its facilitators and admins;
members do not see what was asked. #program is a question that an admin wrote for every facilitator. The own protocol is
the facilitator's: everybody who finds the library reads it, its writer and admins change it; admins arrange shelves.
The world's agenda item has no protocol: who sees the page of one is told in tests/facilitation/views/test_protocol.py.
"""

TABLE = """
#                          here: member facilitator coordinator admin | elsewhere: member facilitator coordinator former
facilitation:library                     GET   403 200 200 200 | 403 200 200 403
facilitation:library                     POST  405
facilitation:protocol                    GET   403 200 200 200 | 403 200 200 403
facilitation:protocol                    POST  405
facilitation:agenda-item-protocol        GET   404
facilitation:agenda-item-protocol        POST  405
facilitation:protocol-own                GET   404 200 200 200 | 404 200 200 404
facilitation:protocol-own                POST  405
facilitation:library-sharing             GET   403 403 403 200 | 403 403 403 403
facilitation:library-sharing             POST  403 403 403 302 | 403 403 403 403
facilitation:protocol-copy               GET   404 200 200 200 | 404 200 200 404
facilitation:protocol-copy               POST  405
facilitation:protocol-take               GET   405
facilitation:protocol-take               POST  404 302 403 302 | 404 302 403 404
facilitation:protocol-new                GET   403 200 403 200 | 403 200 403 403
facilitation:protocol-new                POST  403 422 403 422 | 403 422 403 403
facilitation:protocol-change             GET   404 200 403 200 | 404 403 403 404
facilitation:protocol-change             POST  404 422 403 422 | 404 403 403 404
facilitation:protocol-retire             GET   405
facilitation:protocol-retire             POST  404 302 403 302 | 404 403 403 404
facilitation:protocol-bring-back         GET   405
facilitation:protocol-bring-back         POST  404 302 403 302 | 404 403 403 404
facilitation:library-themes              GET   403 200 200 200 | 403 200 200 403
facilitation:library-themes              POST  405
facilitation:library-theme               GET   403 200 200 200 | 403 200 200 403
facilitation:library-theme               POST  403 403 403 422 | 403 403 403 403
facilitation:resource-move               GET   405
facilitation:resource-move               POST  404 403 403 302 | 404 403 403 404
facilitation:resource-remove             GET   405
facilitation:resource-remove             POST  404 403 403 302 | 404 403 403 404
facilitation:resource-bring-back         GET   405
facilitation:resource-bring-back         POST  404 403 403 302 | 404 403 403 404
facilitation:session-questions           GET   403 200 403 200 | 404 404 404 404
facilitation:session-questions           POST  405
facilitation:question-ask                GET   405
facilitation:question-ask                POST  403 404 403 404 | 404 404 404 404
facilitation:question-favourite          GET   405
facilitation:question-favourite          POST  403 404 403 404 | 404 404 404 404
facilitation:question-take-back          GET   405
facilitation:question-take-back          POST  404 302 404 302 | 404 404 404 404
facilitation:question-outcome            GET   405
facilitation:question-outcome            POST  404 422 404 422 | 404 404 404 404
facilitation:question-outcome-take-back  GET   405
facilitation:question-outcome-take-back  POST  404 302 404 302 | 404 404 404 404
facilitation:library-questions           GET   403 200 200 200 | 403 200 200 403
facilitation:library-questions           POST  403 422 403 422 | 403 422 403 403
facilitation:library-favourite           GET   405
facilitation:library-favourite           POST  403 404 404 404 | 403 404 404 403
facilitation:question-remove             GET   405
facilitation:question-remove             POST  404 302 404 404 | 404 404 404 404
facilitation:question-remove#program     POST  404 403 403 302 | 404 403 403 404
facilitation:question-bring-back         GET   405
facilitation:question-bring-back         POST  404 302 404 404 | 404 404 404 404
facilitation:question-bring-back#program POST  404 403 403 302 | 404 403 403 404
"""
