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
    Older older,
    boolean footage,
    int reasons) {
  /** Nothing counted. */
  public static final MeasureCounts NONE =
      new MeasureCounts(0, 0, 0, 0, 0, 0, 0, 0, Older.NONE, false, 0);

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
