package uk.seenheard.api.partners.referral;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import uk.seenheard.api.ground.duty.Addressees;
import uk.seenheard.api.ground.duty.Departures;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.incident.Attending;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Notices;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.referral.Receipt;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Referrals;
import uk.seenheard.sync.referral.Sending;

/** What is to be done about the notices of an incident as it stands: a decision, no deed. */
final class Dispatch implements Addressees {
  private static final int KEY_CHARS = 32;
  private static final long MINUTE = 60_000;

  private final ReferralPolicy policy;
  private final Addressing addressing;
  private final ReferralFeature.Wholeness wholeness;
  private final Digests digests;
  private final Function<FormRef, Optional<Form>> forms;

  Dispatch(
      ReferralPolicy policy,
      ReferralFeature.Wholeness wholeness,
      Digests digests,
      Function<FormRef, Optional<Form>> forms) {
    this.forms = forms;
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
    return to.isEmpty()
        ? referral
        : new Referral(
            referral.at(),
            referral.kind(),
            referral.about(),
            referral.graded(),
            referral.said(),
            referral.sending().state(referral.kind(), to).orElse(referral.state()),
            referral.sending());
  }

  @Override
  public Optional<Receipt> unanswered(Incident incident, Referral referral) {
    Sending sending = referral.sending();
    Set<String> to = new HashSet<>();
    addressing.of(incident, referral).to().forEach(one -> to.add(one.id()));
    if (to.isEmpty()) {
      to.addAll(sending.last().keySet());
    }
    boolean silent =
        to.stream()
            .anyMatch(
                id ->
                    sending.receipts().stream()
                        .noneMatch(one -> one.recipient().equals(id) && answers(one)));
    return silent ? sending.delivered(referral.kind(), to) : Optional.empty();
  }

  /** A refusal is an answer too: it stands in a list of its own. */
  private static boolean answers(Receipt receipt) {
    return switch (receipt.state()) {
      case ACKNOWLEDGED, DECIDED, REFUSED -> true;
      case DELIVERED -> false;
    };
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
   * Somebody who holds, as far as is known, what they are to have no more.
   *
   * @param sheet what tells them so
   */
  private record Holder(Referral referral, Recipient by, Outline.Sheet sheet) {
    Leaving.Known known(Incident incident) {
      return new Leaving.Known(referral, incident.review().state(), false, sheet.text());
    }
  }

  /**
   * Who holds, as far as is known, what they are to have no more: a notice that was crossed out, or
   * one that is another's since. While nobody knows whose it is, nobody is told that it is not
   * theirs.
   */
  List<Step> held(IncidentAt at, long now) {
    List<Step> held = new ArrayList<>();
    for (Holder one : holders(at.incident())) {
      Leaving leaving =
          Leaving.withdrawn(
              one.known(at.incident()), one.by(), policy.receiptMinutes() * MINUTE, now);
      held.add(new Step(one.referral(), one.by(), one.sheet(), leaving));
    }
    return held;
  }

  @Override
  public List<Unaware> unaware(Incident incident) {
    List<Unaware> unaware = new ArrayList<>();
    for (Holder one : holders(incident)) {
      Leaving.personFrom(
              one.known(incident), one.by(), read(incident), policy.receiptMinutes() * MINUTE)
          .ifPresent(
              by ->
                  unaware.add(
                      new Unaware(
                          one.referral(),
                          one.by().id(),
                          Leaving.held(one.referral().sending(), one.by(), one.sheet().text()),
                          by)));
    }
    return unaware;
  }

  /** What would leave if somebody authorised the incident as it stands, and what does not. */
  List<Departures.Departure> departures(Incident incident, long received) {
    List<Departures.Departure> all = new ArrayList<>();
    if (!addressing.isOpen(received)) {
      return all;
    }
    for (Referral referral : Referrals.of(incident)) {
      Addressing.Found found = addressing.of(incident, referral);
      if (found.to().isEmpty()) {
        all.add(new Departures.Departure(referral.at(), "", Departures.What.NOTHING, true));
      }
      Outline.Sheet sheet = sheet(incident, referral);
      boolean told = !addressing.takes(incident, referral) && isToldByCall(incident, referral);
      for (Recipient to : found.to()) {
        Leaving.Known known =
            new Leaving.Known(referral, ReviewState.AUTHORISED, true, sheet.text());
        Leaving leaving =
            told
                ? new Leaving.Nothing(OptionalLong.empty())
                : Leaving.of(known, to, false, policy.receiptMinutes() * MINUTE, 0);
        all.add(departure(referral, to, leaving, Departures.What.NOTICE));
      }
    }
    for (Holder one : holders(incident)) {
      Leaving.Known known =
          new Leaving.Known(one.referral(), ReviewState.AUTHORISED, false, one.sheet().text());
      Leaving leaving = Leaving.withdrawn(known, one.by(), policy.receiptMinutes() * MINUTE, 0);
      all.add(departure(one.referral(), one.by(), leaving, Departures.What.WITHDRAWAL));
    }
    return all;
  }

  private static Departures.Departure departure(
      Referral referral, Recipient to, Leaving leaving, Departures.What first) {
    boolean corrects =
        first == Departures.What.NOTICE
            && leaving instanceof Leaving.Now now
            && now.supersedes().isPresent();
    Departures.What what =
        leaving instanceof Leaving.Nothing
            ? Departures.What.NOTHING
            : corrects ? Departures.What.CORRECTION : first;
    return new Departures.Departure(
        referral.at(), to.name(), what, leaving instanceof Leaving.Person);
  }

  /** When somebody last read the incident as it stands, and said that it may leave so. */
  private static long read(Incident incident) {
    return incident.review().authorisations().stream()
        .filter(deed -> deed.device().startsWith(Attending.SERVER))
        .mapToLong(RecordedAct::wall)
        .max()
        .orElse(0);
  }

  private List<Holder> holders(Incident incident) {
    List<Holder> holders = new ArrayList<>();
    if (Referrals.sendings(incident.record().deeds()).isEmpty()) {
      return holders; // nothing left, as of most incidents: each of their changes asks
    }
    for (Referral referral : Referrals.gone(incident)) {
      holders(holders, referral, Outline.Withdrawn.CROSSED_OUT, Set.of());
    }
    for (Referral referral : Referrals.of(incident)) {
      Set<String> theirs = new HashSet<>();
      addressing.of(incident, referral).to().forEach(one -> theirs.add(one.id()));
      if (!theirs.isEmpty()) {
        holders(holders, referral, Outline.Withdrawn.NOT_YOURS, theirs);
      }
    }
    return holders;
  }

  private void holders(
      List<Holder> holders, Referral referral, Outline.Withdrawn why, Set<String> theirs) {
    Outline.Sheet sheet = Outline.withdrawn(why, digests);
    for (String id : referral.sending().last().keySet()) {
      // Who left the directory since is rung: nothing of theirs is known any more.
      Recipient by = policy.recipient(id).orElseGet(() -> Recipient.unknown(id));
      if (!theirs.contains(id) && Leaving.holds(referral.sending(), by, sheet.text())) {
        holders.add(new Holder(referral, by, sheet));
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
    Outline.Sheet sheet =
        Outline.of(
            incident,
            referral,
            kind == null ? ReferralPolicy.Template.SCHOOL : kind.template(),
            digests);
    return sheet.read(incident.record().form().flatMap(forms));
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
