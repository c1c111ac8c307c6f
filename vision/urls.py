"""The council's track: the vision, the debate paper and the themes."""

from django.urls import path

from . import contribution_views, draft_views, paper_views, theme_views, views

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
    path("vision/sigtelinjer/ny/", views.guiding_line_create, name="guiding_line_create"),
    path("vision/sigtelinjer/<int:pk>/rediger/", views.guiding_line_edit, name="guiding_line_edit"),
    path("vision/sigtelinjer/<int:pk>/fjern/", views.guiding_line_remove, name="guiding_line_remove"),
    path("vision/debatoplaeg/", paper_views.debate_paper, name="debate_paper"),
    path("vision/debatoplaeg/rediger/", paper_views.debate_paper_edit, name="debate_paper_edit"),
    path("vision/debatoplaeg/versioner/", paper_views.debate_paper_versions, name="debate_paper_versions"),
    path("vision/debatoplaeg.pdf", paper_views.debate_paper_pdf, name="debate_paper_pdf"),
    path("vision/indspil/", contribution_views.contribution_list, name="contribution_list"),
    path("vision/indspil/nyt/", contribution_views.contribution_create, name="contribution_create"),
    path("vision/indspil/<int:pk>/", contribution_views.contribution_detail, name="contribution_detail"),
    path("vision/indspil/<int:pk>/versioner/", contribution_views.contribution_versions, name="contribution_versions"),
    path("vision/indspil/<int:pk>/rediger/", contribution_views.contribution_edit, name="contribution_edit"),
    path("vision/indspil/<int:pk>/fordel/", contribution_views.contribution_sort, name="contribution_sort"),
    path("vision/indspil/<int:pk>/fjern/", contribution_views.contribution_remove, name="contribution_remove"),
    path("vision/temaer/", theme_views.theme_list, name="theme_list"),
    path("vision/temaer/nyt/", theme_views.theme_create, name="theme_create"),
    path("vision/temaer/<int:pk>/", theme_views.theme_detail, name="theme_detail"),
    path("vision/temaer/<int:pk>/versioner/", theme_views.theme_versions, name="theme_versions"),
    path("vision/temaer/<int:pk>/rediger/", theme_views.theme_edit, name="theme_edit"),
    path("vision/temaer/<int:pk>/fjern/", theme_views.theme_remove, name="theme_remove"),
]
