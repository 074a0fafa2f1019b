from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("deals", "0015_search_tables")]
    operations = [
        migrations.AddIndex(
            model_name="publisheddeal",
            index=models.Index(fields=["merged_into"], name="published_merged_into", condition=~Q(merged_into="")),
        ),
    ]
