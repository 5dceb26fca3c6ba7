"""What the citizen does next: the move that answers a reply.

:func:`choose` asks the steps below in their order; the first that has an answer decides. Each step
looks at one thing a reply can do. :func:`opener` adds a short reaction to what else was said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterpart.acts import OFFENCES, WARM
from counterpart.scenario import Scenario
from counterpart.temperament import Temperament

if TYPE_CHECKING:
    from counterpart.citizen import Noticed, State

GRIEF = frozenset({"angry", "upset"})
WEARY_AT = 18  # replies after which nobody goes on for long
_SILENCES_BORNE = 3
_INSULTS_BORNE = 3
_BRUSH_OFFS_BORNE = 3
_RELUCTANT_AT = 65.0  # tension from which nobody says anything unasked
_FONDNESS = 50  # trust from which somebody thanks warmly
_TRUSTING = 75  # ... although the clerk used few kind words
_AFTERTHOUGHTS = 4  # replies with more help after the citizen said that is all
_PLEDGE_DUE = 2  # replies after which an open promise is remembered
_REPETITIONS_BORNE = 2  # the first time may be another question with the same answer
_QUESTIONS_BORNE = 4  # that the citizen cannot answer, before they press
_LECTURES_REFUSED = 2
_COURTESIES = frozenset({"please", "thanks", "apology", "empathy", "greeting", "closing"})


@dataclass(frozen=True)
class Turn:
    """One turn: the state before and after the feelings moved, and what the reply brought."""

    old: State
    new: State
    temper: Temperament
    scenario: Scenario
    seen: Noticed
    fresh: tuple[str, ...]  # facts told for the first time
    fixed: bool  # the misunderstanding was put right

    @property
    def all_done(self) -> bool:
        """All facts told, and no wrong belief left."""
        told = len(self.new.told) == len(self.scenario.must_tell)
        return told and self.new.belief in ("none", "corrected")

    @property
    def patience(self) -> int:
        """Replies without help that this citizen bears before they press."""
        return max(1, self.temper.patience + self.new.level.patience)


def choose(turn: Turn) -> str:
    """Return the move that answers the reply; sets what it is about in ``turn.new``."""
    for step in _STEPS:
        if move := step(turn):
            return move
    return _go_on(turn)


def _go(turn: Turn, because: str, quietly: bool = False) -> str:
    """Leave for a reason, in the temperament's way."""
    turn.new.because = because
    new = turn.new
    if quietly or (turn.temper.leaves_quietly and new.insults == 0):
        return "give_up"
    if new.insults + new.brush_offs == 0:
        return "leave"  # nothing to report to a supervisor
    return new.chance("ending").choice(["leave", "go_to_supervisor"])


def _offended(turn: Turn) -> str | None:
    new, seen = turn.new, turn.seen
    if not seen.acts & OFFENCES:
        return None
    if new.insults > _INSULTS_BORNE:
        return _go(turn, "insults")
    if not turn.old.opened:
        return None  # they have come for something, and say so first
    if new.insults == _INSULTS_BORNE:
        return "demand_supervisor"
    return "retort_slight" if "discrimination" in seen.acts else "retort"


def _boiling_over(turn: Turn) -> str | None:
    hot = turn.temper.leaves_at
    boiling = turn.new.tension >= hot and turn.old.tension >= hot - 5
    seen = turn.seen
    soothed = seen.acts & WARM or seen.helps or seen.told or seen.asked or seen.repeated
    return _go(turn, "anger") if boiling and turn.new.turn > 2 and not soothed else None


def _at_the_end(turn: Turn) -> str | None:
    """Go, once nothing is left open; a last piece of help is taken first."""
    new, seen = turn.new, turn.seen
    if not turn.old.closing or seen.wrong or seen.gibberish or seen.other_language:
        return None
    new.afterthoughts += 1
    more = seen.helps or seen.request or seen.asked or seen.repeated or seen.question
    more = more or seen.prompt in ("understood", "consent")
    if more and "closing" not in seen.acts and new.afterthoughts <= _AFTERTHOUGHTS:
        if seen.asked or seen.repeated:
            return _answer(turn)
        if seen.request:
            return seen.request
        if seen.question and not seen.helps:
            return "confirm" if seen.restated else "does_not_know"
        return "note" if seen.helps else "agree"
    return _part(turn)


def _part(turn: Turn) -> str:
    return "thank_and_go" if _is_glad(turn) else "go"


def _is_glad(turn: Turn) -> bool:
    """Tell whether they part warmly: at ease, treated kindly, and not hurt by these last words."""
    new = turn.new
    at_ease = new.tension <= turn.temper.calm_at + 15 and new.trust >= _FONDNESS
    kindly = new.trust >= _TRUSTING or len(_COURTESIES & set(new.acts)) > 1
    unhurt = new.insults + new.brush_offs == 0 and not turn.seen.harsh
    return at_ease and kindly and unhurt


def _unheard_or_lost(turn: Turn) -> str | None:
    new, seen = turn.new, turn.seen
    if seen.silence:
        if new.silences >= _SILENCES_BORNE:
            return _go(turn, "silence")
        return "prompt_silence" if turn.old.opened else None
    if seen.other_language or seen.gibberish:
        if new.gibberish > _SILENCES_BORNE:
            return _go(turn, "nonsense")
        return "other_language" if seen.other_language else "confused"
    return None


def _opens(turn: Turn) -> str | None:
    if turn.old.opened:
        return None
    turn.new.opened = True
    return "open"


def _smiled_at(turn: Turn) -> str | None:
    grieved = turn.seen.smile and turn.old.mood in GRIEF
    return "resent_smile" if grieved and "resent_smile" not in turn.old.moves else None


def _misinformed(turn: Turn) -> str | None:
    new, seen = turn.new, turn.seen
    if not seen.wrong or turn.old.moves[-2:] == ["protest_wrong"] * 2:
        return None
    answered = turn.fresh or turn.fixed or seen.asked or seen.repeated or seen.question
    if seen.doubtful and (answered or seen.request):
        return None
    new.topic = seen.wrong[0]
    new.closing = False
    return "contradicted" if any(f in turn.old.told for f in seen.wrong) else "protest_wrong"


def _put_right(turn: Turn) -> str | None:
    """Breathe again, and answer what is asked beside it."""
    if not turn.fixed:
        return None
    if turn.seen.asked or turn.seen.repeated:
        _answer(turn)
    return "relieved"


def _guaranteed(turn: Turn) -> str | None:
    if not turn.seen.promise or turn.new.doubted:
        return None
    turn.new.doubted = True
    return "doubt_promise"


def _explained_away(turn: Turn) -> str | None:
    """Reasons before any kind word, to somebody who is upset."""
    if "explanation_first" not in turn.seen.acts or turn.seen.acts & WARM:
        return None
    seen = turn.seen
    if turn.fresh or seen.helps or seen.request or seen.prompt or _is_asked(turn):
        return None
    heated = turn.old.tension >= turn.temper.calm_at
    again = turn.old.last_move == "reject_explanation"
    borne = turn.old.moves.count("reject_explanation") >= _LECTURES_REFUSED
    return "reject_explanation" if heated and not again and not borne else None


def _is_asked(turn: Turn) -> bool:
    """Tell whether the reply asks something of their case, with an answer in the scenario or not."""
    return bool(turn.seen.asked or turn.seen.repeated or turn.seen.question)


def _asked(turn: Turn) -> str | None:
    """Answer the question that was asked."""
    new, seen = turn.new, turn.seen
    if seen.asked or seen.repeated:
        return _answer(turn)
    if seen.request:
        return None
    if seen.restated is not None and not turn.fresh:
        return "confirm" if seen.restated else "state_need"
    if seen.asks_need and not turn.fresh and new.last_move != "state_need":
        return "state_need"
    return None


def _answer(turn: Turn) -> str:
    new, seen = turn.new, turn.seen
    new.answered += seen.asked
    new.topic = "+".join([*seen.asked, *seen.repeated])
    return "answer"


def _begged(turn: Turn) -> str | None:
    return "decline_rating" if turn.seen.begs_rating else None


def _complete(turn: Turn) -> str | None:
    """All is told: say so, and close."""
    seen = turn.seen
    done = seen.helps or seen.finishes or seen.prompt == "more" or "closing" in seen.acts
    if not turn.all_done or not (turn.fresh or turn.fixed or done or turn.new.turn > WEARY_AT):
        return None
    new = turn.new
    new.closing = True
    if "closing" in seen.acts:
        return _part(turn)
    if seen.request:
        return seen.request
    settled = seen.finishes or seen.prompt in ("more", "understood")
    if _is_glad(turn) and (settled or new.chance("close").random() < 0.5):
        return "thank"
    return "agree" if settled else "ask_anything_else"


def _dismissed(turn: Turn) -> str | None:
    """The clerk says goodbye before all is done."""
    new = turn.new
    if "closing" not in turn.seen.acts or turn.all_done or turn.fresh:
        return None
    half = len(new.told) * 2 >= len(turn.scenario.must_tell) and new.tension < 70
    if (new.goodbyes > 1 and _nearly_done(turn)) or (half and new.goodbyes > 2 - new.finished):
        return _part(turn)
    passed_over = turn.old.last_move == "ask_fact" or not _unheard_of(turn)
    if new.finished and half and (_nearly_done(turn) or passed_over):
        return _part(turn)
    if new.goodbyes > 2:
        return _go(turn, "dismissed", quietly=new.insults == 0 and new.tension < 70)
    if new.goodbyes == 2:
        return "press"
    return _ask(turn) or "press"


def _informed(turn: Turn) -> str | None:
    """Take in what was told, and go on from there."""
    if not turn.fresh:
        return None
    if move := turn.seen.request or _questioned(turn):
        return move
    if turn.seen.prompt in ("more", "worry"):
        return _prompted(turn) or "note"
    return _next_question(turn) or ("digress" if _digresses(turn) else "note")


def _sent_away(turn: Turn) -> str | None:
    if "shirking" not in turn.seen.acts or turn.seen.helps:
        return None
    if turn.new.brush_offs > _BRUSH_OFFS_BORNE:
        return _go(turn, "brush_offs")
    return "demand_supervisor" if turn.new.brush_offs == _BRUSH_OFFS_BORNE else "object_shirking"


def _only_words(turn: Turn) -> str | None:
    """Courtesy with nothing behind it."""
    new, seen = turn.new, turn.seen
    if seen.helps or seen.harsh or new.idle < 2 or seen.question or seen.request:
        return None
    if "apology" in seen.acts and turn.old.apologies >= 2 and new.last_move != "reject_apology":
        return "reject_apology"
    hollow = seen.acts & _COURTESIES and new.last_move not in ("reject_courtesy", "reject_apology")
    return "reject_courtesy" if hollow else None


def _requested(turn: Turn) -> str | None:
    request = turn.seen.request
    seated = request == "sit_down" and "sit_down" in turn.old.moves
    return None if seated else request


def _prompted(turn: Turn) -> str | None:
    """Answer a question about the talk itself: what is unclear, what ails them, whether they agree."""
    new, seen = turn.new, turn.seen
    if seen.prompt == "more":
        return _ask(turn) or (_voice_belief(turn) if new.belief != "corrected" else "agree")
    if seen.prompt == "worry":
        worried = new.belief == "held" and not seen.nearly_corrected
        return _voice_belief(turn) if worried else "complain"
    if seen.prompt == "check":
        return "confirm"
    if seen.prompt == "consent":  # to something that is done, not just to be patient
        return "agree" if seen.works or new.told else None
    if seen.prompt != "understood" or not new.told:
        return None
    if new.last_move == "voice_misunderstanding" and new.belief == "voiced":
        return _voice_belief(turn)  # what they have just said was passed over
    return "agree" if new.finished else _next_question(turn) or "agree"


def _kindly(turn: Turn) -> str | None:
    """A kind word, or the clerk takes the matter on; a hurting word beside it spoils it."""
    old, new, acts = turn.old, turn.new, turn.seen.acts
    if turn.seen.harsh:
        return None
    if "apology" in acts and old.apologies == 0 and "ownership" not in acts:
        return "accept_apology"
    if "empathy" in acts and old.empathies < 2 and "ownership" not in acts:
        return "soften"
    if "ownership" in acts and turn.seen.helps and new.last_move != "offered_help":
        return "offered_help"
    return None


def _advised(turn: Turn) -> str | None:
    """Guidance that the scenario doesn't list, or the matter is done."""
    heard = "guidance" in turn.seen.acts or turn.seen.finishes
    return "note" if heard and not turn.seen.harsh and turn.new.last_move != "note" else None


def _questioned(turn: Turn) -> str | None:
    """A question that this citizen has no answer to."""
    if not turn.seen.question or turn.seen.intent == "small_talk":
        return None
    borne = turn.old.moves.count("does_not_know") < _QUESTIONS_BORNE
    return "does_not_know" if borne else None


def _chatted(turn: Turn) -> str | None:
    small = turn.seen.intent == "small_talk" and turn.new.last_move != "small_talk"
    in_the_mood = turn.new.tension < 70 and not turn.seen.harsh
    return "small_talk" if small and in_the_mood else None


def _owed(turn: Turn) -> str | None:
    """Remember a promise that was not kept."""
    new = turn.new
    if not new.pledged or new.turn - new.pledged < _PLEDGE_DUE:
        return None
    new.pledged = 0
    return "remind_promise"


def _worn_out(turn: Turn) -> str | None:
    new = turn.new
    if new.idle >= turn.patience + 3 and _nearly_done(turn):
        return "go"
    if new.idle >= turn.patience + 5:
        return _go(turn, "no_help", quietly=new.insults == 0 and new.tension < 70)
    if new.turn < WEARY_AT + turn.patience:
        return None
    if _nearly_done(turn):
        return "go"
    return _go(turn, "no_help", quietly=True)


def _nearly_done(turn: Turn) -> bool:
    """Most is told and no wrong belief is left: one can go, if not gladly."""
    told = len(turn.new.told) * 5 >= len(turn.scenario.must_tell) * 3
    return told and turn.new.belief in ("none", "corrected") and turn.new.tension < 70


_STEPS: tuple[Callable[[Turn], str | None], ...] = (
    _offended, _boiling_over, _at_the_end, _unheard_or_lost, _opens, _smiled_at, _misinformed,
    _put_right, _explained_away, _asked, _begged, _complete, _guaranteed, _dismissed, _informed, _sent_away,
    _worn_out, _only_words, _requested, _owed, _questioned, _prompted, _kindly, _advised, _chatted,
)  # fmt: skip


def _go_on(turn: Turn) -> str:
    """Go on unprompted: the reply gave nothing to answer."""
    new = turn.new
    if new.idle >= turn.patience and new.last_move != "press":
        return "press"
    if incident := _incident(turn):
        new.incidents.append(incident)
        new.topic = incident
        return "incident"
    if new.belief == "held" and not turn.seen.nearly_corrected:
        return _voice_belief(turn)
    if move := _volunteer(turn):
        return move
    if _digresses(turn):
        return "digress"
    if new.last_move == "complain" or new.tension < turn.temper.calm_at:
        if asked := _ask(turn):
            return asked
        again = new.belief == "voiced" and not turn.seen.nearly_corrected
        return _voice_belief(turn) if again else "press"
    return new.chance("unprompted").choice(["complain", _ask(turn) or "complain"])


def _digresses(turn: Turn) -> bool:
    new = turn.new
    at_ease = new.tension < turn.temper.calm_at + 20 and new.idle < 2
    rare = new.moves.count("digress") < 2 and new.last_move != "digress"
    return at_ease and rare and new.chance("digress").random() < turn.temper.digresses


def _voice_belief(turn: Turn) -> str:
    turn.new.belief = "voiced"
    return "voice_misunderstanding"


def _next_question(turn: Turn) -> str | None:
    """Voice the belief, say something unasked or ask about an untold fact, as difficulty lets them."""
    if turn.new.belief == "held" and not turn.seen.nearly_corrected:
        return _voice_belief(turn)
    if move := _volunteer(turn):
        return move
    eager = turn.new.level.asks * turn.temper.speaks_up
    return _ask(turn) if turn.new.chance("eager").random() < eager else None


def _volunteer(turn: Turn) -> str | None:
    """Say unasked something about their case."""
    new = turn.new
    left = [
        a.id for a in turn.scenario.answers if a.volunteered and a.id not in new.answered
    ]  # fmt: skip
    willing = new.level.volunteers * turn.temper.speaks_up
    if turn.seen.harsh or new.tension >= _RELUCTANT_AT:
        return None
    if not left or new.last_move == "volunteer" or new.chance("volunteer").random() >= willing:
        return None
    new.topic = new.chance("what").choice(left)
    new.answered.append(new.topic)
    new.volunteered.append(new.topic)
    return "volunteer"


def _ask(turn: Turn) -> str | None:
    """Ask about an untold fact: the one that was just ignored, once more; else any.

    What these words speak of is not asked for at once, and what the clerk never spoke of comes first.
    """
    new, old = turn.new, turn.old
    untold = [fact.id for fact in turn.scenario.must_tell if fact.id not in new.told]
    open_now = [fact for fact in untold if fact not in turn.seen.touched]
    if not open_now:
        return None
    ignored = old.last_move == "ask_fact" and old.moves[-2:] != ["ask_fact", "ask_fact"]
    again = ignored and old.topic in open_now
    new.topic = old.topic if again else new.chance("ask").choice(_unheard_of(turn) or open_now)
    return "ask_fact"


def _unheard_of(turn: Turn) -> list[str]:
    """Return the facts that the clerk never spoke of."""
    heard = (*turn.new.told, *turn.new.touched)
    return [fact.id for fact in turn.scenario.must_tell if fact.id not in heard]


def _incident(turn: Turn) -> str | None:
    new = turn.new
    due = [i.id for i in turn.scenario.incidents if new.turn >= i.after]
    happens = bool(due) and not new.incidents and new.chance("incident").random() < 0.35
    return new.chance("which").choice(due) if happens else None


_PLAIN = frozenset({
    "ask_fact", "voice_misunderstanding", "volunteer", "answer", "hand_over", "sit_down", "sign", "waiting",
    "press", "complain", "does_not_know", "remind_promise", "confirm",
})  # fmt: skip


def opener(turn: Turn, move: str) -> str | None:
    """Return the short reaction that stands before the move's line, or None."""
    acts, old, new = turn.seen.acts, turn.old, turn.new
    if move == "answer" and (again := _asked_before(turn)):
        new.asked_back.append(again)
        return "asked_twice" if new.asked_back.count(again) == _REPETITIONS_BORNE else None
    if move == "ask_fact" and new.topic in old.touched and new.topic != old.topic:
        return "recheck"
    if move not in _PLAIN or new.tension >= 70 or turn.seen.harsh or acts & OFFENCES:
        return None
    informed = turn.fresh or turn.seen.prompt == "understood"
    if informed and move not in ("press", "voice_misunderstanding"):
        return "heard"
    if turn.seen.helps and "ownership" in acts and old.opener != "promised":
        return "promised"
    if "empathy" in acts and old.empathies < 2:
        return "touched"
    if "apology" in acts and old.apologies < 2:
        return "excused"
    return None


def _asked_before(turn: Turn) -> str | None:
    """Return the answer that is asked for once more, beside nothing new."""
    new_too = turn.fresh or turn.fixed or turn.seen.asked
    return None if new_too else turn.seen.asked_again
