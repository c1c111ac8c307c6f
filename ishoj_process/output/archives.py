"""Archives without the moment of their packing: the same content is the same bytes, whenever it is packed."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can say


def timeless(packed: BytesIO, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The same archive without the moment at which it was packed; `instead`: parts that are put in anew, by name."""
    made, parts = BytesIO(), instead or {}
    with ZipFile(packed) as given, ZipFile(made, "w") as archive:
        for name in given.namelist():
            info = ZipInfo(name, NO_TIME)
            # 3 is Unix: left alone, the system that it was packed on is named, and the bytes differ by machine.
            info.compress_type, info.create_system = ZIP_DEFLATED, 3
            archive.writestr(info, parts[name] if name in parts else given.read(name))
    return made.getvalue()
