"""The draft of a main policy is found by those who may read it, and by the others as it was sent to them."""

from datetime import date

from strategies.models import Consultation

SENT = {"state": "sent", "opened_on": date(2023, 8, 1), "deadline": date(2023, 9, 11)}


def finds(browser, word="plantevand"):
    return "Miljøpolitik" in browser.get(f"/soeg/?q={word}").content.decode()


def test_draft_is_found_by_its_readers_alone(client, client_of, member, administration, main_policy):
    main_policy.status, main_policy.text = "in_preparation", "<p>Plantevand.</p>"
    main_policy.save()
    readers = [client, client_of(member), client_of(administration)]
    assert [finds(reader) for reader in readers] == [False, False, True]
    assert [finds(reader, "miljøpolitik") for reader in readers] == [True, True, True]

    sent = Consultation.objects.create(main_policy=main_policy, number=1, text=main_policy.text, **SENT)
    assert [finds(reader) for reader in readers] == [False, True, True]

    sent.is_public = True
    sent.save()
    assert [finds(reader) for reader in readers] == [True, True, True]


def test_what_was_adopted_is_found_by_all(client, main_policy):
    main_policy.status, main_policy.text = "adopted", "<p>Plantevand.</p>"
    main_policy.save()

    assert finds(client)
