from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "deals"
    verbose_name = "the register"
    default_auto_field = "django.db.models.BigAutoField"
