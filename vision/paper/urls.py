"""The debate paper, its parts and its document."""

from django.urls import path

from . import views

OF_A_VISION = [
    path("debatoplaeg/", views.debate_paper, name="debate_paper"),
    path("debatoplaeg/rediger/", views.debate_paper_edit, name="debate_paper_edit"),
    path("debatoplaeg/versioner/", views.debate_paper_versions, name="debate_paper_versions"),
    path("debatoplaeg/tilstand/", views.paper_state, name="paper_state"),
    path("debatoplaeg/laest/", views.paper_read, name="paper_read"),
    path("debatoplaeg/udfordringer/ny/", views.challenge_create, name="challenge_create"),
    path("debatoplaeg/spoergsmaal/nyt/", views.question_create, name="question_create"),
    path("debatoplaeg/loesninger/ny/", views.solution_create, name="possible_solution_create"),
    path("debatoplaeg.pdf", views.debate_paper_pdf, name="debate_paper_pdf"),
]
urlpatterns = [
    path("debatoplaeg/udfordringer/<int:pk>/", views.challenge_edit, name="challenge_edit"),
    path("debatoplaeg/udfordringer/<int:pk>/fjern/", views.challenge_remove, name="challenge_remove"),
    path("debatoplaeg/spoergsmaal/<int:pk>/", views.question_edit, name="question_edit"),
    path("debatoplaeg/spoergsmaal/<int:pk>/fjern/", views.question_remove, name="question_remove"),
    path("debatoplaeg/spoergsmaal/<int:pk>/svar/", views.question_answer, name="question_answer"),
    path("debatoplaeg/loesninger/<int:pk>/", views.solution_edit, name="possible_solution_edit"),
    path("debatoplaeg/loesninger/<int:pk>/fjern/", views.solution_remove, name="possible_solution_remove"),
]
