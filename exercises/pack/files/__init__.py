"""The content pack: YAML files -> checked, frozen entries. No Django, no database.

One file for each exercise, programme and article, and one for each vocabulary. Whatever is
wrong is said with the file, the key and the reason; nothing is guessed.
"""

from exercises.pack.files.entries import Pack
from exercises.pack.files.reading import PACK_FOLDER, PackError, read_pack, read_warning_signs

__all__ = ["PACK_FOLDER", "Pack", "PackError", "read_pack", "read_warning_signs"]
