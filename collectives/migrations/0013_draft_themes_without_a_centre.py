from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("collectives", "0012_proposal_accepting")]

    operations = [migrations.RemoveField(model_name="drafttheme", name="centre")]
