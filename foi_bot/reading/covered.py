"""Text that lies under a filled rectangle of a PDF page (ISO 32000-1, 8.5 and 9.4).

A black box drawn over a name hides it from the eye and from nothing else: the text can be selected,
copied and searched. Where the text stands is taken from the page; how far it reaches is estimated
from the number of its characters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdf import PageObject

Matrix = tuple[float, float, float, float, float, float]

CHARACTER_WIDTH: Final = 0.45
"""Of a character in the font's size: a little less than most letters have."""
LETTER_MIDDLE: Final = 0.25
"""How far above the line the middle of a small letter is, in the font's size."""

_FILLS: Final = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_ENDS: Final = (*_FILLS, b"n", b"S", b"s")
_CURVES: Final = (b"c", b"v", b"y")
_SHOWS: Final = (b"Tj", b"TJ", b"'", b'"')


@dataclass(frozen=True, slots=True)
class _Words:
    """A run of text: where it begins, how far it reaches, and how tall it is, in points."""

    left: float
    right: float
    line: float
    size: float


def covers_text(page: PageObject) -> bool:
    """Whether an opaque rectangle is drawn over text that was drawn before it. pypdf's errors at a
    damaged page go up."""
    seen = _Drawn(_opacities(page))
    page.extract_text(visitor_operand_before=seen.operation)
    return seen.covered


@dataclass(slots=True)
class _Drawn:
    """What has been drawn on a page so far."""

    opacities: dict[str, bool]
    covered: bool = False
    _words: list[_Words] = field(default_factory=list)
    _path: list[list[tuple[float, float]]] = field(default_factory=list)
    _size: float = 1.0
    _opaque: bool = True
    _saved: list[bool] = field(default_factory=list)

    def operation(self, operator: bytes, operands: Any, page: Any, text: Any) -> None:
        """One operation of the page, with the matrices under which it is carried out."""
        if operator in _SHOWS:
            self._show(operands, _matrix(text), _matrix(page))
        elif operator == b"Tf" and len(operands) > 1:
            self._size = float(operands[1])
        elif operator in (b"q", b"Q", b"gs"):
            self._state(operator, operands)
        elif operator in (b"re", b"m", b"l", *_CURVES):
            self._draw(operator, [float(one) for one in operands], _matrix(page))
        elif operator in _ENDS:
            if operator in _FILLS and self._opaque:
                self.covered = self.covered or any(map(self._covers, self._path))
            self._path.clear()

    def _state(self, operator: bytes, operands: Any) -> None:
        if operator == b"q":
            self._saved.append(self._opaque)
        elif operator == b"Q":
            self._opaque = self._saved.pop() if self._saved else True
        elif operands:
            self._opaque = self.opacities.get(str(operands[0]), self._opaque)

    def _show(self, operands: Any, text: Matrix, page: Matrix) -> None:
        whole = _times(text, page)
        turned = abs(whole[1]) + abs(whole[2]) > 0.01 * (abs(whole[0]) + abs(whole[3]))
        count = _characters(operands)
        if count and not turned:
            width = CHARACTER_WIDTH * self._size * whole[0] * count
            left, right = sorted((whole[4], whole[4] + width))
            self._words.append(_Words(left, right, whole[5], abs(self._size * whole[3])))

    def _draw(self, operator: bytes, numbers: list[float], page: Matrix) -> None:
        if operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            self._path.append([_point(page, *corner) for corner in corners])
        elif operator == b"m" and len(numbers) == 2:
            self._path.append([_point(page, *numbers)])
        elif self._path and operator == b"l" and len(numbers) == 2:
            self._path[-1].append(_point(page, *numbers))
        elif self._path:
            self._path.pop()

    def _covers(self, outline: list[tuple[float, float]]) -> bool:
        across = {round(x, 1) for x, _ in outline}
        upwards = {round(y, 1) for _, y in outline}
        if len(across) != 2 or len(upwards) != 2:
            return False
        left, right, bottom, top = min(across), max(across), min(upwards), max(upwards)
        return any(
            bottom <= one.line + LETTER_MIDDLE * one.size <= top
            and top - bottom >= one.size / 2
            and min(right, one.right) - max(left, one.left) >= one.size / 2
            for one in self._words
        )


def _characters(operands: Any) -> int:
    """How many characters an operation shows, white space and the zero bytes of wide codes left
    out."""
    pieces = operands[-1] if operands else ()
    pieces = [pieces] if isinstance(pieces, str | bytes) else pieces
    shown = (piece for piece in pieces if isinstance(piece, str | bytes))
    return sum(_length(piece) for piece in shown)


def _length(piece: str | bytes) -> int:
    words = piece.decode("latin-1") if isinstance(piece, bytes) else piece
    return len(words.replace("\0", "").strip())


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in numbers)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    x, y = _point(then, e, f)
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        x,
        y,
    )


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _opacities(page: PageObject) -> dict[str, bool]:
    """Of each named graphics state that says so, whether what is filled in it hides what is under
    it: a highlighter's stroke lets it through."""
    resources = page.get("/Resources")
    states = resources.get_object().get("/ExtGState") if resources is not None else None
    found = {}
    for name, state in (states.get_object() if states is not None else {}).items():
        known = state.get_object()
        opaque = float(known.get("/ca", 1)) >= 0.99
        found[str(name)] = opaque and known.get("/BM", "/Normal") in ("/Normal", "/Compatible")
    return found
