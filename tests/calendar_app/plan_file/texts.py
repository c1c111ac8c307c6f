"""A small plan of nobody in particular, and loading a text as a plan file."""

from calendar_app.management.commands.load_plan import load_plan
from calendar_app.plan_file.problems import PlanRefused

PLAN = """
[terms.periode]
name = "2022-2025"
starts = 2022-01-01
ends = 2025-12-31

[party_groups]
a = { letter = "A", name = "Den ene" }
b = { letter = "B", name = "Den anden" }

[bodies.raad]
name = "Rådet"
kind = "council"

[bodies.raad.seats.formand]
term = "periode"
role = "chair"
user = "Formand@example.org"
party_group = "a"

[bodies.udvalg]
name = "Udvalget"
kind = "standing"

[visions.vision]
title = "Visionen"
term = "periode"

[visions.vision.aims.maal]
title = "Et mål"

[visions.vision.aims.maal.guiding_lines.linje]
title = "En linje"

[main_policies.politik]
title = "Politikken"
status = "adopted"
adopted_on = "2018-06"
adopted_by = "raad"

[strategies.strategi]
title = "Strategien"
owner = "udvalg"
main_policy = "politik"
status = "considered"

[strategies.strategi.activities.hoering]
kind = "consultation"
starts = "2023-spring"
weeks = 8

[alignments.strategi-linje]
strategy = "strategi"
guiding_line = "vision.maal.linje"
how = "På denne måde."

[plans.plan]
title = "Planen"
term = "periode"
vision = "vision"
starts = 2023-04-01
ends = 2023-12-31

[plans.plan.tracks.vision]
kind = "vision"
title = "Visionen"
lead_actor = "Rådet"

[plans.plan.tracks.vision.work_periods.arbejde]
title = "Arbejdet"
after = "tema"
until = "seminar"

[meetings.tema]
kind = "theme"
title = "Temamøde"
bodies = ["raad"]
track = "plan.vision"
start_date = 2023-09-05
before = "raadsmoede"
purpose = "Det første.\\n\\nDet andet."

[meetings.tema.agenda.spoergsmaal]
title = "Spørgsmålet"
treatments.vision = { vision = "vision" }

[meetings.raadsmoede]
kind = "council"
bodies = ["raad"]
start_date = 2023-09-05

[meetings.seminar]
kind = "seminar"
bodies = ["raad", "udvalg"]
track = "plan.vision"
start_date = 2023-10-31
end_date = 2023-11-01

[debate_papers.oplaeg]
title = "Oplægget"
vision = "vision"

[debate_papers.oplaeg.challenges.klima]
title = "Klima"
raised_at = "raadsmoede"

[debate_papers.oplaeg.questions.spoergsmaal]
text = "Spørgsmålet?"
item = "tema.spoergsmaal"
"""


def with_line(header, line, plan=PLAN):
    """The plan with one more line under a header, in place of the one that gives the same key."""
    key = line.split("=")[0].strip()
    start = plan.index(f"[{header}]\n") + len(header) + 3
    end = plan.find("\n[", start)
    lines = [old for old in plan[start:end].splitlines() if old.split("=")[0].strip() != key]
    return "\n".join([plan[:start].rstrip("\n"), line, *lines]) + "\n" + plan[end:]


def without_line(header, key, plan=PLAN):
    """The plan without one key of a table."""
    return with_line(header, f"{key} =", plan).replace(f"[{header}]\n{key} =\n", f"[{header}]\n")


def added(text):
    """The plan with more after it."""
    return f"{PLAN}\n{text}\n"


class PlanFile:
    """A plan file on the disk, written anew for each load."""

    def __init__(self, path):
        self.path = path

    def load(self, text=PLAN, *, overwrite=False):
        self.write(text)
        return load_plan(self.path, overwrite=overwrite)

    def write(self, text):
        self.path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def problems(self, text):
        """Each problem that the text is refused for."""
        try:
            self.load(text)
        except PlanRefused as refused:
            return [str(problem) for problem in refused.problems]
        return []
