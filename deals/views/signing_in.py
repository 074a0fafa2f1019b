"""Signing in and out. Too many wrong passwords in a row lock the door for a while (django-axes)."""

from django.contrib.auth.views import LoginView, LogoutView


class SignIn(LoginView):
    template_name = "desk/sign_in.html"
    next_page = "desk:inbox"
    redirect_authenticated_user = True


class SignOut(LogoutView):
    next_page = "desk:sign_in"
