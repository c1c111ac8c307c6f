"""Drafts of the vision and the comments on its text."""

from django.urls import path

from . import views

OF_A_VISION = [
    path("udkast/", views.draft_list, name="draft_list"),
    path("udkast/sammenlign/", views.draft_compare, name="draft_compare"),
    # Each vision numbers its own, so that the number alone names no draft.
    path("udkast/<int:number>/", views.draft_detail, name="draft_detail"),
    path("kommentarer/", views.draft_comments, name="draft_comments"),
    path("kommentarer/ny/", views.comment_create, name="comment_create"),
]
urlpatterns = [
    path("kommentarer/<int:pk>/afslut/", views.comment_settle, name="comment_settle"),
    path("kommentarer/<int:pk>/fjern/", views.comment_remove, name="comment_remove"),
]
