"""That a form was sent off, so that one that is sent twice counts once. No part of the register: it has no history."""

from django.db import migrations, models

from deals.migrations._guards import grant


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0009_withholding_rules'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('address', models.CharField(blank=True, default='', max_length=500)),
                ('sent_at', models.DateTimeField(db_index=True)),
            ],
        ),
        grant("register_desk", "SELECT, INSERT, UPDATE, DELETE", "deals_sentform"),
    ]
