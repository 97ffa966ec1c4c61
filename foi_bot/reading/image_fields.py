"""The fields of a picture's metadata that say where, by whom and with what it was made.

Each table gives, for a field, the words in which an officer is told that it is there. What it says
is never repeated.

Source: CIPA DC-008 (Exif 2.32), IPTC-NAA Information Interchange Model 4.2, XMP part 2, Metadata
Working Group Guidelines 2.0, Adobe Photoshop File Formats Specification.
"""

from __future__ import annotations

import re
from typing import Final

EXIF_MADE: Final = {
    269: "title",
    270: "description",
    271: "camera",
    272: "camera",
    305: "program",
    306: "day and time",
    315: "author",
    316: "computer",
    33432: "owner of the copyright",
    40091: "title",
    40092: "comment",
    40093: "author",
    40094: "keywords",
    40095: "subject",
    36867: "day and time",
    36868: "day and time",
    37500: "the camera's own notes",
    37510: "comment",
    42016: "number of the picture",
    42032: "owner",
    42033: "serial number",
    42037: "serial number",
    50735: "serial number",
}
"""The tags of the main directory, and of the one with the camera's settings."""

GPS_WITHOUT_PLACE: Final = frozenset((0, 5, 7, 9, 10, 11, 18, 29, 30))
"""The tags of the GPS directory that are there without a position: version, time, quality."""

IPTC_MADE: Final = {
    (2, 5): "title",
    (2, 25): "keywords",
    (2, 40): "instructions",
    (2, 55): "day and time",
    (2, 65): "program",
    (2, 80): "author",
    (2, 110): "owner",
    (2, 115): "owner",
    (2, 116): "owner of the copyright",
    (2, 118): "contact",
    (2, 120): "description",
    (2, 122): "author of the description",
}
IPTC_PLACE: Final = frozenset((2, code) for code in (26, 27, 90, 92, 95, 100, 101))

PHOTOSHOP_THUMBNAILS: Final = frozenset((0x0409, 0x040C))

XMP_PLACE: Final = re.compile(
    rb"GPSL(?:at|ong)itude|GPSDest|photoshop:(?:City|State|Country)"
    rb"|Iptc4xmpCore:(?:Location|CountryCode)|Iptc4xmpExt:Location"
)
XMP_PEOPLE: Final = re.compile(
    rb"PersonDisplayName|PersonInImage|mwg-rs:Name|prefs:Tagged|digiKam:Tags"
)
XMP_PICTURES: Final = re.compile(rb"xmpGImg:image|GImage:Data|GDepth:Data")
XMP_MADE: Final = {
    "author": re.compile(rb"dc:creator|photoshop:AuthorsPosition|xmpRights:Owner"),
    "owner": re.compile(rb"aux:OwnerName|cameraOwnerName|CameraOwnerName|photoshop:Credit"),
    "serial number": re.compile(rb"SerialNumber"),
    "program": re.compile(rb"xmp:CreatorTool|tiff:Software"),
    "description": re.compile(rb"dc:description|dc:title|photoshop:Headline"),
    "comment": re.compile(rb"exif:UserComment"),
    "history of its editing": re.compile(rb"xmpMM:History|photoshop:DocumentAncestors"),
}

PNG_MADE: Final = {
    "author": "author",
    "comment": "comment",
    "copyright": "owner of the copyright",
    "creation time": "day and time",
    "date:create": "day and time",
    "date:modify": "day and time",
    "description": "description",
    "disclaimer": "description",
    "software": "program",
    "source": "camera",
    "title": "title",
}
"""The keywords of a PNG's text chunks, in small letters (PNG Specification section 11.3.3)."""
PNG_PLACE: Final = re.compile(r"gps|latitude|longitude|location", re.IGNORECASE)
