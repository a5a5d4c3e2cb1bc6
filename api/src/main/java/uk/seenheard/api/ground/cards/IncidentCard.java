package uk.seenheard.api.ground.cards;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.api.ground.sight.AccessRules;
import uk.seenheard.api.ground.sight.WhoDecides;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.ReviewState;

/**
 * What lists and queues show of an incident, and who may see it. Holds counts and references, never
 * a name or a word that somebody said: those stay sealed.
 *
 * @param lastN the last commit that said something about it
 * @param access every access there ever was
 * @param chronology what it says about its children for later incidents, and what earlier ones
 *     said; of many children it is {@link Chronology#ELSEWHERE}, to be asked for by itself
 * @param waitingSince receipt time of the change since which a supervisor is waited for, or 0
 * @param people those who wrote in it
 * @param quarantined changes that wait for somebody to release or dismiss them
 * @param watch what is kept of it so that nothing about it is forgotten
 * @param countedTo the commit up to which counts, chronology and watch say how it stands: for a
 *     large incident that may be an earlier one than {@code lastN} for a while
 */
public record IncidentCard(
    String incident,
    long lastN,
    int changes,
    Hash frontier,
    Hash captured,
    ReviewState state,
    Optional<FormRef> form,
    Optional<String> reference,
    Counts counts,
    Chronology chronology,
    long firstAt,
    long lastAt,
    long waitingSince,
    int quarantined,
    Set<String> people,
    List<Access> access,
    Watch watch,
    long countedTo) {
  private static final long LAST = 999_999_999_999_999L;

  /** Copies. */
  public IncidentCard {
    people = Set.copyOf(people);
    access = List.copyOf(access);
  }

  /**
   * The numbers that make a missing voice visible in a list.
   *
   * @param risk 0 not graded, 1 standard or low, 2 medium, 3 high: the gravest reading
   * @param unheard children without words, and without an accepted reason for that
   */
  public record Counts(
      int risk, int children, int unheard, int contradictions, int openMusts, int openPrompts) {
    /** Nothing counted. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
  }

  /** Those who say that they are at it, and whom nobody has let in or turned away. */
  public Set<String> asking() {
    return AccessRules.asking(access);
  }

  /** Whether several teams have begun it, and nobody has said yet whose it is. */
  public boolean isContested() {
    return AccessRules.isContested(access);
  }

  /**
   * The teams whose words in it a person sees, when they do not see the whole: those for which they
   * attend it.
   */
  public Set<String> teamsOf(String person) {
    return AccessRules.teamsOf(access, person);
  }

  /**
   * Whether it is for one of the scopes to decide in it: for who only sees it, because somebody of
   * their team wrote in it, it is not.
   */
  public boolean isDecidedBy(Set<String> scopes) {
    return WhoDecides.isDecidedBy(access, scopes);
  }

  /** Whether it is for one of the scopes to say who else sees it, and whose it is. */
  public boolean isHandedOnBy(Set<String> scopes) {
    return WhoDecides.isHandedOnBy(access, scopes);
  }

  /** The team that it is, or that began it first; an empty text when it is none's. */
  public String leading() {
    return WhoDecides.leading(access);
  }

  /** Whether one of the scopes may see the whole of it now. */
  public boolean isOpenTo(Set<String> scopes) {
    return access.stream()
        .anyMatch(one -> one.isOpen() && one.isWhole() && scopes.contains(one.scope()));
  }

  /** Whether one of the scopes may see the whole of it now, or a part. */
  public boolean isSeenBy(Set<String> scopes) {
    return access.stream()
        .anyMatch(one -> one.isOpen() && one.isSight() && scopes.contains(one.seenBy()));
  }

  /** The scopes that may see the whole of it now. */
  public Set<String> scopes() {
    Set<String> scopes = new TreeSet<>();
    for (Access one : access) {
      if (one.isOpen() && one.isWhole()) {
        scopes.add(one.scope());
      }
    }
    return scopes;
  }

  /** This card with something else to watch. */
  public IncidentCard watched(Watch next) {
    return with(counts, chronology, next, countedTo);
  }

  /** Whether its counts stand at an earlier commit than its last, and are being made anew. */
  public boolean isCounting() {
    return countedTo < lastN;
  }

  /** This card with what was counted of an earlier one, or of itself. */
  IncidentCard countedAs(IncidentCard counted) {
    Watch known = counted.watch();
    return with(
            counted.counts(),
            counted.chronology(),
            new Watch(
                watch.team(),
                known.breachAt(),
                known.chaseAt(),
                known.alerts(),
                watch.submittedAt(),
                watch.decidedAt(),
                known.facts(),
                watch.band()),
            counted.countedTo())
        .standing(lastAt);
  }

  /** This card with other counts, and up to which commit they count. */
  IncidentCard with(Counts counts, Chronology chronology, Watch watch, long countedTo) {
    return new IncidentCard(
        incident,
        lastN,
        changes,
        frontier,
        captured,
        state,
        form,
        reference,
        counts,
        chronology,
        firstAt,
        lastAt,
        waitingSince,
        quarantined,
        people,
        access,
        watch,
        countedTo);
  }

  /** Whether a supervisor has something to decide in it. */
  public boolean waits() {
    return state.waits() || quarantined > 0 || isContested() || !asking().isEmpty();
  }

  /** This card with its place in the queues at a moment, milliseconds since 1970. */
  public IncidentCard standing(long now) {
    return watched(watch.standing(QueueBand.of(this, now), QueueBand.moves(this, now)));
  }

  /**
   * Its place in a queue as a text that sorts so: by band, longest late or next to be, longest
   * waiting.
   */
  public String queueOrder() {
    return watch.band().place(counts.risk())
        + "."
        + sortable(
            watch.band() == QueueBand.OVERDUE
                ? Math.min(watch.breachAt(), watch.overdueSince())
                : watch.breachAt())
        + "."
        + sortable(waitingSince)
        + "."
        + incident;
  }

  /** Its place among what is overdue as a text that sorts so: longest overdue first. */
  public String overdueOrder() {
    return sortable(watch.overdueSince()) + "." + incident;
  }

  /** Since when something in it is late, as people are told. */
  public long lateSince() {
    return watch.alerts().stream()
        .mapToLong(alert -> alert.lateSince(firstAt))
        .min()
        .orElse(Watch.NEVER);
  }

  /** Monday of the week in which it reached the server, {@code 2026-11-23}. */
  public String week() {
    return Weeks.of(firstAt);
  }

  private static String sortable(long moment) {
    return String.format(Locale.ROOT, "%015d", Math.max(0, Math.min(LAST, moment)));
  }
}
