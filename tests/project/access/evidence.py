"""Evidence: what was brought, what is planned, what people make of it, and how small groups are protected."""

TABLE = """
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
evidence:overview                    GET   403 403 200 200 | 403 403 200 403
evidence:overview                    POST  405
evidence:plan                        GET   200 200 200 200 | 404 404 404 404
evidence:plan                        POST  405
evidence:plan#own                    GET   200 404 404 404 | 404 404 404 404
evidence:plan-line-new               GET   200 200 403 403 | 404 404 404 404
evidence:plan-line-new               POST  422 422 403 403 | 404 404 404 404
evidence:plan-line                   GET   200 200 403 403 | 404 404 404 404
evidence:plan-line                   POST  422 422 403 403 | 404 404 404 404
evidence:plan-line-end               GET   405
evidence:plan-line-end               POST  302 302 403 403 | 404 404 404 404
evidence:plan-line-reopen            GET   405
evidence:plan-line-reopen            POST  302 302 403 403 | 404 404 404 404
evidence:indicator                   GET   200 200 200 200 | 404 404 404 404
evidence:indicator                   POST  405
evidence:chain                       GET   200 200 200 200 | 404 404 404 404
evidence:chain                       POST  405
evidence:chain#own                   GET   200 404 404 404 | 404 404 404 404
evidence:chain-pdf                   GET   200 200 200 200 | 404 404 404 404
evidence:chain-pdf                   POST  302 302 302 302 | 404 404 404 404
evidence:chain-print                 GET   200 200 200 200 | 404 404 404 404
evidence:chain-print                 POST  405
evidence:chain-pdf-file              GET   200 200 200 200 | 404 404 404 404
evidence:chain-pdf-file              POST  405
evidence:collective-evidence         GET   302 302 302 302 | 404 404 404 404
evidence:collective-evidence         POST  405
evidence:measure                     GET   200 200 403 403 | 404 404 404 404
evidence:measure                     POST  422 422 403 403 | 404 404 404 404
# whoever guides the collective, and admins, confirm that figures are about things
evidence:confirmation                GET   200 200 200 200 | 404 404 404 404
evidence:confirmation                POST  403 422 403 422 | 404 404 404 404
evidence:confirmation-take-back      GET   405
evidence:confirmation-take-back      POST  403 422 403 422 | 404 404 404 404
evidence:data-point-new              GET   200 200 403 403 | 404 404 404 404
evidence:data-point-new              POST  422 422 403 403 | 404 404 404 404
evidence:plan-line-bring             GET   302 404 404 404 | 404 404 404 404
evidence:plan-line-bring             POST  405
# full figures: the member and the facilitator work in that district; whoever has no place there meets nothing
evidence:data-point                  GET   200 200 404 404 | 404 404 404 404
evidence:data-point                  POST  422 422 404 404 | 404 404 404 404
evidence:data-point-remove           GET   405
evidence:data-point-remove           POST  302 302 404 404 | 404 404 404 404
evidence:data-point-restore          GET   405
evidence:data-point-restore          POST  302 302 404 404 | 404 404 404 404
evidence:import-new                  GET   200 200 403 403 | 404 404 404 404
evidence:import-new                  POST  422 422 403 403 | 404 404 404 404
evidence:import-template-csv         GET   200 200 403 403 | 404 404 404 404
evidence:import-template-csv         POST  405
evidence:import-template-xlsx        GET   200 200 403 403 | 404 404 404 404
evidence:import-template-xlsx        POST  405
# tables hold full figures too
evidence:import                      GET   302 302 404 404 | 404 404 404 404
evidence:import                      POST  405
evidence:import#checked              GET   200 200 404 404 | 404 404 404 404
evidence:import-columns              GET   200 200 404 404 | 404 404 404 404
evidence:import-columns              POST  422 422 404 404 | 404 404 404 404
evidence:import-sheet                GET   405
evidence:import-sheet                POST  302 302 404 404 | 404 404 404 404
evidence:import-problems             GET   200 200 404 404 | 404 404 404 404
evidence:import-problems             POST  405
evidence:import-stop                 GET   405
evidence:import-stop                 POST  302 302 404 404 | 404 404 404 404
evidence:import-bring-in             GET   405
evidence:import-bring-in             POST  302 302 404 404 | 404 404 404 404
evidence:import-undo                 GET   405
evidence:import-undo                 POST  302 302 404 404 | 404 404 404 404
evidence:groups                      GET   403 403 403 200 | 403 403 403 403
evidence:groups                      POST  403 403 403 422 | 403 403 403 403
evidence:group                       GET   403 403 403 200 | 403 403 403 403
evidence:group                       POST  403 403 403 422 | 403 403 403 403
evidence:group-aside                 GET   405
evidence:group-aside                 POST  403 403 403 302 | 403 403 403 403
evidence:group-back                  GET   405
evidence:group-back                  POST  403 403 403 302 | 403 403 403 403
# everybody in the program reads how small groups are protected
evidence:protection                  GET   200 200 200 200 | 200 200 200 200
evidence:protection                  POST  403 403 403 422 | 403 403 403 403
"""
