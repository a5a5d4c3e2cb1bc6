package uk.seenheard.api.ground.cards;

import java.util.Locale;
import uk.seenheard.sync.incident.ReviewState;

/**
 * The part of a queue in which an incident stands, the first to be read coming first. It is no
 * grade: what nobody has graded stays "not graded" wherever it stands.
 */
public enum QueueBand {
  /** Something about it is overdue. */
  OVERDUE,
  /**
   * Graded high; or not graded, and handed in or {@link #HALF_AN_HOUR} here: forgetting to grade
   * buries nothing.
   */
  HIGH,
  /** Graded medium. */
  MEDIUM,
  /** Graded standard or low. */
  STANDARD,
  /** Not graded, and just begun. */
  NEW;

  private static final int OVERDUE_PLACES = 3;

  /** How long after its arrival an incident may be not graded, in milliseconds. */
  static final long HALF_AN_HOUR = 30 * 60_000L;

  /** Where a card stands at a moment, milliseconds since 1970. */
  static QueueBand of(IncidentCard card, long now) {
    if (!card.watch().alerts().isEmpty() || card.watch().breachAt() <= now) {
      return OVERDUE;
    }
    return switch (card.counts().risk()) {
      case 3 -> HIGH;
      case 2 -> MEDIUM;
      case 1 -> STANDARD;
      default -> isHandedIn(card) || gradedBy(card) <= now ? HIGH : NEW;
    };
  }

  /** When a card moves to another band though nothing is written about it, or never. */
  static long moves(IncidentCard card, long now) {
    long breach = card.watch().breachAt() > now ? card.watch().breachAt() : Watch.NEVER;
    boolean waits = card.counts().risk() == 0 && !isHandedIn(card) && gradedBy(card) > now;
    return waits ? Math.min(breach, gradedBy(card)) : breach;
  }

  /**
   * The first digit of a place in a queue. What is overdue stands before all, among itself by its
   * grade, not graded with the high ones: on a night when everything is late, the gravest is read
   * first.
   */
  int place(int risk) {
    return this == OVERDUE ? (risk == 2 ? 1 : risk == 1 ? 2 : 0) : OVERDUE_PLACES + ordinal() - 1;
  }

  private static boolean isHandedIn(IncidentCard card) {
    return card.state() != ReviewState.RECORDING;
  }

  private static long gradedBy(IncidentCard card) {
    return card.firstAt() + HALF_AN_HOUR;
  }

  /** The word for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
