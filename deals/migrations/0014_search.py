from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# English endings are cut in every language alike: what is asked is cut as what is said is, so that both meet.
CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION register (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION register ALTER MAPPING
    FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, english_stem;
"""


class Migration(migrations.Migration):
    dependencies = [("deals", "0013_rights_of_members")]
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION register;"),
    ]
