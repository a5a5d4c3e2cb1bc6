package uk.seenheard.api.field.handset;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import uk.seenheard.api.ground.clock.Mend;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.review.DeviceKnown;

/**
 * A line of the register. Two lines about one device merge into one by what is later in each, in
 * any order and any number of times, so that several processes may write what they heard.
 *
 * @param ordered what it was told last
 * @param receipt what it said last about an order
 * @param forkedAt when a push showed that a copy of it exists, milliseconds since 1970, or 0
 * @param wipedAt when it said that nothing is left on it, or 0
 * @param known whose it is, as its chain and its contacts show
 */
public record Handset(
    String device,
    Optional<Shift> shift,
    Optional<Contact> contact,
    Optional<Told> told,
    Optional<Ordered> ordered,
    Optional<Receipt> receipt,
    long forkedAt,
    long wipedAt,
    DeviceKnown known) {

  /**
   * The last shift that was begun on it.
   *
   * @param at when, by the server's clock
   * @param leaseUntil when the pass locks the handset by itself
   */
  public record Shift(String person, String team, long at, long leaseUntil) {}

  /**
   * The last time it spoke for itself.
   *
   * @param at receipt time
   * @param queued changes it said were then unsent still
   * @param clockErrorMillis how far its clock was ahead of the server's
   * @param epoch of its chain, or 0 when it did not say
   */
  public record Contact(long at, long queued, long clockErrorMillis, int epoch) {}

  /**
   * What it said last about itself.
   *
   * @param state {@code in-use}, {@code locked} or {@code draining}
   * @param app name and version of its program, or an empty text
   */
  public record Told(long at, String state, String app) {}

  /**
   * An order to it. Why it was given stands sealed in the ledger.
   *
   * @param n the commit that says so
   * @param by the person who gave it
   * @param unsent changes that were known to be on it only
   * @param signature the server's
   */
  public record Ordered(
      long n, String id, String order, long at, String by, long unsent, String signature) {}

  /**
   * What it said became of an order.
   *
   * @param n the commit that keeps the receipt
   * @param order the order's id
   * @param at when it came
   * @param unsent changes that were on it only; a wipe has lost them
   */
  public record Receipt(long n, String order, String done, long at, long unsent) {}

  /** A device of which nothing is known yet. */
  public static Handset unknown(String device) {
    return new Handset(
        device,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        DeviceKnown.NOTHING);
  }

  /** With a shift, unless a later one is known. */
  public Handset with(Shift begun) {
    return merged(
        new Handset(
            device,
            Optional.of(begun),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            DeviceKnown.NOTHING));
  }

  /** With a contact, unless a later one is known. */
  public Handset with(Contact heard) {
    return merged(
        new Handset(
            device,
            Optional.empty(),
            Optional.of(heard),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            DeviceKnown.NOTHING));
  }

  /** With what it said of itself, unless it said something later. */
  public Handset with(Told said) {
    return merged(
        new Handset(
            device,
            Optional.empty(),
            Optional.empty(),
            Optional.of(said),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            DeviceKnown.NOTHING));
  }

  /** With an order, unless a later one is known. */
  public Handset with(Ordered given) {
    return merged(
        new Handset(
            device,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(given),
            Optional.empty(),
            0,
            0,
            DeviceKnown.NOTHING));
  }

  /** With a receipt, unless a later one is known. */
  public Handset with(Receipt came) {
    return merged(
        new Handset(
            device,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(came),
            0,
            0,
            DeviceKnown.NOTHING));
  }

  /** Also known to have been copied. */
  public Handset forked(long at) {
    return new Handset(
        device, shift, contact, told, ordered, receipt, Math.max(forkedAt, at), wipedAt, known);
  }

  /** Also known to be wiped. */
  public Handset wiped(long at) {
    return new Handset(
        device, shift, contact, told, ordered, receipt, forkedAt, Math.max(wipedAt, at), known);
  }

  /** With what else is known of whose it is. */
  public Handset with(DeviceKnown seen) {
    return new Handset(
        device, shift, contact, told, ordered, receipt, forkedAt, wipedAt, known.merged(seen));
  }

  /**
   * Whose it is, as of now: once it says that nothing is unsent, nothing under a pass before the
   * last one can still be on its way.
   */
  private Handset settled() {
    if (contact.isEmpty() || contact.get().queued() > 0) {
      return this;
    }
    Contact heard = contact.get();
    Optional<DeviceKnown.Hand> begun =
        shift
            .filter(last -> last.at() <= heard.at())
            .map(last -> new DeviceKnown.Hand(last.person(), last.at()));
    return new Handset(
        device,
        shift,
        contact,
        told,
        ordered,
        receipt,
        forkedAt,
        wipedAt,
        known.emptied(heard.at(), begun, heard.epoch()));
  }

  /** What both lines know. */
  public Handset merged(Handset other) {
    return new Handset(
            device,
            later(shift, other.shift, Shift::at),
            later(contact, other.contact, Contact::at),
            later(told, other.told, Told::at),
            later(ordered, other.ordered, Ordered::n),
            later(receipt, other.receipt, Receipt::n),
            Math.max(forkedAt, other.forkedAt),
            Math.max(wipedAt, other.wipedAt),
            settled().known.merged(other.settled().known))
        .settled();
  }

  /**
   * The same, where a clock that was ahead had written: what is later than a moment counts as so
   * much earlier, or nothing that is heard from now on would be later.
   */
  Handset mended(Mend mend) {
    LongUnaryOperator right = at -> at > mend.at() ? mend.right(at) : at;
    return new Handset(
        device,
        shift.map(
            s ->
                new Shift(
                    s.person(),
                    s.team(),
                    right.applyAsLong(s.at()),
                    s.leaseUntil() - (s.at() - right.applyAsLong(s.at())))),
        contact.map(
            c ->
                new Contact(
                    right.applyAsLong(c.at()),
                    c.queued(),
                    c.clockErrorMillis() + (c.at() - right.applyAsLong(c.at())),
                    c.epoch())),
        told.map(t -> new Told(right.applyAsLong(t.at()), t.state(), t.app())),
        ordered,
        receipt.map(
            r -> new Receipt(r.n(), r.order(), r.done(), right.applyAsLong(r.at()), r.unsent())),
        right.applyAsLong(forkedAt),
        right.applyAsLong(wipedAt),
        new DeviceKnown(
            known.hands().stream()
                .map(h -> new DeviceKnown.Hand(h.person(), right.applyAsLong(h.since())))
                .toList(),
            right.applyAsLong(known.emptyAt()),
            known.epoch()));
  }

  private static <T> Optional<T> later(
      Optional<T> one, Optional<T> other, ToLongFunction<T> moment) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return moment.applyAsLong(other.get()) >= moment.applyAsLong(one.get()) ? other : one;
  }

  /** What became of the last order, or empty while nobody knows. */
  public Optional<Receipt> receiptOfOrder() {
    return receipt.filter(
        came -> ordered.filter(given -> given.id().equals(came.order())).isPresent());
  }

  /** How it stands at a moment. */
  public HandsetState state(long now) {
    if (wipedAt > 0) {
      // A handset that was wiped cannot speak; what speaks under its name is a copy.
      boolean speaks = contact.filter(heard -> heard.at() > wipedAt).isPresent();
      return speaks ? HandsetState.FORKED : HandsetState.WIPED;
    }
    // A shift that began after it spoke of itself says more than what it spoke.
    String said =
        told.filter(t -> t.at() >= shift.map(Shift::at).orElse(0L)).map(Told::state).orElse("");
    if (said.equals("draining")) {
      return HandsetState.DRAINING;
    }
    boolean leaseOver = !shift.isPresent() || shift.get().leaseUntil() <= now;
    if (said.equals("locked") || leaseOver) {
      return HandsetState.LOCKED;
    }
    return forkedAt >= shift.get().at() ? HandsetState.FORKED : HandsetState.IN_USE;
  }

  /** The scopes that may see it: the team of its last shift, and the inspectors of the force. */
  public Set<String> scopes() {
    Set<String> scopes = new TreeSet<>();
    scopes.add(Grant.WHOLE_FORCE);
    shift
        .map(Shift::team)
        .filter(team -> !team.isEmpty())
        .map(Grant::teamScope)
        .ifPresent(scopes::add);
    return scopes;
  }
}
