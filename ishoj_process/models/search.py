"""What the search finds: things as one circle of readers sees them, and the sets that keep it in step."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelsearch import index


class SearchEntry(index.Indexed, models.Model):
    """A thing as one circle of readers sees it. Which circle a reader belongs to is asked of the thing at each search.

    One thing has as many entries as it has faces: a closed agenda item one for those who may read it, with all its
    words, and one for everybody else, with its public title and public decision.
    """

    kind = models.CharField(max_length=12)
    thing_id = models.PositiveBigIntegerField()
    circle = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)  # as a reader sees it, without elements
    url = models.CharField(max_length=300)
    # The days that it belongs to, in words and to be asked for; empty where nobody has said.
    when = models.CharField(max_length=100, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    # The ids of its bodies, a blank before and behind each: an entry is then one row, written in one go.
    body_ids = models.TextField(blank=True)

    search_fields = [index.AutocompleteField("stems")]
    # Written by search/index.py in the transaction of the row: the library would hand it to a queue of tasks.
    search_auto_update = False

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing_id", "circle"], name="search_entry_one_face_per_circle")
        ]

    def __str__(self):
        return f"{self.kind} {self.thing_id} {self.circle}"

    @property
    def key(self):
        return self.kind, self.thing_id, self.circle

    def stems(self):
        """What the library indexes of it."""
        from ishoj_process.search.stems import indexed_text  # the search reads the models

        return indexed_text(self.title, self.text)


class SearchedQuerySet(models.QuerySet):
    """Rows that are found, or whose words are: writing many at once keeps the search in step, which no signal does."""

    def update(self, **values):
        from ishoj_process.search.index import follow  # the search reads the models

        with transaction.atomic(using=self.db), follow(self.model, self.values_list("pk", flat=True)):
            return super().update(**values)

    def bulk_create(self, objs, *args, **kwargs):
        from ishoj_process.search.index import follow  # the search reads the models

        with transaction.atomic(using=self.db):
            rows = super().bulk_create(objs, *args, **kwargs)
            with follow(self.model, [row.pk for row in rows]):
                return rows
