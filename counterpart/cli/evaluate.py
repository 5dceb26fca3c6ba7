"""``counterpart evaluate``: measure acts, criteria and facts on writers they were not made from."""

from __future__ import annotations

import json

import click
from rich.console import Console
from rich.table import Column, Table

from counterpart import corpus, evaluation, training
from counterpart.library import library
from counterpart.tagger import ActTagger


@click.command(
    epilog="""\b
Examples:
  counterpart evaluate
  counterpart evaluate --folds 6 --json
  counterpart evaluate --criteria
  counterpart evaluate --criteria --show
"""
)
@click.option(
    "--folds", default=4, show_default=True, type=click.IntRange(2, 20), help="Groups of writers."
)
@click.option(
    "--criteria",
    is_flag=True,
    help="Measure the criteria that are no act, and told facts, instead.",
)
@click.option(
    "--show", is_flag=True, help="With --criteria: list the cases that are read otherwise."
)
@click.option("--json", "as_json", is_flag=True, help="Report as a JSON object.")
def command(folds: int, criteria: bool, show: bool, as_json: bool) -> None:
    """Hold out each group of writers in turn, train on the others, and count what is found.

    Precision, recall and F1 are of acts in replies; span F1 counts overlapping spans. With --criteria the
    cases of data/criteria and the pairs of data/fact_pairs are judged, apart for writers that were at
    hand while the rules were written ("seen") and for the others.
    """
    if criteria:
        _criteria(show, as_json)
        return
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


def _criteria(show: bool, as_json: bool) -> None:
    from counterpart import criteria_evaluation as measured

    tagger = ActTagger.load(training.ensure_trained())
    every, told = measured.cases(), measured.pairs()
    found = {
        name: measured.rows(
            tagger, library(), [*measured.split(every, unseen)], [*measured.split(told, unseen)]
        )
        for name, unseen in (("unseen", True), ("seen", False))
    }
    if as_json:
        report = {name: [row.as_dict() for row in rows.values()] for name, rows in found.items()}
        click.echo(json.dumps(report))
        return
    table = Table("criterion", "writers", "cases", "agreement", "precision", "recall")
    for criterion in sorted({c for rows in found.values() for c in rows}):
        for name, rows in found.items():
            if criterion in rows:
                values = list(rows[criterion].as_dict().values())
                table.add_row(criterion, name, str(values[1]), *(f"{v:.3f}" for v in values[2:]))
    Console().print(table)
    for rows in found.values() if show else ():
        for row in rows.values():
            click.echo("\n".join([f"{row.name}:", *(f"  {line}" for line in row.wrong)]))
