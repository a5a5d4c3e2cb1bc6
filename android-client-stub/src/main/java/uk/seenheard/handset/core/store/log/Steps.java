package uk.seenheard.handset.core.store.log;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.sync.codec.Utf8;

/** The steps of a transaction as bytes: what was put and what was deleted, in order. */
final class Steps {
  private static final int PUT = 1;
  private static final int DELETE = 2;

  /** By name, not by place: a space may be added in the middle. */
  private static final Map<String, Space> SPACES = spaces();

  private Bytes bytes = new Bytes(256);

  /** Takes one step; the value is null where the row is deleted. */
  @FunctionalInterface
  interface Taker {
    void take(Space space, String key, byte @Nullable [] value);
  }

  private static Map<String, Space> spaces() {
    Map<String, Space> spaces = new HashMap<>();
    for (Space space : Space.values()) {
      spaces.put(space.name(), space);
    }
    return spaces;
  }

  void put(Space space, String key, byte[] value) {
    step(PUT, space, key).counted(value);
  }

  void delete(Space space, String key) {
    step(DELETE, space, key);
  }

  private Bytes step(int kind, Space space, String key) {
    byte[] name = Utf8.bytes(space.name());
    return bytes.int1(kind).int1(name.length).add(name).counted(Utf8.bytes(key));
  }

  int length() {
    return bytes.length();
  }

  byte[] toArray() {
    return bytes.toArray();
  }

  void clear() {
    bytes = new Bytes(256);
  }

  /** Reads the steps of a sound frame. */
  static void read(byte[] frame, Taker taker) {
    int at = 0;
    while (at < frame.length) {
      int kind = frame[at];
      int named = frame[at + 1];
      at += 2;
      Space space = SPACES.get(Utf8.text(Arrays.copyOfRange(frame, at, at + named)));
      at += named;
      int letters = Bytes.int4(frame, at);
      at += 4;
      String key = Utf8.text(Arrays.copyOfRange(frame, at, at + letters));
      at += letters;
      byte[] value = null;
      if (kind == PUT) {
        int count = Bytes.int4(frame, at);
        at += 4;
        value = Arrays.copyOfRange(frame, at, at + count);
        at += count;
      }
      if (space == null || (kind != PUT && kind != DELETE)) {
        throw LogStore.newer();
      }
      taker.take(space, key, value);
    }
  }
}
