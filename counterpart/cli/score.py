"""``counterpart score``: score replies without any server."""

from __future__ import annotations

import json
import re
import sys
from typing import IO, Any

import click

from counterpart import paths
from counterpart.assessment import score_reply
from counterpart.errors import CounterpartError
from counterpart.tagger import ActTagger
from counterpart.talk import storable

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


@click.command(
    epilog="""\b
Examples:
  counterpart score replies.jsonl > scores.jsonl
  echo '{"citizen": "我等了一上午!", "reply": "系统在升级。"}' | counterpart score
"""
)
@click.argument("file", type=click.File("rb"), default="-")
@click.pass_context
def command(ctx: click.Context, file: IO[bytes]) -> None:
    """Score clerk replies: JSON lines in FILE (or standard input), JSON lines out, same order.

    \b
    In:  {"id"?: ..., "citizen": text or null, "first"?: true/false, "reply": text}
    Out: {"id", "acts": [names], "spans": [{"act", "start", "end", "confidence"}],
          "findings": [{"criterion", "status", "points", "evidence", "advice", "better"}]}

    Spans count Unicode code points of the reply, end exclusive. A line that cannot be read is
    named on standard error; the others are still scored, and the exit status is 1.
    """
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    tagger = ActTagger.load(paths.ACT_MODEL)
    faults = 0
    for number, raw in enumerate(file, 1):
        if not raw.strip():
            continue
        try:
            given = _read(raw, number)
        except CounterpartError as error:
            faults += 1
            click.echo(str(error), err=True)
            continue
        sys.stdout.write(storable(json.dumps(_score(tagger, given), ensure_ascii=False)) + "\n")
    ctx.exit(1 if faults else 0)


def _read(raw: bytes, number: int) -> dict[str, Any]:
    try:
        given = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise CounterpartError("E206", line=number, cause=f"not JSON ({fault})") from fault
    if not isinstance(given, dict):
        raise CounterpartError("E206", line=number, cause="not a JSON object")
    for key, kinds in (
        ("reply", str),
        ("citizen", (str, type(None))),
        ("first", (bool, type(None))),
    ):
        if not isinstance(given.get(key), kinds):
            raise CounterpartError(
                "E206", line=number, cause=f"'{key}' is missing or of the wrong kind"
            )
    return {"id": number, **given}


def _score(tagger: ActTagger, given: dict[str, Any]) -> dict[str, Any]:
    reply, line, first = given["reply"], given.get("citizen"), bool(given.get("first"))
    tagged = tagger.tag(reply, line, first)
    language = _language(reply, line)
    findings = score_reply(reply, tagged.spans, tagged.grievance, line, first, language)
    return {
        "id": given["id"],
        "acts": sorted({span.act for span in tagged.spans}),
        "spans": [span.as_dict() for span in tagged.spans],
        "findings": [finding.as_dict() for finding in findings],
    }


def _language(reply: str, line: str | None) -> str:
    """Return zh where the reply has Chinese, or has no letters and answers Chinese; else en."""
    if _HAN.search(reply):
        return "zh"
    return "zh" if not _LATIN.search(reply) and _HAN.search(line or "") else "en"
