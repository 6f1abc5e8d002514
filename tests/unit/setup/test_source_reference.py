"""Every key of a source file has its heading in docs/source-reference.md, and no heading outlives its key."""

import re
import tomllib
import typing
from pathlib import Path

from pydantic import BaseModel

from press.source import Source
from spiders.source_faults import FROM_PATH
from spiders.source_files import SourceFiles

DOCS = Path(__file__).resolve().parents[3] / "docs"


def table_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := table_in(part))), None)


def keys(model: type[BaseModel] = Source, before: str = "") -> set[str]:
    found = set()
    for name, field in model.model_fields.items():
        found.add(before + name)
        if table := table_in(field.annotation):
            found |= keys(table, f"{before}{name}.")
    return found - set(FROM_PATH)


def test_every_key_has_its_heading_and_every_heading_its_key() -> None:
    headings = set(re.findall(r"^### (\S+)$", (DOCS / "source-reference.md").read_text(), re.M))
    assert headings == keys()


def test_every_choice_is_named() -> None:
    text = (DOCS / "source-reference.md").read_text()
    for field in ("kind", "render"):
        for choice in typing.get_args(Source.model_fields[field].annotation):
            assert choice in text


def test_defaults_in_the_reference_are_the_models() -> None:
    text = (DOCS / "source-reference.md").read_text()
    said = dict(re.findall(r"^### (\w+\.\w+)\n[^#]*?\(default ([\d.]+)\)", text, re.M))
    assert len(said) == 5
    for key, default in said.items():
        table, name = key.split(".")
        model = table_in(Source.model_fields[table].annotation)
        assert model is not None and model.model_fields[name].default == float(default), key


def test_the_example_of_the_guide_is_a_sound_file(tmp_path: Path) -> None:
    text = (DOCS / "adding-a-source.md").read_text()
    block = re.search(r"```toml\n(.*?)```", text, re.S)
    assert block is not None
    example = re.sub(r"^   ", "", block[1], flags=re.M)
    assert tomllib.loads(example)
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx/harbour.toml").write_text(example)
    assert SourceFiles((tmp_path,)).check()[1] == []
