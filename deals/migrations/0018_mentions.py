import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from deals.migrations._guards import grant, trigger


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0017_what_a_summary_rests_on'),
    ]

    operations = [
        migrations.AddField(
            model_name='publisheddeal',
            name='course',
            field=models.JSONField(default=list, help_text='Its phases in time: since when, and which claim says so.'),
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='made_by',
            field=models.PositiveSmallIntegerField(default=0, help_text='The version of the projection that made its rows.'),
        ),
        migrations.CreateModel(
            name='PublishedMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(help_text='As in “party:7f3k…”.', max_length=80)),
                ('role', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=500)),
                ('told', models.JSONField(help_text='The subject as the release describes it.')),
                ('proofs', models.JSONField(help_text='Ids of the claims that name it, by role; of those in no role the first few.')),
                ('counted', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=241), help_text='What it adds one deal to: its tallies.', size=None)),
                ('phase', models.CharField(blank=True, max_length=40)),
                ('place', models.CharField(db_collation='C', help_text='The deal’s.', max_length=20)),
                ('published_at', models.DateTimeField()),
                ('deal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='deals.publisheddeal')),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'role', 'place'], name='mentions_in_their_order'), models.Index(models.OrderBy(models.F('subject')), models.OrderBy(models.F('published_at'), descending=True), condition=models.Q(('role', '')), name='mention_newest_first'), models.Index(condition=models.Q(('role', '')), fields=['subject', 'name'], name='mention_names')],
                'constraints': [models.UniqueConstraint(fields=('deal', 'subject', 'role'), name='mention_once_a_deal_and_role')],
            },
        ),
        migrations.CreateModel(
            name='PublishedTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=80)),
                ('role', models.CharField(blank=True, max_length=40)),
                ('token', models.CharField(help_text='By what it is counted: “with:7f3k…”.', max_length=241)),
                ('number_deals', models.IntegerField()),
            ],
            options={
                'verbose_name_plural': 'published tallies',
                'constraints': [models.UniqueConstraint(fields=('subject', 'role', 'token'), name='tally_once')],
            },
        ),
        *(
            operation
            for table in ("deals_publishedmention", "deals_publishedtally")
            for operation in (
                trigger("signed", "INSERT OR UPDATE OR DELETE", table),
                grant("register_desk", "SELECT, INSERT, UPDATE, DELETE", table),
                grant("register_public", "SELECT", table),
            )
        ),
    ]
