from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0023_sorted_lists'),
    ]

    operations = [
        migrations.AddField(
            model_name='publishedfacet',
            name='place_name',
            field=models.GeneratedField(db_persist=True, expression=models.Func(template="(left(lower(regexp_replace(normalize(label, NFKD), '[\\u0300-\\u036f“”„«»‘’]', '', 'g')), 60) || ' ' || token)", output_field=models.TextField(db_collation='C')), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddIndex(
            model_name='publishedfacet',
            index=models.Index(fields=['facet', 'place_name'], name='facet_by_name'),
        ),
    ]
