"""The sign-in form, with limits: what is longer than any name never reaches the database."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm

NAME_LENGTH = 150
PASSWORD_LENGTH = 1_000


class SignInForm(AuthenticationForm):
    username = forms.CharField(
        label="Name",
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label="Password",
        max_length=PASSWORD_LENGTH,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
