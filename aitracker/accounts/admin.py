"""People in the admin: an owner adds them and gives them a role; rights are given by role alone."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from aitracker.accounts.people import give_password, give_role, role_of
from aitracker.accounts.roles import Role
from aitracker.accounts.second_step import forget_devices
from aitracker.accounts.views import asked_again

# Rights come with roles alone, and nobody looks at the secrets of somebody's phone.
for table in (User, Group, TOTPDevice, StaticDevice):
    admin.site.unregister(table)

SHOWN_ONCE = "The password of {name}: {password} (shown now and never again; it must be changed at once)"


class PersonForm(forms.ModelForm[User]):
    """Who somebody is, and what they may do."""

    role = forms.ChoiceField(
        choices=[(role.value, role.value) for role in Role],
        help_text="A reader looks, a contributor proposes, a curator decides, an owner answers for accounts, "
        "feeds and tokens.",
    )

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "is_active")

    def __init__(self, *args: Any, asker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asker = asker
        role = role_of(self.instance) if self.instance.pk else None
        self.fields["role"].initial = (role or Role.READER).value

    def clean(self) -> dict[str, Any]:
        """Nobody takes their own role or account away, so that there is always an owner."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_own = self.instance.pk == self.asker.pk
        if is_own and ("role" in self.changed_data or not cleaned.get("is_active")):
            self.add_error(None, "Another owner changes your role or closes your account.")
        return cleaned


@admin.register(User)
class PersonAdmin(admin.ModelAdmin[User]):
    """Accounts. They are closed, never deleted: the history names who did what."""

    form = PersonForm
    list_display = ("username", "role", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username", "pk")
    fields: ClassVar[tuple[str, ...]] = ("username", "first_name", "last_name", "email", "role", "is_active")
    actions = ("give_new_passwords", "forget_second_steps")

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever changes accounts has typed their password a short while ago."""
        return asked_again(request) or super().changelist_view(request, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever changes accounts has typed their password a short while ago."""
        return asked_again(request) or super().changeform_view(request, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Who may everything is nobody's to change but their own kind's."""
        found = super().get_queryset(request).prefetch_related("groups")
        return found if request.user.is_superuser else found.filter(is_superuser=False)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form knows who asks."""
        form = super().get_form(request, *args, **kwargs)
        return type("PersonFormOf", (form,), {"__init__": _asked_by(form, request.user)})

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An account is closed instead."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new account gets a password that is shown once."""
        super().save_model(request, obj, form, change)
        give_role(obj, Role(form.cleaned_data["role"]))
        if not change:
            self._tell_password(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The role is saved with the account."""

    @admin.display(description="role")
    def role(self, user: User) -> str:
        """The greatest of its roles."""
        return "may everything" if user.is_superuser else str(role_of(user) or "none")

    @admin.action(description="Give new passwords, shown once", permissions=["change"])
    def give_new_passwords(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For those who have forgotten theirs."""
        for user in queryset.order_by("username"):
            self._tell_password(request, user)

    @admin.action(description="Forget their second step", permissions=["change"])
    def forget_second_steps(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For those who have lost both phone and codes: they set it up anew."""
        for user in queryset.order_by("username"):
            forget_devices(user)
            self.message_user(
                request, f"{user.get_username()} sets the second step up anew.", messages.WARNING
            )

    def _tell_password(self, request: HttpRequest, user: User) -> None:
        text = SHOWN_ONCE.format(name=user.get_username(), password=give_password(user))
        self.message_user(request, text, messages.WARNING)


def _asked_by(form: type[Any], asker: Any) -> Any:
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        form.__init__(self, *args, asker=asker, **kwargs)

    return init
