"""What ``counterpart talk`` shows: lines, marked replies, findings, scorecard."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from counterpart.acts import HARMFUL, LABELS, Span
from counterpart.errors import CounterpartError, user_language
from counterpart.moods import MOOD_LABELS
from counterpart.rubric import CRITERIA, rubric

_WORDS: dict[str, dict[str, str]] = {
    "help": {
        "zh": "/smile 微笑 /eye 目光 /nod 点头 /stand 起身 /seat 请坐 /both-hands 双手递接；/wait 沉默；/retry 收回上一句；/quit 结束",
        "en": "/smile /eye /nod /stand /seat /both-hands: gestures; /wait: stay silent; /retry: take back; /quit: end",
    },
    "plain": {
        "zh": "(这不是命令，按普通文字发出；/help 看命令)",
        "en": "(not a command: sent as plain text; /help lists the commands)",
    },
    "nothing_to_retry": {"zh": "还没有可以收回的话。", "en": "There is no reply to take back yet."},
    "waiting": {
        "zh": "机器人暂时没有应答，您的话还在，正在等它恢复 ……",
        "en": "The bot is away for the moment; your reply is kept, waiting for it ...",
    },
    "rewound": {
        "zh": "收回了上一句，重新来。",
        "en": "Your latest reply is taken back; try again.",
    },
    "not_scored": {
        "zh": "这句话没有评分（评分服务没有应答）。",
        "en": "This reply was not scored (the scoring server did not answer).",
    },
    "nothing_found": {"zh": "这句话没有触发评分项。", "en": "No criterion applied to this reply."},
    "score": {"zh": "得分", "en": "Score"},
    "better": {"zh": "可以这样说", "en": "Better"},
    "criterion": {"zh": "评分项", "en": "criterion"},
    "share": {"zh": "达成", "en": "achieved"},
    "weight": {"zh": "权重", "en": "weight"},
    "replies": {"zh": "各句情况", "en": "by reply"},
    "rating": {"zh": "群众评价", "en": "The citizen's rating"},
    "because": {"zh": "理由", "en": "because"},
    "told": {"zh": "已告知", "en": "told"},
    "untold": {"zh": "未告知", "en": "left out"},
    "penalty": {"zh": "忌语扣分", "en": "taken off for taboo phrases"},
    "you": {"zh": "您", "en": "you"},
    "prompt_help": {
        "zh": "直接输入您要说的话；/help 看命令。",
        "en": "Type what you say; /help lists the commands.",
    },
    "end": {"zh": "对话结束", "en": "The talk is over"},
}
_STATUS: dict[str, dict[str, str]] = {
    "met": {"zh": "做到", "en": "met"},
    "partly": {"zh": "部分做到", "en": "partly"},
    "missed": {"zh": "没做到", "en": "missed"},
    "not_applicable": {"zh": "不适用", "en": "not applicable"},
    "not_scored": {"zh": "未评分", "en": "not scored"},
}
_COLOURS = {"met": "green", "partly": "yellow", "missed": "red"}
_SIGNS = {"met": "✔", "partly": "◐", "missed": "✘"}
_MOOD_SIGNS = {
    "calm": "● ", "relieved": "◡ ", "anxious": "≈ ", "confused": "? ", "impatient": "» ", "angry": "▲ ",
    "suspicious": "◪ ", "upset": "▽ ",
}  # fmt: skip


class Screen:
    """The terminal as the trainee sees it; in an exam nothing is shown before the end."""

    def __init__(self, exam: bool, console: Console | None = None) -> None:
        self.exam = exam
        self.console = console or Console(highlight=False)
        self.language = user_language()
        self.name = ""
        self.held: list[tuple[str, dict[str, Any]]] = []

    @property
    def _colon(self) -> str:
        return "：" if self.language == "zh" else ": "

    def word(self, key: str) -> str:
        """Return a fixed text in the user's language."""
        return _WORDS[key][self.language]

    def say(self, key: str) -> None:
        """Show a fixed text."""
        self.console.print(self.word(key), style="dim", markup=False)

    def note(self, text: str) -> None:
        """Show a remark."""
        self.console.print(text, style="dim", markup=False)

    def fault(self, error: CounterpartError) -> None:
        """Show an error that the talk survives."""
        self.console.print(str(error), style="red", markup=False)

    def open(self, opened: dict[str, Any]) -> None:
        """Show where the trainee sits and who comes."""
        self.language = opened["language"]
        self.name = opened["citizen"]
        self.console.print(
            Panel(escape(opened["brief"]), title=escape(opened["title"]), expand=False)
        )
        self._stage(opened["stage"])
        self.say("prompt_help")

    def ask(self, gestures: list[str]) -> str:
        """Read a line from the trainee."""
        shown = f" ({', '.join(gestures)})" if gestures else ""
        return input(f"{self.word('you')}{shown}> ")

    def gesture(self, name: str) -> None:
        """Show a gesture as a stage direction."""
        self._stage(name)

    def rewound(self, answer: dict[str, Any]) -> None:
        """Show that the latest reply was taken back, and what the citizen had said before."""
        self.say("rewound")
        if self.held:
            self.held.pop()
        if answer.get("citizen"):
            self._line({"text": answer["citizen"], "mood": answer.get("mood"), "stage": ""})

    def turn(self, text: str, answer: dict[str, Any]) -> None:
        """Show what became of a reply, then the citizen's answer, and the end if it came."""
        if self.exam:
            self.held.append((text, answer))
        elif text:
            self._scored(text, answer)
        for line in answer["lines"]:
            self._line(line)
        if answer["ended"]:
            self._end(answer["outcome"])

    def _line(self, line: dict[str, Any]) -> None:
        if line.get("stage"):
            self._stage(line["stage"])
        mood = line.get("mood")
        shown = Text(self.name, style="bold cyan")
        if mood and not self.exam:
            shown.append(
                f" [{_MOOD_SIGNS[mood]}{MOOD_LABELS[self.language][mood]}]", style="magenta"
            )
        shown.append(self._colon).append(line["text"], style="")
        self.console.print(shown)

    def _stage(self, text: str) -> None:
        self.console.print(Text(f"({text})", style="italic dim"))

    def _scored(self, text: str, answer: dict[str, Any]) -> None:
        found = answer.get("assessment")
        if not answer["scored"] or found is None:
            self.say("not_scored")
            return
        spans = [Span.from_dict(span) for span in found["spans"]]
        if spans:
            self.console.print(self.marked(text, spans))
        for finding in found["findings"]:
            self._finding(finding)
        self._better(found["findings"])
        if not found["findings"]:
            self.note("  " + self.word("nothing_found"))

    def marked(self, text: str, spans: list[Span]) -> Text:
        """Return the reply with its acts marked and named."""
        shown = Text("  ")
        at = 0
        for start, end in sorted({(s.start, s.end) for s in spans}):
            if start < at:
                continue
            here = [s.act for s in spans if s.start < end and start < s.end]
            names = "·".join(dict.fromkeys(LABELS[self.language][act] for act in here))
            style = "red" if HARMFUL & set(here) else "green"
            shown.append(text[at:start]).append(text[start:end], style=f"underline {style}")
            shown.append(f"[{names}]", style=f"dim {style}")
            at = end
        return shown.append(text[at:])

    def _finding(self, finding: dict[str, Any]) -> None:
        status = finding["status"]
        name = CRITERIA[finding["criterion"]].NAME[self.language]
        shown = Text(f"  {_SIGNS[status]} {name} ", style=_COLOURS[status])
        shown.append(f"{finding['points']:+g}  ", style="bold").append(finding["advice"], style="")
        self.console.print(shown)

    def _better(self, findings: list[dict[str, Any]]) -> None:
        """Show one better wording: that of the criterion that lost the most."""
        offers = [f for f in findings if f["better"]]
        if offers:
            weights = rubric().weights
            most = max(offers, key=lambda f: weights[f["criterion"]] - f["points"])
            self.console.print(
                Text(f"    {self.word('better')}{self._colon}{most['better']}", style="dim")
            )

    def _end(self, outcome: dict[str, Any]) -> None:
        if self.exam:
            self.exam = False
            for text, answer in self.held:
                if text:
                    self.console.print(Text(f"{self.word('you')}> {text}", style="bold"))
                    self._scored(text, answer)
                for line in answer["lines"]:
                    self._line(line)
        card = outcome["scorecard"]
        self.console.print(self._table(card))
        if card["penalty"]:
            self.console.print(f"{self.word('penalty')}: -{card['penalty']:g}", style="red")
        self._rating(outcome)

    def _table(self, card: dict[str, Any]) -> Table:
        score = "-" if card["score"] is None else f"{card['score']:g} / 100"
        table = Table(title=f"{self.word('end')} · {self.word('score')}{self._colon}{score}")
        for key in ("criterion", "share", "weight", "replies"):
            table.add_column(self.word(key))
        for name, line in card["criteria"].items():
            if line["value"] is None:
                continue
            counts = ", ".join(
                f"{_STATUS[s][self.language]} {n}" for s, n in line["counts"].items()
            )
            table.add_row(
                CRITERIA[name].NAME[self.language],
                f"{line['value']:.0%}",
                f"{line['weight']:g}",
                counts,
            )
        return table

    def _rating(self, outcome: dict[str, Any]) -> None:
        stars = "★" * outcome["grade"] + "☆" * (5 - outcome["grade"])
        reasons = ("、" if self.language == "zh" else "; ").join(outcome["reasons"])
        self.console.print(
            Text(f"{self.word('rating')}{self._colon}{stars} {outcome['name']}", style="bold")
        )
        if reasons:
            self.console.print(f"{self.word('because')}{self._colon}{reasons}", markup=False)
