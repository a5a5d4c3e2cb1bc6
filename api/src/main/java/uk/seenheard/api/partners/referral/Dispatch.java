package uk.seenheard.api.partners.referral;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
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
  private static final Set<ReferralState> ANSWERED =
      Set.of(ReferralState.ACKNOWLEDGED, ReferralState.DECIDED, ReferralState.REFUSED);

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

  /**
   * The same notice, which is not delivered while somebody for whom it is has said nothing, and not
   * answered by the answer of those for whom it is no more.
   */
  Referral toAll(Incident incident, Referral referral) {
    Set<String> to = new HashSet<>();
    addressing.of(incident, referral).to().forEach(one -> to.add(one.id()));
    boolean some =
        referral.state() == ReferralState.DELIVERED
            && referral.sending().delivered(referral.kind(), to).isEmpty();
    boolean others =
        ANSWERED.contains(referral.state())
            && !to.isEmpty()
            && referral.sending().receipts().stream()
                .noneMatch(one -> to.contains(one.recipient()));
    return some || others
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

  /**
   * What is to be done about a notice and somebody whom it concerns.
   *
   * @param sheet what they are handed
   */
  record Step(Referral referral, Recipient to, Outline.Sheet sheet, Leaving leaving) {}

  /** What is to be done now, and when to look again. */
  Orders of(IncidentAt at, long now) {
    if (!isOpen(at)) {
      return new Orders(List.of(), OptionalLong.empty());
    }
    List<Step> steps = new ArrayList<>(due(at, now));
    steps.addAll(held(at, now));
    List<Order> leave = new ArrayList<>();
    long next = Long.MAX_VALUE;
    for (Step step : steps) {
      if (step.leaving() instanceof Leaving.Now order) {
        leave.add(order(at, step.referral(), step.to(), order, step.sheet()));
      } else if (step.leaving() instanceof Leaving.Nothing nothing && nothing.until().isPresent()) {
        next = Math.min(next, nothing.until().getAsLong());
      }
    }
    return new Orders(leave, next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next));
  }

  private List<Step> due(IncidentAt at, long now) {
    List<Step> due = new ArrayList<>();
    for (Referral referral : Referrals.of(at.incident())) {
      if (addressing.takes(at.incident(), referral) || !isToldByCall(at.incident(), referral)) {
        for (Recipient to : addressing.of(at.incident(), referral).to()) {
          Outline.Sheet sheet = sheet(at.incident(), referral);
          due.add(new Step(referral, to, sheet, leaving(at, referral, to, sheet.text(), now)));
        }
      }
    }
    return due;
  }

  /**
   * Who holds, as far as is known, what they are to have no more: a notice that was crossed out, or
   * one that is another's since. While nobody knows whose it is, nobody is told that it is not
   * theirs.
   */
  List<Step> held(IncidentAt at, long now) {
    List<Step> held = new ArrayList<>();
    for (Referral referral : Referrals.gone(at.incident())) {
      held(held, at, referral, Outline.Withdrawn.CROSSED_OUT, Set.of(), now);
    }
    for (Referral referral : Referrals.of(at.incident())) {
      Set<String> theirs = new HashSet<>();
      addressing.of(at.incident(), referral).to().forEach(one -> theirs.add(one.id()));
      if (!theirs.isEmpty()) {
        held(held, at, referral, Outline.Withdrawn.NOT_YOURS, theirs, now);
      }
    }
    return held;
  }

  private void held(
      List<Step> held,
      IncidentAt at,
      Referral referral,
      Outline.Withdrawn why,
      Set<String> theirs,
      long now) {
    Outline.Sheet sheet = Outline.withdrawn(why, digests);
    for (String id : referral.sending().last().keySet()) {
      // Who left the directory since is rung: nothing of theirs is known any more.
      Recipient by = policy.recipient(id).orElseGet(() -> Recipient.unknown(id));
      if (!theirs.contains(id) && Leaving.holds(referral.sending(), by, sheet.text())) {
        Leaving leaving =
            Leaving.withdrawn(
                new Leaving.Known(referral, at.incident().review().state(), false, sheet.text()),
                by,
                policy.receiptMinutes() * MINUTE,
                now);
        held.add(new Step(referral, by, sheet, leaving));
      }
    }
  }

  /** What tells a recipient that a notice is withdrawn, by its text; empty of any other text. */
  Optional<Outline.Sheet> withdrawal(String text) {
    return Stream.of(Outline.Withdrawn.values())
        .map(why -> Outline.withdrawn(why, digests))
        .filter(sheet -> sheet.text().equals(text))
        .findFirst();
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
