#!/usr/bin/env python
"""Django's command line. Commands from a file to a file need no database and no secret, so nothing to configure."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    if sys.argv[1:2] == ["form_collectives"]:  # nor the product's apps, which take longer to load than it may take
        from django.conf import settings

        from collectives.management.commands.form_collectives import Command

        settings.configure()
        Command().run_from_argv(sys.argv)
        sys.exit()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ilc.settings")
    if sys.argv[1:2] == ["suggest_themes"]:
        os.environ.setdefault("ILC_EMBEDDED", "off")
        os.environ.setdefault("ILC_DEMO", "yes")
    execute_from_command_line(sys.argv)
