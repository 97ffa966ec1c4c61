"""Two replicas of the program on one database, of which either gets any delivery and sends any
message; and either may die."""

from __future__ import annotations

from typing import cast

from slack_bolt import App, BoltRequest, BoltResponse

from foi_bot.slack.program import Program
from tests.slack.crashing import Crash, CrashingClient
from tests.slack.office import LONGEST, FoiOffice


class Replicas:
    """Stands in the place of an office's one program. Deliveries go to the replicas by turns;
    (`both`) each event, which Slack may repeat, goes to both. Where one `dies`, it does so in the
    middle of every call that it makes for the first time, and another is started in its place."""

    def __init__(self, office: FoiOffice, *, both: bool = False, dies: bool = False) -> None:
        self.office = office
        self.second = FoiOffice(office.slack, office.database_url)
        self.both, self.deaths = both, 0
        self._turn = 0
        self._begun: set[str] = set()
        self._dies = dies
        self.prepare()
        office.settle = self.settle  # type: ignore[method-assign]

    @property
    def programs(self) -> tuple[Program, Program]:
        return self.office.program, self.second.program

    def prepare(self) -> None:
        """What has to be done once a replica was started."""
        self.office.slack.connect(cast(App, self))
        if self._dies:
            sender = self.second.program.sender
            sender.client = CrashingClient(sender.client, self._begun, after=self.deaths % 2 == 0)

    def close(self) -> None:
        self.second.close()

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """Deal with one delivery, by whoever's turn it is."""
        self._turn += 1
        first, other = self.programs[self._turn % 2], self.programs[(self._turn + 1) % 2]
        response = first.app.dispatch(request)
        if self.both and request.body.get("type") == "event_callback":
            again = BoltRequest(body=request.raw_body, headers=request.headers, mode="http")
            assert other.app.dispatch(again).status == response.status
        return response

    def settle(self, within: float = LONGEST) -> None:
        """As the office settles, with both at work by turns."""
        slack = self.office.slack
        end = slack.clock.now() + within
        while True:
            self._turn += 1
            worked = [self._worked(self.programs[(self._turn + n) % 2]) for n in (0, 1)]
            if any(worked):
                continue
            waits = [one for program in self.programs for one in _waits(program)]
            idle = min(waits, default=None)
            if idle is None or slack.clock.now() + idle > end:
                break
            slack.wait(max(idle, 0.001))
        slack.post_office.deliver_due()

    def _worked(self, program: Program) -> bool:
        program.desk.background.drain()
        program.desk.whispers.drain()
        try:
            return bool(program.fetcher.fetch_due() or program.sender.send_due())
        except Crash:
            self.deaths += 1
            self.second.restart()
            self.prepare()
            return True


def _waits(program: Program) -> list[float]:
    waits = (program.sender.idle_for(), program.fetcher.idle_for())
    return [wait for wait in waits if wait is not None]
