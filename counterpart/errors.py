"""The catalogue of errors: what happened, where, the usual cause, what to do.

Codes: E1xx scenario files, E2xx data and trained files, E3xx servers, E4xx talks,
E5xx the web app.
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
    "E501": {
        "en": "A name has 1 to 80 characters.",
        "zh": "名字要有 1 到 80 个字。",
    },
    "E502": {
        "en": "There is no class with this code. Usual cause: a letter misread; the trainer can show the code again.",
        "zh": "没有这个班级口令。常见原因：看错了字母；可以请培训老师再出示一次。",
    },
    "E503": {
        "en": "The name '{name}' is taken. If it is yours, sign in; else add something to tell you apart.",
        "zh": "名字“{name}”已经有人用了。如果就是您，请登录；否则请加一两个字区分。",
    },
    "E504": {
        "en": "Name and PIN or password don't belong together. A forgotten PIN can be reset by the trainer.",
        "zh": "名字和 PIN 码或密码对不上。忘了 PIN 码可以请培训老师重置。",
    },
    "E505": {
        "en": "There is no such trainee.",
        "zh": "没有这位学员。",
    },
    "E506": {
        "en": "A password needs at least {count} characters.",
        "zh": "密码至少要 {count} 个字符。",
    },
    "E507": {
        "en": "This set-up link doesn't work any more: it works once, for a day. `counterpart user add` makes an account too.",
        "zh": "这个初始设置链接已经失效：只能用一次，一天内有效。也可以用 `counterpart user add` 建立账号。",
    },
    "E508": {
        "en": "{name}={value}: not understood. Times are numbers, addresses look like https://example.org.",
        "zh": "{name}={value}：看不懂。时间写数字，网址写成 https://example.org 的样子。",
    },
    "E509": {
        "en": "Please sign in first; your login has run out or you have none. What you typed is kept.",
        "zh": "请先登录：登录已过期或还没登录。您打的字还在。",
    },
    "E510": {
        "en": "Your account may not see this page.",
        "zh": "您的账号不能看这一页。",
    },
    "E511": {
        "en": "Too fast. Wait a minute and try again; nothing is lost.",
        "zh": "太快了，请过一分钟再试；您的内容还在。",
    },
    "E512": {
        "en": "A reply may have {count} characters at most. Shorten it; your text is kept.",
        "zh": "一句回复最多 {count} 个字，请缩短一些；您的文字还在。",
    },
    "E513": {
        "en": "In an exam no reply can be taken back.",
        "zh": "考试中不能收回回复。",
    },
    "E514": {
        "en": "The embedded talk's token is wrong or too old. Reload the page that shows it.",
        "zh": "嵌入对话的令牌不对或已过期。请重新打开所在的网页。",
    },
    "E515": {
        "en": "Write a reply first.",
        "zh": "请先写一句回复。",
    },
    "E516": {
        "en": "Pages from {origin} may not embed talks. The operator lists allowed ones in COUNTERPART_EMBED_ORIGINS.",
        "zh": "来自 {origin} 的网页不能嵌入对话。允许的来源由管理员写在 COUNTERPART_EMBED_ORIGINS 里。",
    },
    "E517": {
        "en": "There is no page {path}.",
        "zh": "没有 {path} 这个页面。",
    },
    "E518": {
        "en": "Something broke on our side. Nothing that you typed is lost; reload the page. The operator finds the place in web.log.",
        "zh": "服务出了故障。您打的字没有丢，请重新打开页面。管理员可在 web.log 里找到位置。",
    },
    "E519": {
        "en": "The backup {file} cannot be used: {cause}.",
        "zh": "备份 {file} 不能用：{cause}。",
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
