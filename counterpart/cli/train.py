"""``counterpart train``: the act tagger and the Rasa model."""

from __future__ import annotations

import json
import time

import click

from counterpart import fact_fitting, models, paths, training
from counterpart.library import library


@click.command(
    epilog="""\b
Examples:
  counterpart train              train what is missing or stale
  counterpart train --acts       the act tagger only (under a minute, no Rasa)
  counterpart train --facts      fit data/fact_weights.yml anew (for whoever changes its features)
  counterpart train --force      everything again
"""
)
@click.option("--acts", is_flag=True, help="Train the act tagger only.")
@click.option("--facts", is_flag=True, help="Only fit the weights with which told facts are read.")
@click.option("--force", is_flag=True, help="Train even where nothing has changed.")
@click.option("--json", "as_json", is_flag=True, help="Report as a JSON object.")
def command(acts: bool, facts: bool, force: bool, as_json: bool) -> None:
    """Train the models where there is none or data and code have changed.

    Rasa's output goes to .counterpart/logs/train.log.
    """

    def say(text: str) -> None:
        if not as_json:
            click.echo(text)

    started = time.monotonic()
    if facts:
        count = fact_fitting.fit(library().all())
        seconds = round(time.monotonic() - started, 1)
        click.echo(json.dumps({"items": count, "seconds": seconds}))
        return
    if force:
        (paths.ACT_MODEL / "trained.json").unlink(missing_ok=True)
    fresh_acts = training.is_fresh()
    if not fresh_acts:
        say("Training the act tagger ...")
    training.ensure_trained()
    model = None
    trained_model = False
    if not acts:
        model = models.fresh()
        if model is None or force:
            say("Training the Rasa model ...")
            model, trained_model = models.train(force), True
    seconds = round(time.monotonic() - started, 1)
    if as_json:
        report = {
            "act_model": str(paths.ACT_MODEL), "act_model_trained": not fresh_acts,
            "rasa_model": str(model) if model else None, "rasa_model_trained": trained_model,
            "seconds": seconds,
        }  # fmt: skip
        click.echo(json.dumps(report))
    elif fresh_acts and not trained_model:
        say("Nothing to train: the models fit data and code.")
    else:
        say(f"Trained in {seconds} s: {model or paths.ACT_MODEL}")
