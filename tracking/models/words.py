"""A column with the words of another one, as a search compares them: folded once, when written."""

from typing import Any

from django.db import models

from exercises.search import searchable


class SearchWords(models.TextField):
    """The words of the column `of`, so that no search has to read what people wrote.

    It is nobody's to write: each way of writing `of` brings it along. `Entry.save` and
    `OwnedQuerySet.update` see to what a field is not asked about. Migrations know it as plain text.
    """

    def __init__(self, *, of: str) -> None:
        self.of = of
        super().__init__(default="", blank=True, editable=False, serialize=False)

    def deconstruct(self) -> Any:
        name, _path, positional, options = super().deconstruct()
        return name, "django.db.models.TextField", positional, options

    def clone(self) -> "SearchWords":
        return type(self)(of=self.of)

    def words_of(self, text: str) -> str:
        """What is kept beside `text`."""
        if not isinstance(text, str):
            raise TypeError(f"{self.of} is written as text, so that its words can be kept.")
        return searchable(text)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        words = self.words_of(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, words)
        return words

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            models.signals.pre_save.connect(self._before_raw, sender=cls)

    def _before_raw(self, instance: models.Model, raw: bool = False, **_more: object) -> None:
        """Rows that are read from a file ask no field what it would have them be."""
        if raw:
            self.pre_save(instance, add=True)
