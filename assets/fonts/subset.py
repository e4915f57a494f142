"""Cuts the two fonts of the printed papers out of the collections of Debian's fonts-noto-cjk; README.md says how to run it."""

import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

# Latin with accents, Greek, Cyrillic, punctuation, numbers in circles, arrows, lines, boxes, full-width forms. Marks that are
# not seen – joiners, marks of direction – are left out on purpose: what has no glyph is reported.
SIGNS = [
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x1CD, 0x1DC), (0x391, 0x3C9), (0x401, 0x451), (0x2010, 0x2027),
    (0x2030, 0x203B), (0x2103, 0x2103), (0x2116, 0x2122), (0x2160, 0x217F), (0x2190, 0x2193), (0x2200, 0x22FF),
    (0x2460, 0x24FF), (0x2500, 0x257F), (0x25A0, 0x2612), (0x3000, 0x303F), (0x3200, 0x33FF), (0xFE30, 0xFE4F),
    (0xFF01, 0xFFE6),
]  # fmt: skip
# Unified ideographs, extension A, compatibility ideographs, and of the later extensions all that the font has.
IDEOGRAPHS = [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x323AF)]


def spread(ranges):
    return {point for first, last in ranges for point in range(first, last + 1)}


def common():
    """The 3,755 characters of GB 2312's first level: rows 16 to 55."""
    cells = (bytes([0xA0 + row, 0xA0 + cell]) for row in range(16, 56) for cell in range(1, 95))
    return {ord(text) for text in (cell.decode("gb2312", "ignore") for cell in cells) if text}


def cut(collection, out, points):
    faces = TTCollection(collection, lazy=True).fonts
    number = next(i for i, face in enumerate(faces) if face["name"].getDebugName(4).startswith("Noto Serif CJK SC"))
    font = TTFont(collection, fontNumber=number, lazy=True, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points & set(font.getBestCmap()))
    subsetter.subset(font)
    font.save(out)


folder = sys.argv[1]
cut(f"{folder}/NotoSerifCJK-Regular.ttc", "NotoSerifSC-Regular.otf", spread(SIGNS + IDEOGRAPHS))
cut(f"{folder}/NotoSerifCJK-Bold.ttc", "NotoSerifSC-Bold.otf", spread(SIGNS[:1] + [(0x2010, 0x2027), (0x3000, 0x303F), (0xFF01, 0xFF5E)]) | common())
