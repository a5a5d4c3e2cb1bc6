package uk.seenheard.handset.core.store.log;

/**
 * The frame round one transaction in a file: mark, length, number, checksum, then its steps.
 *
 * <p>The checksum is of the file's generation too, so that bytes of an earlier life of the file are
 * never taken for this one's.
 */
final class Frame {
  /** Bytes before the steps. */
  static final int HEAD = 20;

  /** The longest steps that are believed: what is longer is damage. */
  static final int MOST = 1 << 28;

  private static final int MARK = 0x5EA1_F0A3;
  private static final int LENGTH_AT = 4;
  private static final int NUMBER_AT = 8;
  private static final int CHECK_AT = 16;

  private Frame() {}

  static byte[] of(long generation, long number, byte[] steps) {
    return new Bytes(HEAD + steps.length)
        .int4(MARK)
        .int4(steps.length)
        .int8(number)
        .int4(check(generation, number, steps))
        .add(steps)
        .toArray();
  }

  private static int check(long generation, long number, byte[] steps) {
    byte[] place = new Bytes(16).int8(generation).int8(number).toArray();
    return new Crc().add(place, 0, place.length).add(steps, 0, steps.length).value();
  }

  static boolean isMarked(byte[] head) {
    return Bytes.int4(head, 0) == MARK && length(head) >= 0 && length(head) <= MOST;
  }

  static int length(byte[] head) {
    return Bytes.int4(head, LENGTH_AT);
  }

  static long number(byte[] head) {
    return Bytes.int8(head, NUMBER_AT);
  }

  static boolean isSound(byte[] head, long generation, byte[] steps) {
    return Bytes.int4(head, CHECK_AT) == check(generation, number(head), steps);
  }
}
