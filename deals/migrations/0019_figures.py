import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from deals.migrations._guards import grant, trigger


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0018_mentions'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(help_text='A party for money, a system for quantities.', max_length=80)),
                ('role', models.CharField(blank=True, max_length=40)),
                ('unit', models.CharField(help_text='A currency, or what the source counts in.', max_length=60)),
                ('step', models.CharField(max_length=40)),
                ('number', models.DecimalField(decimal_places=2, max_digits=20)),
                ('mark', models.CharField(max_length=40)),
                ('is_level', models.BooleanField()),
                ('is_planned', models.BooleanField()),
                ('is_disputed', models.BooleanField()),
                ('claims', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), size=None)),
                ('deal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='deals.publisheddeal')),
            ],
            options={
                'indexes': [models.Index(models.OrderBy(models.F('subject')), models.OrderBy(models.F('role')), models.OrderBy(models.F('unit')), models.OrderBy(models.F('step')), models.OrderBy(models.F('number'), descending=True), name='figures_largest_first')],
            },
        ),
        trigger("signed", "INSERT OR UPDATE OR DELETE", "deals_publishedfigure"),
        grant("register_desk", "SELECT, INSERT, UPDATE, DELETE", "deals_publishedfigure"),
        grant("register_public", "SELECT", "deals_publishedfigure"),
    ]
