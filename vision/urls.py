"""The council's track, subject by subject.

What belongs to a vision as a whole lies below its own address, for ever; what has a number of its own (a theme, a
contribution, a round) keeps it, and says itself to which vision it belongs. The addresses from when there was one
vision only lead on to these.
"""

from django.urls import include, path

from ishoj_process.hierarchy.addresses import of_document

from .adoption import urls as adoption
from .contributions import urls as contributions
from .document import urls as document
from .drafts import urls as drafts
from .paper import urls as paper
from .rounds import urls as rounds
from .themes import urls as themes
from .track import views

SUBJECTS = (document, adoption, drafts, paper, rounds, contributions, themes)
OF_A_VISION = [pattern for subject in SUBJECTS for pattern in subject.OF_A_VISION]
NUMBERED = [pattern for subject in SUBJECTS for pattern in subject.urlpatterns]

urlpatterns = [
    path("vision/", views.vision_today, name="vision"),
    path("vision/", include(NUMBERED)),
    *(
        path(f"vision/{pattern.pattern}", views.leads_on(pattern), name=f"any_{pattern.name}")
        for pattern in OF_A_VISION
        if str(pattern.pattern)
    ),
    path("vision/udgave/<int:edition>/", views.lead_on_to_edition),
    *of_document("vision", OF_A_VISION),
]
