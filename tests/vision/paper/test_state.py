"""The debate paper on its way: to the council, to the public and back, each step for a reason and once."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from vision.models import DebatePaper
from vision.paper.acts import move_paper

STATE, TODAY = "/vision/vision-2035/debatoplaeg/tilstand/", date(2023, 8, 14)


def test_paper_is_sent_to_the_council_once_and_keeps_its_day(browser, paper, challenge, question):
    DebatePaper.objects.update(state="draft")

    for _click in range(2):
        browser.post(STATE, {"to": "shared"})

    paper.refresh_from_db()
    assert (paper.state, paper.shared_on, paper.version) == ("shared", TODAY, 2)
    browser.post(STATE, {"to": "published"})
    paper.refresh_from_db()
    assert (paper.state, paper.shared_on, paper.history.count()) == ("published", TODAY, 3)


def test_paper_that_is_taken_back_is_with_nobody(administration, paper, challenge, question):
    DebatePaper.objects.update(state="shared", shared_on=TODAY)

    move_paper(paper=paper, to="draft", by=administration, on=TODAY)

    paper.refresh_from_db()
    assert (paper.state, paper.shared_on) == ("draft", None)


def test_paper_without_content_is_not_sent(browser, administration, paper):
    DebatePaper.objects.update(state="draft")
    reasons = [
        "Oplægget har ingen udfordringer endnu.",
        "Oplægget har ingen spørgsmål endnu. Det er dem, Byrådet skal drøfte.",
    ]

    with pytest.raises(Refused) as refused:
        move_paper(paper=paper, to="shared", by=administration, on=TODAY)

    assert refused.value.reasons == reasons
    assert all(reason in browser.get(STATE).text for reason in reasons)
    assert all(reason in browser.post(STATE, {"to": "shared"}, follow=True).text for reason in reasons)


@pytest.mark.parametrize("to", ["", "planned", "<script>", "shared" * 100])
def test_nonsense_moves_nothing(browser, paper, challenge, question, to):
    before = DebatePaper.objects.get().state

    browser.post(STATE, {"to": to})

    assert DebatePaper.objects.get().state == before


@pytest.mark.parametrize("who", ["member", "secretariat"])
def test_others_do_not_move_it(request, client_of, paper, who):
    assert client_of(request.getfixturevalue(who)).post(STATE, {"to": "shared"}).status_code == 403
