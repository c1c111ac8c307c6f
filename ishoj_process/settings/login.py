"""The part of the settings that says how people log in, and how many guesses they have (django-allauth)."""

AUTH_USER_MODEL = "ishoj_process.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview"
ACCOUNT_ADAPTER = "ishoj_process.council.accounts.ClosedSignupAdapter"
# Ours say what is missing; of all others that allauth has no page is reached.
ACCOUNT_FORMS = {
    "login": "ishoj_process.council.passwords.LogInForm",
    "reset_password": "ishoj_process.council.passwords.ForgottenPasswordForm",
    "reset_password_from_key": "ishoj_process.council.passwords.NewPasswordForm",
    "change_password": "ishoj_process.council.passwords.OtherPasswordForm",
}
# Django's own: allauth's notes addresses in a table of its own, by which a former address would still let in.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the secretariat makes the users
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses that are not ours
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE, without asking
ACCOUNT_RATE_LIMITS = {"login": "20/m/ip", "login_failed": "5/m/key", "reset_password": "20/h/ip,3/h/key"}
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day, in seconds
