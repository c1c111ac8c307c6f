"""The one door by which a file leaves the house; the view before it has asked for rights."""

from django.http import FileResponse

from ishoj_process.models.files import StoredFile


def file_response(stored: StoredFile) -> FileResponse:
    """The file, as a download that no browser runs."""
    response = FileResponse(
        stored.file.open(), as_attachment=True, filename=stored.original_name, content_type=stored.content_type
    )
    # In place of the page's own policy: what is opened from an upload runs without our origin.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"  # what is taken back must not lie in a cache on the way
    return response
