"""What may be opened without a declaration on the view: routes of libraries, listed by name.

Every other route declares itself (`jembatan.accounts.access`); a repository test walks them all.
"""

from jembatan.accounts.access import ANYONE, SIGNED_IN, Access

# Route names of django-allauth and Django. The libraries guard those that need a signed-in person.
LIBRARY_ROUTES: dict[str, Access] = {
    "account_login": ANYONE,
    "account_logout": ANYONE,
    "account_signup": ANYONE,  # Closed: jembatan.site.accounts_adapter says that nobody signs up alone.
    "account_inactive": ANYONE,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": ANYONE,
    "account_confirm_email": ANYONE,
    "account_confirm_login_code": ANYONE,
    "account_reset_password": ANYONE,
    "account_reset_password_done": ANYONE,
    "account_reset_password_from_key": ANYONE,
    "account_reset_password_from_key_done": ANYONE,
    "mfa_authenticate": ANYONE,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "set_language": ANYONE,
}
