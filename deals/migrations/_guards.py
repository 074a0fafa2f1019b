"""Operations with which a later migration puts a new table under the rules of `0003_rules` and `0004_rights`.

Not a migration: Django passes over modules that begin with an underscore.
"""

from django.db import migrations

# A history trigger that was made anew runs as whoever writes. It has to work as the owner, as `0003_rules` says.
SECURED_HISTORY = """
DO $$ DECLARE history regprocedure; BEGIN
    FOR history IN SELECT tgfoid FROM pg_trigger WHERE tgname ~ '^pgtrigger_(insert|update|delete)_' LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', history);
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', history);
    END LOOP;
END $$;
"""
# Adding a trigger brings back pgtrigger's own test, which lets any session switch history off. Ours never does; only
# what keeps history from being changed gives way, to a withholding (`withholding_is_under_way`). In PL/pgSQL, which
# looks for that function when it is called and not when it is made: earlier migrations use this too.
HISTORY_GUARD = """
BEGIN
    IF trigger_name NOT LIKE 'pgtrigger\\_append\\_only\\_%' THEN RETURN false; END IF;
    RETURN withholding_is_under_way();
END
"""
HISTORY_STAYS_ON = f"""
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE plpgsql STABLE
    AS $guard${HISTORY_GUARD}$guard$;
"""


def trigger(name: str, event: str, table: str, level: str = "ROW") -> migrations.RunSQL:
    function = {"signed": "signed_only", "kept": "no_truncate"}.get(name, name)
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {level} EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER {name} ON {table};",
    )


def under_the_rules(table: str, *, is_frozen: bool = False) -> list[migrations.RunSQL]:
    """Every write is signed and TRUNCATE refused; a frozen table's rows never change."""
    frozen = [trigger("frozen", "UPDATE OR DELETE", table)] if is_frozen else []
    return [
        trigger("signed", "INSERT OR UPDATE OR DELETE", table), trigger("kept", "TRUNCATE", table, "STATEMENT"), *frozen
    ]  # fmt: skip


def history_only_by_changes(table: str) -> list[migrations.RunSQL]:
    """For the history of a newly tracked table; put `secured_history` last in the migration."""
    signed = migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_is_signed CHECK (pgh_context_id IS NOT NULL);",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_is_signed;",
    )
    return [
        trigger("written_by_a_change", "INSERT", table), signed, trigger("kept", "TRUNCATE", table, "STATEMENT"),
        grant("register_desk", "SELECT", table),
    ]  # fmt: skip


def secured_history() -> list[migrations.RunSQL]:
    """Last in each migration that adds or alters a tracked table."""
    return [migrations.RunSQL(sql, sql) for sql in (SECURED_HISTORY, HISTORY_STAYS_ON)]


def grant(role: str, rights: str, table: str) -> migrations.RunSQL:
    return migrations.RunSQL(f"GRANT {rights} ON {table} TO {role};", f"REVOKE {rights} ON {table} FROM {role};")
