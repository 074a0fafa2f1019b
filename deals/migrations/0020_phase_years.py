from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deals", "0019_figures")]
    operations = [
        migrations.AddField(
            model_name="publisheddeal",
            name="phase_years",
            field=ArrayField(
                models.CharField(max_length=40), default=list, help_text="The years in each phase: “2017:contracted”."
            ),
        ),
    ]
