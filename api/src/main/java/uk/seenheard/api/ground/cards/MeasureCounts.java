package uk.seenheard.api.ground.cards;

/**
 * What the measures count of one incident: numbers, never a name or a word.
 *
 * @param seen children whom somebody saw
 * @param heard children with words of their own
 * @param demeanour children whose demeanour is recorded
 * @param noticesDue notices and school notifications that fell or fall due
 * @param noticesInTime those of which it is known that they were told before their deadline; what
 *     was written is not
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
    boolean footage,
    int reasons) {
  /** Nothing counted. */
  public static final MeasureCounts NONE = new MeasureCounts(0, 0, 0, 0, 0, 0, 0, 0, false, 0);
}
