"""``counterpart evaluate``: measure the act tagger on writers it has never seen."""

from __future__ import annotations

import json

import click
from rich.console import Console
from rich.table import Column, Table

from counterpart import corpus, evaluation


@click.command(
    epilog="""\b
Examples:
  counterpart evaluate
  counterpart evaluate --folds 6 --json
"""
)
@click.option(
    "--folds", default=4, show_default=True, type=click.IntRange(2, 20), help="Groups of writers."
)
@click.option("--json", "as_json", is_flag=True, help="Report as a JSON object.")
def command(folds: int, as_json: bool) -> None:
    """Hold out each group of writers in turn, train on the others, and count what is found.

    Precision, recall and F1 are of acts in replies; span F1 counts overlapping spans.
    """
    replies = corpus.load()
    reports = evaluation.by_writer(replies, folds, lambda text: click.echo(text, err=True))
    if as_json:
        click.echo(json.dumps({name: report.as_dict() for name, report in reports.items()}))
        return
    table = Table(
        Column("act", no_wrap=True),
        "in replies",
        "precision",
        "recall",
        "F1",
        "span F1",
        "F1 zh",
        "F1 en",
    )
    zh, en = reports["zh"].as_dict()["acts"], reports["en"].as_dict()["acts"]
    for act, row in reports["all"].as_dict()["acts"].items():
        table.add_row(
            act, str(row["support"]), *(f"{row[k]:.3f}" for k in ("precision", "recall", "f1", "span_f1")),
            f"{zh[act]['f1']:.3f}", f"{en[act]['f1']:.3f}",
        )  # fmt: skip
    whole = reports["all"]
    table.add_row(
        "macro", str(whole.replies), "", "", f"{whole.macro_f1:.3f}", f"{whole.span_f1:.3f}",
        f"{reports['zh'].macro_f1:.3f}", f"{reports['en'].macro_f1:.3f}", end_section=True,
    )  # fmt: skip
    Console().print(table)
    found = whole.as_dict()["grievance"]
    click.echo(
        "grievance in the citizen's line: " + ", ".join(f"{k} {v:.3f}" for k, v in found.items())
    )
