"""Protect every program-owned table of this app."""

from django.db import migrations

from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("facilitation", "0001_initial"),
        ("inquiry", "0002_protect_tables"),
        ("collectives", "0002_protect_tables"),
    ]
    operations = [
        ProtectTable("Session"),
        ProtectTable("SessionChange"),
        ProtectTable("AgendaItem"),
        ProtectTable("Attendance"),
        ProtectTable("Note"),
    ]
