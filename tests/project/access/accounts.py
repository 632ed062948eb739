"""Signing in, and one's own means of doing so: allauth's pages at our addresses."""

TABLE = """
#                                         signed in, not signed in
account_login                       GET   302   200
account_login                       POST  302   422
account_request_login_code          GET   302
account_request_login_code          POST  302
account_confirm_login_code          GET   302
account_confirm_login_code          POST  302
account_login_by_password           GET   302   200
account_login_by_password           POST  302   422
account_signup                      GET   302
account_signup                      POST  302
account_logout                      GET   200   302
account_logout                      POST  302
account_inactive                    GET   200
account_inactive                    POST  405
account_email                       GET   302
account_email                       POST  302
account_email_verification_sent     GET   302
account_email_verification_sent     POST  302
account_reauthenticate              GET   403   302
account_reauthenticate              POST  403   302
account_change_password             GET   302
account_change_password             POST  302
account_set_password                GET   200   302
account_set_password                POST  422   302
account_reset_password              GET   200
account_reset_password              POST  422
account_reset_password_done         GET   200
account_reset_password_done         POST  405
account_reset_password_from_key_done  GET   200
account_reset_password_from_key_done  POST  405
account_reset_password_from_key     GET   200
account_reset_password_from_key     POST  422
mfa_index                           GET   200   302
mfa_index                           POST  405   302
mfa_authenticate                    GET   302
mfa_authenticate                    POST  302
mfa_reauthenticate                  GET   403   302
mfa_reauthenticate                  POST  403   302
mfa_activate_totp                   GET   200   302
mfa_activate_totp                   POST  422   302
mfa_deactivate_totp                 GET   404   302
mfa_deactivate_totp                 POST  404   302
mfa_view_recovery_codes             GET   404   302
mfa_view_recovery_codes             POST  405   302
mfa_generate_recovery_codes         GET   200   302
mfa_generate_recovery_codes         POST  422   302
mfa_download_recovery_codes         GET   404   302
mfa_download_recovery_codes         POST  404   302
mfa_list_webauthn                   GET   200   302
mfa_list_webauthn                   POST  405   302
mfa_add_webauthn                    GET   200   302
mfa_add_webauthn                    POST  422   302
mfa_login_webauthn                  GET   302
mfa_login_webauthn                  POST  302
mfa_reauthenticate_webauthn         GET   403   302
mfa_reauthenticate_webauthn         POST  403   302
mfa_edit_webauthn                   GET   404   302
mfa_edit_webauthn                   POST  404   302
mfa_remove_webauthn                 GET   404   302
mfa_remove_webauthn                 POST  404   302
"""
