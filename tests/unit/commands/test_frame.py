import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from commands.frame import Exit, Frame, as_json
from press.errors import CannotStart, UnknownSource


class Sample(Frame, ScrapyCommand):
    takes = "A [B]"
    seen: Any = None

    def short_desc(self) -> str:
        return "a sample"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--diff", action="store_true")

    def act(self, args: list[str], opts: argparse.Namespace) -> Any:
        self.seen = (args, list(self.after), opts.diff)
        return None


def call(command: Sample, *words: str) -> int:
    """As Scrapy calls a command."""
    command.settings = Settings()
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    try:
        opts, left = parser.parse_known_args(list(words))
        command.run(left, opts)
    except SystemExit as ended:
        return int(ended.code or 0)
    return int(command.exitcode)


def test_arguments_and_options_arrive() -> None:
    command = Sample()
    assert call(command, "one", "--diff", "two") == 0
    assert command.seen == (["one", "two"], [], True)


def test_what_follows_two_dashes_is_no_option() -> None:
    command = Sample()
    assert call(command, "--", "-one", "--diff") == 0
    assert command.seen == (["-one", "--diff"], [], False)


def test_a_command_that_hands_over_gets_the_rest_whole() -> None:
    class Handing(Sample):
        takes = ""
        hands_over = True

    command = Handing()
    assert call(command, "--", "psql", "-c", "select 1", "--", "-x") == 0
    assert command.seen == ([], ["psql", "-c", "select 1", "--", "-x"], False)
    assert call(command, "psql") == Exit.WRONG


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a", "--dif"], "unknown option --dif; did you mean --diff?"),
        (["a", "-x"], "unknown option -x"),
        ([], "needs A [B]"),
        (["a", "b", "c"], "takes A [B] only, not 'c'"),
        (["a", "--diff=1"], "argument --diff: ignored explicit argument '1'"),
        (["a", "-s"], "argument -s/--set: expected one argument"),
    ],
)
def test_a_wrong_command_line_is_refused_in_one_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = Sample()
    assert call(command, *words) == Exit.WRONG
    assert command.seen is None
    out, err = capsys.readouterr()
    assert out == "" and len(err.splitlines()) == 1 and said in err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CannotStart("the folder is full; make room"), Exit.FAILED),
        (UnknownSource("no such source"), Exit.WRONG),
        (UsageError("DAY is no date"), Exit.WRONG),
        (KeyboardInterrupt(), Exit.FAILED),
    ],
)
@pytest.mark.parametrize("is_async", [False, True])
def test_an_expected_error_is_one_line_and_its_code(
    error: BaseException, code: Exit, is_async: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    class Failing(Sample):
        def act(self, args: list[str], opts: argparse.Namespace) -> Any:
            async def later() -> None:
                raise error

            if is_async:
                return later()
            raise error

    assert call(Failing(), "a") == code
    out, err = capsys.readouterr()
    assert out == "" and len(err.splitlines()) == 1 and str(error) in err


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    class Faulty(Sample):
        def act(self, args: list[str], opts: argparse.Namespace) -> Any:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        call(Faulty(), "a")


def test_an_async_act_gives_the_exit_code() -> None:
    class Partly(Sample):
        async def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
            return Exit.PART

    assert call(Partly(), "a") == 3


def test_rows_are_json_lines_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    Sample().rows(({"id": number, "name": "مرحبا"} for number in range(2)), columns=["id"])
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"id": 0, "name": "مرحبا"},
        {"id": 1, "name": "مرحبا"},
    ]


def test_rows_are_a_table_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Frame, "on_terminal", True)
    monkeypatch.setenv("COLUMNS", "100")
    Sample().rows([{"id": 1, "name": "[bold]x", "hidden": "no"}], title="Things", columns=["id", "name"])
    Sample().rows([], title="Others")
    out = capsys.readouterr().out
    assert "Things" in out and "[bold]x" in out and "hidden" not in out and "Others: none" in out


def test_values_of_every_kind_have_their_json() -> None:
    row = {
        "at": datetime(2024, 5, 1, 12, 30, tzinfo=UTC), "day": date(2024, 5, 1), "id": UUID(int=7), "file": Path("a/b"),
        "code": Exit.PART, "tags": {"b", "a"}, "pair": (1, None),
    }  # fmt: skip
    assert json.loads(as_json(row)) == {
        "at": "2024-05-01T12:30:00+00:00", "day": "2024-05-01", "id": str(UUID(int=7)), "file": "a/b",
        "code": 3, "tags": ["a", "b"], "pair": [1, None],
    }  # fmt: skip
    with pytest.raises(TypeError):
        as_json({"x": object()})


@given(st.dictionaries(st.text(), st.none() | st.text() | st.integers() | st.lists(st.text())))
def test_a_row_is_one_line_and_reads_back(row: dict[str, Any]) -> None:
    line = as_json(row)
    assert len(line.split("\n")) == 1
    assert json.loads(line) == row
