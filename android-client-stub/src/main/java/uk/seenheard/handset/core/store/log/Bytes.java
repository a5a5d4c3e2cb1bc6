package uk.seenheard.handset.core.store.log;

import java.util.Arrays;

/** A text of bytes that grows at its end; numbers stand with their highest byte first. */
final class Bytes {
  private byte[] bytes;
  private int length;

  Bytes(int expected) {
    bytes = new byte[expected];
  }

  int length() {
    return length;
  }

  Bytes int1(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  Bytes int4(int value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  Bytes int8(long value) {
    return int4((int) (value >>> 32)).int4((int) value);
  }

  Bytes add(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /** A number of four bytes and as many bytes as it says. */
  Bytes counted(byte[] more) {
    return int4(more.length).add(more);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  static int int4(byte[] from, int at) {
    return (from[at] & 0xFF) << 24
        | (from[at + 1] & 0xFF) << 16
        | (from[at + 2] & 0xFF) << 8
        | (from[at + 3] & 0xFF);
  }

  static long int8(byte[] from, int at) {
    return (long) int4(from, at) << 32 | (int4(from, at + 4) & 0xFFFFFFFFL);
  }
}
