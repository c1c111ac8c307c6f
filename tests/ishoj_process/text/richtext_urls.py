"""One page with a form for rich text, as the pages of the site show them."""

from django import forms
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from ishoj_process.text.richtext import RichTextFormField

PAGE = """{% load static richtext %}<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>Rediger</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="{% static 'css/bootstrap.min.css' %}">
<link rel="stylesheet" href="{% static 'site.css' %}">
</head><body><main class="frame"><h1>Rediger tekst</h1>
<form method="post" class="edit-form" novalidate>{% csrf_token %}
{{ form.text.label_tag }}{{ form.text }}<div id="id_text_helptext">{{ form.text.help_text }}</div>{{ form.text.errors }}
<p class="form-actions"><button class="btn btn-primary" type="submit">Gem</button></p></form>
<pre id="stored">{{ stored }}</pre></main>{% richtext_media form %}</body></html>"""
FIRST = "<p>Byrådet skriver <strong>visionen</strong>.</p><ul><li>ét</li><li>to</li></ul>"


class TextForm(forms.Form):
    text = RichTextFormField(label="Sagsfremstilling", help_text="Kort og klart.")


def edit(request):
    form = TextForm(request.POST or None, initial={"text": FIRST})
    stored = form.cleaned_data["text"] if form.is_valid() else ""
    return HttpResponse(Template(PAGE).render(RequestContext(request, {"form": form, "stored": stored})))


urlpatterns = [path("rediger/", edit)]
