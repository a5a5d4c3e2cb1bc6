package uk.seenheard.api.ground.cards;

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
 * @param footage whether footage is linked
 * @param reasons questions that were answered by a reason
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
    boolean footage,
    int reasons) {
  /** Nothing counted. */
  public static final MeasureCounts NONE =
      new MeasureCounts(0, 0, 0, 0, 0, 0, 0, 0, Words.NONE, Older.NONE, false, 0);

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
}
