"""Load a municipality's plan from a file: bodies, hierarchy, process plan, meetings, debate paper."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from calendar_app.plan_file.acts import Report, store_plan
from calendar_app.plan_file.problems import PlanRefused
from calendar_app.plan_file.reading import open_plan, read_entries
from calendar_app.plan_file.rules import find_problems

OWN_PLAN = settings.BASE_DIR / "ishoj_process" / "plans" / "ishoej-2023.toml"


class Command(BaseCommand):
    @property
    def help(self):
        # In the language of what it tells, which the municipality's own staff read.
        return _("Load a plan file (ishoj_process/plans/README.md). Loading twice changes nothing; staff's edits stay.")

    def add_arguments(self, parser):
        own = _("TOML; without one, Ishøj's own plan")
        parser.add_argument("file", nargs="?", type=Path, default=OWN_PLAN, help=own)
        overwrite = _("also what staff have edited or deleted since it was loaded")
        parser.add_argument("--overwrite", action="store_true", help=overwrite)

    def handle(self, *args, file, overwrite, **options):
        try:
            report = load_plan(file, overwrite=overwrite)
        except PlanRefused as refused:
            heading = _("The plan was refused, and nothing is stored:")
            # From None: below a list of faults in a file, a traceback of ours would only hide it.
            raise CommandError("\n".join([heading, *(f"  {file}: {each}" for each in refused.problems)])) from None
        self.stdout.write(told(report))


def load_plan(file: Path, *, overwrite: bool = False) -> Report:
    """Read, check and store the file; PlanRefused with every problem that it has."""
    entries, problems = read_entries(open_plan(file))
    problems += find_problems(entries)
    return store_plan(entries=entries, overwrite=overwrite, problems=problems)


def told(report: Report) -> str:
    """The report in words: the counts, then each entry that did not become what the file says."""
    counts = _("Plan loaded: %(created)s new, %(changed)s changed, %(unchanged)s unchanged.") % {
        "created": len(report.created),
        "changed": len(report.changed),
        "unchanged": len(report.unchanged),
    }
    reasons = (
        (report.kept, _("Edited since, and therefore left as they are (--overwrite takes the file's):")),
        (report.not_made_again, _("Deleted since, and therefore not made again (--overwrite makes them):")),
        (report.without_user, _("Nobody logs in with this e-mail; the seat is vacant:")),
    )
    lists = ["\n  ".join([heading, *paths]) for paths, heading in reasons if paths]
    return "\n".join([counts, *lists])
