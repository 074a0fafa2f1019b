"""Five roles: reader, contributor, citation editor, publisher, administrator."""

import deals.models.member
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0010_sent_forms'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='member',
            name='member_role_is_a_word',
        ),
        migrations.AlterField(
            model_name='member',
            name='role',
            field=models.CharField(choices=[('reader', 'reader'), ('contributor', 'contributor'), ('citation_editor', 'citation editor'), ('publisher', 'publisher'), ('administrator', 'administrator')], default=deals.models.member.MemberRole['READER'], max_length=40),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['reader', 'contributor', 'citation_editor', 'publisher', 'administrator'])), name='member_role_is_a_word'),
        ),
    ]
