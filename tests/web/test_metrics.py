"""What is counted, and that no label says anything about a case."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from foi_bot.slack.watch import NO_REPLY, OK, REFUSED, RESULTS
from foi_bot.web.metrics import Metrics
from tests.slack.office import ANSWER, BASIS, DISCLOSED, REQUEST, FoiOffice
from tests.slack_double import SlackDouble
from tests.web.conftest import Web


def test_what_a_case_costs_is_counted(web: Web) -> None:
    web.office.open_case()
    web.office.answer_all(DISCLOSED)
    web.office.approve()
    assert web.number("foi_deliveries_total", kind="command", outcome="accepted") == 1
    assert web.number("foi_deliveries_total", kind="form", outcome="accepted") == 2
    assert web.number("foi_deliveries_total", kind="action", outcome="accepted") >= 3
    assert web.number("foi_acknowledgement_seconds_count", kind="command") == 1
    posted = web.number("foi_slack_calls_total", method="chat.postMessage", result=OK)
    assert posted == len(web.office.slack.calls_to("chat.postMessage"))
    assert web.number("foi_slack_call_seconds_count", method="chat.postMessage") == posted
    assert web.number("foi_http_requests_total", page="/slack/events", status="200") >= 5


def test_what_was_refused_is_told_from_what_was_done(web: Web) -> None:
    web.office.open_case()
    web.office.lead.click(web.office.question, "Skip for now")
    assert web.number("foi_deliveries_total", kind="action", outcome="refused") == 1


def test_what_the_checks_found_and_what_was_let_stand_is_counted_by_rule(web: Web) -> None:
    values = {**DISCLOSED, "answer": f"{ANSWER} [insert the rest]"}
    web.office.drafted(values=values)
    found = web.office.case.drafts[-1].findings
    assert found, "the letter was meant to be wrong"
    for rule, severity in {(one.rule, str(one.severity)) for one in found}:
        expected = sum((one.rule, str(one.severity)) == (rule, severity) for one in found)
        assert web.number("foi_findings_total", rule=rule, severity=severity) == expected

    web.office.officer.click(web.office.thread.last, "Let it stand, with a reason")
    web.office.officer.submit(values={"value": "The figure comes next week."})
    overruled = [mark.finding for mark in web.office.case.marks]
    rules = {one.rule for one in found if one.id in overruled}
    assert [web.number("foi_findings_overruled_total", rule=rule) for rule in rules] == [1]


@pytest.mark.parametrize(
    ("fault", "result"),
    [("refuse", REFUSED), ("drop", NO_REPLY), ("server_error", "failed")],
)
def test_what_a_call_to_slack_came_to_is_told(
    slack: SlackDouble, web: Web, fault: str, result: str
) -> None:
    method = "users.info"
    if fault == "refuse":
        slack.faults.refuse(method, "token_revoked")
    else:
        getattr(slack.faults, fault)(method)
    web.office.officer.command("/foi")
    assert web.number("foi_slack_calls_total", method=method, result=result) == 1


def test_what_waits_is_read_from_the_database_when_somebody_asks(web: Web) -> None:
    web.office.officer.command("/foi")
    web.office.officer.submit(values={"text": REQUEST, "received": "2018-03-13"})
    web.office.confirm()
    assert web.number("foi_outbox_messages") == 2
    web.office.slack.wait(30)
    assert web.number("foi_outbox_overdue_seconds") >= 30
    web.office.settle()
    assert web.number("foi_outbox_messages") == 0
    assert web.number("foi_outbox_overdue_seconds") == 0
    assert web.number("foi_failed_deliveries") == 0
    assert web.number("foi_database_up") == 1


def test_the_page_is_what_prometheus_reads(web: Web) -> None:
    told = web.get("/metrics")
    assert told.status == 200
    assert told.headers["content-type"].startswith("text/plain")
    names = {family.name for family in text_string_to_metric_families(told.text)}
    assert {"foi_build_info", "foi_lanes_held", "foi_outbox_messages", "foi_database_up"} <= names
    assert "process_resident_memory_bytes" in names


def test_no_label_says_anything_about_a_case_or_a_person(web: Web) -> None:
    web.office.open_case("What did you pay Wat Tyler?", name="Pat Applicant", contact="pat@a.test")
    web.office.answer_all(DISCLOSED)
    web.office.approve()
    office: FoiOffice = web.office
    labels = {
        value
        for family in web.metrics.registry.collect()
        for sample in family.samples
        for value in sample.labels.values()
    }
    told = " ".join(labels)
    secrets = (office.case_id, office.case.reference, office.workspace, "C01FOI", "U01", "U02")
    for word in (*secrets, "Pat", "a.test", "Tyler", ANSWER, BASIS, "xoxb"):
        assert word not in told, word


def test_the_counts_of_two_programs_are_apart() -> None:
    one, other = Metrics(), Metrics()
    for result in RESULTS:
        one.called("auth.test", result, 0.1)
    labels = {"method": "auth.test", "result": OK}
    assert one.registry.get_sample_value("foi_slack_calls_total", labels) == 1
    assert other.registry.get_sample_value("foi_slack_calls_total", labels) is None
