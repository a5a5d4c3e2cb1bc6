package uk.seenheard.handset.core.store.log;

/** CRC-32 as in ISO 3309 and zip files, of one part after another. */
final class Crc {
  private static final int[] TABLE = table();

  private int state = -1;

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int rest = i;
      for (int bit = 0; bit < 8; bit++) {
        rest = (rest & 1) == 0 ? rest >>> 1 : (rest >>> 1) ^ 0xEDB88320;
      }
      table[i] = rest;
    }
    return table;
  }

  Crc add(byte[] bytes, int from, int to) {
    int now = state;
    for (int i = from; i < to; i++) {
      now = (now >>> 8) ^ TABLE[(now ^ bytes[i]) & 0xFF];
    }
    state = now;
    return this;
  }

  int value() {
    return ~state;
  }
}
