"""Forms that were sent off, so that one that is sent twice counts once."""

from django.db import models


class SentForm(models.Model):
    """“One has sent this form off, and was led to that page.” Nothing of what was typed is kept here."""

    key = models.CharField(max_length=64, primary_key=True)
    address = models.CharField(max_length=500, blank=True, default="")
    sent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:12]} to {self.address}"
