"""A new member of the staff. The password is the program's to make."""

from __future__ import annotations

from typing import Any

from django import forms

from deals.forms.fields import speak_plainly
from deals.forms.signing_in import NAME_LENGTH
from deals.models import MemberRole

ROLES = [
    (MemberRole.READER, "reads the desk"),
    (MemberRole.CONTRIBUTOR, "takes in articles, decides on suggestions, drafts"),
    (MemberRole.CITATION_EDITOR, "sources and citations, not the facts"),
    (MemberRole.PUBLISHER, "approves what others wrote, and publishes"),
    (MemberRole.ADMINISTRATOR, "all that, and the members"),
]


class MemberForm(forms.Form):
    username = forms.CharField(
        label="Name", max_length=NAME_LENGTH, help_text="To sign in with: letters, digits and @ . + - _"
    )
    role = forms.ChoiceField(
        label="Role", choices=[(role.value, f"{role.label}: {may}") for role, may in ROLES], initial=MemberRole.READER
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        speak_plainly(self)
