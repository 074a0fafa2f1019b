"""A source has a version, as claims and deals have: two who correct it see that they met."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from deals.migrations._guards import secured_history


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0001_tables'),
        ('deals', '0004_rights'),
    ]

    operations = [
        *secured_history(),  # undoing runs it last, when the former triggers are back
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='source',
            name='version',
            field=models.PositiveIntegerField(default=1, help_text='Of what people corrected.'),
        ),
        migrations.AddField(
            model_name='sourcehistory',
            name='version',
            field=models.PositiveIntegerField(default=1, help_text='Of what people corrected.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_sourcehistory" ("author", "id", "kind", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_edtf", "published_first", "published_last", "title", "title_is_description", "url", "version") VALUES (NEW."author", NEW."id", NEW."kind", NEW."language", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."published_edtf", NEW."published_first", NEW."published_last", NEW."title", NEW."title_is_description", NEW."url", NEW."version"); RETURN NULL;', hash='39c0d0cc64c24b0e9fe3a7cc6f98ad8175158e15', operation='INSERT', pgid='pgtrigger_insert_insert_c3ed3', table='sources_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_sourcehistory" ("author", "id", "kind", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_edtf", "published_first", "published_last", "title", "title_is_description", "url", "version") VALUES (NEW."author", NEW."id", NEW."kind", NEW."language", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."published_edtf", NEW."published_first", NEW."published_last", NEW."title", NEW."title_is_description", NEW."url", NEW."version"); RETURN NULL;', hash='6c443c3664a68e6075967be68ade812f6d039d75', operation='UPDATE', pgid='pgtrigger_update_update_e6185', table='sources_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_sourcehistory" ("author", "id", "kind", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_edtf", "published_first", "published_last", "title", "title_is_description", "url", "version") VALUES (OLD."author", OLD."id", OLD."kind", OLD."language", OLD."outlet_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."published_edtf", OLD."published_first", OLD."published_last", OLD."title", OLD."title_is_description", OLD."url", OLD."version"); RETURN NULL;', hash='b7248762f8a3e67252ef41831ed02a5f6fd5637c', operation='DELETE', pgid='pgtrigger_delete_delete_fde77', table='sources_source', when='AFTER')),
        ),
        *secured_history(),
    ]
