"""What a careful reader of the two texts catches is in the map, by name."""

from __future__ import annotations

import pytest
from argued import whole

import argmap as am
from argmap.model.link import LinkReference, Polarity

SUPPORT, ATTACK, UNDERCUT = Polarity.SUPPORT, Polarity.ATTACK, Polarity.UNDERCUT


def link(source: str, polarity: Polarity, target: str) -> am.Link:
    return whole().link(LinkReference(source, polarity, target))


def undercutters(of: am.Link | str) -> set[str]:
    map_ = whole()
    target = of if isinstance(of, str) else of.reference
    return {one.source for one in map_.incoming.get(target, ()) if one.polarity is UNDERCUT}


def citation(reference: str) -> am.Citation:
    found = whole().by_reference[reference].citation
    assert found is not None
    return found


def test_one_market_makes_rivals_and_calls_for_a_common_price() -> None:
    # p16 of 2016 draws rivalry from the shared market, p12 of 2021 a need to coordinate.
    fact = "[One energy market]"
    assert whole().counts(link(fact, SUPPORT, "[Energy rivals]"))
    assert whole().counts(link(fact, SUPPORT, "[Oil needs coordinating]"))
    for_, against = "[Durable partnership]", "[Strategic alliance]"
    assert link("[Oil needs coordinating]", SUPPORT, for_).weight == 0.6
    assert link("[Energy rivals]", ATTACK, against).weight == 0.5


def test_hamadan_is_told_twice() -> None:
    first, second = citation("[Base opened to bombers]"), citation("[Kremlin bragged]")
    assert (first.source, first.locator) == ("ru_sources", "p13")
    assert (second.voucher, second.locator) == ("wilson2016", "p26")
    # Both tellings name the same two acts, and each draws another conclusion.
    assert whole().by_reference["[Kremlin bragged]"].same == ("[Secret let out]",)
    assert whole().by_reference["[Russians sent home]"].same == ("[Quick end]",)
    link("[Base opened to bombers]", SUPPORT, "[Strategic alliance]")
    link("[Cooperation is fragile]", ATTACK, "[Strategic alliance]")


def test_the_denial_of_an_interested_party_counts_little() -> None:
    denial = link("[Putin denies the satellite]", ATTACK, "[Satellite on its way]")
    assert citation("[Putin denies the satellite]").source == "kremlin"
    assert str(citation("[Putin denies the satellite]").grade) == "D4"
    assert "[Reasons to hide]" in undercutters(denial)
    assessment = am.assess(whole())
    assert assessment.flow(denial) < 0.15


def test_the_argument_from_silence_is_undercut() -> None:
    for target in ("[Nothing is signed]", "[Deals stay on paper]"):
        silence = link("[Silence on deals]", SUPPORT, target)
        assert undercutters(silence) == {"[Reasons to hide]"}
    # The undercut has grounds of its own: sanctions, and the price of being seen.
    premises = [one.source for one in whole().incoming["<Why silence proves little>"]]
    assert premises == ["[Both under sanctions]", "[Buyers are punished]", "[Cost makes silent]"]


@pytest.mark.parametrize(
    ("again", "first"),
    [
        ("[Comrades of Hezbollah]", "[Fighting beside Hezbollah]"),
        ("[Wishes named in 2021]", "[Orders named in 2016]"),
        ("[Competition for energy buyers]", "[One energy market]"),
    ],
)
def test_one_item_under_two_names_is_marked_across_the_texts(again: str, first: str) -> None:
    assert whole().by_reference[again].same == (first,)
    assert citation(again).document == "inss2021"
    assert citation(first).document == "wilson2016"


@pytest.mark.parametrize(
    ("again", "first"),
    [
        ("[Completion under duress]", "[Completion announced]"),
        ("[Official media report the deal]", "[Kremlin claims a deal]"),
        ("[Dislodging America together]", "[America out of the region]"),
        ("[Talks coordinated in Vienna]", "[Aligned on the nuclear deal]"),
        ("[Israel should try]", "[Israel can bring them to talk]"),
        ("[Calls for calm to Jerusalem]", "[Restraint urged on Israel]"),
    ],
)
def test_what_one_text_says_twice_is_marked(again: str, first: str) -> None:
    assert whole().by_reference[again].same == (first,)
    assert citation(again).document == citation(first).document


@pytest.mark.parametrize(
    ("concession", "polarity", "target"),
    [
        # The authors of 2016 deny an alliance, and open with this.
        ("[Sided with the Shia axis]", SUPPORT, "[Strategic alliance]"),
        ("[Military ties have grown]", SUPPORT, "[Side by side in Syria]"),
        # They call trade thin, and give the figure that it grows.
        ("[Trade is up by 71 percent]", ATTACK, "[Thin trade]"),
        # Those of 2021 see deals coming, and no deal announced.
        ("[Silence on deals]", SUPPORT, "[Nothing is signed]"),
        # They see joint fighting, and clashes.
        ("[Friction in Syria]", ATTACK, "[Side by side in Syria]"),
    ],
)
def test_concessions_bear_against_the_line_of_their_authors(
    concession: str, polarity: Polarity, target: str
) -> None:
    assert "concession" in whole().by_reference[concession].tags
    assert whole().counts(link(concession, polarity, target))


def test_the_deal_of_2016_is_unrealised_in_2021() -> None:
    unrealised = "[Announced and not delivered]"
    premises = {one.source for one in whole().incoming["<Five years on>"]}
    assert {"[Orders named in 2016]", "[Wishes named in 2021]"} < premises
    link(unrealised, SUPPORT, "[Deals stay on paper]")
    claimed = link("[Kremlin claims a deal]", SUPPORT, "[New deals delivered]")
    assert unrealised in undercutters(claimed)


def test_an_act_that_is_a_formality_shows_nothing() -> None:
    extension = link("[Pact of 2001 extended]", SUPPORT, "[Politics draws them together]")
    assert undercutters(extension) == {"[It renews itself]"}
    assert am.assess(whole()).flow(extension) < 0.1
    # A second formality is answered: the office explains the meeting, and does not quite.
    meeting = link("[Patrushev receives Fayyadh]", SUPPORT, "[Moscow courts Iran's clients]")
    assert undercutters(meeting) == {"[Formal counterparts]"}
    formality = next(one for one in whole().incoming[meeting.reference])
    assert undercutters(formality) == {"[Shunned by Washington]"}


def test_a_false_report_tells_of_its_reporter() -> None:
    assert citation("[China sails along]").source == "iran_reports"
    link("[China stayed away]", ATTACK, "[China sails along]")
    assert am.assess(whole()).strengths["[China sails along]"] < 0.25
    premises = [one.source for one in whole().incoming["<A report that came untrue>"]]
    assert premises == ["[China was announced]", "[China stayed away]", "[False news has a motive]"]
    # Another word of the same reporter is doubted for it, in the other text.
    received = link("[First batch arrived]", SUPPORT, "[Arms trade binds]")
    assert citation("[First batch arrived]").source == "iran_gov"
    assert undercutters(received) == {"[Tehran oversells its ties]"}


def test_the_texts_contradict_each_other_on_iran_and_the_west() -> None:
    contradiction = link("[Iran turns to many sides]", Polarity.CONTRADICT, "[West stays hostile]")
    assert whole().counts(contradiction)
    assert citation("[Iran turns to many sides]").document == "wilson2016"
    assert citation("[West stays hostile]").document == "inss2021"


def test_conclusions_restated_count_for_nothing() -> None:
    map_ = whole()
    theses = [node for node in map_.nodes if node.is_thesis]
    assert {citation(node.reference).document for node in theses} == {"wilson2016", "inss2021"}
    for name in ("No alliance but a bargain", "Closer but no allies", "Eyes kept shut"):
        assert map_[f"[{name}]"] in theses
    for node in theses:
        assert map_.incoming.get(node.reference), f"{node.reference} rests on nothing"
        for one in map_.links:
            assert one.source != node.reference or not map_.counts(one)


def test_forecasts_hang_on_events() -> None:
    hanging = {
        (one.source, one.target) for one in whole().links if one.polarity is Polarity.CONDITION
    }
    west = "[Iran and the West draw closer]"
    assert {
        (west, "[Outbidding the West]"),
        (west, "[Interests drift apart]"),
        (west, "[Old quarrels sharpen]"),
        ("[Nuclear deal renewed]", "[Iran back on the oil market]"),
        ("[Vienna outcome clear]", "[Signing after Vienna]"),
        ("[America leaves Afghanistan]", "[Afghanistan ties them closer]"),
        ("[America and Russia talk on Syria]", "[Active for a price]"),
        ("[Washington gives something back]", "[Active for a price]"),
    } == hanging
    for event, _ in hanging:
        assert "event" in whole().by_reference[event].tags


def test_the_author_of_an_example_is_asked_for_a_second_one() -> None:
    example = link("[Threat on the day of the visit]", SUPPORT, "[Declarations timed to hurt]")
    assert undercutters(example) == {"[One case for a habit]"}
