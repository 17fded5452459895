"""Every page in every state that it has: what is asked of all pages is asked of these."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpResponse
from django.test import Client

from accounts.consent import agree
from accounts.models import User
from tests.architecture.addresses import DOWNLOADS, PRIVATE, PUBLIC, addresses, named
from tests.architecture.documents import Document, sent_by
from tests.architecture.seeding import (
    add_photographs,
    answer_questions,
    answer_signs,
    bare_session,
    hard_session,
    leave_plan,
    live_through,
    plan_ahead,
    rest_from_plan,
)
from tests.conftest import PASSWORD
from tracking.models import CheckIn, Concern, OwnMovement, PlanItem, Screening, Session, Trait

STRANGER, NEWCOMER, SETTLED = "stranger", "newcomer", "settled"
PAUSED = "paused"  # somebody whose new signs are all unanswered, in as many entries
RESTING = "resting"  # somebody whose plan rests for a bad day
BACK = "back"  # somebody who comes back to a plan after three weeks
UNDECIDED = "undecided"  # somebody with an account who has not agreed to anything

# For those who are signed in, these lead elsewhere.
LEADS_ON = {
    "home",
    "account_login",
    "account_signup",
    "account_set_password",
    # Nothing but a button leads there, and reading the address does nothing.
    "tracking:check-in-repeat",
    "tracking:check-in-delete",
    "tracking:session-delete",
    "tracking:put-back",
    "tracking:session-as-planned",
    "tracking:sign-answer",
    "tracking:about-me-answer",
    "tracking:about-me-delete",
    "tracking:plan-done",
    "tracking:plan-go-on",
    "tracking:like",
    "play-today",  # without a plan, to what the day begins with
    "tracking:screening",
    "tracking:screening-put-away",
}
NO_PAGE = {"readyz", *DOWNLOADS}

# What the id in an address is of, by how its name begins.
MODEL_OF: dict[str, type[Any]] = {
    "check-in": CheckIn,
    "session": Session,
    "put-back": CheckIn,
    "movement": OwnMovement,
    "sign": Concern,
    "move": PlanItem,
    "screening": Screening,
    "about-me": Trait,
}


def model_of(name: str) -> type[Any]:
    """The model whose row the id in this address names."""
    begins = name.removeprefix("tracking:")
    return next(model for start, model in MODEL_OF.items() if begins.startswith(start))


def rows_of(name: str, person: User) -> Any:
    """What this address can show of `person`: what was deleted, where it puts back."""
    rows = model_of(name).objects
    if name == "tracking:put-back":
        return rows.removed_from(person)
    return rows.owned_by(person)


@dataclass(frozen=True)
class World:
    """Who visits, and what the settled one has in the diary."""

    clients: Mapping[str, Client]
    settled: User
    waiting: EmailAddress
    hard: Session

    def pk_for(self, name: str, hard: bool) -> uuid.UUID:
        """The id of an entry that a page with this name shows."""
        if hard:
            return self.hard.pk
        rows = rows_of(name, self.settled)
        oldest = "since" if rows.model is PlanItem else "created_at"
        return rows.order_by(oldest).first().pk


def make_world(entries: int = 3) -> World:
    """A world in which the settled one has so many days in the diary, and one hard session."""
    settled = User.objects.create_user("settled@example.org", PASSWORD, name="Sam")
    newcomer = User.objects.create_user("newcomer@example.org", PASSWORD)
    undecided = User.objects.create_user("undecided@example.org", PASSWORD)
    for person in (settled, newcomer):
        agree(person)
    live_through(settled, entries)
    paused = User.objects.create_user("paused@example.org", PASSWORD, name="Pat")
    agree(paused)
    live_through(paused, entries)
    hard = hard_session(settled, days=entries + 5)
    answer_signs(settled)
    answer_questions(settled, rf_catching="yes", rf_weak="unsure")
    answer_questions(paused, rf_saddle="unsure", rf_fever="yes")
    add_photographs("supported-camel")
    waiting = EmailAddress.objects.create(user=settled, email="new@example.org")
    people = {NEWCOMER: newcomer, SETTLED: settled, UNDECIDED: undecided, PAUSED: paused}
    for name in (RESTING, BACK):
        people[name] = User.objects.create_user(f"{name}@example.org", PASSWORD)
        agree(people[name])
        plan_ahead(people[name])
    rest_from_plan(people[RESTING])
    leave_plan(people[BACK], days=21)
    clients = {STRANGER: Client()} | {name: Client() for name in people}
    for name, person in people.items():
        clients[name].force_login(person)
    return World(clients, settled, waiting, hard)


@dataclass(frozen=True)
class Visit:
    """One page in one state. With `sends`, its form is sent: as the page has it, but for these."""

    who: str
    name: str
    state: str = ""
    query: str = ""
    hard: bool = False
    arguments: Callable[[World], Mapping[str, str]] = lambda world: {}
    sends: Mapping[str, Any] | None = None
    status: int = 200
    follow: bool = False

    @property
    def label(self) -> str:
        """How a test names it."""
        return f"{self.who}: {self.name}{', ' if self.state else ''}{self.state}"

    def url(self, world: World) -> str:
        address = named(self.name)
        given: dict[str, Any] = {**self.arguments(world)}
        if "pk" in address.arguments:
            given.setdefault("pk", world.pk_for(self.name, self.hard))
        return address.url(**given) + (f"?{self.query}" if self.query else "")

    def answer(self, world: World) -> HttpResponse:
        """The site's answer to this visit."""
        return self.ask(world, self.url(world))

    def ask(self, world: World, url: str) -> HttpResponse:
        """The answer, where the address is known already."""
        client = world.clients[self.who]
        if self.sends is None:
            return client.get(url, follow=self.follow)
        return client.post(url, self.data(world))

    def data(self, world: World) -> dict[str, Any]:
        """What the visit sends: the page's form as it stands, but for `sends`."""
        page = Document(world.clients[self.who].get(self.url(world)).content.decode())
        # Behind some addresses there is no page: nothing but a button leads there.
        return {**(sent_by(page.main_form()) if page.forms() else {}), **(self.sends or {})}


def _plain() -> Iterator[Visit]:
    """Each address as it stands, for everybody who may come."""
    for address in addresses():
        if address.name in NO_PAGE:
            continue
        if address.name in PUBLIC:
            yield Visit(STRANGER, address.name)
            if address.name not in LEADS_ON:
                yield Visit(SETTLED, address.name)
        elif address.name in PRIVATE and address.name not in LEADS_ON:
            yield Visit(SETTLED, address.name)
            if "pk" not in address.arguments:
                yield Visit(NEWCOMER, address.name)
    yield Visit(SETTLED, "account_logout")


PLAIN = tuple(_plain())

IN_A_STATE = (
    Visit(STRANGER, "home", "on a very bad day", "pain=10"),
    Visit(STRANGER, "home", "on a good day", "pain=0"),
    Visit(STRANGER, "exercises:library", "matched", "pain=3&minutes=10&position=supine"),
    Visit(STRANGER, "exercises:library", "on a very bad day", "pain=9"),
    Visit(STRANGER, "exercises:library", "nothing found", "q=zzzz&minutes=5"),
    Visit(STRANGER, "exercises:library", "not understood", "area=nowhere&pain=12&q=" + "x" * 200),
    Visit(SETTLED, "exercises:library", "everything left out", "avoid=pregnancy&equipment=none"),
    Visit(STRANGER, "exercises:library", "nothing fits", "area=groin&pain=9&minutes=2"),
    Visit(SETTLED, "exercises:library", "words respelt", "q=hip+flexer"),
    Visit(STRANGER, "exercises:search", "found", "q=lunge"),
    Visit(SETTLED, "exercises:search", "words respelt", "q=hip+flexer"),
    Visit(STRANGER, "exercises:search", "nothing found", "q=zzzz"),
    Visit(STRANGER, "exercises:search", "something near", "q=lunge+xyzzy"),
    Visit(STRANGER, "exercises:search", "not understood", "q=" + "x" * 200),
    Visit(STRANGER, "exercises:exercise", "does not fit", "pain=9"),
    Visit(STRANGER, "exercises:exercise", "fits", "pain=0"),
    Visit(STRANGER, "exercises:exercise", "the left side", "side=left"),
    Visit(
        SETTLED,
        "exercises:exercise",
        "keeps still",
        arguments=lambda world: {"slug": "constructive-rest"},
    ),
    Visit(
        STRANGER,
        "exercises:exercise",
        "with photographs",
        arguments=lambda world: {"slug": "supported-camel"},
    ),
    Visit(STRANGER, "exercises:programmes", "matched", "pain=8"),
    Visit(STRANGER, "exercises:programme", "does not fit", "pain=10"),
    Visit(STRANGER, "exercises:play-exercise", "too much", "pain=9"),
    Visit(STRANGER, "exercises:play", "chosen", "exercise=knee-rocks&exercise=glute-bridge"),
    Visit(PAUSED, "exercises:play-programme", "a sign unanswered"),
    Visit(STRANGER, "exercises:claims", "filtered", "topic=pain&verdict=plausible"),
    Visit(STRANGER, "exercises:claims", "not understood", "topic=moon"),
    Visit(STRANGER, "exercises:claim", "the other side first", "first=opposes"),
    Visit(STRANGER, "exercises:search", "one kind", "q=psoas&kind=claim"),
    Visit(SETTLED, "tracking:diary", "older", "page=2"),
    Visit(SETTLED, "tracking:check-in-list", "older", "page=2"),
    Visit(SETTLED, "tracking:session-list", "older", "page=2"),
    Visit(SETTLED, "tracking:check-in-list", "found", "q=LEFT&pain=3&place=hip_front&signs=on"),
    Visit(SETTLED, "tracking:check-in-list", "nothing found", "q=zzzz&pain=3"),
    Visit(SETTLED, "tracking:check-in-list", "not understood", "from=x&place=moon&pain=99&q=left"),
    Visit(SETTLED, "tracking:session-list", "found", "q=quiet+settle&outcome=partly"),
    Visit(SETTLED, "tracking:session-list", "nothing found", "q=zzzz&outcome=partly"),
    Visit(SETTLED, "tracking:session-list", "not understood", "to=x&did=moon&outcome=9&q=quiet"),
    Visit(SETTLED, "tracking:progress", "4 weeks", "weeks=4"),
    Visit(SETTLED, "tracking:progress", "half a year", "weeks=26"),
    Visit(SETTLED, "tracking:progress", "all", "weeks=all"),
    Visit(SETTLED, "tracking:session-new", "a programme", "programme=runner"),
    Visit(SETTLED, "tracking:session-new", "one exercise", "exercise=runners-lunge"),
    Visit(SETTLED, "tracking:session-detail", "which one was it", hard=True),
    Visit(
        SETTLED,
        "tracking:session-detail",
        "nothing said yet",
        arguments=lambda world: {"pk": str(bare_session(world.settled).pk)},
    ),
    Visit(SETTLED, "tracking:exercise-history", "one side", "side=left"),
    Visit(SETTLED, "tracking:exercise-history", "older", "page=2"),
    Visit(
        SETTLED,
        "tracking:exercise-history",
        "never done",
        arguments=lambda world: {"slug": "tree-pose"},
    ),
    Visit(
        SETTLED,
        "exercises:exercise",
        "left out for oneself",
        arguments=lambda world: {"slug": "cat-cow-slow"},
    ),
    Visit(SETTLED, "exercises:library", "shown all the same", "all=on"),
    Visit(
        SETTLED,
        "exercises:play-programme",
        "in part left out for oneself",
        arguments=lambda world: {"slug": "healthy-hip-lunges"},
    ),
    Visit(SETTLED, "play-today", "shorter", "minutes=8&gentler=1&standing=1"),
    Visit(SETTLED, "tracking:plan", "shorter", "minutes=2&gentler=1&standing=1"),
    Visit(SETTLED, "tracking:plan-add", "instead of something", "instead=runners-lunge"),
    Visit(PAUSED, "tracking:plan", "a sign unanswered"),
    Visit(PAUSED, "tracking:bad-day", "a sign unanswered"),
    Visit(PAUSED, "tracking:today", "a sign unanswered"),
    Visit(RESTING, "tracking:today", "the plan rests"),
    Visit(RESTING, "tracking:bad-day", "the plan rests"),
    Visit(RESTING, "tracking:plan", "the plan rests"),
    Visit(BACK, "tracking:today", "after a gap"),
    Visit(PAUSED, "tracking:sign-list", "a sign unanswered"),
    Visit(PAUSED, "exercises:library", "a sign unanswered", "pain=2"),
    Visit(PAUSED, "exercises:exercise", "a sign unanswered"),
    Visit(PAUSED, "exercises:programmes", "a sign unanswered"),
    Visit(PAUSED, "exercises:programme", "a sign unanswered"),
    Visit(PAUSED, "exercises:search", "a sign unanswered", "q=lunge"),
    Visit(
        NEWCOMER,
        "tracking:screening-leaf",
        "the last card",
        "next=/play/programme/runner/",
        arguments=lambda world: {"code": "slower"},
    ),
    Visit(UNDECIDED, "consent", "never asked"),
    Visit(UNDECIDED, "data", "never asked"),
    Visit(UNDECIDED, "settings", "never asked"),
)


def _reset_key(world: World) -> dict[str, str]:
    """The link of a mail for a new password."""
    key = default_token_generator.make_token(world.settled)
    return {"uidb36": user_pk_to_url_str(world.settled), "key": key}


def _confirm_key(world: World) -> dict[str, str]:
    """The link of a mail that confirms an address."""
    return {"key": EmailConfirmationHMAC(world.waiting).key}


BY_MAIL = (
    Visit(
        STRANGER,
        "account_reset_password_from_key",
        "a good link",
        arguments=_reset_key,
        follow=True,
    ),
    Visit(STRANGER, "account_confirm_email", "a good link", arguments=_confirm_key),
    Visit(SETTLED, "account_confirm_email", "a good link", arguments=_confirm_key),
)

WRONG = (
    Visit(SETTLED, "tracking:check-in-new", "empty", sends={"note": "x"}, status=422),
    Visit(
        SETTLED,
        "tracking:check-in-new",
        "all wrong",
        sends={
            "pain": "12",
            "date": "2999-01-01",
            "time": "25:00",
            "areas": ["nowhere"],
            "signs": ["nothing"],
            "sign_place": "nowhere",
            "measure_sleep_hours": "7",
            "measure_sleep_hours_other": "8",
            "measure_hours_sitting_other": "99",
            "measure_run_km": "-1",
            "measure_walked": "x",
            "measure_seat_type": "moon",
            "measure_new_activity": "x" * 501,
            "measure_stress_level": "x",
            "since": "7",
            "note": "x" * 10_001,
        },
        status=422,
    ),
    Visit(
        SETTLED,
        "tracking:check-in-edit",
        "changed meanwhile",
        sends={"version": "99", "note": "mine"},
        status=409,
    ),
    Visit(
        SETTLED,
        "tracking:follow",
        "wrong",
        sends={"daily": ["walked", "nothing"], "private": ["x"], "move": "walked:x"},
        status=422,
    ),
    Visit(
        SETTLED,
        "tracking:about-me",
        "wrong",
        sends={"blood": ["nothing"], "kneeling": "x", "at_hand": ["mat"]},
        status=422,
    ),
    Visit(
        SETTLED,
        "tracking:about-me",
        "changed meanwhile",
        sends={"was": "floor:True", "joints": ["wrist_pain"]},
        status=409,
    ),
    Visit(SETTLED, "tracking:plan", "wrong", sends={"do": "fly 1"}, status=422),
    Visit(SETTLED, "tracking:plan", "without a name", sends={"title": " "}, status=422),
    Visit(
        SETTLED,
        "tracking:plan",
        "changed meanwhile",
        sends={"do": "up 1", "version": "99"},
        status=409,
    ),
    Visit(
        SETTLED, "tracking:plan-new", "not on offer", sends={"start": "programme moon"}, status=422
    ),
    Visit(SETTLED, "tracking:check-in-edit", "wrong", sends={"pain": "x"}, status=422),
    Visit(SETTLED, "tracking:session-new", "empty", sends={"note": "x"}, status=422),
    Visit(
        SETTLED,
        "tracking:session-new",
        "all wrong",
        sends={
            "programme": "none",
            "exercises": ["none"],
            "movements": ["none"],
            "own": "two\nlines",
            "outcome": "x",
            "pain_before": "11",
            "pain_worst": "x",
            "effort": "1",
            "sensation": "x",
            "minutes": "-1",
            "day": "x",
            "date": "x",
        },
        status=422,
    ),
    Visit(
        SETTLED,
        "tracking:session-new",
        "adjusted",
        sends={"programme": "runner", "own": "Tai chi", "adjust": "adjust"},
    ),
    Visit(
        SETTLED,
        "tracking:session-new",
        "searched",
        sends={"programme": "runner", "own": "Tai chi", "find": "hip", "adjust": "search"},
    ),
    Visit(SETTLED, "tracking:session-new", "everything", sends={"adjust": "all"}),
    Visit(
        SETTLED,
        "tracking:session-new",
        "not chosen",
        sends={"find": "Tai chi", "pain_worst": "x"},
        status=422,
    ),
    Visit(
        SETTLED,
        "tracking:session-edit",
        "lines wrong",
        sends={"lines-0-sets": "-1", "lines-0-worst": "x"},
        status=422,
    ),
    Visit(
        SETTLED,
        "tracking:session-edit",
        "changed meanwhile",
        sends={"version": "99"},
        status=409,
    ),
    Visit(SETTLED, "tracking:session-detail", "none chosen", hard=True, sends={}, status=422),
    Visit(NEWCOMER, "tracking:screening-leaf", "nothing said", sends={}, status=422),
    Visit(
        SETTLED,
        "settings",
        "wrong",
        sends={"name": "x" * 500, "time_zone": "Moon/Sea", "theme": "pink"},
        status=422,
    ),
    Visit(SETTLED, "settings-delete", "wrong", sends={"password": "no"}, status=422),
    Visit(SETTLED, "tracking:movement-history", "without a name", sends={"name": " "}, status=422),
    Visit(UNDECIDED, "consent", "not ticked", sends={}, status=422),
    Visit(
        SETTLED,
        "account_change_password",
        "wrong",
        sends={"oldpassword": "no", "password1": "x", "password2": "y"},
        status=422,
    ),
    Visit(SETTLED, "account_email", "wrong", sends={"email": "x", "action_add": ""}, status=422),
    Visit(SETTLED, "account_reauthenticate", "wrong", sends={"password": "no"}, status=422),
    Visit(STRANGER, "account_signup", "empty", sends={}, status=422),
    Visit(
        STRANGER,
        "account_signup",
        "wrong",
        sends={"email": "x", "password1": "1234", "website": "x"},
        status=422,
    ),
    Visit(
        STRANGER,
        "account_login",
        "wrong",
        sends={"login": "nobody@example.org", "password": "wrong-password"},
        status=422,
    ),
    Visit(STRANGER, "account_reset_password", "wrong", sends={"email": "x"}, status=422),
)

VISITS = (*PLAIN, *IN_A_STATE, *BY_MAIL, *WRONG)


Ask = Callable[[Client], HttpResponse]


def strict() -> Client:
    """A client that, like a browser, has to send a token with its forms."""
    return Client(enforce_csrf_checks=True)


# Pages that say that something went wrong, with their status.
ERRORS: dict[str, tuple[int, Ask]] = {
    "not found": (404, lambda client: client.get("/nothing/here/")),
    "not found below a private page": (404, lambda client: client.get("/today/x.css")),
    "an exercise that never was": (404, lambda client: client.get("/exercises/nothing/")),
    "a forged host": (400, lambda client: client.get("/", headers={"host": "evil.example"})),
    "a form without its token": (403, lambda client: strict().post("/accounts/login/", {})),
    "a method that a page does not have": (405, lambda client: client.post("/safety/")),
    "too much": (
        413,
        lambda client: client.post("/accounts/login/", {"login": "x" * 2_000_000}),
    ),
    "too many fields": (
        400,
        lambda client: client.post("/accounts/login/", {str(n): "" for n in range(1100)}),
    ),
}
