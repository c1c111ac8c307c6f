"""A person's own calendar addresses: the list, making one, changing its choice, a new address, the end of one."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendar_app.rights import has_inbox, may_subscribe
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.acts import carry_out_once

from . import acts
from .addresses import FeedAddress, feed_url, new_offer, read_offer
from .subscription_forms import SubscriptionForm

# What was typed is not kept for after a log-in: a form may carry a secret, which is to be stored nowhere.
mine = require(has_inbox, keeps_typed=False)


@require_safe
@mine
def subscriptions(request):
    """Which programs have an address of mine, and what does each show?"""
    own = request.user.subscriptions.prefetch_related("bodies")
    context = {
        "subscriptions": own.in_use(),
        "ended": own.undoable(timezone.now()),
        "may_subscribe": may_subscribe(request.user),
        "reasons": acts.reasons_against_another(request.user),
    }
    return render(request, "calendar_app/feeds/subscriptions.html", context)


@require_http_methods(["GET", "POST"])
@mine
def subscription_create(request):
    """Make an address: what it is to hold, and then the address, once."""
    if not may_subscribe(request.user):
        messages.error(request, _("You have no seat today. The public calendars are open to you all the same."))
        return redirect("subscriptions")
    form = SubscriptionForm(request.POST or None)
    offer = read_offer(request.POST.get("offer", ""), request.user)
    # Nothing typed is lost: the page comes again with a fresh secret.
    if form.is_bound and offer is None:
        form.add_error(None, _("The page had been open for too long. Send it again."))
    if form.is_bound and form.is_valid():
        make = partial(acts.make_subscription, form=form, by=request.user)
        shown = carry_out(
            request,
            partial(_shown_once, request, offer, make),
            done=None,
            lead_to=lambda page: page,
            form=form,
        )
        if shown:
            return shown
    return _form_page(request, form, heading=_("New calendar address"), offer=new_offer(request.user))


@require_http_methods(["GET", "POST"])
@mine
def subscription_edit(request, pk):
    """Change what an address holds; the address stays."""
    subscription = _own_or_404(request, pk)
    form = SubscriptionForm(request.POST or None, instance=subscription)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, heading=_("Change the choice"))
    acts.change_choice(form=form)
    messages.success(request, _("Your choice is saved. Your calendar program shows it when it next looks for news."))
    return redirect("subscriptions")


@require_http_methods(["GET", "POST"])
@mine
def subscription_renew(request, pk):
    """Give it another address; the old one is dead at once."""
    subscription = _own_or_404(request, pk)
    offer = read_offer(request.POST.get("offer", ""), request.user)
    if request.method != "POST" or offer is None:
        if request.method == "POST":
            messages.error(request, _("The page had been open for too long. Send it again."))
        context = {"subscription": subscription, "offer": new_offer(request.user)}
        return render(request, "calendar_app/feeds/subscription_renew.html", context)
    return _shown_once(request, offer, partial(acts.renew_address, subscription=subscription))


@require_POST
@mine
def subscription_end(request, pk):
    """Let the address open nothing any more."""
    acts.end_subscription(subscription=get_object_or_404(request.user.subscriptions, pk=pk))
    messages.success(request, _("Ended. The address opens nothing any more. You can undo it below."))
    return redirect("subscriptions")


@require_POST
@mine
def subscription_undo(request, pk):
    """Take one up again that was ended."""
    subscription = get_object_or_404(request.user.subscriptions, pk=pk)
    return carry_out(
        request,
        lambda: acts.take_up_again(subscription=subscription),
        done=_("The address works again."),
        lead_to="subscriptions",
    )


def _own_or_404(request, pk):
    return get_object_or_404(request.user.subscriptions.in_use(), pk=pk)


def _form_page(request, form, *, heading, offer=""):
    context = {
        "form": form,
        "heading": heading,
        "cancel_url": reverse("subscriptions"),
        "offer": offer,
        "submit_label": _("Make the address") if offer else "",
    }
    return render(request, "calendar_app/feeds/subscription_edit.html", context)


def _shown_once(request, offer, act):
    """Carry the form out once, and show the address that it brought; sent once more, it shows the same, if it lives."""
    # By the name of the form: a second click carries nothing out, and finds the first one's address below.
    carry_out_once(sending=offer.form, act=lambda: act(token=offer.token).get_absolute_url())
    subscription = request.user.subscriptions.in_use().opened_by(offer.token).first()
    if subscription is None:
        messages.info(request, _("The form had been sent before, and its address is replaced or ended since."))
        return redirect("subscriptions")
    address = FeedAddress(_("Open in my calendar program"), feed_url(offer.token))
    return render(
        request, "calendar_app/feeds/subscription_address.html", {"subscription": subscription, "address": address}
    )
