"""Pages that belong to no program."""

TABLE = """
#                                        signed in, not signed in, signed in but nowhere at home
landing                            GET   200
landing                            POST  405
help                               GET   200
help                               POST  405
who-sees                           GET   200
who-sees                           POST  405
theme                              GET   405
theme                              POST  302
healthz                            GET   200
healthz                            POST  405
styleguide                         GET   404
styleguide                         POST  405
door                               GET   200
door                               POST  409   302
calendar-feed                      GET   410
calendar-feed                      POST  405
certificate-enter                  GET   200
certificate-enter                  POST  405
certificate-check                  GET   404
certificate-check                  POST  405
room                               GET   200
room                               POST  405
room-gathering                     GET   200
room-gathering                     POST  422
program-chooser                    GET   302   302   200
program-chooser                    POST  405   302
two-factor-needed                  GET   200   302
two-factor-needed                  POST  405   302
rehearsal                          GET   200   302   403
rehearsal                          POST  422   302   403
profile                            GET   200   302
profile                            POST  422   302
set_language                       GET   405
set_language                       POST  302
demo-outbox                        GET   200
demo-outbox                        POST  405
demo-mail                          GET   404
demo-mail                          POST  405
demo-sign-in                       GET   405
demo-sign-in                       POST  404
"""
