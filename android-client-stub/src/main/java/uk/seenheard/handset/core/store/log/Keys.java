package uk.seenheard.handset.core.store.log;

/** The order of keys: by UTF-8 bytes, which is the order of their code points. */
final class Keys {
  private static final int FIRST_HALF = 0xD800;
  private static final int AFTER_HALVES = 0xE000;

  private Keys() {}

  static int compare(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      int a = one.charAt(i);
      int b = other.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Halves of pairs, of which letters beyond the basic plane consist, come after all others. */
  private static int rank(int c) {
    if (c < FIRST_HALF) {
      return c;
    }
    return c < AFTER_HALVES ? c + 0x10000 : c;
  }
}
