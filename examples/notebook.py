"""A marimo notebook over the example reports: `marimo edit examples/notebook.py`, or `python examples/notebook.py`."""

import marimo

app = marimo.App(width="medium")


@app.cell
def read_the_reports():
    from pathlib import Path

    import marimo as mo

    import accordingto as acc

    folder = Path(__file__).parent / "reports"
    record = acc.read(folder / "harbor-ledger-2024-05-31.txt", folder / "meridian-wire-2024-06-05.html")
    record
    return mo, record


@app.cell
def who_said_what(record):
    record.statements.head(8)


@app.cell
def one_report_with_its_words_marked(record):
    record.show(record.reports[0].id)


@app.cell
def choose_a_kind_of_position(mo, record):
    kinds = sorted({p.position for p in record.positions})
    kind = mo.ui.dropdown(kinds, value=kinds[0], label="Kind of position")
    kind
    return (kind,)


@app.cell
def its_positions(kind, record):
    chosen = [p for p in record.positions if p.position == kind.value]
    chosen and record.show(chosen[0].id)
    return (chosen,)


@app.cell
def speakers_counted(record):
    speakers = record.statements.to_arrow().group_by("speaker_name").aggregate([("id", "count")])
    busiest = speakers.sort_by([("id_count", "descending")]).slice(0, 5).to_pylist()
    busiest
    return (busiest,)


if __name__ == "__main__":
    app.run()
