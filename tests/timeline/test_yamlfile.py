"""Catalogue files are read as plain text values with their lines, and hostile ones are refused."""

from pathlib import Path

import pytest

from timeline.yamlfile import FileFault, Mapping, load_yaml


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rows.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_scalar_is_the_text_that_was_written(tmp_path: Path) -> None:
    text = "a: no\nb: 010\nc: 12:30\nd: 2026-06-01\ne: 1e3\nf:\ng: ~\nh: ''\ni: 'null'\n"
    assert load_yaml(write(tmp_path, text)) == {
        "a": "no",
        "b": "010",
        "c": "12:30",
        "d": "2026-06-01",
        "e": "1e3",
        "f": None,
        "g": None,
        "h": "",
        "i": "null",
    }


def test_each_mapping_knows_the_line_of_its_keys(tmp_path: Path) -> None:
    rows = load_yaml(write(tmp_path, "- slug: a\n  name: A\n- slug: b\n  deep:\n  - key: value\n"))
    second = rows[1]
    assert isinstance(second, Mapping)
    assert [str(second.places[key]) for key in second] == ["rows.yaml:3", "rows.yaml:4"]
    assert str(second["deep"][0].places["key"]) == "rows.yaml:5"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", "rows.yaml:3: the key a stands twice", id="duplicate-key"),
        pytest.param("a: &x [1]\nb: *x\n", "rows.yaml:1: anchors and aliases are not allowed", id="anchor"),
        pytest.param(
            "a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "anchors and aliases are not allowed", id="alias-bomb"
        ),
        pytest.param("[" * 3000, "rows.yaml:1: nested deeper than 8", id="3000-brackets"),
        pytest.param("a: !!python/object:os.system x\n", "tags are not allowed", id="tag"),
        pytest.param("a: [1\nb: 2\n", "rows.yaml:2: not YAML", id="unclosed"),
        pytest.param("? [a]\n: b\n", "a key must be a word", id="list-as-key"),
        pytest.param("- a\n---\n- b\n", "rows.yaml:2: a second document begins", id="two-documents"),
        pytest.param("- a:\n\t- b\n", "rows.yaml:2: not YAML", id="tabs"),
    ],
)
def test_hostile_and_broken_files_are_refused_with_their_line(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(FileFault, match=message.replace("[", r"\[")):
        load_yaml(write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match=r"none\.yaml: cannot be read: No such file"):
        load_yaml(tmp_path / "none.yaml")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.yaml"
    path.write_bytes(b"a: \xff\xfe\n")
    with pytest.raises(FileFault, match=r"rows\.yaml"):
        load_yaml(path)
