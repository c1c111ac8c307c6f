"""Where uploads lie: whole, or not at all. A disk that is full leaves nothing of what it could not take."""

import secrets
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Files are written beside their place and get their name when they are whole."""

    def _save(self, name: str, content: File) -> str:
        # A process that is killed meanwhile leaves a name that tells what it is.
        part = f"{name}.{secrets.token_hex(8)}.part"
        place, folder = Path(self.path(part)), Path(self.path(name)).parent
        was_there = folder.exists()
        try:
            super()._save(part, content)  # type: ignore[misc]  # the stubs leave it out
            return self._named(place, name)
        except BaseException:
            place.unlink(missing_ok=True)
            if not was_there and folder.exists() and not any(folder.iterdir()):
                folder.rmdir()
            raise

    def _named(self, place: Path, name: str) -> str:
        """Give the whole file its name, or another one where that was taken meanwhile: never write over one."""
        while True:
            try:
                # Linked and not moved: a move would write over what is there.
                Path(self.path(name)).hardlink_to(place)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                place.unlink()
                return name
