import django.db.models.deletion
from django.db import migrations, models

from deals.migrations._guards import grant, trigger


class Migration(migrations.Migration):
    dependencies = [("deals", "0021_words_of_entries")]
    operations = [
        migrations.CreateModel(
            name="PublishedLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("listing", models.CharField(max_length=40)),
                ("kind", models.CharField(help_text="Of the claims that it is about.", max_length=40)),
                (
                    "place",
                    models.CharField(
                        db_collation="C", help_text="Its day, its deal and its number there.", max_length=27
                    ),
                ),
                (
                    "first_on",
                    models.DateField(help_text="Of what is due the first day that its promise can mean.", null=True),
                ),
                ("told", models.JSONField(help_text="All that the list says of it.")),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="deals.publisheddeal"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["listing", "kind", "place"], name="lines_of_a_kind")],
                "constraints": [models.UniqueConstraint(fields=("listing", "place"), name="line_once_a_place")],
            },
        ),
        trigger("signed", "INSERT OR UPDATE OR DELETE", "deals_publishedline"),
        grant("register_desk", "SELECT, INSERT, UPDATE, DELETE", "deals_publishedline"),
        grant("register_public", "SELECT", "deals_publishedline"),
    ]
