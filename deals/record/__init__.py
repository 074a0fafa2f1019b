"""A deal's public record as plain data: its shape, where it stands, what was known when, what contradicts what.

No Django and no tables: publishing writes this shape, queries read it, the timeline draws it.
"""
