"""The register in one file and back: database and snapshots together, with a manifest of what is in it.

A zip archive: `database.sql` as pg_dump writes it, each snapshot under its name in the storage, and `manifest.json`. It
can be read without this program.
"""
