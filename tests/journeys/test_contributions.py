"""Writing down what is said, on a phone in a room with a bad connection."""

from playwright.sync_api import expect

from vision.models import Contribution

NEW = "/vision/vision-2035/indspil/nyt/"


def texts():
    return list(Contribution.objects.order_by("id").values_list("text", flat=True))


def test_two_taps_and_a_text_field(log_in):
    page = log_in("medlem", width=360)
    page.goto("/moeder/?fra=2023-08-01&til=2023-08-31")
    page.get_by_role("link", name="Temamøde 1 for Byrådet").first.click()

    page.get_by_role("link", name="Skriv et indspil").click()
    expect(page.get_by_label("Dit indspil")).to_be_focused()
    page.keyboard.type("Flere skal lære mere.")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", name="Det har du skrevet")).to_be_visible()
    expect(page.get_by_label("Dit indspil")).to_have_value("")
    assert [row.meeting.title for row in Contribution.objects.all()] == ["Temamøde 1 for Byrådet"]


def test_lost_connection_loses_nothing_and_what_is_sent_again_is_stored_once(log_in, complaints):
    page = log_in("medlem", width=360)
    page.goto(NEW)
    page.get_by_label("Dit indspil").fill("Skrevet uden net.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_have_text("Ikke sendt endnu. Teksten er gemt på denne enhed.")

    page.context.set_offline(False)

    expect(page.get_by_role("heading", name="Det har du skrevet")).to_be_visible()
    assert texts() == ["Skrevet uden net."]
    complaints.clear()  # the browser tells of the lost connection


def test_text_is_found_again_after_the_page_was_closed(log_in):
    page = log_in("medlem")
    page.goto(NEW)
    page.get_by_label("Dit indspil").fill("Halvt færdig")
    page.close()

    other = page.context.new_page()
    other.goto(NEW)

    expect(other.get_by_label("Dit indspil")).to_have_value("Halvt færdig")


def test_answer_that_was_lost_on_the_way_is_not_stored_again(log_in, complaints):
    page = log_in("medlem")
    page.goto(NEW)
    page.get_by_label("Dit indspil").fill("Sendt to gange.")
    # The server stores it, and its answer never arrives.
    page.route(f"**{NEW}", lambda route: (route.fetch(), route.abort()), times=1)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Send igen")).to_be_visible()

    page.get_by_role("button", name="Send igen").click()

    expect(page.get_by_role("heading", name="Det har du skrevet")).to_be_visible()
    assert texts() == ["Sendt to gange."]
    complaints.clear()


def test_text_changed_after_it_was_sent_is_another_one(log_in, complaints):
    page = log_in("medlem")
    page.goto(NEW)
    page.get_by_label("Dit indspil").fill("Første")
    page.route(f"**{NEW}", lambda route: (route.fetch(), route.abort()), times=1)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Send igen")).to_be_visible()

    page.get_by_label("Dit indspil").fill("Første og anden")
    page.get_by_role("button", name="Send igen").click()

    expect(page.get_by_role("heading", name="Det har du skrevet")).to_be_visible()
    assert texts() == ["Første", "Første og anden"]
    complaints.clear()


def test_refused_text_is_answered_at_its_field(log_in):
    page = log_in("medlem")
    page.goto(NEW)
    page.get_by_label("Dit indspil").fill("   ")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("alert")).to_contain_text("Intet er gemt endnu")
    assert texts() == []


def test_without_scripts_it_is_a_plain_form(log_in):
    page = log_in("medlem", java_script_enabled=False)
    page.goto(NEW)
    page.get_by_label("Dit indspil").fill("Uden script.")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", name="Det har du skrevet")).to_be_visible()
    assert texts() == ["Uden script."]
