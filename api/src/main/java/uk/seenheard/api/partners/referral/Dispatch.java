package uk.seenheard.api.partners.referral;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Notices;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.ReferralState;
import uk.seenheard.sync.referral.Referrals;

/** What is to be done about the notices of an incident as it stands: a decision, no deed. */
final class Dispatch {
  private static final int KEY_CHARS = 32;
  private static final long MINUTE = 60_000;

  private final ReferralPolicy policy;
  private final Addressing addressing;
  private final ReferralFeature.Wholeness wholeness;
  private final Digests digests;

  Dispatch(ReferralPolicy policy, ReferralFeature.Wholeness wholeness, Digests digests) {
    this.policy = policy;
    this.addressing = new Addressing(policy);
    this.wholeness = wholeness;
    this.digests = digests;
  }

  /**
   * Something that leaves.
   *
   * @param key the same whoever decides it, and however often
   */
  record Order(
      FieldPath at,
      String referral,
      Recipient to,
      Leaving.Now now,
      Outline.Sheet sheet,
      String key) {}

  /**
   * What is to be done.
   *
   * @param next when to look again; never where none is given
   */
  record Orders(List<Order> leave, OptionalLong next) {
    Orders {
      leave = List.copyOf(leave);
    }
  }

  Addressing addressing() {
    return addressing;
  }

  /** Whether notices of an incident leave by this server at all. */
  boolean isOpen(IncidentAt at) {
    return addressing.isOpen(at.card().firstAt());
  }

  /** The same notice, which is not delivered while somebody for whom it is has said nothing. */
  Referral toAll(Incident incident, Referral referral) {
    Set<String> to = new HashSet<>();
    addressing.of(incident, referral).to().forEach(one -> to.add(one.id()));
    boolean some =
        referral.state() == ReferralState.DELIVERED
            && referral.sending().delivered(referral.kind(), to).isEmpty();
    return some
        ? new Referral(
            referral.at(),
            referral.kind(),
            referral.about(),
            referral.graded(),
            referral.said(),
            ReferralState.SENT,
            referral.sending())
        : referral;
  }

  /** What is to be done now, and when to look again. */
  Orders of(IncidentAt at, long now) {
    List<Order> leave = new ArrayList<>();
    long next = Long.MAX_VALUE;
    if (!isOpen(at)) {
      return new Orders(List.of(), OptionalLong.empty());
    }
    for (Referral referral : Referrals.of(at.incident())) {
      if (!addressing.takes(at.incident(), referral) && isToldByCall(at.incident(), referral)) {
        continue;
      }
      for (Recipient to : addressing.of(at.incident(), referral).to()) {
        Outline.Sheet sheet = sheet(at.incident(), referral);
        Leaving leaving = leaving(at, referral, to, sheet.text(), now);
        if (leaving instanceof Leaving.Now order) {
          leave.add(order(at, referral, to, order, sheet));
        } else if (leaving instanceof Leaving.Nothing nothing && nothing.until().isPresent()) {
          next = Math.min(next, nothing.until().getAsLong());
        }
      }
    }
    return new Orders(leave, next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next));
  }

  /**
   * Whether somebody rang, of whom the record says whom and when: where this server does not reach
   * every recipient itself, that settles it.
   */
  private static boolean isToldByCall(Incident incident, Referral referral) {
    Set<String> by = Addressing.texts(incident, referral.at(), "toldBy");
    return !referral.sending().begun()
        && !referral.kind().equals("ppn")
        && !by.isEmpty()
        && Set.of("phone", "in-person").containsAll(by)
        && Notices.of(incident.record()).stream()
            .anyMatch(one -> one.at().equals(referral.at()) && one.standing() != Vouched.WRITTEN);
  }

  /** What is to be done now about a notice and one of its recipients. */
  Leaving leaving(IncidentAt at, Referral referral, Recipient to, String text, long now) {
    boolean mayLeaveUnread = policy.unread().contains(referral.kind());
    return Leaving.of(
        new Leaving.Known(
            referral,
            at.incident().review().state(),
            mayLeaveUnread && wholeness.isWhole(at, referral.at(), now),
            text),
        to,
        mayLeaveUnread,
        policy.receiptMinutes() * MINUTE,
        now);
  }

  /** What a notice's recipients may see of it. */
  Outline.Sheet sheet(Incident incident, Referral referral) {
    ReferralPolicy.Kind kind = policy.kinds().get(referral.kind());
    return Outline.of(
        incident,
        referral,
        kind == null ? ReferralPolicy.Template.SCHOOL : kind.template(),
        digests);
  }

  /** The key of what leaves together: of one notice its own. */
  String together(List<Order> orders) {
    if (orders.size() == 1) {
      return orders.get(0).key();
    }
    StringBuilder name = new StringBuilder("seenheard/notices/1");
    orders.stream().map(Order::key).sorted().forEach(key -> name.append('\n').append(key));
    return Hash.of(name.toString(), digests).hex().substring(0, KEY_CHARS);
  }

  private Order order(
      IncidentAt at, Referral referral, Recipient to, Leaving.Now leaves, Outline.Sheet sheet) {
    String name =
        String.join(
            "\n",
            "seenheard/notice/1",
            at.id(),
            referral.at().text(),
            to.id(),
            leaves.channel().kind(),
            sheet.text(),
            Integer.toString(leaves.number()));
    return new Order(
        referral.at(),
        ReferralName.of(at.id(), referral.at()),
        to,
        leaves,
        sheet,
        Hash.of(name, digests).hex().substring(0, KEY_CHARS));
  }
}
