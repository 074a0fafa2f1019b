import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from deals.migrations._guards import grant, trigger

PLACE = "Its place in the list, newest fact first."
# What was published before stands last and is found by its title, until `rebuild_published` was run.
LAST_UNTIL_REBUILT = """
ALTER TABLE deals_publisheddeal DISABLE TRIGGER signed;
UPDATE deals_publisheddeal SET place = '9' || deal_public_id;
ALTER TABLE deals_publisheddeal ENABLE TRIGGER signed;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0014_search'),
    ]
    operations = [
        migrations.CreateModel(
            name='PublishedFacet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=241, unique=True)),
                ('facet', models.CharField(max_length=40)),
                ('label', models.CharField(max_length=200)),
                ('number_deals', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='place',
            field=models.CharField(db_collation='C', default='', help_text=PLACE, max_length=20),
            preserve_default=False,
        ),
        migrations.RunSQL(LAST_UNTIL_REBUILT, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='publisheddeal',
            name='place',
            field=models.CharField(db_collation='C', help_text=PLACE, max_length=20, unique=True),
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='facets',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=241), default=list, size=None),
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='names',
            field=models.TextField(default='', help_text='Of parties and systems, with all by which they are known.'),
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='said',
            field=models.TextField(default='', help_text='The words of its claims and quotations.'),
        ),
        migrations.AddField(
            model_name='publishedentry',
            name='said',
            field=models.TextField(default='', help_text='The words of the claim and of its quotations.'),
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='register', weight='A'), '||', django.contrib.postgres.search.SearchVector('names', config='register', weight='B'), django.contrib.postgres.search.SearchConfig('register')), '||', django.contrib.postgres.search.SearchVector('said', config='register', weight='C'), django.contrib.postgres.search.SearchConfig('register')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='publisheddeal',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='published_by_words'),
        ),
        migrations.AddIndex(
            model_name='publisheddeal',
            index=django.contrib.postgres.indexes.GinIndex(fields=['facets'], name='published_by_facets'),
        ),
        migrations.AddIndex(
            model_name='publishedfacet',
            index=models.Index(models.OrderBy(models.F('facet')), models.OrderBy(models.F('number_deals'), descending=True), models.OrderBy(models.F('token')), name='facet_by_number'),
        ),
        trigger("signed", "INSERT OR UPDATE OR DELETE", "deals_publishedfacet"),
        grant("register_desk", "SELECT, INSERT, UPDATE, DELETE", "deals_publishedfacet"),
        grant("register_public", "SELECT", "deals_publishedfacet"),
    ]
