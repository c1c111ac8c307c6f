"""The council's track: the vision, the debate paper and the themes."""

from django.urls import path

from vision.contributions import views as contribution_views
from vision.document import views
from vision.drafts import views as draft_views
from vision.paper import views as paper_views
from vision.rounds import views as round_views
from vision.themes import board_views as theme_board_views
from vision.themes import structure_views as theme_acts
from vision.themes import views as theme_views

urlpatterns = [
    path("vision/", views.vision_detail, name="vision_detail"),
    path("vision/rediger/", views.vision_edit, name="vision_edit"),
    path("vision/status/", views.vision_status, name="vision_status"),
    path("vision/udgave/<int:edition>/", views.vision_edition, name="vision_edition"),
    path("vision/ny-udgave/", views.new_edition, name="new_edition"),
    path("vision/vedtag/", draft_views.vision_adopt, name="vision_adopt"),
    path("vision/udkast/", draft_views.draft_list, name="draft_list"),
    path("vision/udkast/sammenlign/", draft_views.draft_compare, name="draft_compare"),
    path("vision/udkast/<int:number>/", draft_views.draft_detail, name="draft_detail"),
    path("vision/kommentarer/", draft_views.draft_comments, name="draft_comments"),
    path("vision/kommentarer/ny/", draft_views.comment_create, name="comment_create"),
    path("vision/kommentarer/<int:pk>/afslut/", draft_views.comment_settle, name="comment_settle"),
    path("vision/kommentarer/<int:pk>/fjern/", draft_views.comment_remove, name="comment_remove"),
    path("vision/prioritering/", round_views.round_list, name="round_list"),
    path("vision/prioritering/ny/", round_views.round_create, name="round_create"),
    path("vision/prioritering/<int:pk>/", round_views.round_detail, name="round_detail"),
    path("vision/prioritering/<int:pk>/rediger/", round_views.round_edit, name="round_edit"),
    path("vision/prioritering/<int:pk>/aabn/", round_views.round_open, name="round_open"),
    path("vision/prioritering/<int:pk>/luk/", round_views.round_close, name="round_close"),
    path("vision/prioritering/<int:pk>/stedfortraeder/", round_views.round_stand_in, name="round_stand_in"),
    path("vision/prioritering/<int:pk>/skaerm/", round_views.round_screen, name="round_screen"),
    path("vision/prioritering/<int:pk>/stilling/", round_views.round_standing, name="round_standing"),
    path("vision/prioritering/<int:pk>.pdf", round_views.round_pdf, name="round_pdf"),
    path("vision/sigtelinjer/ny/", views.guiding_line_create, name="guiding_line_create"),
    path("vision/sigtelinjer/<int:pk>/rediger/", views.guiding_line_edit, name="guiding_line_edit"),
    path("vision/sigtelinjer/<int:pk>/fjern/", views.guiding_line_remove, name="guiding_line_remove"),
    path("vision/debatoplaeg/", paper_views.debate_paper, name="debate_paper"),
    path("vision/debatoplaeg/rediger/", paper_views.debate_paper_edit, name="debate_paper_edit"),
    path("vision/debatoplaeg/versioner/", paper_views.debate_paper_versions, name="debate_paper_versions"),
    path("vision/debatoplaeg/tilstand/", paper_views.paper_state, name="paper_state"),
    path("vision/debatoplaeg/laest/", paper_views.paper_read, name="paper_read"),
    path("vision/debatoplaeg/udfordringer/ny/", paper_views.challenge_edit, name="challenge_create"),
    path("vision/debatoplaeg/udfordringer/<int:pk>/", paper_views.challenge_edit, name="challenge_edit"),
    path("vision/debatoplaeg/udfordringer/<int:pk>/fjern/", paper_views.challenge_remove, name="challenge_remove"),
    path("vision/debatoplaeg/spoergsmaal/nyt/", paper_views.question_edit, name="question_create"),
    path("vision/debatoplaeg/spoergsmaal/<int:pk>/", paper_views.question_edit, name="question_edit"),
    path("vision/debatoplaeg/spoergsmaal/<int:pk>/fjern/", paper_views.question_remove, name="question_remove"),
    path("vision/debatoplaeg/loesninger/ny/", paper_views.solution_edit, name="solution_create"),
    path("vision/debatoplaeg/loesninger/<int:pk>/", paper_views.solution_edit, name="solution_edit"),
    path("vision/debatoplaeg/loesninger/<int:pk>/fjern/", paper_views.solution_remove, name="solution_remove"),
    path("vision/debatoplaeg/spoergsmaal/<int:pk>/svar/", paper_views.question_answer, name="question_answer"),
    path("vision/debatoplaeg.pdf", paper_views.debate_paper_pdf, name="debate_paper_pdf"),
    path("vision/indspil/", contribution_views.contribution_list, name="contribution_list"),
    path("vision/indspil/nyt/", contribution_views.contribution_create, name="contribution_create"),
    path("vision/indspil/<int:pk>/", contribution_views.contribution_detail, name="contribution_detail"),
    path("vision/indspil/<int:pk>/versioner/", contribution_views.contribution_versions, name="contribution_versions"),
    path("vision/indspil/<int:pk>/rediger/", contribution_views.contribution_edit, name="contribution_edit"),
    path("vision/indspil/<int:pk>/fordel/", contribution_views.contribution_sort, name="contribution_sort"),
    path("vision/indspil/<int:pk>/fjern/", contribution_views.contribution_remove, name="contribution_remove"),
    path("vision/temaer/", theme_views.theme_list, name="theme_list"),
    path("vision/temaer/tavle/", theme_board_views.theme_board, name="theme_board"),
    path("vision/temaer/tavle/fortryd/", theme_board_views.theme_board_undo, name="theme_board_undo"),
    path("vision/temaer/input/", theme_acts.theme_input, name="theme_input"),
    path("vision/temaer/input.pdf", theme_acts.theme_input_pdf, name="theme_input_pdf"),
    path("vision/temaer/<int:pk>/flyt/", theme_board_views.theme_place, name="theme_place"),
    path("vision/temaer/<int:pk>/saml/", theme_acts.theme_merge, name="theme_merge"),
    path("vision/temaer/<int:pk>/udskil/", theme_acts.theme_split, name="theme_split"),
    path("vision/temaer/<int:pk>/udgaa/", theme_acts.theme_drop, name="theme_drop"),
    path("vision/temaer/<int:pk>/genoptag/", theme_acts.theme_reopen, name="theme_reopen"),
    path("vision/temaer/nyt/", theme_views.theme_create, name="theme_create"),
    path("vision/temaer/<int:pk>/", theme_views.theme_detail, name="theme_detail"),
    path("vision/temaer/<int:pk>/versioner/", theme_views.theme_versions, name="theme_versions"),
    path("vision/temaer/<int:pk>/rediger/", theme_views.theme_edit, name="theme_edit"),
    path("vision/temaer/<int:pk>/fjern/", theme_views.theme_remove, name="theme_remove"),
]
