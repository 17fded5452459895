"""The content pack -> rows: idempotent, in one transaction, never over what staff have changed.

What a newer pack says of a row that staff have changed is kept with its entry as an offer, for
them to choose (`offers`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Model

from exercises.models import Exercise, PackEntry
from exercises.pack.addresses import address_faults
from exercises.pack.cautions import give_back, keep_dropped
from exercises.pack.facts import (
    Child,
    Facts,
    Kind,
    Rows,
    as_first_kept,
    as_kept,
    digest,
    still_says,
)
from exercises.pack.files import Pack, PackError
from exercises.pack.kinds import KINDS
from exercises.pack.rungs import where_they_stand, without_a_rung

Others = dict[type[Model], dict[object, Model | None]]

OUT_OF_THE_WAY = 1000  # rungs of exercises on the move, so that two can change places


@dataclass
class Report:
    """What a load did. `left_alone` says in words which entries were skipped, and why.

    `came_back` has the keys of what staff had deleted and was written again, and `given_back`
    the exercises that have one of them again.
    """

    added: int = 0
    changed: int = 0
    same: int = 0
    left_alone: list[str] = field(default_factory=list)
    came_back: list[str] = field(default_factory=list)
    given_back: list[str] = field(default_factory=list)


@transaction.atomic
def load(pack: Pack) -> Report:
    """Bring the library's rows up to `pack`; all of it or, on any error, nothing.

    Raises PackError where something of it would stand at an address that the site needs itself.
    """
    taken = address_faults(pack)
    if taken:
        raise PackError(taken)
    report = Report()
    for kind in KINDS:
        wanted = dict(kind.entries_of(pack))
        if kind.model is Exercise:
            report.given_back = give_back(report.came_back, wanted)
            keep_dropped([term.code for term in pack.contraindications], wanted)
        if wanted:  # else the pack is from before there was this kind
            _load_kind(kind, wanted, report)
    return report


def _load_kind(kind: Kind, wanted: dict[str, Facts], report: Report) -> None:
    known = {entry.key: entry for entry in PackEntry.objects.filter(kind=kind.name)}
    rows = rows_of(kind)
    _let_go_of_deleted(kind, wanted)
    to_write: dict[str, Facts] = {}
    for key, facts in wanted.items():
        row, entry = rows.get(key), known.get(key)
        verdict = _verdict(kind, facts, row, entry)
        if verdict == "write":
            to_write[key] = facts
            if entry is not None and row is None:
                report.came_back.append(key)
        elif verdict == "same":
            report.same += 1
            remember(kind, key, facts, entry)
        else:
            filled = _fill_in(kind, facts, row, entry)
            news = _offer(kind, facts, row, entry)
            report.left_alone.append(f"{kind.name} {key}: {verdict}{filled}{news}")
    for key, reason in write_entries(kind, to_write, rows, known, report).items():
        report.left_alone.append(f"{kind.name} {key}: {reason}")


def _let_go_of_deleted(kind: Kind, wanted: dict[str, Facts]) -> None:
    """Take out of what is only pointed at whatever is not there."""
    for name in kind.loose:
        model, key = kind.many[name]
        there = set(model._default_manager.values_list(key, flat=True))
        for facts in wanted.values():
            facts[name] = [other for other in facts[name] if other in there]


def rows_of(kind: Kind) -> Rows:
    """All rows of `kind` by their keys, with everything that their facts need."""
    rows = kind.model._default_manager.prefetch_related(*kind.prefetches())
    return {str(getattr(row, kind.key)): row for row in rows}


def write_entries(
    kind: Kind,
    wanted: dict[str, Facts],
    rows: Rows,
    known: Mapping[str, PackEntry],
    report: Report,
) -> dict[str, str]:
    """Write the facts in `wanted`; answers those that cannot be written, each with the reason."""
    if not wanted:  # as at most starts of the site
        return {}
    others = _others(kind)
    reasons = {key: _missing(kind, facts, others) for key, facts in wanted.items()}
    reasons = {key: reason for key, reason in reasons.items() if reason}
    to_write = {key: facts for key, facts in wanted.items() if key not in reasons}
    if kind.model is Exercise:
        without = without_a_rung(wanted, rows, reasons)
        reasons |= without
        to_write = where_they_stand(kind, to_write, rows, without)
        Exercise.objects.filter(slug__in=to_write).update(rung=F("rung") + OUT_OF_THE_WAY)
    _write_all(kind, to_write, rows, others, known, report)
    return reasons


def _verdict(kind: Kind, facts: Facts, row: Model | None, known: PackEntry | None) -> str:
    """Answer `write`, `same`, or the reason why the entry is left alone."""
    if row is None:
        return "write" if known is None or kind.comes_back else "was deleted here"
    current = kind.row_facts(row)
    if digest(current) == digest(facts):
        return "same"
    if known is None:
        return "was made here under the same name"
    return "write" if is_as_loaded(kind, current, known) else "was changed here"


def is_as_loaded(kind: Kind, facts: Facts, entry: PackEntry) -> bool:
    """Whether `facts` say what was loaded last, as far as that was known of then."""
    if entry.loaded is None:  # from before it was kept
        return entry.digest in (digest(facts), digest(as_first_kept(kind, facts)))
    return still_says(entry.loaded, as_kept(facts))


def _fill_in(kind: Kind, facts: Facts, row: Model | None, known: PackEntry | None) -> str:
    """Bring the flags of the pack to a row that staff have changed, where they left the flag alone.

    What it is for must not wait for a choice: that a numb place is an emergency holds too where
    staff have put the advice in their own words.
    """
    if row is None or known is None or known.loaded is None:
        return ""
    new, current = as_kept(facts), as_kept(kind.row_facts(row))
    flags = _flags_left_alone(kind, new, current, known.loaded)
    _remember_flags(known, flags)
    filled = sorted(name for name in flags if current[name] != new[name])
    if not filled:
        return ""
    for name in filled:
        setattr(row, name, new[name])
    if isinstance(row, Exercise):
        row.revision += 1
    row.save()
    return f", and {', '.join(filled)} filled in"


def _flags_left_alone(kind: Kind, new: Facts, current: Facts, loaded: Facts) -> Facts:
    """The `new` flags that staff have not set, where the row still says what each rests on."""
    unset = kind.model()
    untouched = as_kept({name: getattr(unset, name) for name in kind.late}) | loaded
    flags = {}
    for name, others in kind.late.items():
        agreed = all(current[other] == new[other] for other in others)
        if agreed and current[name] == untouched[name]:
            flags[name] = new[name]
    return flags


def _remember_flags(known: PackEntry, flags: Facts) -> None:
    loaded = (known.loaded or {}) | flags
    if loaded != known.loaded:
        known.loaded = loaded
        known.save(update_fields=["loaded"])


def _offer(kind: Kind, facts: Facts, row: Model | None, known: PackEntry | None) -> str:
    """Keep what the pack says now of a row that staff have changed, if that is news to them."""
    if row is None or known is None:
        return ""
    offered = None if is_as_loaded(kind, facts, known) else as_kept(facts)
    if known.offered != offered:
        known.offered = offered
        known.save(update_fields=["offered"])
    return "; the pack has something new, to choose from in the admin" if offered else ""


def _others(kind: Kind) -> Others:
    """All rows that rows of `kind` can refer to, by model and key; None is nothing referred to."""
    references = {*kind.references.values(), *kind.many.values()}
    for child in kind.children.values():
        references |= set(child.references.values())
    others: Others = {}
    for model, key in references:
        rows = model._default_manager.all()
        others[model] = {None: None} | {getattr(row, key): row for row in rows}
    return others


def _missing(kind: Kind, facts: Facts, others: Others) -> str:
    """Why an entry cannot be written: staff have deleted something that it refers to."""
    for model, key in _needed(kind, facts):
        if key not in others[model]:
            return f"needs {model._meta.verbose_name} {key}, which was deleted here"
    return ""


def _needed(kind: Kind, facts: Facts) -> Iterator[tuple[type[Model], object]]:
    """All that an entry refers to, as model and key."""
    for name, (model, _) in kind.references.items():
        yield model, facts[name]
    for name, (model, _) in kind.many.items():
        for key in facts[name]:
            yield model, key
    for name, child in kind.children.items():
        for reference, (model, _) in child.references.items():
            for part in facts[name]:
                yield model, part[reference]


def _write_all(
    kind: Kind,
    to_write: dict[str, Facts],
    rows: Rows,
    others: Others,
    known: Mapping[str, PackEntry],
    report: Report,
) -> None:
    written: Rows = {}
    for key, facts in to_write.items():
        row = rows.get(key)
        if row is None:
            row, report.added = kind.model(), report.added + 1
        else:
            report.changed += 1
        _write(kind, row, facts, others)
        remember(kind, key, facts, known.get(key))
        written[key] = row
    if kind.own_references:
        _link(kind, to_write, rows | written)


def _write(kind: Kind, row: Model, facts: Facts, others: Others) -> None:
    for name in kind.fields:
        setattr(row, name, facts[name])
    for name, (model, _) in kind.references.items():
        setattr(row, name, others[model][facts[name]])
    if isinstance(row, Exercise) and row.pk:
        row.revision += 1
    row.save()
    for name, (model, _) in kind.many.items():
        getattr(row, name).set(others[model][key] for key in facts[name])
    for name, child in kind.children.items():
        _write_children(row, child, facts[name], others)


def _write_children(row: Model, child: Child, wanted: list[Facts], others: Others) -> None:
    child.model._default_manager.filter(**{child.parent: row}).delete()
    made = []
    for order, facts in enumerate(wanted, start=1):
        values = {name: facts[name] for name in child.fields}
        for name, (model, _) in child.references.items():
            values[name] = others[model][facts[name]]
        if child.sorted_by == "order":
            values["order"] = order
        made.append(child.model(**{child.parent: row}, **values))
    child.model._default_manager.bulk_create(made)


def _link(kind: Kind, facts_of: dict[str, Facts], rows: Rows) -> None:
    """References among rows of one kind, once all of them exist."""
    for key, facts in facts_of.items():
        values = {name: rows.get(facts[name]) for name in kind.own_references}
        kind.model._default_manager.filter(pk=rows[key].pk).update(**values)


def remember(kind: Kind, key: str, facts: Facts, known: PackEntry | None) -> None:
    """Put down that `facts` are what the pack and the row said last; nothing is offered then."""
    kept = {"digest": digest(facts), "loaded": as_kept(facts), "offered": None}
    if known is None:
        PackEntry.objects.create(kind=kind.name, key=key, **kept)
    elif any(getattr(known, name) != value for name, value in kept.items()):
        PackEntry.objects.filter(pk=known.pk).update(**kept)
