"""Fill formula: the value of a formula of a blank workbook, so that it can be stored.

    formula + the values of other cells -> number, text or truth value

Who previews a workbook sees what is stored in it, computed or not. This knows what the
forms use: references, arithmetic, comparison, and a handful of functions. A formula
with anything else has no value here, and is left to the spreadsheet program.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Value = float | str | bool | None
"""What a cell holds; `None` for nothing. Whole numbers are floats here."""

Array = list[list[Value]]
Cells = Callable[[int, int], Value]
"""Gives the value of the cell in a row and column, both from 1."""

_TOKEN: Final = re.compile(
    r'\s*(?:(?P<number>\d+(?:\.\d+)?)|"(?P<text>(?:[^"]|"")*)"'
    r"|(?P<ref>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\w(])"
    r"|(?P<name>[A-Z][A-Z0-9.]*)|(?P<sign><>|<=|>=|[-+*/=<>&(),;%]))"
)
_REF: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_LEVELS: Final = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"))


class UnknownFormulaError(Exception):
    """A formula with something that is not known here, or that comes to an error."""


def compute(formula: str, cells: Cells) -> Value:
    """The value of `formula` (without its `=`).

    Raises `UnknownFormulaError`.
    """
    value = _Parser(_tokens(formula), cells).whole()
    if isinstance(value, list) or _is_error(value):
        raise UnknownFormulaError(formula)
    return value


def _is_error(value: Value) -> bool:
    return isinstance(value, float) and math.isnan(value)


def column_number(letters: str) -> int:
    """The number of a column: 1 for `A`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(slots=True)
class _Token:
    kind: str
    text: str


def _tokens(formula: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(formula.rstrip()):
        match = _TOKEN.match(formula, at)
        if match is None or match.lastgroup is None:
            raise UnknownFormulaError(formula)
        tokens.append(_Token(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tokens


class _Parser:
    """One formula, read and computed in one go."""

    def __init__(self, tokens: Sequence[_Token], cells: Cells) -> None:
        self._tokens = [*tokens, _Token("end", "")]
        self._cells = cells
        self._at = 0

    def whole(self) -> Value | Array:
        """The value of the formula; nothing may be left over."""
        value = self._level(0)
        if self._tokens[self._at].kind != "end":
            raise UnknownFormulaError(self._tokens[self._at].text)
        return value

    def _next(self, *signs: str) -> str | None:
        token = self._tokens[self._at]
        if token.kind == "sign" and token.text in signs:
            self._at += 1
            return token.text
        return None

    def _level(self, level: int) -> Value | Array:
        if level == len(_LEVELS):
            return self._signed()
        left = self._level(level + 1)
        while sign := self._next(*_LEVELS[level]):
            left = _each(_OPERATORS[sign], left, self._level(level + 1))
        return left

    def _signed(self) -> Value | Array:
        if self._next("-"):
            return _each(_OPERATORS["-"], 0.0, self._signed())
        if self._next("+"):
            return self._signed()
        value = self._atom()
        while self._next("%"):
            value = _each(_OPERATORS["/"], value, 100.0)
        return value

    def _atom(self) -> Value | Array:
        token = self._tokens[self._at]
        if self._next("("):
            value = self._level(0)
            self._expect(")")
            return value
        self._at += 1
        match token.kind:
            case "number":
                return float(token.text)
            case "text":
                return token.text.replace('""', '"')
            case "ref":
                return self._area(token.text)
            case "name" if token.text in {"TRUE", "FALSE"}:
                return token.text == "TRUE"
            case "name" if token.text in _FUNCTIONS:
                return _FUNCTIONS[token.text](self._arguments())
        raise UnknownFormulaError(token.text)

    def _arguments(self) -> list[Value | Array]:
        self._expect("(")
        if self._next(")"):
            return []
        found = [self._level(0)]
        while self._next(",", ";"):
            found.append(self._level(0))
        self._expect(")")
        return found

    def _expect(self, sign: str) -> None:
        if not self._next(sign):
            raise UnknownFormulaError(self._tokens[self._at].text)

    def _area(self, text: str) -> Value | Array:
        places = [(int(m[2]), column_number(m[1])) for m in _REF.finditer(text)]
        (top, left), (bottom, right) = places[0], places[-1]
        if len(places) == 1:
            return self._cells(top, left)
        return [
            [self._cells(row, column) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]


def _each(
    operator: Callable[[Value, Value], Value], left: Value | Array, right: Value | Array
) -> Value | Array:
    """`operator` for every pair of values: an array meets one value, or its like."""
    if not isinstance(left, list) and not isinstance(right, list):
        return operator(left, right)
    shape = left if isinstance(left, list) else right
    if not isinstance(shape, list):
        raise UnknownFormulaError("array")
    both: list[Array] = []
    for side in (left, right):
        array = (
            side if isinstance(side, list) else [[side for _ in row] for row in shape]
        )
        both.append(array)
    if [len(row) for row in both[0]] != [len(row) for row in both[1]]:
        raise UnknownFormulaError("array")
    return [
        [operator(one, other) for one, other in zip(*rows, strict=True)]
        for rows in zip(*both, strict=True)
    ]


def _number(value: Value) -> float:
    if value is None:
        return 0.0
    if isinstance(value, str) or math.isnan(value):
        raise UnknownFormulaError(value)
    return float(value)


def _divide(left: Value, right: Value) -> Value:
    if _number(right) == 0:
        return math.nan  # an error, but IF may choose the other branch
    return _number(left) / _number(right)


def _order(value: Value) -> tuple[int, float | str]:
    """Excel's order: numbers, then texts without case, then truth values."""
    if isinstance(value, bool):
        return 2, float(value)
    if isinstance(value, str):
        return 1, value.casefold()
    return 0, _number(value)


def _same(left: Value, right: Value) -> bool:
    # An empty cell equals 0 as well as an empty text.
    if left is None and isinstance(right, str):
        left = ""
    if right is None and isinstance(left, str):
        right = ""
    return _order(left) == _order(right)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    return value or ""


_OPERATORS: Final[Mapping[str, Callable[[Value, Value], Value]]] = {
    "+": lambda a, b: _number(a) + _number(b),
    "-": lambda a, b: _number(a) - _number(b),
    "*": lambda a, b: _number(a) * _number(b),
    "/": _divide,
    "&": lambda a, b: _text(a) + _text(b),
    "=": _same,
    "<>": lambda a, b: not _same(a, b),
    "<": lambda a, b: _order(a) < _order(b),
    ">": lambda a, b: _order(a) > _order(b),
    "<=": lambda a, b: _order(a) <= _order(b),
    ">=": lambda a, b: _order(a) >= _order(b),
}

Arguments = Sequence[Value | Array]


def _flat(arguments: Arguments) -> Iterator[Value]:
    for argument in arguments:
        if isinstance(argument, list):
            yield from (value for row in argument for value in row)
        else:
            yield argument


def _numbers(arguments: Arguments) -> list[float]:
    """The numbers among the arguments; texts, truth values and nothing go by."""
    return [
        value
        for value in _flat(arguments)
        if isinstance(value, float) and not isinstance(value, bool)
    ]


def _if(arguments: Arguments) -> Value | Array:
    condition, *branches = arguments
    if isinstance(condition, list | str):
        raise UnknownFormulaError("IF")
    chosen = branches[:1] if _number(condition) else branches[1:2]
    return chosen[0] if chosen else bool(_number(condition))


def _is_number(arguments: Arguments) -> Value | Array:
    return _each(lambda value, _: isinstance(value, float), arguments[0], None)


def _sum_product(arguments: Arguments) -> Value | Array:
    product = arguments[0]
    for other in arguments[1:]:
        product = _each(_OPERATORS["*"], product, other)
    return sum(_numbers([product]))


_FUNCTIONS: Final[Mapping[str, Callable[[Arguments], Value | Array]]] = {
    "IF": _if,
    "AND": lambda a: all(map(_number, _flat(a))),
    "OR": lambda a: any(map(_number, _flat(a))),
    "NOT": lambda a: not any(map(_number, _flat(a))),
    "SUM": lambda a: sum(_numbers(a)),
    "COUNT": lambda a: float(len(_numbers(a))),
    "MIN": lambda a: min(_numbers(a), default=0.0),
    "MAX": lambda a: max(_numbers(a), default=0.0),
    "ISNUMBER": _is_number,
    "SUMPRODUCT": _sum_product,
}
