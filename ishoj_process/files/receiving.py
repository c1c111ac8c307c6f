"""How an upload comes in: where it does not fit on the disk, the rest of the form is read all the same."""

import os
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest

from ishoj_process.editing.full import is_full

LOST_BODY = "ishoj.body_was_lost"  # in the environment of a request: only its beginning could be received
LOST = "file_was_lost"  # on the request: a file was sent that could not be received


class ReceivedOnDisk(TemporaryFileUploadHandler):
    """A large upload lies in a temporary file. A full disk makes it an empty one, which every form refuses."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self._is_lost = False
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._lose(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        try:
            if not self._is_lost:
                self.file.write(raw_data)
        except OSError as error:
            self._lose(error)
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        try:
            if not self._is_lost:
                # What Python still held back is written now, and may not fit either.
                self.file.flush()
                return super().file_complete(file_size)
        except OSError as error:
            self._lose(error)
        name, kind = self.file_name or "", self.content_type or ""
        return InMemoryUploadedFile(BytesIO(), self.field_name, name, kind, 0, self.charset, self.content_type_extra)

    def _lose(self, error: OSError) -> None:
        if not is_full(error):
            raise error
        self._is_lost = True
        setattr(self.request, LOST, True)
        file = getattr(self, "file", None)
        if file is not None:
            # Closing writes what was held back, which fails again; the system has taken the name away then.
            try:
                file.close()
            except OSError:
                if os.path.exists(file.temporary_file_path()):
                    os.unlink(file.temporary_file_path())


def was_lost(request: HttpRequest) -> bool:
    """Whether a file of this request could not be received."""
    return getattr(request, LOST, False)
