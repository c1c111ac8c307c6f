"""The story from August 2023 to February 2026, station by station, by the pages that each role would use."""

import re

from ishoj_process.models import Body, CouncilTerm, MainPolicy, Meeting, Strategy, Vision

from . import council, documents, meetings
from .town import CLIMATE, COUNCIL, CULTURE, NEXT_TERM, STAFF, TECHNICAL, THIS_TERM

VISION, NEXT_VISION = "/vision/vision-2035/", "/vision/vision-2040/"
TEXT, NEXT_TEXT = "I 2035 har alle et fællesskab at høre til.", "I 2040 er Ishøj en grøn by."
LINES, NEXT_LINES = ("Flere i uddannelse", "Stærke foreninger"), ("Grønne veje",)
COMING = ("Klima-, Teknik- og Miljøudvalget", "Kulturudvalget", "Idrætsudvalget", "Epsilon Nyvalgt", NEXT_TERM)
WAITING = "Strategi for haller"  # is not finished when its committee ends
SECRET = "Køb af jord ved skoven"


def take_seats(town):
    """Three members with a committee each, and a substitute."""
    town.turn_to("2023-08-14")
    seats = {"Alfa Medlem": ("A", CLIMATE), "Beta Medlem": ("V", CULTURE), "Gamma Medlem": ("F", TECHNICAL)}
    for name, (group, body) in seats.items():
        who = council.enter_user(town.secretariat, name)
        council.seat(town.secretariat, who, COUNCIL, group=group)
        council.seat(town.secretariat, who, body, group=group, role="chair")
    who = council.enter_user(town.secretariat, "Delta Suppleant")
    council.seat(town.secretariat, who, COUNCIL, group="A", role="substitute")
    for who in ("public", "medlem", "alfa", "beta", "gamma", "delta"):
        town.desk(who)


def adopt_the_plan(town):
    town.turn_to("2023-09-05")
    meeting, _item = meetings.hold(town.secretariat, "05-09-2023", "council", COUNCIL, "Procesplan")
    town.secretariat.send("/plan/vedtag/", meeting=str(meeting))


def adopt_the_vision(town):
    """Drafted, put on an agenda, adopted."""
    staff = town.administration
    town.turn_to("2023-11-01")
    documents.contribute(town.desk("alfa"), VISION, "Flere skal være med i en forening.")
    documents.word_vision(staff, VISION, TEXT, LINES)
    documents.keep_draft(staff, VISION, "Til byrådet.")
    documents.move(staff, VISION, "before_decision")
    town.turn_to("2024-02-06")
    vision = documents.code_of(Vision.objects.get())
    _meeting, item = meetings.hold(town.secretariat, "06-02-2024", "council", COUNCIL, "Vedtagelse af visionen", vision)
    documents.adopt_vision(staff, VISION, item)


def adopt_a_strategy(town):
    """Worded, tied to the vision, heard, decided on at a meeting that also has a closed item."""
    staff = town.administration
    town.turn_to("2024-03-01")
    strategy = documents.enter_strategy(staff, "Skovstrategi", CLIMATE, "Flere vilde hjørner.")
    town.rows["strategy"] = address = strategy.get_absolute_url()
    documents.move(staff, address, "in_preparation")
    documents.serve(staff, address, LINES[1], "Foreningerne passer skoven.")
    number = documents.hear(staff, address, [TECHNICAL, CULTURE], "01-05-2024", is_public="on")
    documents.answer_and_report(staff, number, "Husk de grønne kiler.")
    town.turn_to("2024-06-11")
    documents.move(staff, address, "before_decision")
    town.rows["closed"], item = meetings.hold(
        town.secretariat, "11-06-2024", "committee", CLIMATE, "Skovstrategi", documents.code_of(strategy), closed=SECRET
    )
    documents.adopt(staff, address, item)
    assert Strategy.objects.get(pk=strategy.pk).status == "adopted"
    assert who_reads_the_secret(town) == {"alfa", "secretariat"}


def who_reads_the_secret(town):
    return town.who_reads(f"/moeder/{town.rows['closed']}/", SECRET)


def let_a_substitute_take_over(town):
    town.turn_to("2024-08-20")
    for body in (COUNCIL, CLIMATE):
        council.take_over(town.secretariat, "alfa", "delta", body, "01-09-2024")
    council.make_chair(town.secretariat, "delta", CLIMATE, "01-09-2024")
    assert who_reads_the_secret(town) == {"alfa", "secretariat"}
    town.turn_to("2024-09-01")
    assert who_reads_the_secret(town) == {"delta", "secretariat"}


def rename_a_committee_and_split_a_group(town):
    town.turn_to("2024-12-01")
    council.rename(town.secretariat, CLIMATE, "Natur- og Miljøudvalget", "01-01-2025", "NMU")
    council.rename_group(town.secretariat, "L", "Ishøj Borgerliste", "01-03-2025")
    council.enter_group(town.secretariat, "N", "Nyt Ishøj")
    council.change_group(town.secretariat, "gamma", COUNCIL, "N", "01-03-2025")
    assert "Natur- og Miljøudvalget" not in town.desk().read("/udvalg/")
    town.turn_to("2025-03-01")
    assert "Natur- og Miljøudvalget" in town.desk().read("/udvalg/")
    assert "Nyt Ishøj" in town.desk().read(f"/udvalg/{COUNCIL}/")
    documents.enter_strategy(town.administration, WAITING, CULTURE, "Flere haller.")
    assert "Klima- og Miljøudvalget" in town.desk().read(f"/moeder/{town.rows['closed']}/")


def begin_the_coming_term(town):
    """After the election of 18 November 2025: two committees are merged, one is split, and who is elected."""
    office = town.secretariat
    town.turn_to("2025-11-24")
    assert "Begynd valgperioden 2026–2029" in office.read("/")
    town.rows["term"] = term = council.begin_term(office, NEXT_TERM, elected_read_from="01-12-2025")
    merged, *halves = council.settle_bodies(
        office,
        term,
        ["Klima-, Teknik- og Miljøudvalget", "Kulturudvalget", "Idrætsudvalget"],
        {CLIMATE: [1], TECHNICAL: [1], CULTURE: [2, 3]},
    )
    town.rows |= {"merged": merged, "halves": halves, "new bodies": [merged, *halves]}
    elected = (
        "Epsilon Nyvalgt;epsilon@example.org;A",
        "Beta Medlem;beta@example.org;V",
        "Gamma Medlem;gamma@example.org;N",
    )
    council.enter_elected(office, term, "valgte", ["Navn;E-mail;Gruppe", *elected])
    town.desk("epsilon")


def constitute(town):
    """The constituting meeting in December is convened, read and minuted on the coming seats."""
    office = town.secretariat
    office.send(f"{town.rows['term']}konstituering/", start_date="09-12-2025")
    town.rows["constituting"] = meeting = Meeting.objects.latest("pk").pk
    item = meetings.put_on(office, meeting, "Konstituering")
    meetings.put_on(office, meeting, "Valg til bestyrelser", is_closed="on", public_title="Lukket punkt")
    meetings.convene(office, meeting)
    meetings.invite(office, meeting)
    town.turn_to("2025-12-09")
    page = f"/moeder/{meeting}/"
    assert town.is_read_by_all(page, "Konstituering")
    assert town.who_reads(page, "Valg til bestyrelser") == {"epsilon", "beta", "gamma", "secretariat"}
    town.turn_to("2025-12-10")
    meetings.decide(office, meeting, item, "approved")
    seats = (
        "Byrådet;Beta Medlem;Borgmester",
        "Klima-, Teknik- og Miljøudvalget;Epsilon Nyvalgt;formand",
        "Kulturudvalget;Beta Medlem;formand",
        "Idrætsudvalget;Gamma Medlem;formand",
    )
    council.enter_elected(office, town.rows["term"], "udvalgenes-medlemmer", ["Udvalg;Navn;Hverv", *seats])


def plan_from_the_top(town):
    """The process plan of the new term by the house's template, stored as a proposal."""
    town.secretariat.send(f"{town.rows['term']}plan/forslag/")


def nothing_of_it_shows(town, *readers):
    """Until New Year nothing of the coming term is told to the public or to those who leave, but its first meeting."""
    town.turn_to("2025-12-31")
    for reader in readers:
        desk = town.desk(reader)
        told = town.archive.tells(reader, desk, COMING)
        assert told.keys() - {f"/moeder/{town.rows['constituting']}/"} == set()
        for body in town.rows["new bodies"]:
            assert desk.read(f"/udvalg/{body}/") == ""
            assert f"/udvalg/{body}/" not in desk.html("/soeg/?q=kultur+idræt+klima+udvalget")
        assert desk.read(f"/medlemmer/{council.user_of('epsilon').pk}/") == ""
    assert who_reads_the_secret(town) == {"delta", "secretariat"}
    council_page = f"/udvalg/{COUNCIL}/?dag=01-01-2026"
    assert town.who_reads(council_page, "Epsilon Nyvalgt") == {"administration", "secretariat"}
    assert town.who_reads(f"/perioder/{NEXT_TERM}/plan/1/") == {"administration", "secretariat"}


def new_year(town):
    town.turn_to("2026-01-01")
    assert town.is_read_by_all("/udvalg/", "Klima-, Teknik- og Miljøudvalget")
    assert town.is_read_by_all(f"/udvalg/{town.rows['merged']}/", "Epsilon Nyvalgt")
    assert town.is_read_by_all(f"/perioder/{NEXT_TERM}/plan/1/")
    assert town.is_read_by_all(f"/perioder/{THIS_TERM}/overdragelse/", "Skovstrategi")
    assert who_reads_the_secret(town) == {"secretariat"}
    assert town.who_reads("/vision/vision-2035/udkast/1/", TEXT) == {"epsilon", "beta", "gamma", *STAFF}


def hand_the_work_over(town):
    """What the committees that ended left unfinished is their heirs'; what they adopted stays with their name."""
    town.turn_to("2026-01-02")
    page, heir = f"{town.rows['term']}overdrag/", Body.objects.get(slug=town.rows["halves"][1])
    town.secretariat.send(page, f"/{CULTURE}/", heir=str(heir.pk))
    assert Strategy.objects.get(title=WAITING).owner == heir
    assert "Klima- og Miljøudvalget" in town.desk().read(town.rows["strategy"])


def adopt_the_new_plan(town):
    town.turn_to("2026-01-13")
    meeting, _item = meetings.hold(town.secretariat, "13-01-2026", "council", COUNCIL, "Procesplan")
    town.secretariat.send(f"/perioder/{NEXT_TERM}/plan/1/vedtag/", meeting=str(meeting))


def adopt_the_new_vision(town):
    """Of its own address; the one of 2035 stays in force until the council adopts it."""
    staff = town.administration
    town.turn_to("2026-01-14")
    term = str(CouncilTerm.objects.get(name=NEXT_TERM).pk)
    staff.send("/vision/ny/", title="Vision 2040", term=term, note="Et nyt byråd.", is_published="on")
    assert "Vision 2040" in town.desk().read(f"/perioder/{NEXT_TERM}/plan/1/")
    documents.word_vision(staff, NEXT_VISION, NEXT_TEXT, NEXT_LINES, aims=["En grøn by"])
    documents.move(staff, NEXT_VISION, "in_preparation", "before_decision")
    assert TEXT in town.desk().read("/vision/vision-2035/")
    town.turn_to("2026-02-03")
    vision = documents.code_of(Vision.objects.get(slug="vision-2040"))
    _meeting, item = meetings.hold(town.secretariat, "03-02-2026", "council", COUNCIL, "Vedtagelse af visionen", vision)
    documents.adopt_vision(staff, NEXT_VISION, item)


def renew_a_policy(town):
    """An old main policy gets a new edition: heard and adopted beside the one in force, which it then supersedes."""
    staff, policy = town.administration, "/politikker/miljoepolitik/"
    town.turn_to("2026-02-10")
    edition = staff.send(f"{policy}ny-udgave/", note="Den skal følge visionen.")
    staff.send(f"{edition}rediger/", text="<p>Ren luft og rent vand.</p>")
    number = documents.hear(staff, edition, [town.rows["halves"][0]], "20-02-2026", in_writing=True)
    documents.answer_and_report(staff, number, "Husk åen.")
    assert "Ren luft" not in town.desk().read(policy)
    town.turn_to("2026-02-24")
    documents.move(staff, edition, "before_decision")
    code = documents.code_of(MainPolicy.objects.get(slug="miljoepolitik", edition=2))
    _meeting, item = meetings.hold(town.secretariat, "24-02-2026", "council", COUNCIL, "Miljøpolitik", code)
    documents.adopt(staff, edition, item)


def february_2026(town):
    """What is in force is the new, and the old stands at its own address."""
    town.turn_to("2026-02-28")
    public = town.desk()
    assert NEXT_TEXT in public.read(public.leads_to("/vision/"))
    assert TEXT in public.read(VISION)
    assert "Ren luft" in public.read("/politikker/miljoepolitik/")
    assert "Ren luft" not in public.read("/politikker/miljoepolitik/udgave/1/")
    assert "Skovstrategi" in public.read("/soeg/?q=skovstrategi")
    assert "Alfa Medlem" in public.read("/soeg/?q=alfa+medlem")
    assert "Klima- og Miljøudvalget" in public.read(f"/moeder/{town.rows['closed']}/")


def over_by(day):
    """Whether what stands at an address is over on a day: a meeting, a term, a month, quarters."""
    meetings_over = {str(row.pk) for row in Meeting.objects.filter(end_date__lt=day)}
    terms_over = {row.slug for row in CouncilTerm.objects.filter(ends__lt=day)}

    def is_over(address):
        path, _mark, query = address.partition("?")
        parts = path.replace(".ics", "").split("/")
        if parts[1] in ("moeder", "perioder"):
            return parts[2] in meetings_over | terms_over or parts[2] == "aarsplan"
        if until := re.search(r"til=([\d-]+)|maaned=([\d-]+)", query):
            return max(filter(None, until.groups())) < day[: len(until[1] or until[2])]
        return True

    return is_over
