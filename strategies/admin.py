"""The committees' track in the database's own pages."""

from django.contrib import admin
from django.db.models import Q

from ishoj_process.admin.base import RowsAdmin, VersionsAdmin
from ishoj_process.readers import Reader
from ishoj_process.rights import sees_level
from ishoj_process.rules import below

from . import rights
from .models import (
    Activity,
    CitizenInvolvement,
    ConcreteSolution,
    Consultation,
    ConsultationStep,
    Consultee,
    EarlyInvolvement,
    LeftOut,
    Milestone,
    Response,
    ResponsePoint,
    ResponseSheet,
    StrategyDocument,
)


def of_consultation(reader: Reader) -> Q:
    return below("consultation", rights.sees_consultation(reader))


def of_response(reader: Reader) -> Q:
    return below("response", rights.sees_response(reader))


def of_strategy(reader: Reader) -> Q:
    return below("strategy", sees_level(reader))


def of_wording(reader: Reader) -> Q:
    return below("strategy", rights.reads_wording(reader))


@admin.register(Activity)
class ActivityAdmin(VersionsAdmin):
    seen_by = staticmethod(of_strategy)
    list_display = ["__str__", "strategy", "kind", "starts", "ends"]
    list_select_related = ["strategy"]
    list_filter = ["kind", "strategy"]


@admin.register(Milestone)
class MilestoneAdmin(VersionsAdmin):
    seen_by = staticmethod(rights.sees_document)
    list_display = ["__str__", "document", "due", "reached_on"]
    list_select_related = ["main_policy", "strategy"]


@admin.register(ConcreteSolution)
class ConcreteSolutionAdmin(VersionsAdmin):
    seen_by = staticmethod(of_wording)
    list_display = ["__str__", "strategy", "audience", "target_group"]
    list_select_related = ["strategy"]


@admin.register(Consultation)
class ConsultationAdmin(VersionsAdmin):
    seen_by = staticmethod(rights.sees_consultation)
    list_display = ["__str__", "state", "opened_on", "deadline", "reported_on"]
    list_select_related = ["main_policy", "strategy"]
    list_filter = ["state"]


@admin.register(Consultee)
class ConsulteeAdmin(VersionsAdmin):
    seen_by = staticmethod(of_consultation)
    list_display = ["__str__", "meeting", "seen_on"]
    list_select_related = ["consultation__main_policy", "consultation__strategy", "body", "meeting"]
    list_filter = ["body"]


@admin.register(Response)
class ResponseAdmin(VersionsAdmin):
    seen_by = staticmethod(rights.sees_response)
    list_display = ["__str__", "consultation", "has_remarks", "sent_on"]
    list_select_related = ["consultation__main_policy", "consultation__strategy", "consultee__body"]
    list_filter = ["sender_kind"]


@admin.register(ResponsePoint)
class ResponsePointAdmin(VersionsAdmin):
    seen_by = staticmethod(of_response)
    list_display = ["__str__", "response", "outcome"]
    list_select_related = ["response__consultee__body"]
    list_filter = ["outcome"]


@admin.register(LeftOut)
class LeftOutAdmin(VersionsAdmin):
    seen_by = staticmethod(rights.sees_document)
    list_display = ["__str__", "reason"]
    list_select_related = ["main_policy", "strategy", "body"]


@admin.register(CitizenInvolvement)
class CitizenInvolvementAdmin(VersionsAdmin):
    seen_by = staticmethod(of_strategy)
    list_display = ["strategy", "degree"]
    list_select_related = ["strategy"]
    list_filter = ["degree"]


@admin.register(EarlyInvolvement)
class EarlyInvolvementAdmin(VersionsAdmin):
    seen_by = staticmethod(of_strategy)
    list_display = ["__str__", "strategy", "on"]
    list_select_related = ["strategy", "body"]
    list_filter = ["kind"]


@admin.register(ConsultationStep)
class ConsultationStepAdmin(RowsAdmin):
    seen_by = staticmethod(of_consultation)
    list_display = ["__str__", "on", "reason"]
    list_select_related = ["consultation__main_policy", "consultation__strategy"]


@admin.register(ResponseSheet)
class ResponseSheetAdmin(VersionsAdmin):
    seen_by = staticmethod(rights.sees_sheet)
    list_display = ["__str__", "consultation", "read_on"]
    list_select_related = ["consultation__main_policy", "consultation__strategy"]


@admin.register(StrategyDocument)
class StrategyDocumentAdmin(VersionsAdmin):
    seen_by = staticmethod(of_wording)
    list_display = ["__str__", "strategy", "original_name"]
    list_select_related = ["strategy"]
