"""The field's words as types. No tables, no Django: extraction and the timeline use them too."""
