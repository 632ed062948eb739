"""The first page, sessions, and what happens in them.

Those who run a session: the facilitators of its collective and admins. Those who take part: members, too.
"""

TABLE = """
facilitation:rehearsal-stations GET   404
facilitation:rehearsal-stations POST  405
facilitation:rehearsal-bar      GET   404
facilitation:rehearsal-bar      POST  405
facilitation:rehearsal-skip     GET   405
facilitation:rehearsal-skip     POST  404
facilitation:rehearsal-chart    GET   404
facilitation:rehearsal-chart    POST  404
#                              member facilitator coordinator admin | elsewhere: member facilitator coordinator former
facilitation:home                    GET   200
facilitation:home                    POST  405
facilitation:dashboard               GET   403 403 200 200 | 403 403 200 403
facilitation:dashboard               POST  405
facilitation:cockpit                 GET   403 403 403 200 | 403 403 403 403
facilitation:cockpit                 POST  405
facilitation:dashboard-changes       GET   403 403 200 200 | 403 403 200 403
facilitation:dashboard-changes       POST  405
facilitation:dashboard-map           GET   403 403 200 200 | 403 403 200 403
facilitation:dashboard-map           POST  405
facilitation:dashboard-csv           GET   403 403 200 200 | 403 403 200 403
facilitation:dashboard-csv           POST  405
facilitation:dashboard-xlsx          GET   403 403 200 200 | 403 403 200 403
facilitation:dashboard-xlsx          POST  405
facilitation:dashboard-view-new      GET   403 403 200 200 | 403 403 200 403
facilitation:dashboard-view-new      POST  403 403 422 422 | 403 403 422 403
# the admin's, shared with program staff: each sees in it what their own regions allow
facilitation:dashboard-view          GET   404 404 200 200 | 404 404 200 404
facilitation:dashboard-view          POST  404 404 403 422 | 404 404 403 404
facilitation:dashboard-view-monthly  GET   405
facilitation:dashboard-view-monthly  POST  404 404 302 302 | 404 404 302 404
facilitation:dashboard-view-remove   GET   404 404 403 200 | 404 404 403 404
facilitation:dashboard-view-remove   POST  404 404 403 302 | 404 404 403 404
facilitation:sessions                GET   200
facilitation:sessions                POST  405
facilitation:my-calendar             GET   200
facilitation:my-calendar             POST  422
facilitation:certificates            GET   200
facilitation:certificates            POST  422
facilitation:certificate             GET   200 404 404 404 | 404 404 404 404
facilitation:certificate             POST  405
facilitation:certificate-pdf         GET   200 404 404 404 | 404 404 404 404
facilitation:certificate-pdf         POST  302 404 404 404 | 404 404 404 404
facilitation:certificate-print       GET   200 404 404 404 | 404 404 404 404
facilitation:certificate-print       POST  405
facilitation:certificate-file        GET   200 404 404 404 | 404 404 404 404
facilitation:certificate-file        POST  405
facilitation:certificate-take-back   GET   405
facilitation:certificate-take-back   POST  302 404 404 404 | 404 404 404 404
facilitation:certificate-give-again  GET   405
facilitation:certificate-give-again  POST  302 404 404 404 | 404 404 404 404
facilitation:collective-sessions     GET   200 200 200 200 | 404 404 404 404
facilitation:collective-sessions     POST  405
facilitation:session-new             GET   403 200 403 200 | 404 404 404 404
facilitation:session-new             POST  403 422 403 422 | 404 404 404 404
facilitation:rhythm-set              GET   405
facilitation:rhythm-set              POST  403 422 403 422 | 404 404 404 404
facilitation:rhythm-end              GET   403 200 403 200 | 404 404 404 404
facilitation:rhythm-end              POST  403 422 403 422 | 404 404 404 404
facilitation:session                 GET   200 200 200 200 | 404 404 404 404
facilitation:session                 POST  405
facilitation:session-move            GET   403 200 403 200 | 404 404 404 404
facilitation:session-move            POST  403 422 403 422 | 404 404 404 404
facilitation:session-cancel          GET   403 200 403 200 | 404 404 404 404
facilitation:session-cancel          POST  403 422 403 422 | 404 404 404 404
facilitation:session-restore         GET   403 200 403 200 | 404 404 404 404
facilitation:session-restore         POST  403 422 403 422 | 404 404 404 404
facilitation:session-attendance      GET   200 200 200 200 | 404 404 404 404
facilitation:session-attendance      POST  403 422 403 422 | 404 404 404 404
facilitation:session-coming          GET   405
facilitation:session-coming          POST  302 302 403 302 | 404 404 404 404
facilitation:session-notes           GET   200 200 200 200 | 404 404 404 404
facilitation:session-notes           POST  302 302 403 403 | 404 404 404 404
facilitation:notes-history           GET   200 200 200 200 | 404 404 404 404
facilitation:notes-history           POST  405
facilitation:session-commitments     GET   200 200 200 200 | 404 404 404 404
facilitation:session-commitments     POST  422 422 403 422 | 404 404 404 404
facilitation:collective-commitments  GET   200 200 200 200 | 404 404 404 404
facilitation:collective-commitments  POST  405
facilitation:commitment              GET   200 200 200 200 | 404 404 404 404
facilitation:commitment              POST  422 422 403 422 | 404 404 404 404
facilitation:commitment-keep         GET   405
facilitation:commitment-keep         POST  302 302 403 302 | 404 404 404 404
facilitation:commitment-let-go       GET   405
facilitation:commitment-let-go       POST  302 302 403 302 | 404 404 404 404
facilitation:commitment-reopen       GET   405
facilitation:commitment-reopen       POST  302 302 403 302 | 404 404 404 404
facilitation:collective-pulse        GET   200 200 200 200 | 404 404 404 404
facilitation:collective-pulse        POST  405
facilitation:pulse-beside            GET   200 200 200 200 | 404 404 404 404
facilitation:pulse-beside            POST  405
facilitation:pulse-open              GET   403 200 403 200 | 404 404 404 404
facilitation:pulse-open              POST  403 422 403 422 | 404 404 404 404
facilitation:pulse-close             GET   405
facilitation:pulse-close             POST  403 302 403 302 | 404 404 404 404
facilitation:cycles                  GET   200 200 200 200 | 404 404 404 404
facilitation:cycles                  POST  405
# a draft is its people's, and of who may press; the world's has no such part
facilitation:renewal                 GET   200 200 403 200 | 404 404 404 404
facilitation:renewal                 POST  405
facilitation:renewal-part            GET   404 404 403 403 | 404 404 404 404
facilitation:renewal-part            POST  404 404 403 403 | 404 404 404 404
facilitation:renewal-seats           GET   200 200 403 403 | 404 404 404 404
facilitation:renewal-seats           POST  422 422 403 403 | 404 404 404 404
facilitation:renewal-close           GET   403 200 403 200 | 404 404 404 404
facilitation:renewal-close           POST  403 422 403 422 | 404 404 404 404
facilitation:renewal-undo            GET   405
facilitation:renewal-undo            POST  403 302 403 302 | 404 404 404 404
facilitation:session-analyses        GET   200 200 200 200 | 404 404 404 404
facilitation:session-analyses        POST  404 404 403 404 | 404 404 404 404
facilitation:session-analysis-new    GET   200 200 403 403 | 404 404 404 404
facilitation:session-analysis-new    POST  422 422 403 403 | 404 404 404 404
facilitation:decision-adjust         GET   200 200 403 403 | 404 404 404 404
facilitation:decision-adjust         POST  422 422 403 403 | 404 404 404 404
facilitation:decision-link           GET   405
facilitation:decision-link           POST  302 302 403 302 | 404 404 404 404
facilitation:decision-remove         GET   405
facilitation:decision-remove         POST  302 302 403 302 | 404 404 404 404
facilitation:decision-bring-back     GET   405
facilitation:decision-bring-back     POST  302 302 403 302 | 404 404 404 404
facilitation:adjustment-decisions    GET   200 200 200 200 | 404 404 404 404
facilitation:adjustment-decisions    POST  404 404 403 403 | 404 404 404 404
# what a facilitator writes for staff: members never see it, and who coordinates reads it
facilitation:session-reflection      GET   403 200 403 403 | 404 404 404 404
facilitation:session-reflection      POST  403 422 403 403 | 404 404 404 404
facilitation:collective-going        GET   403 200 200 200 | 404 404 404 404
facilitation:collective-going        POST  405
facilitation:own-mail                GET   200
facilitation:own-mail                POST  302
facilitation:support                 GET   403 403 200 200 | 403 403 200 403
facilitation:support                 POST  405
facilitation:collective-support      GET   403 403 200 200 | 404 404 404 404
facilitation:collective-support      POST  403 403 422 422 | 404 404 404 404
facilitation:flag-raise              GET   403 403 200 200 | 404 404 404 404
facilitation:flag-raise              POST  403 403 422 422 | 404 404 404 404
facilitation:flag-lower              GET   404 404 200 200 | 404 404 404 404
facilitation:flag-lower              POST  404 404 422 422 | 404 404 404 404
facilitation:indicator-chart         GET   200 200 200 200 | 404 404 404 404
facilitation:indicator-chart         POST  405
facilitation:session-pack            GET   200 200 200 200 | 404 404 404 404
facilitation:session-pack            POST  302 302 302 302 | 404 404 404 404
facilitation:session-pack-print      GET   200 200 200 200 | 404 404 404 404
facilitation:session-pack-print      POST  405
facilitation:session-pack-file       GET   200 200 200 200 | 404 404 404 404
facilitation:session-pack-file       POST  405
facilitation:session-agenda          GET   200 200 200 200 | 404 404 404 404
facilitation:session-agenda          POST  403 422 403 422 | 404 404 404 404
facilitation:agenda-draft            GET   405
facilitation:agenda-draft            POST  403 422 403 422 | 404 404 404 404
facilitation:agenda-protocol         GET   405
facilitation:agenda-protocol         POST  403 422 403 422 | 404 404 404 404
facilitation:agenda-bring-back       GET   405
facilitation:agenda-bring-back       POST  403 302 403 302 | 404 404 404 404
facilitation:agenda-item             GET   403 200 403 200 | 404 404 404 404
facilitation:agenda-item             POST  403 422 403 422 | 404 404 404 404
facilitation:agenda-item-move        GET   405
facilitation:agenda-item-move        POST  403 302 403 302 | 404 404 404 404
facilitation:agenda-item-remove      GET   405
facilitation:agenda-item-remove      POST  403 302 403 302 | 404 404 404 404
facilitation:agenda-item-prompts     GET   403 200 403 200 | 404 404 404 404
facilitation:agenda-item-prompts     POST  403 422 403 422 | 404 404 404 404
facilitation:agenda-item-prompt      GET   405
facilitation:agenda-item-prompt      POST  403 302 403 302 | 404 404 404 404
"""
