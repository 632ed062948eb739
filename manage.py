#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

# From a file to a file: no database, no secret, nothing to configure.
FROM_FILE_TO_FILE = {"form_collectives", "suggest_themes"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ilc.settings")
    if FROM_FILE_TO_FILE.intersection(sys.argv[1:2]):
        os.environ.setdefault("ILC_EMBEDDED", "off")
        os.environ.setdefault("ILC_DEMO", "yes")
    execute_from_command_line(sys.argv)
