"""Who signs."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from deals.fields import one_of, word
from deals.vocabulary.words import Word


class MemberRole(Word):
    """What a member of the staff may do; each role may do what the ones before it may."""

    CONTRIBUTOR = "contributor"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"


class Member(AbstractUser):
    """“The editor who accepted it, the publisher who approved it.” Names never reach the public."""

    role = word(MemberRole, default=MemberRole.CONTRIBUTOR)

    class Meta(AbstractUser.Meta):
        constraints = [models.CheckConstraint(name="member_role_is_a_word", condition=one_of("role", MemberRole))]
