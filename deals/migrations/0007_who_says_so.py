import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Rows made before say nothing of it; `rebuild_published` remakes them."""

    dependencies = [
        ('deals', '0006_labels_of_subjects'),
    ]

    operations = [
        migrations.AddField(
            model_name='publisheddeal',
            name='is_disputed',
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='stage_said_by',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, help_text='Where one side alone says so.', size=None),
            preserve_default=False,
        ),
    ]
