"""The map of a scenario: what can happen, and how often self-play took each way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from math import log2

from counterpart.moods import ENDINGS, MOOD_LABELS, MOODS, MOVES
from counterpart.scenario import Scenario
from counterpart.simulation import Run

_ROW = 22  # height of a row, in pixels
_TOP = 76
_COLUMNS = (
    190,
    560,
    930,
)  # right edge of the moods before, middle of the moves, left edge of what follows
_INK = {"reached": "#1f2933", "never": "#9aa5b1", "way": "#2f6f9f", "end": "#a4452c"}
_TITLES = {
    "zh": ("回应前的心情", "市民的回应", "之后的心情，或结局"),
    "en": ("mood before the reply", "the citizen's move", "mood after, or ending"),
}


@dataclass(frozen=True)
class Way:
    """One way a turn can go: mood before, move, and the mood after or the ending."""

    before: str
    move: str
    after: str


@dataclass
class ScenarioMap:
    """What self-play reached in a scenario, and what it never reached."""

    scenario: Scenario
    talks: int
    ways: Counter[Way] = field(default_factory=Counter)
    lines: list[tuple[str, str]] = field(default_factory=list)  # (where, line) never said
    facts: list[str] = field(default_factory=list)  # never told
    answers: list[str] = field(default_factory=list)  # never given

    def svg(self) -> str:
        """Return the picture as SVG text; it loads nothing from elsewhere."""
        return "\n".join(_picture(self))


def draw(scenario: Scenario, runs: Sequence[Run]) -> ScenarioMap:
    """Return the map of a scenario from talks of self-play that kept their exchanges."""
    found = ScenarioMap(scenario, len(runs))
    said: list[str] = []
    answered: set[str] = set()
    for run in runs:
        for number, step in enumerate(run.exchanges, 1):
            last = number == len(run.exchanges) and run.ending
            found.ways[Way(step.before, step.move, str(run.ending) if last else step.mood)] += 1
            said.append(step.line)
            if step.move in ("answer", "volunteer", "relieved"):
                answered.update((step.topic or "").split("+"))
    heard = set(said)
    found.lines = [(w, t) for w, t in every_line(scenario) if not _reached(t, heard)]
    told = {fact for run in runs for fact in run.told}
    found.facts = [fact.id for fact in scenario.must_tell if fact.id not in told]
    found.answers = [answer.id for answer in scenario.answers if answer.id not in answered]
    return found


def _reached(line: str, heard: Iterable[str]) -> bool:
    return any(line in said for said in heard)


def every_line(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield every line the citizen of a scenario can say, with the field where it stands."""
    yield from (("opening", text) for text in scenario.opening)
    if scenario.misunderstanding:
        yield from (("misunderstanding.voiced", t) for t in scenario.misunderstanding.voiced)
        yield from (("misunderstanding.relieved", t) for t in scenario.misunderstanding.relieved)
    for fact in scenario.must_tell:
        yield from ((f"must_tell.{fact.id}.asked_by", text) for text in fact.asked_by)
    for answer in scenario.answers:
        for mood, texts in answer.say.items():
            yield from ((f"answers.{answer.id}.say.{mood}", text) for text in texts)
        yield from ((f"answers.{answer.id}.volunteered", text) for text in answer.volunteered)
    for move, moods in scenario.lines.items():
        for mood, texts in moods.items():
            yield from ((f"lines.{move}.{mood}", text) for text in texts)
    for incident in scenario.incidents:
        yield from ((f"incidents.{incident.id}.say", text) for text in incident.say)


def _picture(found: ScenarioMap) -> Iterator[str]:
    language = found.scenario.language
    rows = {
        "before": {mood: n for n, mood in enumerate(MOODS)},
        "move": {move: n for n, move in enumerate(MOVES)},
        "after": {name: n for n, name in enumerate([*MOODS, *_endings(found)])},
    }
    height = _TOP + _ROW * max(map(len, rows.values())) + 24
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1120 {height}" width="1120" height="{height}" '
        f'font-family="sans-serif" font-size="13" role="img">'
    )
    title = f"{found.scenario.title} · {found.talks} " + ("场自练" if language == "zh" else "talks of self-play")  # fmt: skip
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="1120" height="{height}" fill="#ffffff"/>'
    yield f'<text x="24" y="28" font-size="17" font-weight="bold" fill="{_INK["reached"]}">{escape(title)}</text>'
    most = max(map(len, rows.values()))
    stretch = {name: _ROW * most / len(own) for name, own in rows.items()}  # height of a row
    yield from _ways(found, rows, stretch)
    for (name, own), x, head in zip(rows.items(), _COLUMNS, _TITLES[language], strict=True):
        yield from _column(found, name, own, x, head, stretch[name], language)
    yield "</svg>"


def _endings(found: ScenarioMap) -> list[str]:
    return [*ENDINGS.values(), "turn_cap"]


def _place(row: int, height: float) -> float:
    return round(_TOP + height * (row + 0.5), 1)


def _ways(
    found: ScenarioMap, rows: dict[str, dict[str, int]], stretch: dict[str, float]
) -> Iterator[str]:
    into: Counter[tuple[str, str]] = Counter()
    out: Counter[tuple[str, str]] = Counter()
    for way, count in found.ways.items():
        into[way.before, way.move] += count
        out[way.move, way.after] += count
    for pairs, left, right, x1, x2 in (
        (into, "before", "move", _COLUMNS[0] + 8, _COLUMNS[1] - 104),
        (out, "move", "after", _COLUMNS[1] + 104, _COLUMNS[2] - 8),
    ):
        for (a, b), count in sorted(pairs.items()):
            if a not in rows[left] or b not in rows[right]:
                continue
            y1 = _place(rows[left][a], stretch[left])
            y2 = _place(rows[right][b], stretch[right])
            middle = (x1 + x2) / 2
            width = round(0.6 + 0.55 * log2(1 + count), 1)
            ink = _INK["end"] if b in _endings(found) else _INK["way"]
            yield (
                f'<path d="M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}" fill="none" stroke="{ink}" '
                f'stroke-width="{width}" stroke-opacity="0.35"><title>{a} → {b}: {count}</title></path>'
            )


def _column(
    found: ScenarioMap, name: str, rows: dict[str, int], x: int, head: str, height: float, language: str
) -> Iterator[str]:  # fmt: skip
    anchor = {"before": "end", "move": "middle", "after": "start"}[name]
    yield f'<text x="{x}" y="58" text-anchor="{anchor}" font-weight="bold" fill="{_INK["reached"]}">{escape(head)}</text>'
    totals: Counter[str] = Counter()
    for way, count in found.ways.items():
        totals[getattr(way, name)] += count
    for key, row in rows.items():
        label = (
            f"{MOOD_LABELS[language][key]} {key}"
            if name != "move" and key in MOODS and language == "zh"
            else key
        )
        ink = _INK["reached"] if totals[key] else _INK["never"]
        y = _place(row, height) + 4
        yield (
            f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{ink}">{escape(label)} '
            f'<tspan fill="{_INK["never"]}">{totals[key]}</tspan></text>'
        )
