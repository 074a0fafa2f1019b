"""An address of a source becomes a link for every reader: it is one of the web, whoever wrote it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0002_source_versions'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), ('url__regex', '^(https?://|█)'), _connector='OR'), name='source_is_on_the_web'),
        ),
    ]
