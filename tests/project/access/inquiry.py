"""Cycles and phases, and the placemats with what stands on them.

Those who read a collective's placemat: whoever sees the collective. Those who write on it: its members and
facilitators; running the program or a region is no reason to. A leader's own is theirs until they show it, and then
for the people of the collective: an admin or a coordinator is not one of them.
"""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
inquiry:cycle-new                    GET   403 200 403 200 | 404 404 404 404
inquiry:cycle-new                    POST  403 422 403 422 | 404 404 404 404
inquiry:collective-phase             GET   200 200 200 200 | 404 404 404 404
inquiry:collective-phase             POST  405
inquiry:phase-move                   GET   403 200 403 200 | 404 404 404 404
inquiry:phase-move                   POST  403 422 403 422 | 404 404 404 404
inquiry:collective-placemat          GET   302 302 302 302 | 404 404 404 404
inquiry:collective-placemat          POST  405
inquiry:collective-theory            GET   200 200 200 200 | 404 404 404 404
inquiry:collective-theory            POST  405
inquiry:placemat-mine                GET   302 403 403 403 | 404 404 404 404
inquiry:placemat-mine                POST  302 403 403 403 | 404 404 404 404
inquiry:placemat                     GET   200 200 200 200 | 404 404 404 404
inquiry:placemat                     POST  302 302 403 403 | 404 404 404 404
inquiry:placemat#own                 GET   200 404 404 404 | 404 404 404 404
inquiry:placemat#own                 POST  302 404 404 404 | 404 404 404 404
inquiry:placemat#shown               GET   200 200 404 404 | 404 404 404 404
inquiry:placemat#shown               POST  403 403 404 404 | 404 404 404 404
inquiry:placemat-show                GET   405
inquiry:placemat-show                POST  403 403 403 403 | 404 404 404 404
inquiry:placemat-show#own            POST  302 404 404 404 | 404 404 404 404
inquiry:placemat-guide               GET   200 200 403 403 | 404 404 404 404
inquiry:placemat-guide               POST  405
inquiry:placemat-guide#own           GET   200 404 404 404 | 404 404 404 404
inquiry:placemat-guide#shown         GET   403 403 404 404 | 404 404 404 404
inquiry:hint-aside                   GET   405
inquiry:hint-aside                   POST  302 302 403 403 | 404 404 404 404
inquiry:hint-aside#own               POST  302 404 404 404 | 404 404 404 404
inquiry:clause-take-over             GET   405
inquiry:clause-take-over             POST  403 403 403 403 | 404 404 404 404
inquiry:clause-take-over#own         POST  302 404 404 404 | 404 404 404 404
inquiry:clause-take-over#shown       POST  403 403 404 404 | 404 404 404 404
inquiry:clause-take-back             GET   405
inquiry:clause-take-back             POST  403 403 403 403 | 404 404 404 404
inquiry:clause-take-back#own         POST  302 404 404 404 | 404 404 404 404
inquiry:if-action-carry              GET   405
inquiry:if-action-carry              POST  302 403 403 403 | 404 404 404 404
inquiry:if-action-carry#own          POST  403 404 404 404 | 404 404 404 404
inquiry:placemats-shown              GET   200 200 403 403 | 404 404 404 404
inquiry:placemats-shown              POST  405
inquiry:if-action-remove             GET   200 200 403 403 | 404 404 404 404
inquiry:if-action-remove             POST  302 302 403 403 | 404 404 404 404
inquiry:if-action-restore            GET   405
inquiry:if-action-restore            POST  302 302 403 403 | 404 404 404 404
inquiry:indicator-new                GET   200 200 403 403 | 404 404 404 404
inquiry:indicator-new                POST  422 422 403 403 | 404 404 404 404
inquiry:indicator                    GET   200 200 403 403 | 404 404 404 404
inquiry:indicator                    POST  422 422 403 403 | 404 404 404 404
inquiry:indicator-move               GET   405
inquiry:indicator-move               POST  302 302 403 403 | 404 404 404 404
inquiry:indicator-remove             GET   405
inquiry:indicator-remove             POST  302 302 403 403 | 404 404 404 404
inquiry:indicator-restore            GET   405
inquiry:indicator-restore            POST  302 302 403 403 | 404 404 404 404
inquiry:collective-history           GET   302 302 302 302 | 404 404 404 404
inquiry:collective-history           POST  405
inquiry:placemat-history             GET   200 200 200 200 | 404 404 404 404
inquiry:placemat-history             POST  405
inquiry:placemat-history#own         GET   200 404 404 404 | 404 404 404 404
inquiry:placemat-history#shown       GET   200 200 404 404 | 404 404 404 404
inquiry:placemat-compare             GET   200 200 200 200 | 404 404 404 404
inquiry:placemat-compare             POST  405
inquiry:placemat-compare#own         GET   200 404 404 404 | 404 404 404 404
inquiry:placemat-compare#shown       GET   200 200 404 404 | 404 404 404 404
inquiry:placemat-restore             GET   302 302 403 403 | 404 404 404 404
inquiry:placemat-restore             POST  302 302 403 403 | 404 404 404 404
inquiry:placemat-restore#own         POST  302 404 404 404 | 404 404 404 404
inquiry:placemat-restore#shown       POST  403 403 404 404 | 404 404 404 404
inquiry:moment-new                   GET   200 200 403 403 | 404 404 404 404
inquiry:moment-new                   POST  422 422 403 403 | 404 404 404 404
inquiry:moment                       GET   200 200 403 403 | 404 404 404 404
inquiry:moment                       POST  422 422 403 403 | 404 404 404 404
inquiry:moment-remove                GET   405
inquiry:moment-remove                POST  302 302 403 403 | 404 404 404 404
inquiry:moment-bring-back            GET   405
inquiry:moment-bring-back            POST  302 302 403 403 | 404 404 404 404
inquiry:adjustment-new               GET   302 302 403 403 | 404 404 404 404
inquiry:adjustment-new               POST  302 302 403 403 | 404 404 404 404
inquiry:adjustment-later             GET   405
inquiry:adjustment-later             POST  302 302 403 403 | 404 404 404 404
inquiry:adjustment                   GET   200 200 200 200 | 404 404 404 404
inquiry:adjustment                   POST  405
inquiry:adjustment-remove            GET   405
inquiry:adjustment-remove            POST  302 302 403 403 | 404 404 404 404
inquiry:adjustment-bring-back        GET   405
inquiry:adjustment-bring-back        POST  302 302 403 403 | 404 404 404 404
inquiry:placemat-blank               GET   200 200 200 200 | 404 404 404 404
inquiry:placemat-blank               POST  302 302 302 302 | 404 404 404 404
inquiry:blank-print                  GET   200 200 200 200 | 404 404 404 404
inquiry:blank-print                  POST  405
inquiry:blank-file                   GET   200 200 200 200 | 404 404 404 404
inquiry:blank-file                   POST  405
inquiry:placemat-print               GET   200 200 200 200 | 404 404 404 404
inquiry:placemat-print               POST  405
inquiry:placemat-print#own           GET   200 404 404 404 | 404 404 404 404
inquiry:placemat-pdf                 GET   200 200 200 200 | 404 404 404 404
inquiry:placemat-pdf                 POST  302 302 302 302 | 404 404 404 404
inquiry:placemat-pdf#own             GET   200 404 404 404 | 404 404 404 404
inquiry:placemat-pdf#own             POST  302 404 404 404 | 404 404 404 404
inquiry:placemat-file                GET   200 200 200 200 | 404 404 404 404
inquiry:placemat-file                POST  405
"""
