package uk.seenheard.handset.core.outbox;

/** The keys of the outbox's rows, padded so that the order of texts is the order of numbers. */
final class RowNames {
  private RowNames() {}

  static String order(long order) {
    return padded(order, 12);
  }

  static String position(int epoch, long seq) {
    return padded(epoch, 8) + '/' + padded(seq, 12);
  }

  private static String padded(long number, int digits) {
    StringBuilder text = new StringBuilder(Long.toString(number));
    while (text.length() < digits) {
      text.insert(0, '0');
    }
    return text.toString();
  }
}
