import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deals", "0020_phase_years")]
    operations = [
        migrations.AddField(
            model_name="publishedentry",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector("said", config="register"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
    ]
