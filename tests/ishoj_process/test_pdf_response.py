"""How a PDF is answered with: sent once, kept until something changes, and never kept when it is private."""

import re

from ishoj_process.models import PublicStamp
from ishoj_process.pdf import pdf_response


def test_response_is_shown_inline_under_a_danish_name(rf):
    response = pdf_response(rf.get("/plan.pdf"), lambda: b"%PDF", filename="Procesplan æøå.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''Procesplan%20%C3%A6%C3%B8%C3%A5.pdf"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert re.fullmatch(r'"[0-9a-f]{64}"', response["ETag"])
    assert response.content == b"%PDF"


def test_response_is_not_sent_again_to_who_has_it(rf):
    first = pdf_response(rf.get("/plan.pdf"), lambda: b"%PDF", filename="plan.pdf")

    again = pdf_response(rf.get("/plan.pdf", HTTP_IF_NONE_MATCH=first["ETag"]), lambda: b"%PDF", filename="plan.pdf")
    changed = pdf_response(rf.get("/plan.pdf", HTTP_IF_NONE_MATCH=first["ETag"]), lambda: b"%PDX", filename="plan.pdf")

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (changed.status_code, changed.content) == (200, b"%PDX")


class Counting:
    """Builds a document and counts how often it was asked to."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return b"%%PDF %d" % self.times


def asked(rf, build, **options):
    return pdf_response(rf.get("/plan.pdf"), build, filename="plan.pdf", **options)


def test_public_document_is_built_once_until_something_changes(rf, db):
    build = Counting()

    contents = [asked(rf, build, cache_key="plan").content for _ in range(2)]
    PublicStamp.raise_value()
    contents.append(asked(rf, build, cache_key="plan").content)

    assert contents == [b"%PDF 1", b"%PDF 1", b"%PDF 2"]


def test_public_document_is_built_again_on_another_day_and_for_another_release(rf, db, settings):
    build = Counting()

    asked(rf, build, cache_key="plan")
    settings.PROCESS_TODAY = "2023-08-15"
    asked(rf, build, cache_key="plan")
    settings.RELEASE = "another"
    asked(rf, build, cache_key="plan")
    asked(rf, build, cache_key="plan?year=2024")

    assert build.times == 4


def test_private_document_is_never_kept(rf):
    build = Counting()

    responses = [asked(rf, build, cache_key="plan", private=True) for _ in range(2)]

    assert build.times == 2
    assert {response["Cache-Control"] for response in responses} == {"private, no-store"}
