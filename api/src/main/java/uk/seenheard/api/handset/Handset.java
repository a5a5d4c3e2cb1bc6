package uk.seenheard.api.handset;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.identity.Grant;

/**
 * A line of the register. Two lines about one device merge into one by what is later in each, in
 * any order and any number of times, so that several processes may write what they heard.
 *
 * @param forkedAt when a push showed that a copy of it exists, milliseconds since 1970, or 0
 * @param wipedAt when its receipt came that nothing is left on it, or 0
 */
public record Handset(
    String device,
    Optional<Shift> shift,
    Optional<Contact> contact,
    Optional<Told> told,
    long forkedAt,
    long wipedAt) {

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

  /** A device of which nothing is known yet. */
  public static Handset unknown(String device) {
    return new Handset(device, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
  }

  /** With a shift, unless a later one is known. */
  public Handset with(Shift begun) {
    return new Handset(
        device,
        shift.filter(known -> known.at() >= begun.at()).or(() -> Optional.of(begun)),
        contact,
        told,
        forkedAt,
        wipedAt);
  }

  /** With a contact, unless a later one is known. */
  public Handset with(Contact heard) {
    return new Handset(
        device,
        shift,
        contact.filter(known -> known.at() > heard.at()).or(() -> Optional.of(heard)),
        told,
        forkedAt,
        wipedAt);
  }

  /** With what it said of itself, unless it said something later. */
  public Handset with(Told said) {
    return new Handset(
        device,
        shift,
        contact,
        told.filter(known -> known.at() > said.at()).or(() -> Optional.of(said)),
        forkedAt,
        wipedAt);
  }

  /** Also known to have been copied. */
  public Handset forked(long at) {
    return new Handset(device, shift, contact, told, Math.max(forkedAt, at), wipedAt);
  }

  /** Also known to be wiped. */
  public Handset wiped(long at) {
    return new Handset(device, shift, contact, told, forkedAt, Math.max(wipedAt, at));
  }

  /** What both lines know. */
  public Handset merged(Handset other) {
    Handset both = forked(other.forkedAt).wiped(other.wipedAt);
    if (other.shift.isPresent()) {
      both = both.with(other.shift.get());
    }
    if (other.contact.isPresent()) {
      both = both.with(other.contact.get());
    }
    return other.told.isPresent() ? both.with(other.told.get()) : both;
  }

  /** How it stands at a moment. */
  public HandsetState state(long now) {
    if (wipedAt > 0) {
      return HandsetState.WIPED;
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
