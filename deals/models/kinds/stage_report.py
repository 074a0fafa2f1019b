"""“We have agreed in principle on joint production.”"""

from django.db import models
from django.db.models import Q

from deals.models.kinds.columns import empty_or_word, is_text, is_word, optional_party, optional_text, optional_word
from deals.vocabulary.stages import Instrument, Stage, Suspended

_SIGNED = [stage.value for stage in Stage if stage.is_signed]


class StageColumns(models.Model):
    stage = optional_word(Stage)
    instrument = optional_word(Instrument)
    suspended_what = optional_word(Suspended)
    suspended_by = optional_party()
    # A later report of an earlier phase moves nothing, unless a person decides that the track has gone back.
    step_back_reason = optional_text(300)

    STAGE = ("stage", "instrument", "suspended_what", "suspended_by", "step_back_reason")
    STAGE_CHECK = (
        is_word("stage", Stage)
        & (
            Q(stage__in=_SIGNED) & is_word("instrument", Instrument)
            | ~Q(stage__in=_SIGNED) & Q(instrument__isnull=True)
        )
        & empty_or_word("suspended_what", Suspended)
        & (Q(step_back_reason__isnull=True) | is_text("step_back_reason"))
        & (Q(stage=Stage.SUSPENDED) | Q(suspended_what__isnull=True, suspended_by__isnull=True))
    )

    class Meta:
        abstract = True
