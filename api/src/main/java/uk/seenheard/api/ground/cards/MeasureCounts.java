package uk.seenheard.api.ground.cards;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What the measures count of one incident: numbers, never a name or a word.
 *
 * @param seen children whom somebody saw
 * @param heard children with words of their own
 * @param demeanour children whose demeanour is recorded
 * @param noticesDue public protection notices that fell or fall due
 * @param noticesInTime those of which it is known that they were told before their deadline; what
 *     was written is not
 * @param words of the notices and school notices that fall due, how many are vouched for how far
 * @param older what is known of notices under forms that cannot say whether anybody was told: they
 *     are in none of the numbers before
 * @param footage how much of who attended was recorded
 * @param reasons questions that were answered by a reason
 * @param returned how often it was handed back, and for what
 * @param repeatVictims children who are victims here and were in another incident of the twelve
 *     months before, whether a crime was recorded or not
 */
public record MeasureCounts(
    int children,
    int seen,
    int heard,
    int demeanour,
    int noticesDue,
    int noticesInTime,
    int encompassDue,
    int encompassInTime,
    Words words,
    Older older,
    Footage footage,
    int reasons,
    Returned returned,
    int repeatVictims) {
  /** Nothing counted. */
  public static final MeasureCounts NONE =
      new MeasureCounts(
          0, 0, 0, 0, 0, 0, 0, 0, Words.NONE, Older.NONE, Footage.NONE, 0, Returned.NONE, 0);

  /**
   * What became of body-worn video, of the officers of whom it is known.
   *
   * @param officers who attended and of whom something was to be recorded
   * @param expected minutes that were to be recorded
   * @param covered minutes of these that were
   * @param inTime officers of whom something was linked within a day of the incident's first words
   * @param excuses reasons given why something was not recorded
   * @param forgot those of them that say it was forgotten, where a child was spoken to or the form
   *     is one of domestic abuse or police protection
   * @param lost recordings that belonged to the incident and are gone
   * @param due when the first of what somebody has to see to is too late, or since when it is
   */
  public record Footage(
      int officers,
      int expected,
      int covered,
      int inTime,
      int excuses,
      int forgot,
      int lost,
      OptionalLong due) {
    /** None. */
    public static final Footage NONE = new Footage(0, 0, 0, 0, 0, 0, 0, OptionalLong.empty());
  }

  /**
   * How far notices are vouched for that are not known to have been told in time alone: the two
   * ends of the three words.
   *
   * @param onlyWritten somebody entered them, and nobody is known to have been told
   * @param confirmed the other side answered
   */
  public record Words(int onlyWritten, int confirmed) {
    /** None. */
    public static final Words NONE = new Words(0, 0);
  }

  /**
   * Notices of an incident that was recorded by a form from before written and told were two words.
   *
   * @param due notices and school notices that fell or fall due
   * @param written those that were written before their deadline; whether they left nobody recorded
   */
  public record Older(int due, int written) {
    /** None. */
    public static final Older NONE = new Older(0, 0);
  }

  /**
   * How often an incident was handed back, and for what.
   *
   * @param times returns
   * @param why notes by the prompt that they are pinned to; what is pinned to none is under the
   *     empty text
   */
  public record Returned(int times, Map<String, Integer> why) {
    /** Never. */
    public static final Returned NONE = new Returned(0, Map.of());

    /** Copies. */
    public Returned {
      why = Map.copyOf(why);
    }
  }
}
