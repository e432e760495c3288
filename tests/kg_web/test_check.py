"""Check my data: uploaded or pasted data gets its report, hostile data is refused, and nothing is kept."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from small_graph import graph_texts
from web_page import parsed

from kg.product import Product
from kg.records.graph import Graph
from kg.sheets import exported, tables
from kg_web import sheets
from kg_web.site import shown

TOOLWIEL = graph_texts()["data/instrument/toolwiel.ttl"]
WRONG = TOOLWIEL.replace("kg:row 1 ;", "kg:row 48 ;")


def sent(client: FlaskClient, prefix: str = "", **fields: object) -> str:
    return client.post(f"{prefix}/check", data=fields, content_type="multipart/form-data").text


def table(app: Flask, form: str) -> bytes:
    """The instruments as a spreadsheet."""
    product: Product = shown(app).workspace.product
    return exported(tables(Graph(product), "instrument"), form, "nl")[0]


def test_right_data_is_said_to_be_right(client: FlaskClient) -> None:
    assert "Het klopt" in sent(client, text=TOOLWIEL)
    assert "It is right" in sent(client, "/en", text=TOOLWIEL)


def test_a_fault_is_told_with_its_line_and_how_to_mend_it(client: FlaskClient) -> None:
    page = sent(client, text=WRONG)
    line = next(number for number, text in enumerate(WRONG.splitlines(), 1) if "kg:row 48" in text)
    assert "Dit klopt nog niet" in page
    assert f"(regel {line})" in page
    assert "47" in page
    assert "kg:row 48 ;" in page, "the text is still there to be mended"


def test_a_file_says_its_form_by_its_name(client: FlaskClient) -> None:
    page = sent(client, file=(io.BytesIO(WRONG.encode()), "mijn.ttl"))
    assert "Dit klopt nog niet" in page


def test_a_sheet_is_checked_cell_by_cell(client: FlaskClient, small: Flask) -> None:
    assert "Het klopt" in sent(client, file=(io.BytesIO(table(small, ".xlsx")), "instrumenten.xlsx"))
    text = table(small, ".csv").decode("utf-8-sig")
    assert "Een wiel vol tools." in text
    changed = text.replace("Een wiel vol tools.", "Een nieuw wiel vol tools.")
    page = sent(client, file=(io.BytesIO(changed.encode()), "instrumenten.csv"))
    assert "Wat er zou veranderen" in page
    assert "Een nieuw wiel vol tools." in page


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_downloaded_sheet_is_right_as_it_came_and_changes_nothing(client: FlaskClient, form: str) -> None:
    address = f"/check/sheets/instrument.{form}"
    assert f'href="{address}"' in client.get("/check").text
    answer = client.get(address)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=instrument.{form}"
    page = sent(client, file=(io.BytesIO(answer.data), f"instrument.{form}"))
    assert "Het klopt" in page
    assert "Wat er zou veranderen" not in page


def test_a_sheet_is_in_the_language_of_the_page_and_made_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/en/check/sheets/instrument.csv")
    assert "name (en)" in first.text
    assert "naam (en)" in client.get("/check/sheets/instrument.csv").text
    monkeypatch.setattr(sheets, "_made", lambda *_given: pytest.fail("it was made again"))
    assert client.get("/en/check/sheets/instrument.csv").data == first.data


def test_only_offered_kinds_have_a_sheet(client: FlaskClient) -> None:
    for address in ("passage.csv", "nowhere.xlsx", "instrument.exe"):
        assert client.get(f"/check/sheets/{address}").status_code == 404


def test_who_asks_while_another_is_made_is_told_to_come_back(
    small: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_PATIENCE", 0.01)
    with shown(small).sheets._busy:
        answer = client.get("/check/sheets/theme.csv")
    assert answer.status_code == 503


def test_nothing_is_written(client: FlaskClient, small: Flask) -> None:
    root = shown(small).workspace.product.root
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    sent(client, text=WRONG)
    sent(client, file=(io.BytesIO(table(small, ".xlsx")), "instrumenten.xlsx"))
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000_000)
    return packed.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><rdf:RDF>&b;</rdf:RDF>'
REMOTE = b'{"@context": "http://169.254.169.254/", "@id": "urn:x"}'


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.ttl", b"no turtle"), ("x.rdf", ENTITIES), ("x.jsonld", REMOTE), ("x.xlsx", bomb()), ("x.ttl", b"[" * 100_000)],
    ids=["broken", "entities", "remote-context", "zip-bomb", "deep"],
)
def test_what_cannot_be_checked_is_refused_in_words(client: FlaskClient, name: str, data: bytes) -> None:
    page = sent(client, file=(io.BytesIO(data), name))
    assert "Dit kunnen wij niet controleren" in page
    parsed(page)
    assert "in het Engels" not in page


def test_what_is_wrong_with_a_sheet_is_told_in_the_language_of_the_page(client: FlaskClient) -> None:
    data = b"naam;titel\nKaart;Kaart\n"
    assert "de tweede rij ontbreekt" in sent(client, file=(io.BytesIO(data), "x.csv"))
    assert "its second row is gone" in sent(client, "/en", file=(io.BytesIO(data), "x.csv"))


@pytest.mark.parametrize("fields", [{}, {"text": "  "}, {"file": (io.BytesIO(b"x"), "x.exe")}])
def test_nothing_to_check_is_said_so(client: FlaskClient, fields: dict) -> None:
    answer = client.post("/check", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 400
    # On the page itself, with the form below it: the person can go on at once.
    assert "Dit kunnen wij niet controleren" in answer.text
    assert "in het Engels" not in answer.text
    assert "Geef uw gegevens" in answer.text


def test_a_program_with_nothing_to_check_is_told_so_in_json(client: FlaskClient) -> None:
    answer = client.post("/check", data={}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "usage")


@pytest.mark.parametrize("name", ["leeg.ttl", "leeg.csv"])
def test_an_empty_file_is_not_right(client: FlaskClient, name: str) -> None:
    page = sent(client, file=(io.BytesIO(b" \n"), name))
    assert f"Er staat niets in {name}." in page
    assert "Het klopt" not in page


def test_a_sheet_as_it_came_changes_nothing_and_says_so(client: FlaskClient, small: Flask) -> None:
    data = table(small, ".csv")
    assert "Er verandert niets" in sent(client, file=(io.BytesIO(data), "x.csv"))
    assert "Nothing changes" in sent(client, "/en", file=(io.BytesIO(data), "x.csv"))
    changed = data.decode("utf-8-sig").replace("Een wiel vol tools.", "Een nieuw wiel.").encode()
    assert "Er verandert niets" not in sent(client, file=(io.BytesIO(changed), "x.csv"))


def test_the_text_is_shown_as_text(client: FlaskClient) -> None:
    assert "<script>alert(1)" not in sent(client, text="<script>alert(1)</script>")


def test_the_form_works_without_script_and_has_names(client: FlaskClient) -> None:
    page = client.get("/check").text
    for name in ("file", "text", "form"):
        assert f'<label for="{name}">' in page


def test_one_is_one(client: FlaskClient) -> None:
    page = sent(client, text=WRONG)
    assert '<span class="mark-violation">fout</span>' in page
    assert "</b> fout</li>" in page
    assert "</b> waarschuwingen</li>" in page
    english = sent(client, "/en", text=WRONG)
    assert '<span class="mark-violation">violation</span>' in english
    assert "</b> warnings</li>" in english


def test_what_cannot_be_read_is_told_in_dutch(client: FlaskClient) -> None:
    page = sent(client, text="<urn:a> <urn:b> <urn:c>")
    assert "De gegevens zijn niet te lezen (regel 1): het bestand houdt te vroeg op." in page
