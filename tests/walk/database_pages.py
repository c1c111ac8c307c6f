"""The database's own pages: each list, row, history and question there, for those who may use them."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from ishoj_process.editing.versions import OFFICE

from .may_read import STAFF
from .places import firsts
from .walk import browsers_of

ROW_PAGES = ("change", "history", "delete")


def walk_database(walk, people, *, choose, kind_of=None):
    browsers = browsers_of(people)
    for pattern, places in [*_fixed(), *_tables(kind_of)]:
        for number, (name, browser) in enumerate(browsers.items()):
            # Who may not use these pages is sent to the log-in by one door: in short, asked at each list.
            if walk.rows == 1 and name not in STAFF and not pattern.endswith("list"):
                continue
            for address in choose(places, number):
                walk.note(name, pattern, address, browser.get(address))


def _fixed():
    """What is not about one table."""
    for name in ("index", "jsi18n", "password_change"):
        yield f"admin: {name}", [reverse(f"admin:{name}")]
    for app in ("ishoj_process", "vision", "strategies", "calendar_app"):
        yield "admin: app", [reverse("admin:app_list", args=[app])]


def _tables(kind_of):
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        listed = reverse(f"admin:{name}_changelist")
        yield f"admin: {name} list", [listed + query for query in _queries(model)]
        yield f"admin: {name} add", [reverse(f"admin:{name}_add")]
        yield f"admin: {name} autocomplete", [*_autocomplete(model)]
        keys = [row.pk for row in firsts(model._base_manager.order_by("pk"), kind_of)]
        known = {*keys}
        for page in ROW_PAGES:
            yield f"admin: {name} {page}", [reverse(f"admin:{name}_{page}", args=[key]) for key in keys]
        kind = ContentType.objects.get_for_model(model).pk
        yield f"admin: {name} on site", [reverse("admin:view_on_site", args=[kind, key]) for key in keys]
        if hasattr(model, "history") and model not in OFFICE:  # the council's own are read at `/udgaver/` alone
            versions = model.history.order_by("history_id")
            versions = versions.values_list(model._meta.pk.attname, "history_id")
            chosen = [(key, version) for key, version in versions if key in known]
            yield (
                f"admin: {name} version",
                [reverse(f"admin:{name}_simple_history", args=[key, version]) for key, version in chosen],
            )


def _queries(model):
    """The list as it comes, what is searched, what a window of another page is offered, and by each filter."""
    yield from ("", "?q=plantet", "?_popup=1", "?p=1")
    for field in model._meta.concrete_fields:
        if field.get_internal_type() == "BooleanField":
            yield from (f"?{field.name}__exact={value}" for value in (0, 1))


def _autocomplete(model):
    for field in model._meta.concrete_fields:
        if field.is_relation:
            asked = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field.name}"
            yield f"{reverse('admin:autocomplete')}?{asked}&term=plantet"
