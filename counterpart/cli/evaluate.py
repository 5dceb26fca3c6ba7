"""``counterpart evaluate``: measure acts, criteria and facts on writers they were not made from."""

from __future__ import annotations

import json
from functools import partial

import click
from rich.table import Table

from counterpart import corpus, figures, training
from counterpart.agreement import agreement as agreement_of
from counterpart.cli.acts_report import console, show_agreement, show_comparison, show_figures
from counterpart.library import library
from counterpart.peers import models
from counterpart.tagger import ActTagger


@click.command(
    epilog="""\b
Examples:
  counterpart evaluate
  counterpart evaluate --folds 6 --json
  counterpart evaluate --compare
  counterpart evaluate --agreement
  counterpart evaluate --unseen
  counterpart evaluate --criteria
  counterpart evaluate --criteria --show
"""
)
@click.option(
    "--folds", default=4, show_default=True, type=click.IntRange(2, 20), help="Groups of writers."
)
@click.option(
    "--compare", is_flag=True, help="Measure other models too, on the same held-out writers."
)
@click.option(
    "--agreement", is_flag=True, help="Measure how far two readers agree on the acts, instead."
)
@click.option(
    "--unseen",
    is_flag=True,
    help="Measure the trained tagger on the set kept for a last measurement, instead.",
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
def command(
    folds: int,
    compare: bool,
    agreement: bool,
    unseen: bool,
    criteria: bool,
    show: bool,
    as_json: bool,
) -> None:
    """Hold out each group of writers in turn, train on the others, and count what is found.

    Precision, recall and F1 are of acts in replies; span F1 counts overlapping spans. Intervals hold
    95 in 100 resamples of whole writers. With --criteria the cases of data/criteria and the pairs of
    data/fact_pairs are judged, apart for writers that were at hand while the rules were written
    ("seen") and for the others.
    """
    if compare + agreement + unseen + criteria > 1:
        raise click.UsageError(
            "--compare, --agreement, --unseen and --criteria exclude each other."
        )
    if criteria:
        _criteria(show, as_json)
    elif agreement:
        found = agreement_of(corpus.load(), corpus.second(), corpus.settled())
        show_agreement(found, as_json)
    elif unseen:
        show_figures(figures.unseen(), as_json)
    elif compare:
        replies = corpus.load()
        show_comparison(
            {
                name: figures.held_out(replies, folds, partial(_tell, name), model)
                for name, model in models().items()
            },
            as_json,
        )
    else:
        name, model = next(iter(models().items()))
        found_by = figures.held_out(corpus.load(), folds, partial(_tell, name), model)
        show_figures(found_by, as_json)


def _tell(name: str, text: str) -> None:
    click.echo(f"{name}: {text}", err=True)


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
    console().print(table)
    for rows in found.values() if show else ():
        for row in rows.values():
            click.echo("\n".join([f"{row.name}:", *(f"  {line}" for line in row.wrong)]))
