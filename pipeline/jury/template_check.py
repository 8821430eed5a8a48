"""Template check: whether every name in a docxtpl template exists, before it is used.

    template -> the names that our views do not have, with place and remedy

Rendering finds a wrong name only when a dossier happens to come by it. Here the tree
that Jinja makes of the template is walked and held against the types of the views:
inside a loop, behind an `if`, in a header, everywhere.
"""

import difflib
import io
import re
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import jinja2
from docxtpl import DocxTemplate
from jinja2 import nodes

from pipeline.errors import DocumentError, TemplateError
from pipeline.jury.engine import environment
from pipeline.jury.views import Blad
from pipeline.reading.word import read_word

_TAG: Final = re.compile(r"{[{%#]")
# `Any`: a type as annotations write it (a class, `X | None`, `tuple[X, ...]`).
Kind = Any
UNKNOWN: Final[Kind] = None

_URIS: Final = (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fout:
    """A name that does not exist: as it is written, where it stands, what to do."""

    naam: str
    plaats: str
    raad: str


def has_tags(template: bytes) -> bool:
    """Whether a Word document is a template at all: some line of it has a tag."""
    try:
        blocks = read_word(template).blocks
    except DocumentError:
        return False
    return any(_TAG.search(block.text) for block in blocks)


def check_template(template: bytes, shape: type = Blad) -> tuple[Fout, ...]:
    """Every name in `template` that `shape`, a dataclass, does not offer.

    Raises `TemplateError` when a tag in it is wrong, or it is no Word document.
    """
    env = environment()
    docxtpl = DocxTemplate(io.BytesIO(template))
    found: dict[str, Fout] = {}
    try:
        lines = [(b.place, b.text) for b in read_word(template).blocks]
        docxtpl.init_docx()
        for xml in _parts(docxtpl):
            tree = env.parse(docxtpl.patch_xml(xml))
            walker = _Walker(set(env.globals))
            walker.visit(tree, dict(get_type_hints(shape)))
            for naam, raad in walker.wrong:
                found.setdefault(
                    naam, Fout(naam=naam, plaats=_place(naam, lines), raad=raad)
                )
    except jinja2.TemplateSyntaxError as error:
        message = f"Een tag in het sjabloon klopt niet: {error.message}."
        raise TemplateError(message) from error
    except (DocumentError, KeyError, ValueError) as error:
        message = "Het sjabloon is geen Word-document (.docx) of is beschadigd."
        raise TemplateError(message) from error
    return tuple(found.values())


def check_text(text: str, shape: type) -> tuple[Fout, ...]:
    """The same of a template in plain text or HTML, as those of mails are."""
    env = environment()
    walker = _Walker(set(env.globals))
    try:
        walker.visit(env.parse(text), dict(get_type_hints(shape)))
    except jinja2.TemplateSyntaxError as error:
        message = f"Een tag in het sjabloon klopt niet: {error.message}."
        raise TemplateError(message) from error
    lines = [(f"regel {n}", line) for n, line in enumerate(text.splitlines(), 1)]
    found = {
        naam: Fout(naam=naam, plaats=_place(naam, lines), raad=raad)
        for naam, raad in reversed(walker.wrong)
    }
    return tuple(reversed(found.values()))


def _parts(docxtpl: DocxTemplate) -> Iterator[str]:
    yield docxtpl.get_xml()
    for uri in _URIS:
        for _, part in docxtpl.get_headers_footers(uri):
            yield docxtpl.get_part_xml(part)


def _place(naam: str, lines: Iterable[tuple[str, str]]) -> str:
    """The first line of the document with the last word of `naam` in a tag."""
    word = re.compile(rf"(?<!\w){re.escape(naam.rpartition('.')[2])}(?!\w)")
    for place, text in lines:
        if _TAG.search(text) and word.search(text):
            return place
    return "het sjabloon"


class _Walker:
    """One walk over a template; `wrong` are the names that do not exist."""

    def __init__(self, known: set[str]) -> None:
        self._known = known
        self.wrong: list[tuple[str, str]] = []

    def visit(self, node: nodes.Node, scope: dict[str, Kind]) -> Kind:
        """The type of what `node` gives; its statements may add to `scope`."""
        match node:
            case nodes.Name(ctx="load"):
                return self._name(node.name, scope)
            case nodes.Getattr():
                return self._attribute(node, scope)
            case nodes.Getitem():
                self.visit(node.arg, scope)
                return _item(self.visit(node.node, scope))
            case nodes.For():
                self._loop(node, scope)
            case nodes.Assign():
                _bind(node.target, self.visit(node.node, scope), scope)
            case nodes.CondExpr():
                self._all(node, scope)
                return self.visit(node.expr1, scope)
            case nodes.Macro() | nodes.CallBlock() | nodes.With():
                self._block(node, scope)
            case _:
                self._all(node, scope)
        return UNKNOWN

    def _block(
        self,
        node: nodes.Macro | nodes.CallBlock | nodes.With,
        scope: dict[str, Kind],
    ) -> None:
        """A stretch of a template with names of its own."""
        inner = dict(scope)
        if isinstance(node, nodes.With):
            for target, value in zip(node.targets, node.values, strict=True):
                _bind(target, self.visit(value, scope), inner)
        else:
            inner |= {"caller": UNKNOWN, **{arg.name: UNKNOWN for arg in node.args}}
            for value in node.defaults:
                self.visit(value, scope)
        if isinstance(node, nodes.CallBlock):
            self.visit(node.call, scope)
        for child in node.body:
            self.visit(child, inner)
        if isinstance(node, nodes.Macro):
            scope[node.name] = UNKNOWN

    def _all(self, node: nodes.Node, scope: dict[str, Kind]) -> None:
        for child in node.iter_child_nodes():
            self.visit(child, scope)

    def _loop(self, node: nodes.For, scope: dict[str, Kind]) -> None:
        inner = {**scope, "loop": UNKNOWN}
        _bind(node.target, _item(self.visit(node.iter, scope)), inner)
        if node.test is not None:
            self.visit(node.test, inner)
        for child in node.body:
            self.visit(child, inner)
        for child in node.else_:
            self.visit(child, dict(scope))

    def _name(self, name: str, scope: Mapping[str, Kind]) -> Kind:
        if name in scope:
            return scope[name]
        if name not in self._known:
            self.wrong.append((name, _advice(name, scope)))
        return UNKNOWN

    def _attribute(self, node: nodes.Getattr, scope: dict[str, Kind]) -> Kind:
        kind = _bare(self.visit(node.node, scope))
        if kind is UNKNOWN:
            return UNKNOWN
        written = f"{_written(node.node)}.{node.attr}"
        if not (isinstance(kind, type) and is_dataclass(kind)):
            what = f"‘{_written(node.node)}’ is tekst of een lijst, zonder onderdelen."
            self.wrong.append((written, what))
            return UNKNOWN
        hints = get_type_hints(kind)
        if node.attr in hints:
            return hints[node.attr]
        self.wrong.append((written, _advice(node.attr, hints)))
        return UNKNOWN


def _advice(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return f"Bedoelt u ‘{near[0]}’?"
    return f"Kies uit: {', '.join(names)}."


def _written(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{_written(node.node)}[…]"
    return "…"


def _bind(target: nodes.Node, kind: Kind, scope: dict[str, Kind]) -> None:
    if isinstance(target, nodes.Name):
        scope[target.name] = kind
    elif isinstance(target, nodes.Tuple):
        for item in target.items:
            _bind(item, UNKNOWN, scope)


def _bare(kind: Kind) -> Kind:
    """`X` of `X | None`; unknown when it can be more than that."""
    origin: Kind = get_origin(kind)
    if origin in {Union, types.UnionType}:
        some = [arg for arg in get_args(kind) if arg is not type(None)]
        return some[0] if len(some) == 1 else UNKNOWN
    return kind


def _item(kind: Kind) -> Kind:
    """What one item of a `tuple[X, ...]` is; unknown of anything else."""
    kind = _bare(kind)
    origin: Kind = get_origin(kind)
    return get_args(kind)[0] if origin is tuple else UNKNOWN
