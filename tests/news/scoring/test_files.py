"""news.scoring.files: labelled rows, or the line at fault."""

from pathlib import Path

import pytest

from news.scoring import LabelFault, read_rows


def written(folder: Path, content: bytes) -> Path:
    path = folder / "rows.jsonl"
    path.write_bytes(content)
    return path


def test_rows_come_in_order_and_empty_lines_are_none(tmp_path: Path) -> None:
    path = written(tmp_path, '{"id": 1}\n\n{"id": 2, "title": "Otter\u2028is out"}\n'.encode())

    assert read_rows([path, path], needed=["id"]) == [
        {"id": 1},
        {"id": 2, "title": "Otter\u2028is out"},
        {"id": 1},
        {"id": 2, "title": "Otter\u2028is out"},
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b'{"id": 1}\n{"id": ', "rows.jsonl:2: not JSON: Expecting value", id="half a line"),
        pytest.param(b"[1]", "rows.jsonl:1: not an object", id="a list"),
        pytest.param(b'{"other": 1}', "rows.jsonl:1: without id", id="a key that is missing"),
        pytest.param(b"[" * 100_000, "rows.jsonl:1: not JSON: nested too deep", id="nested too deep"),
        pytest.param(b"\xff\xfe", "not UTF-8 at byte 0", id="another encoding"),
        pytest.param(b"\n\n", "no labelled item in these files", id="nothing"),
    ],
)
def test_the_fault_names_file_line_and_cause(tmp_path: Path, content: bytes, fault: str) -> None:
    with pytest.raises(LabelFault, match=fault):
        read_rows([written(tmp_path, content)], needed=["id"])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabelFault, match=r"none\.jsonl: cannot be read: No such file or directory"):
        read_rows([tmp_path / "none.jsonl"])
