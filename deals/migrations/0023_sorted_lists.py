import django.db.models.deletion
from django.db import migrations, models

from deals.migrations._guards import grant, trigger


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0022_lines'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deal_public_id', models.CharField(max_length=10)),
                ('is_fictional', models.BooleanField()),
                ('currency', models.CharField(max_length=40)),
                ('number', models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ('mark', models.CharField(blank=True, max_length=40)),
                ('is_disputed', models.BooleanField(default=False)),
                ('claim', models.CharField(blank=True, help_text='The first that says it.', max_length=10)),
                ('place', models.GeneratedField(db_persist=True, expression=models.Func(template="(is_fictional::int::text || lpad((99999999999999999999 - coalesce(number, 0) * 100)::numeric(20, 0)::text, 20, '0') || deal_public_id)", output_field=models.TextField(db_collation='C')), output_field=models.TextField(db_collation='C'))),
            ],
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='place_earliest',
            field=models.GeneratedField(db_persist=True, expression=models.Func(template="(is_fictional::int::text || CASE phase WHEN 'exploring' THEN '0' WHEN 'agreeing' THEN '1' WHEN 'contracted' THEN '2' WHEN 'executing' THEN '3' WHEN 'completed' THEN '4' WHEN 'off_ladder' THEN '5' ELSE '6' END || lpad(coalesce(DATE '9999-12-31' - last_on, 9999999)::text, 7, '0') || deal_public_id)", output_field=models.TextField(db_collation='C')), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='place_furthest',
            field=models.GeneratedField(db_persist=True, expression=models.Func(template="(is_fictional::int::text || CASE phase WHEN 'completed' THEN '0' WHEN 'executing' THEN '1' WHEN 'contracted' THEN '2' WHEN 'agreeing' THEN '3' WHEN 'exploring' THEN '4' WHEN 'off_ladder' THEN '5' ELSE '6' END || lpad(coalesce(DATE '9999-12-31' - last_on, 9999999)::text, 7, '0') || deal_public_id)", output_field=models.TextField(db_collation='C')), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='place_oldest',
            field=models.GeneratedField(db_persist=True, expression=models.Func(template="(is_fictional::int::text || lpad(coalesce(last_on - DATE '0001-01-01', 9999999)::text, 7, '0') || deal_public_id)", output_field=models.TextField(db_collation='C')), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddField(
            model_name='publisheddeal',
            name='place_title',
            field=models.GeneratedField(db_persist=True, expression=models.Func(template="(is_fictional::int::text || left(lower(regexp_replace(normalize(title, NFKD), '[\\u0300-\\u036f“”„«»‘’]', '', 'g')), 60) || ' ' || deal_public_id)", output_field=models.TextField(db_collation='C')), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddIndex(
            model_name='publisheddeal',
            index=models.Index(fields=['place_oldest'], name='published_oldest_first'),
        ),
        migrations.AddIndex(
            model_name='publisheddeal',
            index=models.Index(fields=['place_furthest'], name='published_furthest_first'),
        ),
        migrations.AddIndex(
            model_name='publisheddeal',
            index=models.Index(fields=['place_earliest'], name='published_earliest_first'),
        ),
        migrations.AddIndex(
            model_name='publisheddeal',
            index=models.Index(fields=['place_title'], name='published_by_title'),
        ),
        migrations.AddField(
            model_name='publishedvalue',
            name='deal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='deals.publisheddeal'),
        ),
        migrations.AddIndex(
            model_name='publishedvalue',
            index=models.Index(fields=['currency', 'place'], name='values_largest_first'),
        ),
        migrations.AddConstraint(
            model_name='publishedvalue',
            constraint=models.UniqueConstraint(fields=('deal', 'currency'), name='value_once_a_deal_and_currency'),
        ),
        trigger("signed", "INSERT OR UPDATE OR DELETE", "deals_publishedvalue"),
        grant("register_desk", "SELECT, INSERT, UPDATE, DELETE", "deals_publishedvalue"),
        grant("register_public", "SELECT", "deals_publishedvalue"),
    ]
