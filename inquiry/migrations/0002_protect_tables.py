"""Protect every program-owned table of this app."""

from django.db import migrations

from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0001_initial"), ("collectives", "0002_protect_tables")]
    operations = [
        ProtectTable("Cycle"),
        ProtectTable("PhaseMove"),
        ProtectTable("Placemat"),
        ProtectTable("PlacematText"),
        ProtectTable("IfAction"),
        ProtectTable("PlacematChange"),
        ProtectTable("Indicator"),
    ]
