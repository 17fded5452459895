"""Deleting is one tap, and for a day it can be taken back: whole, once, and by its owner."""

import datetime as dt
import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exercises.models import Measure
from tests.architecture.seeding import add_check_in, add_session, day_before
from tracking import logbook
from tracking.logbook import Answer
from tracking.models import (
    KEPT,
    Aftermath,
    CheckIn,
    Concern,
    FeltArea,
    OwnMovement,
    Reading,
    Session,
    SessionLine,
)

CHECK_INS, SESSIONS = reverse("tracking:check-in-list"), reverse("tracking:session-list")
ENTRIES = (CheckIn, Session)
pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.database]


def delete_of(entry: Any) -> str:
    kind = "session" if isinstance(entry, Session) else "check-in"
    return reverse(f"tracking:{kind}-delete", args=[entry.pk])


def put_back_of(entry: Any) -> str:
    return reverse("tracking:put-back", args=[entry.pk])


def everything() -> dict[str, list[Any]]:
    """All rows of what stands in the diary, column by column."""
    check_ins, sessions = (kind.objects.standing() for kind in ENTRIES)
    readings = Reading.objects.filter(Q(check_in__in=check_ins) | Q(session__in=sessions))
    tables: dict[str, Any] = {
        "check-ins": check_ins,
        "places": FeltArea.objects.filter(check_in__in=check_ins),
        "answers": readings,
        "sessions": sessions,
        "lines": SessionLine.objects.filter(session__in=sessions),
        "mornings after": Aftermath.objects.all(),
        "signs": Concern.objects.standing(),
    }
    return {name: sorted(rows.values_list(), key=str) for name, rows in tables.items()}


def removed() -> set[Any]:
    """The ids of what was deleted and is still kept aside, whoever's it is."""
    kept = (kind.objects.filter(removed_at__isnull=False) for kind in ENTRIES)
    return {entry.pk for rows in kept for entry in rows}


def text_of(answer: Any) -> str:
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# --- Deleting ------------------------------------------------------------------------------------


def test_it_deletes_in_one_tap_with_all_that_hangs_on_it(signed_in: Client, user: Any) -> None:
    done = add_session(user, 1)
    said = add_check_in(user, 0, since=done)
    answer = signed_in.post(delete_of(said))
    assert (answer.status_code, answer["Location"]) == (302, CHECK_INS)
    answer = signed_in.post(delete_of(done))
    assert (answer.status_code, answer["Location"]) == (302, SESSIONS)
    assert not any(everything().values())


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_the_address_deletes_nothing(signed_in: Client, user: Any, method: str) -> None:
    """As a login does that stood between the tap and the deleting."""
    entries = (add_check_in(user, 0), add_session(user, 0))
    before = everything()
    for entry in entries:
        answer = getattr(signed_in, method)(delete_of(entry))
        kind = "session" if isinstance(entry, Session) else "check-in"
        assert answer["Location"] == reverse(f"tracking:{kind}-edit", args=[entry.pk])
    assert everything() == before
    assert not removed()


def test_the_button_stands_where_an_entry_is_changed(signed_in: Client, user: Any) -> None:
    said, done = add_check_in(user, 0), add_session(user, 0)
    pages = {
        said: ["tracking:check-in-edit"],
        done: ["tracking:session-edit", "tracking:session-detail"],
    }
    for entry, names in pages.items():
        for name in names:
            page = signed_in.get(reverse(name, args=[entry.pk])).content.decode()
            assert f'<form method="post" action="{delete_of(entry)}">' in page, name


def test_a_second_tap_finds_it_deleted(signed_in: Client, user: Any) -> None:
    for entry, where in ((add_check_in(user, 0), CHECK_INS), (add_session(user, 0), SESSIONS)):
        answers = [signed_in.post(delete_of(entry)) for _ in range(2)]
        assert [one["Location"] for one in answers] == [where, where]
        assert signed_in.get(delete_of(entry))["Location"] == where
    assert len(removed()) == 2


def test_two_taps_at_once_keep_one_whole_entry(user: Any) -> None:
    """Both have fetched it; the second comes when it is gone."""
    said = add_check_in(user, 0)
    first, second = CheckIn.objects.get(), CheckIn.objects.get()
    before, now = everything(), timezone.now()
    logbook.remove(first, now)
    logbook.remove(second, now + KEPT / 2)
    said.refresh_from_db()
    assert said.removed_at == now
    logbook.put_back(said)
    assert everything() == before


def test_nothing_is_written_into_what_was_deleted_meanwhile(user: Any) -> None:
    said = add_check_in(user, 0)
    logbook.remove(said, timezone.now())
    with pytest.raises(logbook.StaleError):
        logbook.change_check_in(said, logbook.CheckInFacts(day_before(user, 0), 1), said.version)
    logbook.put_back(said)
    assert CheckIn.objects.get().pain == 4


# --- While it is corrected elsewhere -------------------------------------------------------------

NOTE = "Better since the walk."


def edit_of(entry: Any) -> str:
    kind = "session" if isinstance(entry, Session) else "check-in"
    return reverse(f"tracking:{kind}-edit", args=[entry.pk])


def correction_of(client: Client, entry: Any) -> dict[str, Any]:
    """What the form of a correction sends, with another note."""
    asked = client.get(edit_of(entry)).context["form"]
    values = {name: asked[name].value() for name in asked.fields}
    if asked_of_lines := getattr(asked, "lines", None):
        count = asked_of_lines.counted
        values |= {count.add_prefix(name): count[name].value() for name in count.fields}
        for line in asked_of_lines:
            values |= {line.add_prefix(name): line[name].value() for name in line.fields}
    sent = {name: value for name, value in values.items() if value not in (None, "", [], False)}
    return sent | {"note": NOTE}


@pytest.mark.parametrize("add", [add_check_in, add_session])
def test_a_correction_of_what_was_deleted_meanwhile_can_be_saved_all_the_same(
    signed_in: Client, user: Any, add: Any
) -> None:
    entry = add(user, 0)
    sent = correction_of(signed_in, entry)
    signed_in.post(delete_of(entry))
    told = signed_in.post(edit_of(entry), sent)
    assert told.status_code == 409
    assert "Deleted meanwhile, so this was not saved." in text_of(told)
    assert told.context["form"]["note"].value() == NOTE
    assert delete_of(entry) not in told.content.decode()
    assert removed() == {entry.pk}

    refused = signed_in.post(edit_of(entry), sent | {"removed": "back", "time": "x"})
    assert refused.status_code == 422
    assert "Deleted meanwhile" in text_of(refused)
    assert removed() == {entry.pk}

    for choice, rows in (("new", 1), ("back", 2)):
        assert signed_in.post(edit_of(entry), sent | {"removed": choice}).status_code == 302
        assert type(entry).objects.standing().count() == rows
    assert {row.note for row in type(entry).objects.standing()} == {NOTE}
    assert not removed()


def test_a_correction_that_is_older_too_puts_nothing_back_before_it_is_told(
    signed_in: Client, user: Any
) -> None:
    said = add_check_in(user, 0)
    sent = correction_of(signed_in, said)
    signed_in.post(edit_of(said), sent | {"note": "In another tab."})
    signed_in.post(delete_of(said))
    told = signed_in.post(edit_of(said), sent | {"removed": "back"})
    assert told.status_code == 409
    assert "Changed meanwhile, so this was not saved." in text_of(told)
    assert removed() == {said.pk}
    again = sent | {"version": told.context["form"]["version"].value(), "removed": "back"}
    assert signed_in.post(edit_of(said), again).status_code == 302
    assert CheckIn.objects.standing().get().note == NOTE


def test_other_words_to_what_was_deleted_meanwhile_are_answered_too(
    signed_in: Client, user: Any
) -> None:
    said, done = add_check_in(user, 1), add_session(user, 0)
    for entry in (said, done):
        signed_in.post(delete_of(entry))
    named = signed_in.post(reverse("tracking:session-detail", args=[done.pk]), follow=True)
    assert "Deleted meanwhile, so this was not saved." in text_of(named)
    assert put_back_of(done) in named.content.decode()
    keys = {"client_key": str(uuid.uuid4()), "version": 1, "entry": str(said.pk)}
    again = signed_in.post(reverse("tracking:check-in-repeat"), keys)
    assert again.status_code == 409
    assert not CheckIn.objects.standing()


def test_what_is_gone_or_not_ones_own_is_not_there_to_be_corrected(
    signed_in: Client, user: Any, make_user: Any
) -> None:
    other = make_user("other@example.org")
    gone, theirs, of_old = add_check_in(user, 0), add_check_in(other, 0), add_check_in(user, 1)
    address = edit_of(gone)
    for entry, hours in ((theirs, 1), (of_old, 25)):
        logbook.remove(entry, timezone.now() - dt.timedelta(hours=hours))
    CheckIn.objects.filter(pk=gone.pk).delete()
    signed_in.post(delete_of(deleted := add_check_in(user, 2)))
    answers = [signed_in.post(edit_of(entry), {"pain": "3"}) for entry in (theirs, of_old)]
    answers += [signed_in.post(address, {"pain": "3"}), signed_in.get(edit_of(deleted))]
    assert [answer.status_code for answer in answers] == [404] * 4


# --- What it counts for --------------------------------------------------------------------------


@pytest.mark.clock("2026-11-20 18:00 +0000")
def test_what_is_deleted_counts_nowhere(signed_in: Client, user: Any) -> None:
    said, done = add_check_in(user, 0, pain=9), add_session(user, 0)
    today = reverse("tracking:today")
    assert "Checked in" in text_of(signed_in.get(today))
    signed_in.post(delete_of(said))
    signed_in.post(delete_of(done))
    page = signed_in.get(today).context["page"]
    assert (page.check_in, page.last, page.days_practised, page.sessions_today) == (
        None, None, 0, (),
    )  # fmt: skip
    assert signed_in.get(reverse("tracking:progress")).context["page"].is_empty
    for url in (CHECK_INS, SESSIONS):
        assert signed_in.get(url).context["days"] == []
    signed_in.post(put_back_of(said))
    signed_in.post(put_back_of(done))
    page = signed_in.get(today).context["page"]
    assert (page.check_in.pk, page.days_practised) == (said.pk, 1)


# --- Putting back --------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", [dt.time(8, 10), None])
def test_it_comes_back_as_it_was(
    signed_in: Client, user: Any, moment: dt.time | None, check_in: Any
) -> None:
    done = add_session(user, 1)
    said = add_check_in(user, 0, since=done)
    check_in(user, 3, days_ago=2, clock=moment)
    before = everything()
    for entry in (said, done):
        signed_in.post(delete_of(entry))
        assert everything() != before
        answer = signed_in.post(put_back_of(entry), follow=True)
        assert "It is back, as it was." in text_of(answer)
        assert everything() == before
    assert not removed()


def test_the_mornings_after_come_back_with_their_session(signed_in: Client, user: Any) -> None:
    done = add_session(user, 1)
    said = add_check_in(user, 0, since=done)
    signed_in.post(delete_of(done))
    assert not said.aftermaths.exists()
    signed_in.post(put_back_of(done))
    assert [one.session for one in said.aftermaths.all()] == [done]


@pytest.mark.parametrize("first", ["check-in", "session"])
@pytest.mark.parametrize("back_first", ["check-in", "session"])
def test_a_morning_after_waits_for_both_of_its_entries(
    signed_in: Client, user: Any, first: str, back_first: str
) -> None:
    """Whichever went first, and whichever comes back first."""
    done = add_session(user, 1)
    said = add_check_in(user, 0, since=done)
    before = everything()
    entries = {"check-in": said, "session": done}
    for entry in sorted(entries.values(), key=lambda one: one is not entries[first]):
        signed_in.post(delete_of(entry))
    for entry in sorted(entries.values(), key=lambda one: one is not entries[back_first]):
        signed_in.post(put_back_of(entry))
    assert everything() == before


def test_a_morning_after_goes_where_its_other_entry_has_gone_for_good(
    signed_in: Client, user: Any
) -> None:
    done = add_session(user, 1)
    said = add_check_in(user, 0, since=done)
    signed_in.post(delete_of(done))
    signed_in.post(delete_of(said))
    CheckIn.objects.filter(pk=said.pk).delete()
    assert signed_in.post(put_back_of(done)).status_code == 302
    assert Session.objects.get() == done
    assert not Aftermath.objects.exists()


def test_a_second_tap_on_put_back_finds_it_there(signed_in: Client, user: Any) -> None:
    said = add_check_in(user, 0)
    before = everything()
    signed_in.post(delete_of(said))
    answers = [signed_in.post(put_back_of(said)) for _ in range(3)]
    assert {one["Location"] for one in answers} == {CHECK_INS}
    assert everything() == before


def test_putting_back_at_once_twice_writes_once(user: Any) -> None:
    said = add_check_in(user, 0)
    before = everything()
    logbook.remove(said, timezone.now())
    logbook.put_back(said)
    logbook.put_back(said)
    assert everything() == before


def test_it_can_be_deleted_and_put_back_again(signed_in: Client, user: Any) -> None:
    said = add_check_in(user, 0)
    before = everything()
    for _ in range(3):
        signed_in.post(delete_of(said))
        signed_in.post(put_back_of(said))
    assert everything() == before


def test_both_stand_when_the_same_form_was_sent_again_meanwhile(
    signed_in: Client, user: Any
) -> None:
    sent = {"pain": "4", "client_key": str(uuid.uuid4()), "note": "First."}
    new = reverse("tracking:check-in-new")
    signed_in.post(new, sent)
    first = CheckIn.objects.get()
    signed_in.post(delete_of(first))
    signed_in.post(new, sent | {"note": "Again."})
    again = CheckIn.objects.standing().get()
    signed_in.post(put_back_of(first))
    assert {one.note for one in CheckIn.objects.all()} == {"First.", "Again."}
    again.refresh_from_db()
    assert str(again.client_key) == sent["client_key"], "its own form still finds it"


@pytest.mark.django_db(transaction=True)
def test_two_of_one_form_can_be_put_back_at_the_same_moment(user: Any) -> None:
    """On two connections: the second waits until the first is done."""
    now = timezone.now()
    of_one_form = {"user": user, "client_key": uuid.uuid4(), "removed_at": now}
    first, second = (
        CheckIn.objects.create(at=now, local_date=now.date(), pain=pain, **of_one_form)
        for pain in (1, 2)
    )

    def put_back_in_another_tab() -> None:
        with closing(connection):
            logbook.put_back(second)

    with ThreadPoolExecutor() as tabs:
        with transaction.atomic():
            logbook.put_back(first)
            other_tab = tabs.submit(put_back_in_another_tab)
            time.sleep(0.3)
        other_tab.result()
    assert CheckIn.objects.standing().count() == 2


def test_reading_the_way_back_puts_nothing_back(signed_in: Client, user: Any) -> None:
    said = add_check_in(user, 0)
    signed_in.post(delete_of(said))
    assert signed_in.get(put_back_of(said))["Location"] == CHECK_INS
    assert removed() == {said.pk}


# --- What it names -------------------------------------------------------------------------------


def test_what_a_deleted_entry_names_stays_as_long_as_it_can_come_back(
    signed_in: Client, client_of: Any, user: Any, staff: Any, check_in: Any
) -> None:
    """Else it could not; with the entry it is free again."""
    measure = Measure.objects.create(code="itch", label="Itch", family="symptom", answer="scale")
    said = check_in(user, 4, answers=(Answer(measure.pk, Decimal(3)),))
    signed_in.post(delete_of(said))
    page = reverse("admin:exercises_measure_delete", args=[measure.pk])
    desk = client_of(staff)
    assert desk.get(page).status_code == 200
    desk.post(page, {"post": "yes"})
    assert Measure.objects.filter(pk=measure.pk).exists()
    signed_in.post(put_back_of(said))
    assert said.readings.get().measure == measure
    logbook.remove(said, timezone.now() - KEPT)
    logbook.forget_removed(timezone.now())
    desk.post(page, {"post": "yes"})
    assert not Measure.objects.filter(pk=measure.pk).exists()


def test_a_movement_that_was_put_away_is_named_by_a_session_that_comes_back(
    signed_in: Client, user: Any
) -> None:
    done = add_session(user, 0)
    movement = done.lines.get(movement__isnull=False).movement
    history = reverse("tracking:movement-history", args=[movement.pk])
    signed_in.post(delete_of(done))
    signed_in.post(history, {"offered": "0"})
    assert signed_in.get(history).context["page"].is_empty
    signed_in.post(put_back_of(done))
    assert not signed_in.get(history).context["page"].is_empty
    assert [line.name for line in done.lines.filter(movement=movement)] == ["Swimming"]
    signed_in.post(delete_of(done))
    user.delete()
    assert not OwnMovement.objects.exists()


# --- The list, the day it lasts, and whose it is -------------------------------------------------


@pytest.mark.clock("2026-11-03 12:00 +0000")
def test_the_list_says_what_was_deleted_and_offers_it_back(client_of: Any, make_user: Any) -> None:
    berlin = make_user(time_zone="Europe/Berlin")
    client = client_of(berlin)
    form = {"pain": "4", "client_key": str(uuid.uuid4()), "time": "08:10"}
    client.post(reverse("tracking:check-in-new"), form)
    said, done = CheckIn.objects.get(), add_session(berlin, 1)
    page = client.post(delete_of(said), follow=True)
    assert "Deleted: check-in of Tue 3 Nov, 08:10. Put back" in text_of(page)
    assert f'action="{put_back_of(said)}"' in page.content.decode()
    page = client.post(delete_of(done), follow=True)
    assert "Deleted: session of Mon 2 Nov. Put back" in text_of(page)
    assert "check-in of" not in text_of(page), "each list has its own"


def test_the_newest_comes_first_and_the_others_fold(signed_in: Client, user: Any) -> None:
    entries = [add_check_in(user, days) for days in range(3)]
    for entry in entries:
        signed_in.post(delete_of(entry))
    page = signed_in.get(CHECK_INS)
    assert [one.id for one in page.context["deleted"]] == [one.pk for one in reversed(entries)]
    assert "2 more" in text_of(page)


def test_after_a_day_it_is_gone(signed_in: Client, user: Any) -> None:
    kept, gone = add_check_in(user, 0), add_check_in(user, 1)
    for entry, minutes in ((kept, 24 * 60 - 1), (gone, 24 * 60 + 1)):
        signed_in.post(delete_of(entry))
        since = timezone.now() - dt.timedelta(minutes=minutes)
        CheckIn.objects.filter(pk=entry.pk).update(removed_at=since)
    assert [one.id for one in signed_in.get(CHECK_INS).context["deleted"]] == [kept.pk]
    assert removed() == {kept.pk, gone.pk}, "the row is still there"
    for method in (signed_in.get, signed_in.post):
        assert method(put_back_of(gone)).status_code == 404
        assert method(delete_of(gone)).status_code == 404
    assert not CheckIn.objects.standing()


def test_the_next_deleting_drops_what_is_older_than_a_day(user: Any, make_user: Any) -> None:
    other = make_user("other@example.org")
    now = timezone.now()
    old, done = add_check_in(other, 0), add_session(other, 0)
    young, mine = add_check_in(other, 1), add_check_in(user, 0)
    logbook.remove(young, now - dt.timedelta(hours=23))
    for entry in (old, done):
        logbook.remove(entry, now - KEPT)
    logbook.remove(mine, now)
    assert removed() == {young.pk, mine.pk}
    assert not Session.objects.exists()
    assert not SessionLine.objects.exists()


def test_what_somebody_else_deleted_is_not_there(
    signed_in: Client, client_of: Any, make_user: Any
) -> None:
    other = make_user("other@example.org")
    said = add_check_in(other, 0)
    client_of(other).post(delete_of(said))
    for method in (signed_in.get, signed_in.post):
        assert method(put_back_of(said)).status_code == 404
        assert method(delete_of(said)).status_code == 404
    assert signed_in.get(CHECK_INS).context["deleted"] == []
    assert removed() == {said.pk}


def test_an_account_takes_what_it_deleted_with_it(user: Any) -> None:
    logbook.remove(add_check_in(user, 0), timezone.now())
    user.delete()
    assert not CheckIn.objects.exists()


def test_a_form_that_did_not_ask_about_the_session_leaves_its_morning_after(
    signed_in: Client, user: Any
) -> None:
    answer = Aftermath.objects.create(
        check_in=add_check_in(user, 1), session=add_session(user, 1), change=1
    )
    entry, done = answer.check_in, answer.session
    signed_in.post(delete_of(done))
    edit = reverse("tracking:check-in-edit", args=[entry.pk])
    opened = signed_in.get(edit).context["form"]
    signed_in.post(put_back_of(done))
    said = {"pain": "7", "version": opened["version"].value(), "client_key": entry.client_key}
    assert signed_in.post(edit, said).status_code == 302
    assert CheckIn.objects.get(pk=entry.pk).pain == 7
    assert Aftermath.objects.get() == answer
