package uk.seenheard.api.desk.measures;

import java.util.Optional;
import java.util.OptionalLong;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.cards.MeasureCounts;

/** Which incidents are behind a measure: those about which there is something to ask. */
enum Behind {
  /** A child whom nobody saw. */
  SEEN("seen"),
  /** A child without words of their own. */
  HEARD("heard"),
  /** A child whose demeanour is not recorded. */
  DEMEANOUR("demeanour"),
  /** A notice of which it is not known that it was told in time. */
  NOTICES("notices"),
  /** A school, or who stands for it, of which it is not known that it was told in time. */
  SCHOOL("school"),
  /** Waits for a decision. */
  WAITING("waiting"),
  /** Nobody has looked at it yet, or took longer than the half of all. */
  SIGHT("sight"),
  /** Was handed back. */
  RETURNED("returned"),
  /** A child who was a victim before. */
  REPEAT("repeat");

  private final String word;

  Behind(String word) {
    this.word = word;
  }

  static Optional<Behind> of(String word) {
    for (Behind one : values()) {
      if (one.word.equals(word)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether an incident is one of them.
   *
   * @param sightAt when a supervisor first looked at it, or 0
   * @param usual how long the half of all waited for that at the most
   */
  boolean holds(IncidentCard card, long sightAt, OptionalLong usual) {
    MeasureCounts facts = card.watch().facts();
    return switch (this) {
      case SEEN -> facts.seen() < facts.children();
      case HEARD -> facts.heard() < facts.children();
      case DEMEANOUR -> facts.demeanour() < facts.children();
      case NOTICES -> facts.noticesInTime() < facts.noticesDue();
      case SCHOOL -> facts.encompassInTime() < facts.encompassDue();
      case WAITING -> card.state().waits();
      case SIGHT -> {
        OptionalLong waited = Tally.sight(card, sightAt);
        yield card.watch().submittedAt() > 0
            && (waited.isEmpty() || waited.getAsLong() > usual.orElse(Long.MAX_VALUE));
      }
      case RETURNED -> facts.returned().times() > 0;
      case REPEAT -> facts.repeatVictims() > 0;
    };
  }
}
