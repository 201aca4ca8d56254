"""Sentences of Django whose own Indonesian reads badly: this catalogue translates them anew, and its words win.

Source: django.forms and django.contrib.auth; a sentence they no longer say is harmless here.
"""

from django.utils.translation import gettext_noop

BORROWED = (
    gettext_noop("This field is required."),
    gettext_noop("- Select an option -"),
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("Your password can’t be a commonly used password."),
    gettext_noop("Your password can’t be entirely numeric."),
    gettext_noop("This password is too common."),
    gettext_noop("This password is entirely numeric."),
)
