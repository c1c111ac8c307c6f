"""Rich text: what is stored, what is shown, and the form without its editor."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.editing.page import shown
from ishoj_process.models import Strategy
from ishoj_process.text.richtext import RichTextFormField, clean_html, safe_html

TEXTS = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<h1>", "</h1>", "<b>", "</b>", "<em>", "</em>", "<br>"),
            *("<table>", "</table>", "<tr>", "</tr>", "<th>", "<td>", "</td>", "<div>", "</div>", "<blockquote>"),
            *('<a href="/x?a=1&amp;b=2">', "</a>", "<script>", "</script>", "<p onclick=x>", "&lt;", "&nbsp;", "<"),
            *(" ", "\n", "\n\n", "- ", "1. ", "2. ", "## ", "**", "*", "æøå", "ord", "21. august", "</", "&"),
        ]
    ),
    max_size=30,
).map("".join)


class TextForm(forms.Form):
    text = RichTextFormField(required=False)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("", ""),
        ("   \n ", ""),
        ("<p> </p><p></p><p>&nbsp;<br></p>", ""),
        ("Én linje", "<p>Én linje</p>"),
        ("Første\nanden\n\nnæste afsnit", "<p>Første<br>anden</p><p>næste afsnit</p>"),
        ("Vi vil:\n- høre\n- handle", "<p>Vi vil:</p><ul><li>høre</li><li>handle</li></ul>"),
        ("1. høre\n2. handle", "<ol><li>høre</li><li>handle</li></ol>"),
        ("Møde den\n21. august 2023", "<p>Møde den<br>21. august 2023</p>"),
        ("5 < 6 & 7 > 3", "<p>5 &lt; 6 &amp; 7 &gt; 3</p>"),
        ("løs tekst <b>fed</b>", "<p>løs tekst <strong>fed</strong></p>"),
        ("<h1>A</h1><h2>B</h2><h3>C</h3><h6>D</h6>", "<h3>A</h3><h3>B</h3><h3>C</h3><h4>D</h4>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<blockquote>citat</blockquote>", "<blockquote><p>citat</p></blockquote>"),
        ("<p>a<br></p>\n<p>\n b </p>", "<p>a</p><p>b</p>"),
        ('<p><a href="https://ishoj.dk" onclick="x">l</a></p>', '<p><a href="https://ishoj.dk">l</a></p>'),
        ('<p><a href="javascript:x">l</a></p>', "<p>l</p>"),
        ('<p style="color:red" class="x" id="y">a</p>', "<p>a</p>"),
        ("<p>a</p><script>alert(1)</script><style>p{}</style><iframe src=x></iframe>", "<p>a</p>"),
        ('<p>a</p><img src=x onerror=y><a rel="attachment" href="/x">f</a>', '<p>a</p><p><a href="/x">f</a></p>'),
    ],
)
def test_text_is_stored_tidy(given, stored):
    assert clean_html(given) == stored


def test_table_gets_a_head_and_scopes():
    cells = "<tr><th><p>År</p></th><th>Beløb</th></tr><tr><th>2023</th><td colspan=1><p>1</p><p>2</p></td></tr>"

    assert clean_html(f"<table><tbody>{cells}</tbody></table>") == (
        '<table><thead><tr><th scope="col">År</th><th scope="col">Beløb</th></tr></thead>'
        '<tbody><tr><th scope="row">2023</th><td>1<br>2</td></tr></tbody></table>'
    )


@given(TEXTS)
def test_stored_text_stays_as_it_is(text):
    once = clean_html(text)

    assert clean_html(once) == once
    assert safe_html(once).replace("&nbsp;", "\xa0") == once


def test_text_too_long_is_refused_in_words():
    with pytest.raises(ValidationError) as refused:
        clean_html("å" * 200_001)

    assert refused.value.messages == ["Teksten er for lang. Den må højst være på 200000 tegn."]


@pytest.mark.parametrize("part", ["<blockquote>", "<ul><li>", "<table><tr><td>", "<div>", "<b>"])
def test_text_nested_too_deeply_is_refused_in_words(part):
    with pytest.raises(ValidationError) as refused:
        clean_html(part * 60 + "x")

    assert refused.value.messages == ["Teksten har for mange lister eller tabeller inde i hinanden til at kunne vises."]


@pytest.mark.parametrize("count", [1_000, 30_000])
def test_text_nested_beyond_all_measure_is_refused_in_words(count):
    with pytest.raises(ValidationError):
        clean_html("<div>" * count + "x")


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("<h2><p>Økonomi</p></h2>", "<h3>Økonomi</h3>"),
        ("<p>a\x00b\x0bc\x0cd\ufffe</p>", "<p>abc d</p>"),  # neither Word nor a feed can hold them
        ("<!-- x -->a<p>b</p>c", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>&nbsp;&eacute; &amp;lt;br&amp;gt; &amp;nbsp;</p>", "<p>\xa0é &amp;lt;br&amp;gt; &amp;nbsp;</p>"),
        (
            '<p><a href="https://ishoj.dk/?a=1&b=&lt;br&gt;">b</a></p>',
            '<p><a href="https://ishoj.dk/?a=1&amp;b=&lt;br&gt;">b</a></p>',
        ),
    ],
)
def test_text_is_read_as_browsers_read_it(given, stored):
    assert clean_html(given) == stored


def test_row_is_sanitised_however_it_is_made(db):
    made = Strategy.objects.create(title="A", slug="a", text="<p onclick=x>Tekst<script>x</script></p>")
    Strategy.objects.bulk_create([Strategy(title="B", slug="b", text="to\nlinjer")])

    assert made.text == "<p>Tekst</p>"
    assert list(Strategy.objects.order_by("slug").values_list("text", flat=True)) == [
        "<p>Tekst</p>",
        "<p>to<br>linjer</p>",
    ]


def test_shown_text_is_sanitised_though_stored_past_the_field(db, strategy):
    Strategy.objects.update(text="<p onclick=x>Tekst</p><script>x</script>")
    strategy.refresh_from_db()

    page = Template("{% load richtext %}{{ strategy.text|rich:'h1' }}").render(Context({"strategy": strategy}))

    assert page == "<p>Tekst</p>"


@pytest.mark.parametrize(
    ("under", "shown"),
    [
        ("h1", "<h2>A</h2><h3>B</h3>"),
        ("h2", "<h3>A</h3><h4>B</h4>"),
        ("h4", "<h5>A</h5><h6>B</h6>"),
        ("h5", "<h6>A</h6><h6>B</h6>"),
    ],
)
def test_headings_of_a_text_stand_below_the_one_above_it(under, shown):
    template = Template("{% load richtext %}{{ text|rich:under }}")

    assert template.render(Context({"text": "<h3>A</h3><h4 onclick=x>B</h4>", "under": under})) == shown


def test_text_that_begins_with_its_smaller_heading_leaves_no_step_out():
    template = Template("{% load richtext %}{{ text|rich:'h1' }}")

    said = template.render(Context({"text": "<h4>A</h4><h4>B</h4><h3>C</h3><h4>D</h4>"}))

    assert said == "<h2>A</h2><h3>B</h3><h2>C</h2><h3>D</h3>"


# The form


def test_form_of_a_model_takes_rich_text():
    form_class = forms.modelform_factory(Strategy, fields=["text"])

    assert isinstance(form_class.base_fields["text"], RichTextFormField)


@pytest.mark.parametrize(
    ("html", "in_area", "kind"),
    [
        ("<p>Tekst</p><ul><li>ét</li></ul>", "Tekst\n\n- ét", "plain"),
        ('<p><a href="/x">l</a></p>', "&lt;p&gt;&lt;a href=&quot;/x&quot;&gt;l&lt;/a&gt;&lt;/p&gt;", "html"),
        ("", "", "plain"),
    ],
)
def test_text_area_shows_plain_text_where_that_says_all(html, in_area, kind):
    rendered = str(TextForm(initial={"text": html})["text"])

    assert f">\n{in_area}</textarea>" in rendered
    assert f'<input type="hidden" name="text-format" value="{kind}">' in rendered


@pytest.mark.parametrize(
    ("data", "stored"),
    [
        ({"text": "<b>\n- a", "text-format": "plain"}, "<p>&lt;b&gt;</p><ul><li>a</li></ul>"),
        ({"text": "<p>a</p>", "text-format": "html"}, "<p>a</p>"),
        ({"text": "<p>a</p>"}, "<p>a</p>"),
        ({"text": "a\r\n\r\nb"}, "<p>a</p><p>b</p>"),
        ({}, ""),
    ],
)
def test_form_stores_what_was_sent(data, stored):
    form = TextForm(data)

    assert form.is_valid()
    assert form.cleaned_data == {"text": stored}


def test_required_text_is_missing_when_nothing_can_be_seen():
    class Required(forms.Form):
        text = RichTextFormField()

    assert not Required({"text": "<p> <br></p>", "text-format": "html"}).is_valid()
    assert "required" not in str(Required()["text"])


@pytest.mark.parametrize(
    ("sent", "is_changed"), [("<p>a</p>\n", False), ("a", False), ("<p>b</p>", True), ("å" * 200_001, True)]
)
def test_only_another_text_is_a_change(sent, is_changed):
    assert TextForm({"text": sent}, initial={"text": "<p>a</p>"}).has_changed() is is_changed


def test_refused_text_is_shown_again():
    form = TextForm({"text": "<b>" * 60 + "x", "text-format": "html"})

    assert not form.is_valid()
    assert "&lt;b&gt;" * 60 + "x</textarea>" in str(form["text"])


def test_conflict_shows_the_text_as_it_is_read():
    assert shown(TextForm()["text"], "<p>Vi vil</p><ul><li>høre</li></ul>") == "Vi vil\n\n- høre"


class TitleForm(forms.Form):
    title = forms.CharField()


@pytest.mark.parametrize(("form_class", "scripts"), [(TextForm, 1), (TitleForm, 0)])
def test_editor_is_loaded_only_for_a_form_that_needs_it(form_class, scripts):
    for form in (form_class(), forms.formset_factory(form_class)()):
        page = Template("{% load richtext %}{% richtext_media form %}").render(Context({"form": form}))

        assert page.count("<script") == scripts


@pytest.mark.urls("tests.ishoj_process.text.richtext_urls")
def test_what_any_form_received_hidden_is_told_once(client):
    page = client.post("/rediger/", {"text": "<p>Set<span style='display:none'> gemt</span></p>"})

    assert "&lt;p&gt;Set&lt;/p&gt;" in page.content.decode()
    assert [str(told) for told in get_messages(page.wsgi_request)] == ["Skjult tekst er udeladt: ”gemt”"]
