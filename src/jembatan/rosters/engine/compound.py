"""Old Office files (.xls) are a small file system; it is checked before a reader follows its chains.

A chain that runs in a circle or out of the file would make a reader take all memory.
Source: [MS-CFB] 2.1 to 2.6.
"""

from struct import error as NotEnoughBytes
from struct import unpack_from

_END_OF_CHAIN, _HIGHEST_SECTOR = 0xFFFFFFFE, 0xFFFFFFFA
_HEADER = 512
_IN_HEADER = 109
_ENTRY = 128


def is_sound(content: bytes) -> bool:
    """Whether every chain of the file system ends inside the file, without a circle."""
    try:
        return _is_sound(content)
    except (NotEnoughBytes, IndexError, ValueError):
        return False


def _is_sound(content: bytes) -> bool:
    shift, mini_shift = unpack_from("<HH", content, 30)
    if shift not in (9, 12) or mini_shift != 6:
        return False
    size = 1 << shift
    sectors = -(-(len(content) - _HEADER) // size)
    tables, first_directory = unpack_from("<II", content, 44)
    first_mini, minis, first_more, mores = unpack_from("<IIII", content, 60)
    if tables > sectors or minis > sectors or mores > sectors:
        return False
    fat = _allocation(content, size, tables, first_more, mores)
    directory = _chain(fat, first_directory, sectors)
    mini_fat = _chain(fat, first_mini, sectors) if minis else []
    if directory is None or mini_fat is None or not directory:
        return False
    mini = [
        one for sector in mini_fat for one in unpack_from(f"<{size // 4}I", content, _offset(sector, size))
    ]
    return all(
        _entry_is_sound(content, _offset(sector, size) + place, fat=fat, mini=mini, sectors=sectors)
        for sector in directory
        for place in range(0, size, _ENTRY)
    )


def _allocation(content: bytes, size: int, tables: int, first_more: int, mores: int) -> list[int]:
    """The allocation table: for each sector the next one of its chain."""
    listed = list(unpack_from(f"<{_IN_HEADER}I", content, 76))
    sector = first_more
    for _ in range(mores):
        entries = unpack_from(f"<{size // 4}I", content, _offset(sector, size))
        listed += entries[:-1]
        sector = entries[-1]
    fat: list[int] = []
    for sector in listed[:tables]:
        fat += unpack_from(f"<{size // 4}I", content, _offset(sector, size))
    return fat


def _entry_is_sound(content: bytes, place: int, *, fat: list[int], mini: list[int], sectors: int) -> bool:
    kind = content[place + 66]
    first, length = unpack_from("<II", content, place + 116)
    if kind not in (2, 5) or length == 0:
        return True
    if kind == 2 and length < 4096:
        return _chain(mini, first, len(mini)) is not None
    return length <= len(content) and _chain(fat, first, sectors) is not None


def _chain(table: list[int], first: int, most: int) -> list[int] | None:
    """The sectors from `first` on; None when the chain leaves the table or is longer than `most`."""
    chain: list[int] = []
    sector = first
    while sector != _END_OF_CHAIN:
        if sector > _HIGHEST_SECTOR or sector >= len(table) or len(chain) >= most:
            return None
        chain.append(sector)
        sector = table[sector]
    return chain


def _offset(sector: int, size: int) -> int:
    return (sector + 1) * size
