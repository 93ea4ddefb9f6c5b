"""The pictures in a notebook's text cells: PNG and JPEG of bounded size stay, everything else is left out."""

import base64
import binascii
import re
from typing import Any

MOST_PICTURES = 50
"""Pictures of all text cells."""
LARGEST_PICTURE = 4 << 20
"""Characters of base64 of one."""
LARGEST_TOGETHER = 8 << 20
"""Characters of base64 of all."""
SIGNS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
"""The types that stay, and how their bytes begin."""
_LONGEST_NAME = 200
_PASTED = re.compile(r"data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/]{2000,}={0,2})")
_BLANK = re.compile(r"\s+")

Picture = tuple[str, str]
"""Its type and its base64."""


class Pictures:
    """Keeps count of the pictures of one notebook.

    Attributes
    ----------
    log : list of str
        What was left out.
    """

    def __init__(self) -> None:
        self.log: list[str] = []
        self._left = MOST_PICTURES
        self._characters_left = LARGEST_TOGETHER

    def of(self, place: int, text: str, attachments: object) -> tuple[str, dict[str, Picture]]:
        """Return a cell's text and the pictures that are attached to it.

        A picture that was pasted into the text itself, as Colab does, is attached instead.

        Parameters
        ----------
        place : int
            The cell's number, for the log.
        text : str
            Its text.
        attachments : object
            What the file says that is attached to it.

        Returns
        -------
        str
            The text.
        dict of str to (str, str)
            Type and base64 by name.
        """
        kept: dict[str, Picture] = {}
        dropped = 0
        entries = attachments.items() if isinstance(attachments, dict) else ()
        for name, bundle in entries:
            picture = _picture(bundle)
            if picture and self._has_room(picture) and len(str(name)) <= _LONGEST_NAME:
                kept[str(name).encode("utf-8", errors="replace").decode("utf-8")] = picture
            else:
                dropped += 1
        if attachments and not entries:
            dropped += 1

        def moved(match: re.Match[str]) -> str:
            nonlocal dropped
            name = f"pasted-{len(kept) + 1}.{match[1].removeprefix('image/')}"
            picture = _picture({match[1]: match[2]})
            if picture and self._has_room(picture):
                kept[name] = picture
                return f"attachment:{name}"
            dropped += 1
            return "attachment:left-out"

        text = _PASTED.sub(moved, text)
        if dropped:
            self.log.append(
                f"Cell {place} of the file had attachments that are not shown: no PNG or JPEG, or more than "
                f"{MOST_PICTURES} pictures or {LARGEST_TOGETHER >> 20} MiB in the notebook."
            )
        return text, kept

    def _has_room(self, picture: Picture) -> bool:
        size = len(picture[1])
        if not self._left or size > min(LARGEST_PICTURE, self._characters_left):
            return False
        self._left -= 1
        self._characters_left -= size
        return True


def _picture(bundle: Any) -> Picture | None:
    """Return the one picture of an attachment; None when it holds none."""
    if not isinstance(bundle, dict):
        return None
    for kind, sign in SIGNS.items():
        data = bundle.get(kind)
        if isinstance(data, list) and all(isinstance(part, str) for part in data):
            data = "".join(data)
        if not isinstance(data, str):
            continue
        try:
            compact = _BLANK.sub("", data)
            if base64.b64decode(compact, validate=True).startswith(sign):
                return kind, compact
        except (binascii.Error, ValueError):
            continue
    return None
