"""Same bytes: an Office package without a trace of when or where it was made."""

import io
import zipfile
from collections.abc import Callable

# The earliest moment a zip can hold: it says nothing, and so never changes.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def unchanged(_name: str, content: bytes) -> bytes:
    """Return the `content` of a member as it is."""
    return content


def with_fixed_stamps(
    package: bytes, edit: Callable[[str, bytes], bytes] = unchanged
) -> bytes:
    """Return `package` with every zip stamp fixed and every member through `edit`."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(target, "w") as new,
    ):
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            content = edit(member.filename, old.read(member))
            new.writestr(info, content, compresslevel=9)
    return target.getvalue()
