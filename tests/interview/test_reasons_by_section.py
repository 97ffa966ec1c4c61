"""What is asked under single sections: personal data, opinions, security, investigations and the
rest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foi_bot.case import Key
from foi_bot.interview.answers import invalid
from foi_bot.interview.asked import question, undone_by
from foi_bot.interview.outcome import SPLIT
from foi_bot.interview.plan import plan, unanswered
from foi_bot.interview.questions import Goes, Kind
from foi_bot.interview.reasons import PUBLIC_INTEREST, weighed_for
from tests.cases.build import answered, changed, opened
from tests.interview.limbs import DAYS, TODAY, argued, asked, put, relying


class TestPersonalData:
    """Section 40(2)."""

    @pytest.mark.parametrize("on", DAYS)
    def test_the_condition_is_chosen_before_anything_is_told_about_the_person(
        self, on: date
    ) -> None:
        found = asked(relying("40(2)", on=on), "40(2)")
        assert found[:2] == ["applicant-own-data", "condition-40-2"]
        assert "data-subject" not in found

    def test_a_breach_of_principle_asks_for_the_three_steps_and_no_public_interest(self) -> None:
        case = argued(relying("40(2)"), "40(2)", {"condition-40-2": "40(3A)(a)"})
        found = asked(case, "40(2)")
        assert found[2:9] == [
            *("data-subject", "data-category", "consent-or-public", "expectations"),
            *("legitimate-interest", "necessary", "data-balance"),
        ]
        assert not set(PUBLIC_INTEREST) & set(found)

    def test_what_is_not_necessary_is_not_balanced(self) -> None:
        case = argued(relying("40(2)"), "40(2)", {"necessary": "no"})
        assert "less-intrusive" in asked(case, "40(2)")
        assert "data-balance" not in asked(case, "40(2)")

    @pytest.mark.parametrize("category", ["criminal", "special"])
    def test_special_and_criminal_data_fail_before_any_interest_is_weighed(
        self, category: str
    ) -> None:
        case = argued(relying("40(2)"), "40(2)", {"data-category": category})
        found = set(asked(case, "40(2)"))
        assert not {"expectations", "legitimate-interest", "necessary", "data-balance"} & found
        assert "consent-or-public" in found

    @pytest.mark.parametrize(
        ("on", "condition", "told"),
        [
            (TODAY, "40(3B)", "objection"),
            (TODAY, "40(4A)", "data-protection-exemption"),
            (DAYS[1], "40(3)(a)(ii)", "objection"),
            (DAYS[1], "40(4)", "data-protection-exemption"),
        ],
    )
    def test_an_objection_and_an_exemption_from_access_are_followed_by_the_public_interest(
        self, on: date, condition: str, told: str
    ) -> None:
        case = argued(relying("40(2)", on=on), "40(2)", {"condition-40-2": condition})
        found = asked(case, "40(2)")
        assert found[2:4] == ["data-subject", told]
        assert set(PUBLIC_INTEREST) <= set(found)
        assert not {"legitimate-interest", "expectations", "data-category"} & set(found)


class TestOpinion:
    """Section 36."""

    def test_the_case_is_put_then_the_opinion_given_then_its_effect_told(self) -> None:
        case = argued(relying("36(2)(b)(ii)"), "36(2)(b)(ii)")
        order = ["statistics", "qualified-person", "submission", "opinion", "opinion-date"]
        found = asked(case, "36(2)(b)(ii)")
        assert [one for one in found if one in order] == order
        assert found.index("opinion-date") < found.index("level") < found.index("candour")

    def test_an_opinion_that_is_later_than_the_letter_is_refused(self) -> None:
        case = relying("36(2)(c)")
        key = Key("opinion-date", "36(2)(c)")
        late = (case.on + timedelta(days=1)).isoformat()
        assert "after the letter's date" in str(invalid(case, key, question(case, key), late))
        assert invalid(case, key, question(case, key), case.on.isoformat()) is None

    @pytest.mark.parametrize("cite", ["36(2)(b)(i)", "36(3)"])
    def test_statistics_need_no_opinion_but_their_effect_is_told(self, cite: str) -> None:
        case = argued(relying(cite), cite, {"statistics": "yes"})
        found = set(asked(case, cite))
        assert not {"qualified-person", "submission", "opinion", "opinion-date"} & found
        assert {"consequence", "evidence", "level", "candour"} <= found

    def test_one_submission_and_an_opinion_for_each_limb(self) -> None:
        case = relying("36(2)(b)(i)", "36(2)(b)(ii)")
        keys = [key for key in plan(case) if key.question in ("submission", "opinion")]
        assert keys == [
            Key("submission", "36(2)(b)(i)"),
            Key("opinion", "36(2)(b)(i)"),
            Key("opinion", "36(2)(b)(ii)"),
        ]

    def test_statistics_under_one_limb_leave_the_submission_to_the_other(self) -> None:
        case = relying("36(2)(b)(i)", "36(2)(b)(ii)")
        case = answered(case, "statistics@36(2)(b)(i)", "yes")
        asked_ = [key.about for key in plan(case) if key.question == "submission"]
        assert asked_ == ["36(2)(b)(ii)"]

    def test_an_opinion_about_content_does_not_serve_for_confirming_or_denying(self) -> None:
        split = changed(
            opened(on=TODAY),
            {
                "outcome@1": SPLIT,
                "pieces@1": ("the minutes", "anything else"),
                "outcome@1/1": "withhold",
                "exemptions@1/1": ("36(2)(b)(ii)",),
                "outcome@1/2": "ncnd",
                "reveals@1/2": "yes",
                "confirmed@1/2": "no",
                "consistent@1/2": "yes",
                "limbs@1/2": ("36(3)",),
            },
        )
        about = [key.about for key in plan(split) if key.question == "submission"]
        assert about == ["36(2)(b)(ii)", "36(3)"]

    def test_a_department_says_that_section_35_does_not_go_first(self) -> None:
        case = relying("36(2)(c)")
        assert "exempt-elsewhere" not in asked(case, "36(2)(c)")
        house = case.house.model_copy(update={"body": "department"})
        department = changed(
            opened(on=TODAY, house=house),
            {"outcome@1": "withhold", "exemptions@1": ("36(2)(c)",)},
        )
        assert asked(department, "36(2)(c)")[0] == "exempt-elsewhere"
        ask = question(department, Key("exempt-elsewhere", "36(2)(c)")).ask
        assert ask == "Is this exempt under section 35?"


class TestSecurity:
    """Sections 23(1) and 24(1), in the alternative."""

    @pytest.mark.parametrize("cite", ["23(1)", "24(1)"])
    def test_one_of_the_two_alone_has_to_be_explained(self, cite: str) -> None:
        assert "companion-limb" in asked(relying(cite), cite)

    def test_both_together_leave_it_unsaid_which_applies(self) -> None:
        case = relying("23(1)", "24(1)")
        found = {(key.question, key.about) for key in plan(case)}
        assert not {("companion-limb", "23(1)"), ("companion-limb", "24(1)")} & found
        assert ("touches-security-body", "23(1)") not in found
        assert ("security-subject", "23(1)") in found
        assert ("pit-for", "24(1)") in found

    def test_a_companion_for_another_piece_of_the_request_is_none(self) -> None:
        case = changed(
            opened(on=TODAY),
            {
                "outcome@1": SPLIT,
                "pieces@1": ("the plan", "the letters"),
                "outcome@1/1": "withhold",
                "exemptions@1/1": ("23(1)",),
                "outcome@1/2": "withhold",
                "exemptions@1/2": ("24(1)",),
            },
        )
        assert Key("companion-limb", "23(1)") in plan(case)

    @pytest.mark.parametrize("cite", ["31(1)(a)", "30(1)(b)", "30(2)", "30(3)", "31(3)"])
    def test_sections_30_and_31_are_relied_on_alone_without_a_word(self, cite: str) -> None:
        assert "companion-limb" not in put(cite, TODAY)


class TestInvestigations:
    """Sections 30 and 31."""

    def test_section_31_alone_is_asked_whether_section_30_goes_first(self) -> None:
        assert asked(relying("31(1)(a)"), "31(1)(a)")[0] == "exempt-elsewhere"

    def test_section_31_in_the_alternative_to_section_30_is_not(self) -> None:
        case = relying("30(1)(a)(i)", "31(1)(a)")
        assert "exempt-elsewhere" not in {key.question for key in plan(case)}

    def test_an_ncnd_under_31_3_gives_way_to_nothing(self) -> None:
        assert "exempt-elsewhere" not in put("31(3)", TODAY)

    def test_30_3_that_rests_on_sources_asks_for_the_paragraph_of_30_2(self) -> None:
        case = answered(relying("30(3)"), "paragraph@30(3)", "30(2)")
        assert asked(case, "30(3)")[:3] == ["paragraph", "paragraph-30-2", "stage"]
        inner = question(case, Key("paragraph-30-2", "30(3)"))
        assert [o.value for o in inner.options] == [
            f"30(2)(a)({x})" for x in ("i", "ii", "iii", "iv")
        ]
        case = answered(case, "paragraph-30-2@30(3)", "30(2)(a)(iii)")
        assert case.value("paragraph", "30(3)") == "30(2)"

    def test_30_3_that_rests_on_an_investigation_asks_which(self) -> None:
        case = answered(relying("30(3)"), "paragraph@30(3)", "30(1)(b)")
        assert "particular-investigation" in asked(case, "30(3)")
        assert "paragraph-30-2" not in asked(case, "30(3)")

    def test_30_2_asks_for_its_purpose_and_for_the_source(self) -> None:
        found = asked(relying("30(2)"), "30(2)")
        assert found[:3] == ["paragraph-30-2", "confidential-source", "fits-class"]

    def test_what_only_mentions_an_investigation_ends_section_30(self) -> None:
        case = relying("30(1)(c)")
        key = Key("held-for-purpose", "30(1)(c)")
        assert undone_by(case, key, "no") == (Key("exemptions", "1"), key)

    @pytest.mark.parametrize("letter", "ghi")
    def test_a_regulator_says_for_which_purpose(self, letter: str) -> None:
        cite = f"31(1)({letter})"
        assert len(put(cite, TODAY)["purpose-31-2"].options) == 10

    @pytest.mark.parametrize("letter", "ghi")
    def test_whose_work_it_is_follows_the_purpose_for_either_duty(self, letter: str) -> None:
        cite = f"31(1)({letter})"
        silent = answered(relying("31(3)"), "interest@31(3)", cite)
        for found in (asked(relying(cite), cite), asked(silent, "31(3)")):
            assert found[found.index("purpose-31-2") + 1] == "whose-function"

    @pytest.mark.parametrize(
        ("cites", "weighed"),
        [
            (("30(1)(a)(i)", "31(1)(a)"), ()),
            (("23(1)", "24(1)"), ()),
            (("30(1)(b)", "42(1)"), ("30(1)(b)", "42(1)")),
            (("30(1)(b)", "31(1)(a)", "42(1)"), ("30(1)(b)", "31(1)(a)", "42(1)")),
            (("30(3)", "31(3)"), ("30(3)", "31(3)")),
        ],
    )
    def test_what_applies_only_in_the_alternative_is_not_weighed_together(
        self, cites: tuple[str, ...], weighed: tuple[str, ...]
    ) -> None:
        case = relying(*cites)
        assert weighed_for(case, "1") == weighed
        assert (Key("weighing") in plan(case)) is bool(weighed)


class TestOthersInterests:
    """Sections 27, 28, 41 and 43, and those who should be asked."""

    @pytest.mark.parametrize("cite", ["27(1)(a)", "27(2)", "28(1)", "41(1)", "43(1)", "43(2)"])
    def test_those_whose_interests_are_touched_are_consulted(self, cite: str) -> None:
        one = put(cite, TODAY)["consulted"]
        assert one.kind is Kind.ROWS
        assert one.goes is Goes.RECORD

    def test_they_are_consulted_once_for_the_letter(self) -> None:
        case = relying("41(1)", "43(2)")
        assert [key.about for key in plan(case) if key.question == "consulted"] == ["41(1)"]

    @pytest.mark.parametrize(
        ("rests_on", "named"), [("27(1)(a)", True), ("27(1)(b)", True), ("27(1)(c)", False)]
    )
    def test_an_ncnd_about_relations_says_with_which_state(
        self, rests_on: str, named: bool
    ) -> None:
        case = answered(relying("27(4)(a)"), "interest@27(4)(a)", rests_on)
        assert ("which-state" in asked(case, "27(4)(a)")) is named

    def test_only_finances_of_an_administration_ask_which(self) -> None:
        for rests_on, named in (("29(1)(a)", False), ("29(1)(b)", True)):
            case = answered(relying("29(2)"), "interest@29(2)", rests_on)
            assert ("which-administration" in asked(case, "29(2)")) is named


class TestAge:
    """Sections 62 and 63."""

    @pytest.mark.parametrize(
        ("cite", "limit"),
        [
            ("30(1)(a)(i)", "20 years from the end of the year of the record's newest paper"),
            ("43(2)", "30 years from the end of the year of the record's newest paper"),
            (
                "37(1)(a)",
                "20 years from the day on which it was made, or 5 years from the royal person's "
                "death if later",
            ),
        ],
    )
    def test_a_limb_that_lapses_asks_how_old_the_record_is(self, cite: str, limit: str) -> None:
        assert put(cite, TODAY)["record-age"].ask.endswith(f"The limit is {limit}.")

    def test_a_limb_that_lapses_after_a_hundred_years_does_not(self) -> None:
        assert "record-age" not in put("31(1)(a)", TODAY)

    @pytest.mark.parametrize("cite", ["30(2)", "24(1)", "38(1)(a)", "40(2)", "41(1)", "44(1)(a)"])
    def test_a_limb_that_never_lapses_does_not(self, cite: str) -> None:
        assert "record-age" not in put(cite, TODAY)

    @pytest.mark.parametrize("cite", ["21(1)", "22(1)", "23(1)"])
    def test_what_lapses_in_the_record_offices_alone_does_not(self, cite: str) -> None:
        assert "record-age" not in put(cite, TODAY)

    def test_an_old_record_has_the_provisions_asked_for_again(self) -> None:
        case = answered(relying("42(1)"), "record-age@42(1)", "yes")
        assert Key("exemptions", "1") in unanswered(case)


class TestAccessible:
    """Sections 21 and 22: an outcome that is a limb."""

    @pytest.mark.parametrize("question_", ["place-opened", "accessible-to-applicant"])
    def test_what_cannot_be_reached_has_the_outcome_asked_again(self, question_: str) -> None:
        case = answered(relying("21(1)"), f"{question_}@21(1)", "no")
        assert Key("outcome", "1") in unanswered(case)

    def test_what_will_not_be_published_has_the_outcome_asked_again(self) -> None:
        case = answered(relying("22(1)"), "covered-by-publication@22(1)", "no")
        assert Key("outcome", "1") in unanswered(case)

    def test_a_plan_that_came_with_the_request_or_after_it_is_none(self) -> None:
        case = relying("22(1)")
        key = Key("intention-since", "22(1)")
        asked_ = question(case, key)
        received = case.request.received
        assert invalid(case, key, asked_, received.isoformat()) is not None
        assert invalid(case, key, asked_, (received - timedelta(days=1)).isoformat()) is None

    def test_two_pieces_that_are_accessible_are_asked_about_once(self) -> None:
        case = changed(
            opened("1) How many?\n2) When?", on=TODAY),
            {"outcome@1": "accessible", "outcome@2": "accessible"},
        )
        assert [key.question for key in plan(case)].count("where-accessible") <= 1

    def test_who_the_applicant_is_stays_out_of_it(self) -> None:
        one = put("21(1)", TODAY)["accessible-to-applicant"]
        assert one.goes is Goes.RECORD
        assert one.kind is Kind.CHOICE


def test_a_department_s_decided_statistics_are_no_policy() -> None:
    case = relying("35(1)(a)")
    key = Key("decided-statistics", "35(1)(a)")
    assert undone_by(case, key, "yes") == (Key("exemptions", "1"), key)
    assert "decided-statistics" not in asked(relying("35(1)(d)"), "35(1)(d)")


def test_a_court_document_is_told_once() -> None:
    for cite in ("32(1)(b)", "32(3)"):
        found = put(cite, TODAY)
        assert "court-document" in found
        assert "fits-class" not in found
