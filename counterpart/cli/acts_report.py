"""What ``counterpart evaluate`` prints about the acts: tables to read, or a JSON object."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

import click
from rich.console import Console
from rich.table import Column, Table

from counterpart import figures
from counterpart.agreement import GRIEVANCE, Agreement
from counterpart.evaluation import KINDS
from counterpart.figures import Figures

_WIDTH = 132  # where the output is no terminal


def console() -> Console:
    """Return the console for tables."""
    return Console(width=None if sys.stdout.isatty() else _WIDTH)


def show_figures(found: Figures, as_json: bool) -> None:
    """Print the figures of one tagger."""
    report = found.as_dict()
    if as_json:
        click.echo(json.dumps(report))
        return
    parts = report["parts"]
    console().print(_acts_table(parts), _parts_table(parts))
    heard, sure, cost = parts["all"]["grievance"], report["calibration"], report["footprint"]
    click.echo(
        "grievance in the citizen's line: " + ", ".join(f"{k} {v:.3f}" for k, v in heard.items())
    )
    click.echo(f"calibration: expected error {sure['error']:.3f} over {sure['finds']} finds")
    click.echo(
        f"on one thread: {cost['load_s']} s to load, {cost['ms_per_reply']} ms a reply, "
        f"{cost['memory_mb']} MB of memory, {cost['files_mb']} MB of trained files"
    )


def show_comparison(found: Mapping[str, Figures], as_json: bool) -> None:
    """Print the figures of several taggers on the same replies, the one that ships first."""
    ships, *others = found
    reports = {name: one.as_dict() for name, one in found.items()}
    apart = {name: figures.difference(found[name], found[ships]) for name in others}
    if as_json:
        click.echo(json.dumps({"models": reports, f"less_{ships}": apart}))
        return
    shown = [p for p in ("all", *KINDS, "zh", "en") if p in reports[ships]["parts"]]
    right = Table(
        Column("macro F1", no_wrap=True), *shown, "95 %", f"less {ships}", "95 %", "span F1"
    )
    cost = Table(
        Column("cost", no_wrap=True),
        *("calibration error", "load s", "ms a reply", "memory MB", "files MB"),
    )
    for name, report in reports.items():
        parts, less = report["parts"], apart.get(name)
        right.add_row(
            name, *(f"{parts[part]['macro_f1']:.3f}" for part in shown),
            _between(parts["all"]["macro_f1_interval"]),
            *((f"{less['macro_f1']:+.3f}", _between(less["interval"])) if less else ("", "")),
            f"{parts['all']['span_f1']:.3f}",
        )  # fmt: skip
        cost.add_row(
            name, f"{report['calibration']['error']:.3f}", *map(str, report["footprint"].values())
        )
    by_act = Table(Column("F1", no_wrap=True), *reports)
    for act in reports[ships]["parts"]["all"]["acts"]:
        by_act.add_row(act, *(_f1(r["parts"]["all"]["acts"][act]) for r in reports.values()))
    console().print(right, by_act, cost)


def show_agreement(found: Mapping[str, Agreement], as_json: bool) -> None:
    """Print how far two readers agree on each label."""
    rows = {label: row.as_dict() for label, row in found.items()}
    replies = len(found[GRIEVANCE].first)
    acts = [row for label, row in rows.items() if label != GRIEVANCE]
    mean = {key: round(sum(row[key] for row in acts) / len(acts), 3) for key in ("f1", "kappa")}
    if as_json:
        click.echo(json.dumps({"replies": replies, "labels": rows, "mean_of_acts": mean}))
        return
    table = Table(
        Column("label", no_wrap=True), "first reader", "second reader", "F1", "kappa",
        "disputes", "settled for the first",
    )  # fmt: skip
    for label, row in rows.items():
        table.add_row(
            label, str(row["first"]), str(row["second"]), f"{row['f1']:.3f}",
            f"{row['kappa']:.3f}", str(row["disputes"]), str(row["for_first"]),
        )  # fmt: skip
    console().print(table)
    click.echo(
        f"{replies} replies labelled twice; mean of the {len(acts)} acts: "
        f"F1 {mean['f1']:.3f}, kappa {mean['kappa']:.3f}"
    )


def _acts_table(parts: Mapping[str, Any]) -> Table:
    shown = [part for part in ("zh", "en", *KINDS) if part in parts]
    table = Table(
        Column("act", no_wrap=True), "in replies", "precision", "recall", "F1", "95 %", "span F1",
        *(f"F1 {part}" for part in shown),
    )  # fmt: skip
    for act, row in parts["all"]["acts"].items():
        table.add_row(
            act, str(row["support"]), *(f"{row[k]:.3f}" for k in ("precision", "recall", "f1")),
            _between(row["f1_interval"]), f"{row['span_f1']:.3f}",
            *(_f1(parts[part]["acts"][act]) for part in shown),
        )  # fmt: skip
    return table


def _parts_table(parts: Mapping[str, Any]) -> Table:
    table = Table("part", "replies", "macro F1", "95 %", "span F1")
    for name, part in parts.items():
        table.add_row(
            name, str(part["replies"]), f"{part['macro_f1']:.3f}",
            _between(part["macro_f1_interval"]), f"{part['span_f1']:.3f}",
        )  # fmt: skip
    return table


def _f1(row: Mapping[str, Any]) -> str:
    return f"{row['f1']:.3f}" if row["support"] else "-"


def _between(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:.3f} to {bounds[1]:.3f}"
