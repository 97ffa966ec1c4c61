"""Scenes of a case, and what Slack would bring to each of them: the shapes that hostile deliveries
are made from. At each scene people do what can be done there, and it never reaches the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.slack.office import ANSWER, BASIS, DISCLOSED, MORE, FoiOffice
from tests.slack_double import Sort
from tests.slack_double.deliveries import Delivery
from tests.slack_double.json_types import Json
from tests.slack_double.people import OTHER_TEAM, Account, Channel, Kind

TICK, CROSS = "white_check_mark", "x"
NEIGHBOUR = Account("U12NEIGHBOUR", "neighbour", "Nell Neighbour")
"""A colleague who is in another channel of the bot's, and not in the case's."""
CONNECTED = Account("U11CONNECT", "connie", "Connie Connect", Kind.MEMBER, OTHER_TEAM)
"""Somebody of another organisation, through Slack Connect."""

STRANGERS = ("U04GUEST", "U06STRANGER", "U07GONE", "U08ROBOT", "U09OUTSIDE", "U11CONNECT")
"""People who may not act on the case, whatever they send."""

Act = Callable[[FoiOffice], object]


@dataclass(frozen=True)
class Shape:
    """What Slack would bring: its sort and its payload."""

    sort: Sort
    payload: Json


@dataclass(frozen=True)
class Scene:
    """A moment of a case. `come` brings the office there from the scene before; `acts` is what
    people can do then."""

    name: str
    come: Act
    acts: Sequence[Act]


def settled(office: FoiOffice, scene: Scene) -> tuple[Shape, ...]:
    """Bring the office to this scene; what Slack brought on the way, and would bring next."""
    before = len(office.slack.deliveries)
    scene.come(office)
    brought = office.slack.deliveries[before:]
    fresh = [one for act in scene.acts for one in _unheard(office, act)]
    return tuple(Shape(one.sort, one.payload) for one in (*brought, *fresh, *fresh))


def _unheard(office: FoiOffice, act: Act) -> Iterator[Delivery]:
    """What an act sends to the program, which does not get it."""
    before = len(office.slack.deliveries)
    office.slack.drop_next()
    act(office)
    sent = office.slack.deliveries[before:]
    assert [one.dropped for one in sent] == [True], "an act is one delivery"
    yield from sent


def _opening(office: FoiOffice) -> None:
    slack = office.slack
    if NEIGHBOUR.id not in slack.workspace.accounts:
        slack.add_channel(Channel("C08NEXT", "next-door", ["U0BOT"]))
        slack.add_person(NEIGHBOUR, "C08NEXT")
        slack.add_person(CONNECTED, "C07SHARED")
    office.officer.command("/foi")
    values = {"text": "How many, asks Pat Applicant?", "received": "2018-03-13"}
    office.officer.submit(values={**values, "name": "Pat Applicant"})


def _choosing(office: FoiOffice) -> None:
    office.officer.submit()
    office.newest_case()


def _typing(office: FoiOffice) -> None:
    office.answer("disclose")
    office.say(ANSWER, MORE)
    office.settle()


def _drafted(office: FoiOffice) -> None:
    office.press("Next")
    office.answer_all(DISCLOSED)


def _held(office: FoiOffice) -> None:
    office.object()


def _approved(office: FoiOffice) -> None:
    office.lead.unreact(office.verdict, CROSS)
    office.settle()
    office.approve()
    button = next(c for c in office.verdict.controls if c.action_id == "open_sent")
    office.officer.click(office.verdict, button)
    office.settle()


def _sent(office: FoiOffice) -> None:
    office.officer.submit(values={"day": office.now().date().isoformat()})
    office.settle()


def _click(action: str) -> Act:
    """Press the button of this action on the open question, the card or the verdict."""

    def press(office: FoiOffice) -> None:
        shown = [office.card]
        shown += [office.question] if office.case.open_asking else []
        shown += [office.verdict] if office.case.drafts else []
        place, control = next(
            (m, c) for m in shown for c in m.controls if c.action_id.partition(":")[0] == action
        )
        office.officer.click(place, control)

    return press


def _forward(office: FoiOffice) -> None:
    said = next(m for m in office.slack.messages() if not m.from_app and not m.thread_ts)
    office.officer.shortcut("open_as_request", said)


def _edited(words: str) -> Act:
    return lambda office: office.officer.edit(office.typed(words), f"{words} Or so.")


def _upload(office: FoiOffice) -> None:
    office.officer.upload("table.csv", b"a,b\n1,2\n", thread=office.thread, comment="A table")


SCENES = (
    Scene(
        "a form is open",
        _opening,
        [
            lambda o: o.officer.submit(),
            lambda o: o.officer.command("/foi", "list"),
            lambda o: o.officer.command("/foi", "help"),
            lambda o: o.officer.command("/foi", "show FOI2018/00001"),
            lambda o: o.officer.command("/foi"),
            lambda o: o.officer.say("Please tell me how many there are."),
            _forward,
        ],
    ),
    Scene(
        "a question with choices",
        _choosing,
        [
            lambda o: o.officer.choose(o.question, "choose_from", "disclose"),
            _click("skip"),
            _click("all_answers"),
            _click("take_over"),
            _click("close_case"),
            lambda o: o.say("Is that all?", by=o.lead),
        ],
    ),
    Scene(
        "a question that is answered in words",
        _typing,
        [
            lambda o: o.say("One more of them was found."),
            _edited(ANSWER),
            lambda o: o.officer.delete(o.typed(MORE)),
            _upload,
            _click("next"),
            _click("back"),
            _click("write_here"),
            _click("examples"),
        ],
    ),
    Scene(
        "a draft waits for its approval",
        _drafted,
        [
            lambda o: o.lead.react(o.verdict, TICK),
            lambda o: o.lead.unreact(o.verdict, TICK),
            lambda o: o.approver.react(o.verdict, CROSS),
            lambda o: o.officer.react(o.verdict, TICK, skin_tone=3),
            lambda o: o.approver.unreact(o.verdict, CROSS),
            _edited(BASIS),
        ],
    ),
    Scene(
        "an approver wants changes",
        _held,
        [
            lambda o: o.lead.unreact(o.verdict, CROSS),
            lambda o: o.lead.react(o.verdict, CROSS),
            lambda o: o.say("I shall change it."),
        ],
    ),
    Scene(
        "the letter is approved and the form of its sending is open",
        _approved,
        [
            lambda o: o.officer.submit(values={"day": o.now().date().isoformat()}),
            lambda o: o.lead.unreact(o.verdict, TICK),
            lambda o: o.lead.react(o.verdict, TICK),
        ],
    ),
    Scene("the letter was sent", _sent, [_click("start_review")]),
)

WITHOUT_A_CASE = (
    Shape(Sort.EVENT, {"type": "url_verification", "challenge": "a word", "token": "t"}),
    Shape(Sort.COMMAND, {"ssl_check": "1", "token": "t"}),
    Shape(Sort.EVENT, {"type": "app_rate_limited", "team_id": "T01PRACTICE"}),
)
"""What Slack sends that is about nothing at all."""


def about(shape: Shape, case: str) -> bool:
    """Whether the payload names this case."""
    return case in json.dumps(shape.payload)
