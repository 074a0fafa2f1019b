"""Who signs."""

from functools import partial

from django.contrib.auth.models import AbstractUser
from django.db import models

from deals.fields import one_of, word
from deals.signing import tracked
from deals.vocabulary.words import Word

NOT_KEPT = ("password", "last_login")
"""What changes whenever somebody signs in, and is nobody's to read."""


class MemberRole(Word):
    """What a member is to the register. What each may do stands in the table of `deals.permissions`."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    CITATION_EDITOR = "citation_editor"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"


@partial(tracked, but=NOT_KEPT)
class Member(AbstractUser):
    """“The editor who accepted it, the publisher who approved it.” Names never reach the public."""

    role = word(MemberRole, default=MemberRole.READER)

    class Meta(AbstractUser.Meta):
        constraints = [models.CheckConstraint(name="member_role_is_a_word", condition=one_of("role", MemberRole))]
