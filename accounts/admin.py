"""Accounts in the admin: who may log in. Never what anybody logged."""

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    BaseUserCreationForm,
    UserChangeForm,
)
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.deletion import delete_account
from accounts.fields import TypedTwice
from accounts.models import Consent, User
from accounts.reset_links import LINK_MADE, reset_link, sends_mail
from accounts.staff_history import WHO_LEFT
from psoas_site.ui.shapes import Context, Rows

# People change their address themselves: whoever could change it here could take the account
# over with a password reset, and read what the admin promises not to show.
admin.site.unregister(EmailAddress)


def change_own_password(request: HttpRequest, extra_context: Context | None = None) -> HttpResponse:
    """There is one page for it, with its limits and its mails."""
    return redirect("account_change_password")


admin.site.password_change = change_own_password  # type: ignore[assignment, method-assign]


class Shown:
    """What a password that can be looked at needs on a page of the admin."""

    css: ClassVar[dict[str, list[str]]] = {"all": ["css/pages/account.css"]}
    js: ClassVar[list[Script]] = [Script("js/show-password.js", type="module")]


class NewPasswordForm(TypedTwice, AdminPasswordChangeForm):
    """Another password for somebody, who hears of it as of any other change."""

    class Media(Shown):
        pass

    def save(self, commit: bool = True) -> User:
        person = super().save(commit)
        get_adapter().send_notification_mail("account/email/password_changed", person)
        return person


class NewUserForm(TypedTwice, BaseUserCreationForm):
    """A new account: address and password."""

    class Media(Shown):
        pass

    class Meta:
        model = User
        fields = ("email",)

    def clean_email(self) -> str:
        return User.objects.spelling_of(self.cleaned_data["email"])


class UserForm(UserChangeForm):
    """An account as it is."""

    class Meta:
        model = User
        fields = "__all__"
        field_classes: dict[str, type[forms.Field]] = {}


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Who has an account, and who is staff."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = NewPasswordForm
    change_user_password_template = "admin/accounts/user/password.html"  # noqa: S105
    add_form_template = None
    list_display = ("email", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_superuser", "is_active")
    search_fields = ("email",)
    ordering = ("email",)
    readonly_fields = ("email", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (
            gettext_lazy("May do"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (gettext_lazy("When"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("email", "password1", "password2")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Accounts of people: what stands for those who have left is none."""
        return super().get_queryset(request).exclude(email=WHO_LEFT)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """An address is written once. Only a superuser hands out rights."""
        if obj is None:
            return ()
        if request.user.is_superuser:
            return self.readonly_fields
        rights = ("is_staff", "is_superuser", "groups", "user_permissions")
        return (*self.readonly_fields, *rights)

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002
        form_url: str = "",
    ) -> HttpResponse:
        """Setting somebody's password opens their diary, so only a superuser can.

        Their own they change where everybody does, which asks for the present one.
        """
        if not request.user.is_superuser:
            raise PermissionDenied
        if id == str(request.user.pk):
            return change_own_password(request)
        return super().user_change_password(request, id, form_url)

    def may_make_reset_link(self, request: HttpRequest, person: User | None) -> bool:
        """Where no mail leaves, a superuser hands over what it would have held."""
        return bool(request.user.is_superuser and person and person.is_active and not sends_mail())

    def get_urls(self) -> list[URLPattern]:
        reset = self.admin_site.admin_view(require_POST(self.reset_link_view))
        return [
            path("<int:pk>/reset-link/", reset, name="accounts_user_reset_link"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: Context, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_make_reset_link"] = self.may_make_reset_link(request, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def reset_link_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a new link, once; that it was made goes into the history."""
        person = get_object_or_404(User, pk=pk)
        if not self.may_make_reset_link(request, person):
            raise PermissionDenied
        self.log_change(request, person, LINK_MADE)
        page = {
            **self.admin_site.each_context(request),
            "title": _("A link for a new password"),
            "person": person,
            "link": reset_link(request, person),
            "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
        }
        answer = render(request, "admin/accounts/user/reset_link.html", page)
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    def get_deleted_objects(self, objs: Rows, request: HttpRequest) -> Any:
        """What the confirmation names: the accounts, and not one row that a person logged."""
        accounts = [str(person) for person in objs]
        named = [*accounts, _("and everything they logged")]
        counted = {User._meta.verbose_name_plural: len(accounts)}
        needed = set() if self.has_delete_permission(request) else {User._meta.verbose_name}
        return named, counted, needed, []

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        delete_account(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for person in queryset:
            delete_account(person)


@admin.register(Consent)
class ConsentAdmin(admin.ModelAdmin):
    """Who agreed to which words, and when: to be read, never changed."""

    list_display = ("user", "text_version", "given_at", "withdrawn_at")
    list_filter = ("text_version",)
    search_fields = ("user__email",)
    list_select_related = ("user",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False
