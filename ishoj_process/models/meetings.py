"""Meetings of bodies: facts of the council, shown and sent by calendar_app."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.clock import COPENHAGEN, YEARS
from ishoj_process.readers import reader_of
from ishoj_process.rights import sees_meeting
from ishoj_process.rules import select
from ishoj_process.states import READ_MINUTES, AgendaState, MinutesState
from ishoj_process.text.richtext import RichTextField

from .base import Edited, Sourced
from .bodies import Body, Lineage
from .council import CouncilTerm
from .search import SearchedQuerySet

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from ishoj_process.readers import AnyUser


class MeetingQuerySet(SearchedQuerySet):
    def in_order(self) -> Self:
        """By day and hour; a meeting held before another stands before it, also where no hour is known."""
        return self.order_by(
            "start_date",
            # Databases put NULL at different ends unless they are told.
            Coalesce("start_time", "before__start_time").asc(nulls_last=True),
            # Of two at the same hour: that which is held before the other has only borrowed its hour.
            F("before").asc(nulls_last=True),
            "id",
        )

    def between(self, first: date | None, last: date | None) -> Self:
        """Meetings that touch the days from first to last; None leaves that end open."""
        found = self.filter(end_date__gte=first) if first else self
        # Each end against the other one: a seminar over two days belongs to both.
        return found.filter(start_date__lte=last) if last else found

    def coming(self, today: date) -> Self:
        """Not over and not cancelled."""
        return self.filter(end_date__gte=today).exclude(state=Meeting.State.CANCELLED)

    def show_from_their_terms(self) -> None:
        """Bring `shown_from` into line, once a term, a plan or a track has moved."""
        term = CouncilTerm.objects.filter(plans__tracks=models.OuterRef("track"))
        # A bulk write: what moved raises the stamp itself.
        self.update(shown_from=models.Subquery(term.values("starts")[:1]))

    def of_body(self, body: Body) -> Self:
        return self.filter(bodies=body)

    def for_bodies(self, bodies: Iterable[int], *, by: date | None = None, lineage: Lineage | None = None) -> Self:
        """Meetings of these bodies, and of those who carry on their work, from the day on which they do.

        `by`: of those alone who do by then.
        """
        keys = list(bodies)
        held = Q(bodies__in=keys)
        for heir, since in (lineage or Lineage.read()).carried_on(keys).items():
            if by and since and since > by:
                continue
            held |= Q(bodies=heir, start_date__gte=since) if since else Q(bodies=heir)
        # By the keys: a joint meeting would be found once for each of its bodies.
        return self.filter(pk__in=Meeting.objects.filter(held).order_by().values("pk"))

    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_meeting(reader_of(user)))


class Meeting(Sourced, Edited):
    """A meeting of one body or of several together, on one day or more; hour and end may be unknown."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("council meeting")
        COMMITTEE = "committee", _("committee meeting")
        THEME = "theme", _("theme meeting")
        SEMINAR = "seminar", _("council seminar")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CONVENED = "convened", _("convened")
        CANCELLED = "cancelled", _("cancelled")

    class Standing(models.TextChoices):
        """What is shown: what was decided, together with what the clock says."""

        PLANNED = "planned", _("planned")
        CONVENED = "convened", _("convened")
        CANCELLED = "cancelled", _("cancelled")
        HELD = "held", _("held")
        PASSED = "passed", _("date passed")

    AgendaState, MinutesState = AgendaState, MinutesState

    MOVES = {
        State.PLANNED: (State.CONVENED, State.CANCELLED),
        State.CONVENED: (State.PLANNED, State.CANCELLED),
        State.CANCELLED: (State.PLANNED,),
    }

    title = models.CharField(_("title"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    bodies = models.ManyToManyField(Body, related_name="meetings", verbose_name=_("bodies"))
    # A neighbouring municipality, a board, a company: no body of ours, with no seats and no rights.
    partners = models.TextField(_("partners"), max_length=1000, blank=True)  # one on each line
    track = models.ForeignKey(
        "ishoj_process.Track",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("track of the process plan"),
    )
    # Empty: the term of its day. The constituting meeting lies before the term that it belongs to.
    term = models.ForeignKey(
        CouncilTerm,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings_before",
        verbose_name=_("held on the seats of the coming term"),
    )
    # The name, as whoever convened it was called that day; the act writes it where it is certain.
    convened_by = models.CharField(_("convened by"), max_length=254, blank=True)
    purpose = RichTextField(_("what the meeting is for"), blank=True)
    outcome = RichTextField(_("what it is to end in"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    # Whoever has it can enter: it goes to those who are invited, and to nobody else (`rights.joins_by_video`).
    video_url = models.URLField(
        _("link to the video meeting"), max_length=500, blank=True, validators=[URLValidator(schemes=["https"])]
    )
    start_date = models.DateField(_("first day"), db_index=True)
    # Never empty, though most meetings are of one day: a span is then asked for in one way.
    end_date = models.DateField(_("last day"), db_index=True)
    start_time = models.TimeField(_("starts at"), null=True, blank=True)  # empty: the hour is not known
    end_time = models.TimeField(_("ends at"), null=True, blank=True)  # empty: the end is not known; never guessed
    # Ishøj's council meets in two parts, the closed one first; the public is let in at this hour.
    open_part_time = models.TimeField(_("the open part starts at"), null=True, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(
        _("planned length in minutes"), null=True, blank=True, validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    # How long its bodies' meetings usually take, as of when it was stored: where no end is stated, calendars show this
    # one as assumed. Kept here, as a revision counts from what was shown (RFC 5546 § 2.1.4). NULL: nothing is assumed.
    assumed_minutes = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    before = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="preceded_by",
        verbose_name=_("held before this meeting, the same day"),
    )
    # Moved by an act alone, which counts the revision and tells those who were invited; no form writes it.
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLANNED, editable=False)
    is_held = models.BooleanField(_("recorded as held"), default=False)
    is_published = models.BooleanField(_("shown to the public"), default=True)
    # The first day of the term whose plan it belongs to: nothing of a coming term's plan shows before. Kept here, and
    # not asked of the plan, as the right is asked of every meeting on every page. NULL: it belongs to no plan.
    shown_from = models.DateField(null=True, blank=True, editable=False)
    behind_closed_doors = models.BooleanField(_("behind closed doors"), default=False)
    agenda_state = models.CharField(
        _("agenda"), max_length=12, choices=AgendaState, default=AgendaState.DRAFT, editable=False
    )
    agenda_published_on = models.DateField(_("agenda published on"), null=True, blank=True, editable=False)
    minutes_state = models.CharField(
        _("minutes"), max_length=12, choices=MinutesState, default=MinutesState.DRAFT, editable=False
    )
    minutes_approved_on = models.DateField(_("minutes approved on"), null=True, blank=True, editable=False)
    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    case_url = models.URLField(_("address in the case system"), max_length=500, blank=True)
    # Revision of what stands in calendars (RFC 5546 § 2.1.4): rises when time, place or state changes.
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["start_date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")),
                name="meeting_ends_after_start",
                violation_error_message=_("The last day cannot lie before the first."),
            ),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True) | Q(start_time__isnull=False),
                name="meeting_end_needs_start",
                violation_error_message=_("State when the meeting starts before you state when it ends."),
            ),
            models.CheckConstraint(
                # A seminar over two days may well end at an earlier hour than it began.
                condition=Q(start_time__isnull=True)
                | Q(end_time__isnull=True)
                | Q(end_date__gt=F("start_date"))
                | Q(end_time__gt=F("start_time")),
                name="meeting_end_time_after_start_time",
                violation_error_message=_("The meeting must end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | ~Q(before=F("id")),
                name="meeting_is_not_before_itself",
                violation_error_message=_("A meeting cannot be held before itself."),
            ),
            models.CheckConstraint(
                condition=Q(is_held=False) | ~Q(state="cancelled"),
                name="meeting_cancelled_is_not_held",
                violation_error_message=_("A cancelled meeting was not held."),
            ),
            models.CheckConstraint(
                condition=Q(minutes_state="approved", minutes_approved_on__isnull=False)
                | (~Q(minutes_state="approved") & Q(minutes_approved_on__isnull=True)),
                name="meeting_minutes_approved_have_their_day",
                violation_error_message=_("Minutes that are approved have the day of their approval."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_title

    def get_absolute_url(self) -> str:
        return reverse("meeting_detail", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        terms = CouncilTerm.objects.filter(plans__tracks=self.track_id) if self.track_id else None
        self.shown_from = terms.values_list("starts", flat=True).first() if terms is not None else None
        # Without it a new track, stored alone, would leave the day of the old one.
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "shown_from"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        errors = {**self._year_errors(), **self._before_errors(), **self._time_errors(), **self._term_errors()}
        if errors:
            raise ValidationError(errors)

    def _year_errors(self) -> dict[str, str | Promise]:
        """One meeting in the year 9999 would keep everybody's calendar from being written."""
        reason = _("The year must lie between %(first)s and %(last)s.") % {"first": YEARS[0], "last": YEARS[-1]}
        days = {"start_date": self.start_date, "end_date": self.end_date}
        return {name: reason for name, day in days.items() if day and day.year not in YEARS}

    def _before_errors(self) -> dict[str, str | Promise]:
        """A meeting before another is held the same day, and no chain of them leads back to itself."""
        if not self.before:
            return {}
        # Before a seminar of two days: on the first of them, and over on the same day.
        if (self.start_date, self.end_date) != (self.before.start_date, self.before.start_date):
            return {"before": _("The two meetings must be held the same day.")}
        anchor: Meeting | None = self.before
        while anchor:
            if anchor.pk == self.pk and self.pk:
                return {"before": _("The meetings would be held before each other in a ring.")}
            anchor = anchor.before
        return {}

    def _term_errors(self) -> dict[str, str | Promise]:
        """Only a term that has not begun on the meeting's day is another than that of its day; and all may come."""
        if not self.term or not self.end_date:
            return {}
        if self.end_date >= self.term.starts:
            return {"term": _("The term has begun on the meeting's day. Leave this empty: the seats of the day count.")}
        if self.behind_closed_doors:
            return {"behind_closed_doors": _("The constituting meeting is public.")}
        if not self.is_published:
            return {"is_published": _("The constituting meeting is public.")}
        return {}

    def _time_errors(self) -> dict[str, str | Promise]:
        if not self.open_part_time:
            return {}
        if not self.start_time:
            return {"open_part_time": _("State when the meeting starts before you state when its open part starts.")}
        if self.open_part_time < self.start_time:
            return {"open_part_time": _("The open part cannot start before the meeting.")}
        return {}

    @property
    def display_title(self) -> str:
        """The title, or the kind of meeting for the bodies that hold it."""
        if self.title:
            return self.title
        return self.hosts_text or self.get_kind_display().capitalize()

    @property
    def called(self) -> str:
        """By whom and on which day, as bodies meet again and again: `Ishøj Byråd, temamøde 21. august 2023`."""
        is_told = self.title or self.kind in (self.Kind.COUNCIL, self.Kind.COMMITTEE) or not self.hosts
        day = danish_dates.span_text(self.start_date, self.end_date)
        return f"{self.display_title}, {day if is_told else f'{self.get_kind_display()} {day}'}"

    @property
    def hosts(self) -> list[Body]:
        """The bodies that hold it, as they were called on its first day, in the order of those names."""
        bodies = [body.on(self.start_date) for body in self.bodies.all()] if self.pk else []
        return sorted(bodies, key=lambda body: body.shown_key) if len(bodies) > 1 else bodies

    @property
    def hosts_text(self) -> str:
        return ", ".join(map(str, self.hosts))

    @property
    def partner_names(self) -> list[str]:
        """Those who take part without being a body of ours, in the order in which they were written."""
        return [line.strip() for line in self.partners.splitlines() if line.strip()]

    @property
    def parties(self) -> list[Body | str]:
        """All who hold it: our bodies, and after them the partners."""
        return [*self.hosts, *self.partner_names]

    @property
    def parties_beside_title(self) -> list[Body | str]:
        """All who hold it, for a place where the title stands: those whom it names already are not said again."""
        return self.parties if self.title else [*self.partner_names]

    @property
    def seats_day(self) -> date:
        """The day whose seats count: who is invited, who may come in their place, and who reads what is closed."""
        return max(self.start_date, self.term.starts) if self.term else self.start_date

    @property
    def is_multi_day(self) -> bool:
        return self.end_date > self.start_date

    @property
    def effective_start(self) -> time | None:
        """The hour it starts: its own, or the other meeting's less the planned length; None where neither is known."""
        if self.start_time or not (self.before and self.planned_minutes):
            return self.start_time
        anchor = self.before.effective_start
        if not anchor:
            return None
        # Without a zone: so long before by the clock on the wall, whatever summer time does that night.
        return (datetime.combine(self.start_date, anchor) - timedelta(minutes=self.planned_minutes)).time()

    @property
    def effective_end(self) -> time | None:
        """The hour it ends: its own, or the start of the meeting that it is held before."""
        if self.end_time or self.start_time or not (self.before and self.effective_start):
            return self.end_time
        return self.before.effective_start

    @property
    def starts_at(self) -> datetime | None:
        """The start as an aware time in Copenhagen; None where the hour is not known."""
        # Made when asked and never stored: the hour stands when summer time is abolished or moved.
        start = self.effective_start
        return datetime.combine(self.start_date, start, COPENHAGEN) if start else None

    @property
    def ends_at(self) -> datetime | None:
        """The end as an aware time in Copenhagen; None where it is not known."""
        end = self.effective_end
        return datetime.combine(self.end_date, end, COPENHAGEN) if end else None

    @property
    def assumed_end(self) -> datetime | None:
        """The end that calendars show where none is stated; None where one is, or where nothing is assumed."""
        if self.is_multi_day or self.effective_end or self.starts_at is None or not self.assumed_minutes:
            return None
        # By the clock on the wall, as all hours of a meeting are.
        return self.starts_at + timedelta(minutes=self.assumed_minutes)

    @property
    def date_text(self) -> str:
        """`mandag den 21. august 2023`, or the span of days."""
        return danish_dates.weekday_span_text(self.start_date, self.end_date)

    @property
    def time_text(self) -> str:
        """`kl. 17.00–19.00`; what is known instead where the hour is not."""
        if self.effective_start and not self.is_multi_day:
            return danish_dates.clock_text(self.effective_start, self.effective_end)
        if self.effective_start:
            return danish_dates.clock_text(self.effective_start)
        if self.before:
            return str(_("before %(meeting)s the same day")) % {"meeting": self.before.name_in_sentence}
        if self.is_held or self.is_multi_day:
            return ""  # nothing follows any more, or the days say enough
        return str(_("time to follow"))

    @property
    def name_in_sentence(self) -> str:
        """How another meeting's line names this one: `byrådsmødet`, or the title; an unpublished one is not named."""
        if not self.is_published:
            return str(_("another meeting"))
        if self.kind == self.Kind.COUNCIL and not self.title:
            return str(_("the council meeting"))
        return self.display_title

    @property
    def when_text(self) -> str:
        """Date and hour in one line; `5. september 2023, tidspunkt følger` where the hour is not known."""
        between = " " if self.effective_start else ", "
        return between.join(filter(None, [self.date_text, self.time_text]))

    def standing(self, today: date) -> Meeting.Standing:
        """What to show of the meeting on a day: cancelled, held, date passed, convened or planned."""
        if self.state == self.State.CANCELLED:
            return self.Standing.CANCELLED
        if self.is_held:
            return self.Standing.HELD
        is_convened = self.state == self.State.CONVENED
        # Asked for what is known to be convened: a state of a later release claims no more than a planned one.
        if self.end_date >= today:
            return self.Standing.CONVENED if is_convened else self.Standing.PLANNED
        return self.Standing.HELD if is_convened else self.Standing.PASSED

    @property
    def gathers_contributions(self) -> bool:
        """True of the meetings at which the council works on its vision."""
        return self.kind in (self.Kind.THEME, self.Kind.SEMINAR) and not self.is_cancelled

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def agenda_is_published(self) -> bool:
        return self.agenda_state == self.AgendaState.PUBLISHED

    @property
    def minutes_are_published(self) -> bool:
        return self.minutes_state in READ_MINUTES

    @property
    def minutes_are_approved(self) -> bool:
        """True of minutes that nobody may change any more."""
        return self.minutes_state == self.MinutesState.APPROVED

    @property
    def days(self) -> list[date]:
        """Each day of the meeting."""
        return [self.start_date + timedelta(days=n) for n in range((self.end_date - self.start_date).days + 1)]
