"""Files of facts are read row by row, CSV and YAML alike; what is no such file is refused with its line."""

import pytest

from timeline.factfiles import FactRow, read_facts
from timeline.yamlfile import FileFault

SOURCE = "url,role,commitment\n"
YAML = """
commitments:
- slug: phone-api-1
  deliverable: phone-api
  basis: official
  voice: press_release
  words: in June
  said: 2026-03-02
  window: {earliest: 2026-06-01, latest: 2026-06-30, precision: month}
  evidence:
  - {url: "https://daily.example/one", published: 2026-03-02, role: states}
"""
CSV = (
    "slug,deliverable,basis,voice,words,said,window.earliest,window.latest,window.precision,"
    "evidence.url,evidence.published,evidence.role\n"
    "phone-api-1,phone-api,official,press_release,in June,2026-03-02,2026-06-01,2026-06-30,month,"
    "https://daily.example/one,2026-03-02,states\n"
)


def read(text: str, file: str = "commitments.csv", kind: str = "") -> list[FactRow]:
    return read_facts(text.encode(), file=file, kind=kind).rows


def fault(text: str | bytes, file: str) -> str:
    with pytest.raises(FileFault) as caught:
        read_facts(text if isinstance(text, bytes) else text.encode(), file=file)
    return str(caught.value)


def test_a_table_and_a_text_say_the_same() -> None:
    (of_table,), (of_text,) = read(CSV), read(YAML, "facts.yaml")
    assert (of_table.kind, of_table.document, of_table.stated) == (
        of_text.kind,
        of_text.document,
        of_text.stated,
    )
    assert of_table.faults == of_text.faults == ()
    assert str(of_table.place) == "commitments.csv:2"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("commitments.csv", "\ufeff" + CSV, id="byte-order-mark"),
        pytest.param("commitments.csv", CSV.replace(",", ";"), id="semicolons"),
        pytest.param("commitments.csv", CSV.replace("\n", "\r\n"), id="windows-lines"),
        pytest.param("commitments.csv", "\n" + CSV + "\n,,,,,,,,,,,\n", id="empty-lines"),
        pytest.param("pasted", CSV, id="pasted"),
    ],
)
def test_a_table_is_read_as_spreadsheets_write_it(name: str, text: str) -> None:
    assert [row.document for row in read(text, name, "commitments")] == [read(CSV)[0].document]


def test_what_a_row_leaves_out_it_does_not_state() -> None:
    (row,) = read(
        "slug,product,channel,name,scope_note\nphone-api,phone,api,Phone API,\n", "deliverables.csv"
    )
    assert row.stated == {"slug": "phone-api", "product": "phone", "channel": "api", "name": "Phone API"}


def test_a_cell_of_words_is_parted_by_semicolons() -> None:
    text = "slug,product,channel,name,regions\nphone-api,phone,api,Phone API,eu; uk\n"
    assert read(text, "deliverables.csv")[0].document["regions"] == ["eu", "uk"]


def test_a_formula_is_a_text() -> None:
    text = "slug,product,channel,name\nphone-api,phone,api,=cmd|' /C calc'!A0\n"
    (row,) = read(text, "deliverables.csv")
    assert (row.document["name"], row.faults) == ("=cmd|' /C calc'!A0", ())


@pytest.mark.parametrize("value", ["no", "010", "12:30", "2026-13-01", "yes"])
def test_values_are_read_as_they_are_written_and_refused_where_they_do_not_fit(value: str) -> None:
    (row,) = read(YAML.replace("said: 2026-03-02", f"said: {value}\n  verified: {value}"), "facts.yaml")
    told = {(each.field, repr(value) in each.message) for each in row.faults}
    assert told == {("said", True), ("verified", True)}


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        pytest.param("a.csv", "", "a.csv: is empty", id="empty"),
        pytest.param("evidence.csv", "url,role\n\nx,\0\n", "evidence.csv:3: holds a NUL character", id="nul"),
        pytest.param(
            "evidence.csv",
            'url,role\n"x,states\ny,states\n',
            "evidence.csv:2: not CSV: a quotation mark is opened here and closed nowhere",
            id="lone-quote",
        ),
        pytest.param(
            "evidence.csv",
            "url,role\n" + "x" * 200_000 + ",states\n",
            "evidence.csv:2: not CSV: a cell is longer than 131,072 characters",
            id="long-cell",
        ),
        pytest.param(
            "evidence.csv", b"x" * 10_000_000, "evidence.csv: is larger than 2 MiB: part it", id="10-mb"
        ),
        pytest.param(
            "evidence.csv",
            "url,role\n" + "x,y\n" * 2_001,
            "evidence.csv:2002: holds more than 2,000 rows: part the file",
            id="many-rows",
        ),
        pytest.param(
            "evidence.csv",
            "url,role\n".encode("utf-16"),
            "evidence.csv: is written in UTF-16: save it as UTF-8",
            id="utf-16",
        ),
        pytest.param(
            "evidence.csv",
            "url,role\nx,é\n".encode("latin-1"),
            "evidence.csv:2: is not written in UTF-8: save it so",
            id="latin-1",
        ),
        pytest.param(
            "evidence.csv", "url,url\nx,y\n", "evidence.csv:1: the column url stands twice", id="column-twice"
        ),
        pytest.param(
            "evidence.csv", "url,,role\n", "evidence.csv:1: column 2 has no name", id="nameless-column"
        ),
        pytest.param(
            "evidence.csv",
            "https://daily.example/one,states\n",
            "evidence.csv:1: the first line must name the columns, slug or url among them",
            id="no-header",
        ),
        pytest.param(
            "events.csv",
            "slug,date,date.first\n",
            "events.csv:1: the column date is both a value and a part, or too deep",
            id="value-and-part",
        ),
        pytest.param(
            "march.csv",
            "slug\n",
            "march.csv: say what its rows are, by its name or beside it: one of "
            "deliverables, events, commitments, evidence",
            id="unnamed",
        ),
        pytest.param("facts.yaml", "rockets: []\n", "facts.yaml: rockets is not one of", id="other-list"),
        pytest.param("facts.yaml", "events: {}\n", "facts.yaml: events must be a list of rows", id="no-list"),
        pytest.param(
            "events.yaml", "- &a x\n- *a\n", "events.yaml:1: anchors and aliases are not allowed", id="alias"
        ),
    ],
)
def test_what_is_no_file_of_facts_is_refused_with_its_line(
    file: str, text: str | bytes, message: str
) -> None:
    assert fault(text, file).startswith(message)


def test_lines_that_are_no_rows_are_named_and_the_others_read() -> None:
    text = (
        SOURCE + "a,states\nurl,role,commitment\n" + "x" * 5_000 + ",states,b\nhttps://a.example,states,c\n"
    )
    found = read_facts(text.encode(), file="evidence.csv")
    assert [str(each) for each in found.faults] == [
        "evidence.csv:2: holds 2 cells where the header names 3",
        "evidence.csv:3: is the header once more",
        "evidence.csv:4: url is longer than 4,000 characters",
    ]
    assert [row.name for row in found.rows] == ["c https://a.example"]


def test_a_file_that_ends_in_the_middle_of_a_row_has_a_line_that_is_none() -> None:
    found = read_facts(CSV[:-60].encode(), file="commitments.csv")
    assert [str(each) for each in found.faults] == [
        "commitments.csv:2: holds 8 cells where the header names 12"
    ]
    assert fault(YAML[: YAML.index("published")], "facts.yaml").startswith("facts.yaml:12: not YAML")
