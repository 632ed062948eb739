"""The library, and the question guide beside a session.

The library is for facilitators and program staff. The guide is for who runs the session: its facilitators and admins;
members do not see what was asked. #program is a question that an admin wrote for every facilitator.
"""

TABLE = """
#                          here: member facilitator coordinator admin | elsewhere: member facilitator coordinator former
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
