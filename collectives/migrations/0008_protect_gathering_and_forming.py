"""Protect the tables of gathering and forming."""

from django.db import migrations

from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [("collectives", "0007_gathering_and_forming")]
    operations = [
        ProtectTable("Gathering"),
        ProtectTable("GatheringQuestion"),
        ProtectTable("Asked"),
        ProtectTable("Response"),
        ProtectTable("ImprovementPlan"),
        ProtectTable("Passage"),
        ProtectTable("AnswersFile"),
        ProtectTable("Board"),
        ProtectTable("BoardSource"),
        ProtectTable("DraftTheme"),
        ProtectTable("BoardText"),
        ProtectTable("BoardMove"),
        ProtectTable("ThemeDecision"),
        ProtectTable("Formation"),
        ProtectTable("FormationTheme"),
        ProtectTable("Ballot"),
        ProtectTable("BallotChoice"),
        ProtectTable("Offer"),
        ProtectTable("OfferTheme"),
        ProtectTable("FormationRule"),
        ProtectTable("FormationRulePerson"),
        ProtectTable("Proposal"),
        ProtectTable("ProposedCollective"),
        ProtectTable("ProposedSeat"),
        ProtectTable("ProposalMove"),
        ProtectTable("Invitation"),
        ProtectTable("WaitingPlace"),
    ]
