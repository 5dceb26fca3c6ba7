"""The catalogue of errors: what happened, where, the usual cause, what to do.

Codes: E1xx scenario files, E2xx data and trained files, E3xx servers, E4xx talks.
A message is a template; :class:`CounterpartError` fills it in the user's language.
"""

from __future__ import annotations

import locale
import os
from typing import Any

CATALOGUE: dict[str, dict[str, str]] = {
    "E101": {
        "en": "{file}: cannot be read as YAML (line {line}): {cause}. Usual cause: a missing quote, "
        "a tab, or a line that is not indented like its neighbours.",
        "zh": "{file}:第 {line} 行不是有效的 YAML:{cause}。常见原因：缺引号、用了制表符、缩进和上下行不一致。",
    },
    "E102": {
        "en": "{file}:{line}: field '{field}': {cause}. Valid: {valid}.",
        "zh": "{file}:第 {line} 行：字段“{field}”：{cause}。可用：{valid}。",
    },
    "E103": {
        "en": "There is no scenario '{scenario}'. Valid: {valid}.",
        "zh": "没有场景“{scenario}”。可用：{valid}。",
    },
    "E104": {
        "en": "{count} fault(s) in scenario files:\n{faults}",
        "zh": "场景文件有 {count} 处问题：\n{faults}",
    },
    "E105": {
        "en": "{file}: there is no such file.",
        "zh": "没有这个文件：{file}。",
    },
    "E201": {
        "en": "{file}:{line}: not a labelled line: {cause}. The README.md beside the file explains the fields.",
        "zh": "{file}:第 {line} 行不是有效的标注语料：{cause}。字段说明见同一目录的 README.md。",
    },
    "E202": {
        "en": "No labelled replies (*.jsonl) in {folder}.",
        "zh": "{folder} 里没有标注语料(*.jsonl)。",
    },
    "E203": {
        "en": "No trained act tagger in {folder}. Run `counterpart train --acts` first.",
        "zh": "{folder} 里没有训练好的行为标注器。请先运行 `counterpart train --acts`。",
    },
    "E204": {
        "en": "No trained Rasa model in {folder}. Run `counterpart train` (or `make run`) first.",
        "zh": "{folder} 里没有训练好的 Rasa 模型。请先运行 `counterpart train`(或 `make run`)。",
    },
    "E205": {
        "en": "Training failed (exit status {status}). The end of {log}:\n{tail}",
        "zh": "训练失败（退出码 {status}）。{log} 的结尾：\n{tail}",
    },
    "E206": {
        "en": "Line {line}: {cause}. Expected one JSON object a line with 'reply' (text), and if you "
        "like 'id', 'citizen' (text or null) and 'first' (true or false).",
        "zh": "第 {line} 行：{cause}。每行应是一个 JSON 对象，有 'reply'(文本),可有 'id'、'citizen'(文本或 null)、'first'(true 或 false)。",
    },
    "E207": {
        "en": "{file}: {cause}. Usual cause: a table was edited and a name is misspelt. Valid: {valid}.",
        "zh": "{file}:{cause}。常见原因：改表时名称写错。可用：{valid}。",
    },
    "E208": {
        "en": "The database {url} cannot be read: {cause}. Usual cause: a misspelt URL, a missing folder "
        "or driver. Example: sqlite:////home/me/talks.db",
        "zh": "读不了数据库 {url}：{cause}。常见原因：网址写错、文件夹或驱动不存在。例：sqlite:////home/me/talks.db",
    },
    "E301": {
        "en": "Port {port} on {host} is in use. Stop the other program or choose another with {option}.",
        "zh": "{host} 的端口 {port} 已被占用。请关掉占用的程序，或用 {option} 换一个端口。",
    },
    "E302": {
        "en": "The {name} server did not answer within {seconds} s. The end of {log}:\n{tail}",
        "zh": "{name} 服务 {seconds} 秒内没有应答。{log} 的结尾：\n{tail}",
    },
    "E303": {
        "en": "The {name} server stopped {count} times in a row and is given up. The end of {log}:\n{tail}",
        "zh": "{name} 服务连续停止 {count} 次，不再重启。{log} 的结尾：\n{tail}",
    },
    "E401": {
        "en": "The bot at {url} does not answer. Is `counterpart serve` running? Your reply is kept; "
        "send it again when the bot is back.",
        "zh": "{url} 的机器人没有应答。`counterpart serve` 在运行吗？您的回复还在，机器人恢复后可以再发。",
    },
    "E402": {
        "en": "The bot refused the request: {cause}.",
        "zh": "机器人拒绝了请求：{cause}。",
    },
    "E403": {
        "en": "This talk has ended; start a new one.",
        "zh": "这次对话已经结束，请另开一次。",
    },
    "E404": {
        "en": "There is no talk '{session}'.",
        "zh": "没有对话“{session}”。",
    },
    "E405": {
        "en": "A wrong secret was sent to the bot. Client and server must share .counterpart/secret "
        "or COUNTERPART_SECRET.",
        "zh": "发给机器人的口令不对。客户端和服务器要用同一个 .counterpart/secret 或 COUNTERPART_SECRET。",
    },
    "E406": {
        "en": "The time '{value}' is not understood. Write 2026-11-23 or 2026-11-23T09:30.",
        "zh": "看不懂时间“{value}”。请写成 2026-11-23 或 2026-11-23T09:30。",
    },
    "E407": {
        "en": "{what} '{value}' is not known. Valid: {valid}.",
        "zh": "没有这个{what}:“{value}”。可用：{valid}。",
    },
}


class CounterpartError(Exception):
    """A fault a user can mend; ``str()`` gives it in the user's language with its code."""

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.code, self.fields)

    def message(self, language: str) -> str:
        """Return the message in ``language`` (zh or en)."""
        return f"[{self.code}] " + CATALOGUE[self.code][language].format(**self.fields)

    def __str__(self) -> str:
        return self.message(user_language())


def _again(code: str, fields: dict[str, Any]) -> CounterpartError:
    """Make an error again on the far side of a process border."""
    return CounterpartError(code, **fields)


def user_language() -> str:
    """Return zh or en: ``$COUNTERPART_LANG``, else the locale's language."""
    chosen = (
        os.environ.get("COUNTERPART_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    )
    chosen = chosen or locale.getlocale()[0] or "en"
    return "zh" if chosen.lower().startswith("zh") else "en"
