"""`scrapy extract --list`: the pages of one host inform each other, in any order, and a bad one costs only itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from programs import environment, start

from tests.unit.press.invented_template import SHARED, markup, text


def test_pages_of_one_host_in_a_list_teach_each_other(tmp_path: Path) -> None:
    promotion = f'<div class="lower"><p>{SHARED}</p></div>'
    given = []
    for number in range(6):
        html = markup(number, last=promotion)
        path = tmp_path / f"{number}.html"
        if number < 4:
            path.write_text(html)
            given.append(f"{path}\thttps://www.river.example/releases/{number}")
        else:  # its own head says whose it is
            address = f'<link href="https://river.example/releases/{number}" rel="canonical">'
            path.write_text(html.replace("</head>", f"{address}</head>"))
            given.append(f"{path}\t")
    (tmp_path / "binary").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    (tmp_path / "stranger.html").write_text(markup(9, last=promotion))
    given.insert(1, f"{tmp_path / 'binary'}\thttps://river.example/binary")
    given.insert(3, f"{tmp_path / 'missing.html'}\thttps://river.example/missing")
    given.append(f"{tmp_path / 'stranger.html'}\thttps://elsewhere.example/9")

    forwards, backwards = _extracted(tmp_path / "forwards", given), _extracted(tmp_path / "backwards", given[::-1])
    assert forwards == backwards[::-1]
    assert [line["path"] for line in forwards] == [one.split("\t")[0] for one in given]
    by_name = {Path(line["path"]).name: line for line in forwards}
    for number in range(6):
        line = by_name[f"{number}.html"]
        assert line["body_text"] == "\n".join(text(number))
        assert line["provenance"]["body_text"]["witness"] == "learned-layout"
        assert (len(line["layout"]), line["layout_fit"]) == (12, 1.0)
    assert by_name["stranger.html"]["layout"] is None
    assert by_name["stranger.html"]["body_text"].endswith(SHARED)
    assert [by_name[name]["page_kind"] for name in ("binary", "missing.html")] == ["unreadable", "unreadable"]


def _extracted(listed: Path, given: list[str]) -> list[dict[str, Any]]:
    listed.write_text("\n".join(given))
    process = start("extract", "--list", str(listed), env=environment())
    out, err = process.communicate(timeout=90)
    assert process.returncode == 3, err
    assert b"Traceback" not in err
    return [json.loads(line) for line in out.splitlines()]
