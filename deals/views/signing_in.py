"""Signing in and out. Too many wrong passwords in a row lock the door for a while (django-axes)."""

from django.contrib.auth.views import LoginView, LogoutView

from deals.forms.signing_in import SignInForm


class SignIn(LoginView):
    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    next_page = "desk:inbox"
    redirect_authenticated_user = True
    http_method_names = ["get", "head", "post"]


class SignOut(LogoutView):
    next_page = "desk:sign_in"
