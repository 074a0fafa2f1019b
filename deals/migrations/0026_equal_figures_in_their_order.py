"""Of thousands of equal figures the first are read, and not all to sort them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0025_indexes_that_a_plan_uses'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='publishedfigure',
            name='figures_largest_first',
        ),
        migrations.AddIndex(
            model_name='publishedfigure',
            index=models.Index(models.OrderBy(models.F('subject')), models.OrderBy(models.F('role')), models.OrderBy(models.F('unit')), models.OrderBy(models.F('step')), models.OrderBy(models.F('number'), descending=True), models.OrderBy(models.F('id')), name='figures_largest_first'),
        ),
    ]
