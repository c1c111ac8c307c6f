"""Numbers through the year: each body counts the items of its published agendas, and no number is given twice."""

from django.db.models import Max

from ishoj_process.models import Body, Meeting, RunningNumber


def give_numbers(meeting: Meeting) -> None:
    """Give the items that have none their next numbers, in each of the meeting's bodies, in the agenda's order.

    The year is that in which the meeting begins. The body is locked, so that two agendas that are published at once
    do not take the same number.
    """
    items = list(meeting.items.all())
    # Minutes cite “punkt 159”: they run through the year, body by body.
    for body in Body.objects.select_for_update().filter(meetings=meeting):
        given = RunningNumber.objects.filter(body=body, year=meeting.start_date.year)
        # The highest that was given, also to items that are gone: a number that was cited is never another item's.
        last = given.aggregate(last=Max("number"))["last"] or 0
        # An agenda that was taken back and goes out again keeps the numbers that it had.
        numbered = set(RunningNumber.objects.filter(body=body, item__in=items).values_list("item_id", flat=True))
        for item in items:
            if item.pk not in numbered:
                last += 1
                RunningNumber.objects.create(item=item, body=body, year=meeting.start_date.year, number=last)
