"""What Django and allauth say in forms, in words of ours: the catalogue has the Danish, and wins over theirs.

Theirs is a machine's: “Marker en gyldig valgmulighed. Det valg, du har foretaget, er ikke blandt de tilgængelige
valgmuligheder.” Named here, so that whoever makes the catalogue anew finds them in use.
"""

from django.utils.translation import gettext_lazy, ngettext_lazy

SENTENCES = [
    gettext_lazy("Your password can’t be a commonly used password."),
    gettext_lazy("Your password can’t be too similar to your other personal information."),
    gettext_lazy("Your password can’t be entirely numeric."),
    gettext_lazy("This field cannot be null."),
    gettext_lazy("This field cannot be blank."),
    gettext_lazy("Enter a valid value."),
    gettext_lazy("Enter a complete value."),
    gettext_lazy("Enter a valid URL."),
    gettext_lazy("Enter a valid email address."),
    gettext_lazy("Enter a valid domain name."),
    gettext_lazy("Enter a valid integer."),
    gettext_lazy("Enter a whole number."),
    gettext_lazy("Enter a number."),
    gettext_lazy("Enter a valid date."),
    gettext_lazy("Enter a valid time."),
    gettext_lazy("Enter a valid date/time."),
    gettext_lazy("Enter a valid duration."),
    gettext_lazy("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    gettext_lazy("Enter a valid “slug” consisting of Unicode letters, numbers, underscores, or hyphens."),
    gettext_lazy("Enter only digits separated by commas."),
    gettext_lazy("Enter a list of values."),
    gettext_lazy("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_lazy("Select a valid choice. That choice is not one of the available choices."),
    gettext_lazy("“%(pk)s” is not a valid value."),
    gettext_lazy("Value %(value)r is not a valid choice."),
    gettext_lazy("%(model)s instance with %(field)s %(value)r is not a valid choice."),
    gettext_lazy("Ensure this value is %(limit_value)s (it is %(show_value)s)."),
    gettext_lazy("Ensure this value is less than or equal to %(limit_value)s."),
    gettext_lazy("Ensure this value is greater than or equal to %(limit_value)s."),
    gettext_lazy("Ensure this value is a multiple of step size %(limit_value)s."),
    gettext_lazy("Null characters are not allowed."),
    gettext_lazy("File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s."),
    gettext_lazy("No file was submitted."),
    gettext_lazy("No file was submitted. Check the encoding type on the form."),
    gettext_lazy("The submitted file is empty."),
    gettext_lazy("Please either submit a file or check the clear checkbox, not both."),
    gettext_lazy("Upload a valid image. The file you uploaded was either not an image or a corrupted image."),
    gettext_lazy("%(model_name)s with this %(field_label)s already exists."),
    gettext_lazy("%(model_name)s with this %(field_labels)s already exists."),
    gettext_lazy("Constraint “%(name)s” is violated."),
    gettext_lazy("“%(value)s” value must be either True or False."),
    gettext_lazy("“%(value)s” value must be an integer."),
    gettext_lazy("“%(value)s” value has an invalid date format. It must be in YYYY-MM-DD format."),
    gettext_lazy("“%(value)s” value has the correct format (YYYY-MM-DD) but it is an invalid date."),
    gettext_lazy("“%(value)s” value has an invalid format. It must be in HH:MM[:ss[.uuuuuu]] format."),
    gettext_lazy("“%(value)s” value has the correct format (HH:MM[:ss[.uuuuuu]]) but it is an invalid time."),
    gettext_lazy("“%(value)s” value has an invalid format. It must be in YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ] format."),
    gettext_lazy(
        "ManagementForm data is missing or has been tampered with. Missing fields: %(field_names)s. You may "
        "need to file a bug report if the issue persists."
    ),
    gettext_lazy("(Hidden field %(name)s) %(error)s"),
    gettext_lazy("Clear"),
    gettext_lazy("Currently"),
    gettext_lazy("The password is too similar to the %(verbose_name)s."),
    gettext_lazy("This password is too common."),
    gettext_lazy("This password is entirely numeric."),
    gettext_lazy("Email address"),
    gettext_lazy("email address"),
    gettext_lazy("email addresses"),
    gettext_lazy("Email"),
    gettext_lazy("You must type the same password each time."),
    gettext_lazy("Please type your current password."),
    gettext_lazy("The password reset token was invalid."),
    gettext_lazy("This account is currently inactive."),
    gettext_lazy("The email address and/or password you specified are not correct."),
    gettext_lazy("Too many failed login attempts. Try again later."),
    gettext_lazy(
        "Ensure this value is a multiple of step size %(limit_value)s, starting from %(offset)s, e.g. "
        "%(offset)s, %(valid_value1)s, %(valid_value2)s, and so on."
    ),
    gettext_lazy("Enter a valid %(protocol)s address."),
    gettext_lazy("Enter a valid UUID."),
    gettext_lazy("Enter a valid JSON."),
    gettext_lazy("The number of days must be between {min_days} and {max_days}."),
]
COUNTED = [
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    ngettext_lazy(
        "%(size)d byte",
        "%(size)d bytes",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    ),
    ngettext_lazy(
        "Ensure this filename has at most %(max)d character (it has %(length)d).",
        "Ensure this filename has at most %(max)d characters (it has %(length)d).",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit in total.",
        "Ensure that there are no more than %(max)s digits in total.",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s decimal place.",
        "Ensure that there are no more than %(max)s decimal places.",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit before the decimal point.",
        "Ensure that there are no more than %(max)s digits before the decimal point.",
    ),
    ngettext_lazy(
        "Please submit at most %(num)d form.",
        "Please submit at most %(num)d forms.",
    ),
]
