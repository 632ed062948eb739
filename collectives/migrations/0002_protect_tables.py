"""Protect every program-owned table of this app."""

from django.db import migrations

from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [("collectives", "0001_initial")]
    operations = [
        ProtectTable("Region"),
        ProtectTable("District"),
        ProtectTable("School"),
        ProtectTable("Participant"),
        ProtectTable("RoleGrant"),
        ProtectTable("Theme"),
        ProtectTable("Collective"),
        ProtectTable("Seat"),
        ProtectTable("Facilitator"),
        ProtectTable("Rhythm"),
        ProtectTable("Notice"),
        ProtectTable("Rendering"),
        ProtectTable("RosterImport"),
        ProtectTable("RosterRow"),
    ]
