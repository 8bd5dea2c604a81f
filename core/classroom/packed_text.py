"""A text as a short code of letters and digits: version, checksum, and the text packed.

As in `1.5d41402a.q1YqSy0…`. Of two codes that differ in one character at most one is read.
"""

from __future__ import annotations

import base64
import re
import zlib
from typing import Literal

VERSION = 1
TEXT_LIMIT = 200_000  # bytes of what is packed
CODE = re.compile(r"([0-9]{1,9})\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)")

Fault = Literal["damaged", "newer", "foreign"]


class UnpackRefused(ValueError):
    """A code that is not read.

    code: "damaged" (cut short, mistyped), "newer" (of a version that is not known here), "foreign"
    (no code at all). detail: what was received, for developers.
    """

    def __init__(self, code: Fault, detail: str) -> None:
        self.code: Fault = code
        self.detail = detail
        super().__init__(f"{code}: {detail}")


def pack_text(text: str) -> str:
    """The code of a text."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(text.encode()) + packer.flush()
    said = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return f"{VERSION}.{zlib.crc32(packed):08x}.{said}"


def unpack_text(code: str, limit: int) -> str:
    """The text of a code of at most `limit` characters; UnpackRefused for any other."""
    found = CODE.fullmatch(code)
    if not found:
        raise UnpackRefused("foreign", f"{code!r:.60}")
    version, checksum, said = found.groups()
    if version != str(VERSION):
        raise UnpackRefused("newer" if int(version) > VERSION else "damaged", version)
    if len(code) > limit:
        raise UnpackRefused("damaged", f"{len(code)} characters, at most {limit}")
    try:
        packed = base64.urlsafe_b64decode(said + "=" * (-len(said) % 4))
        same = base64.urlsafe_b64encode(packed).decode().rstrip("=") == said
        if not same or f"{zlib.crc32(packed):08x}" != checksum:
            raise UnpackRefused("damaged", f"its checksum is not {checksum}")
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        text = unpacker.decompress(packed, TEXT_LIMIT).decode()
    except UnpackRefused:
        raise
    except (ValueError, zlib.error) as error:
        raise UnpackRefused("damaged", f"{error!s:.200}") from error
    if not unpacker.eof or unpacker.unused_data:
        raise UnpackRefused("damaged", f"more than {TEXT_LIMIT} bytes, or no end")
    return text
