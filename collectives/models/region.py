"""Where schools are: regions, their districts, their schools."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ilc.tenancy.owned import Addressed, OwnedForeignKey


class Surroundings(models.TextChoices):
    """What collectives can be mixed by, so that leaders from small places and from big ones meet."""

    RURAL = "rural", _("rural")
    LARGE = "large", _("large")


class Region(Addressed):
    """A part of the program that a coordinator looks after."""

    name = models.CharField(_("name"), max_length=200)

    class Meta(Addressed.Meta):
        db_table = "region"
        constraints = [models.UniqueConstraint("program", Lower("name"), name="region_name_once")]

    def __str__(self) -> str:
        return self.name


class District(Addressed):
    """A district (board, school service centre) in one region. Evidence about children stays within it."""

    region = OwnedForeignKey(Region, related_name="districts")
    name = models.CharField(_("name"), max_length=200)
    surroundings = models.CharField(max_length=5, choices=Surroundings, blank=True, default="", db_default="")

    class Meta(Addressed.Meta):
        db_table = "district"
        constraints = [models.UniqueConstraint("program", Lower("name"), name="district_name_once")]

    def __str__(self) -> str:
        return self.name


class School(Addressed):
    """A school in one district. Where it says nothing of its surroundings, what its district says holds."""

    district = OwnedForeignKey(District, related_name="schools")
    name = models.CharField(_("name"), max_length=200)
    surroundings = models.CharField(max_length=5, choices=Surroundings, blank=True, default="", db_default="")

    class Meta(Addressed.Meta):
        db_table = "school"
        constraints = [models.UniqueConstraint("program", "district", Lower("name"), name="school_name_once")]

    def __str__(self) -> str:
        return self.name
