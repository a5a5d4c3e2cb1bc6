package uk.seenheard.api.engine.embedded.query;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An index key as bytes whose unsigned order is the order of the values.
 *
 * <p>Each value starts with a byte for its type, in the order in which MongoDB sorts types, and is
 * encoded so that no encoding is a prefix of another: strings escape zero and end in two zeros,
 * nested values end in a zero. That is what lets values stand one after the other, lets a
 * descending field be the complement of its bytes, and lets "everything that starts with" be a
 * range.
 */
final class KeyBytes {
  private static final int MIN_KEY = 0x05;
  private static final int EMPTY_ARRAY = 0x08;
  private static final int NULL = 0x10;
  private static final int NUMBER = 0x20;
  private static final int STRING = 0x30;
  private static final int OBJECT = 0x38;
  private static final int ARRAY = 0x40;
  private static final int BINARY = 0x50;
  private static final int LEGACY_UUID = 0x51;
  private static final int UUID_TYPE = 0x52;
  private static final int OBJECT_ID = 0x58;
  private static final int BOOLEAN = 0x60;
  private static final int DATE = 0x68;
  private static final int TIMESTAMP = 0x70;
  private static final int REGEX = 0x78;
  private static final int MAX_KEY = 0x7f;

  private byte[] bytes = new byte[48];
  private int length;

  /** The smallest key greater than every key that starts with `prefix`. */
  static byte[] after(byte[] prefix) {
    int end = prefix.length;
    while (end > 0 && prefix[end - 1] == (byte) 0xff) {
      end--;
    }
    if (end == 0) {
      // No key starts with 0xff only: type bytes and their complements end at 0xfa.
      return new byte[] {(byte) 0xff, (byte) 0xff};
    }
    byte[] next = Arrays.copyOf(prefix, end);
    next[end - 1]++;
    return next;
  }

  /** Whether a value has a place in the order that the query engine agrees with. */
  static boolean ordered(@Nullable Object value) {
    return !(value instanceof Decimal128) && typeOf(value) >= 0;
  }

  KeyBytes add(@Nullable Object value, boolean ascending) {
    int from = length;
    value(value);
    return complementUnless(ascending, from);
  }

  KeyBytes addEmptyArray(boolean ascending) {
    int from = length;
    put(EMPTY_ARRAY);
    return complementUnless(ascending, from);
  }

  /** Only the type of a value: the prefix that all values of the same type share. */
  KeyBytes addType(@Nullable Object value, boolean ascending) {
    int from = length;
    put(typeOf(value));
    return complementUnless(ascending, from);
  }

  KeyBytes addBytes(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /** The position of the document: makes equal keys of a non-unique index distinct. */
  KeyBytes addPosition(long position) {
    long64(position);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private KeyBytes complementUnless(boolean ascending, int from) {
    if (!ascending) {
      for (int i = from; i < length; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
    }
    return this;
  }

  private static int typeOf(@Nullable Object value) {
    if (value == null || value instanceof Missing) {
      return NULL;
    } else if (value instanceof String) {
      return STRING;
    } else if (value instanceof Number) {
      return NUMBER;
    } else if (value instanceof Instant) {
      return DATE;
    } else if (value instanceof Boolean) {
      return BOOLEAN;
    } else if (value instanceof ObjectId) {
      return OBJECT_ID;
    } else if (value instanceof UUID) {
      return UUID_TYPE;
    } else if (value instanceof BinData) {
      return BINARY;
    } else if (value instanceof Document) {
      return OBJECT;
    } else if (value instanceof Collection) {
      return ARRAY;
    } else if (value instanceof LegacyUUID) {
      return LEGACY_UUID;
    } else if (value instanceof BsonTimestamp) {
      return TIMESTAMP;
    } else if (value instanceof BsonRegularExpression) {
      return REGEX;
    } else if (value instanceof MinKey) {
      return MIN_KEY;
    } else if (value instanceof MaxKey) {
      return MAX_KEY;
    }
    return -1;
  }

  private void value(@Nullable Object value) {
    int type = typeOf(value);
    if (!ordered(value)) {
      throw new MongoServerError(
          ErrorCode.BadValue,
          "This store does not index values of type "
              + (value == null ? "null" : value.getClass().getSimpleName())
              + "; store them in a field without an index");
    }
    put(type);
    switch (type) {
      case NUMBER -> number((Number) requireNonNull(value));
      case STRING -> text((String) requireNonNull(value));
      case DATE -> long64(((Instant) requireNonNull(value)).toEpochMilli() ^ Long.MIN_VALUE);
      case BOOLEAN -> put(Boolean.TRUE.equals(value) ? 1 : 0);
      case OBJECT_ID -> addBytes(((ObjectId) requireNonNull(value)).toByteArray());
      case UUID_TYPE -> uuid((UUID) requireNonNull(value));
      case LEGACY_UUID -> uuid(((LegacyUUID) requireNonNull(value)).getUuid());
      case BINARY -> {
        byte[] data = ((BinData) requireNonNull(value)).getData();
        int32(data.length);
        addBytes(data);
      }
      case TIMESTAMP -> long64(((BsonTimestamp) requireNonNull(value)).getValue());
      case REGEX -> {
        BsonRegularExpression regex = (BsonRegularExpression) requireNonNull(value);
        text(regex.getPattern());
        text(regex.getOptions() == null ? "" : regex.getOptions());
      }
      case OBJECT -> {
        for (Map.Entry<String, Object> e : ((Document) requireNonNull(value)).entrySet()) {
          put(1);
          put(typeOf(e.getValue()));
          text(e.getKey());
          value(e.getValue());
        }
        put(0);
      }
      case ARRAY -> {
        for (Object element : (Collection<?>) requireNonNull(value)) {
          put(1);
          value(element);
        }
        put(0);
      }
      default -> {} // null, MinKey and MaxKey are their type alone
    }
  }

  /**
   * A double in sortable form, then what a long is away from that double: longs beyond 2^53 stay
   * distinct and in order, and 1, 1L and 1.0 are the same key.
   */
  private void number(Number number) {
    double d = number.doubleValue();
    long delta = 0;
    if (number instanceof Long l) {
      delta = l - (long) d;
    }
    long bits;
    if (Double.isNaN(d)) {
      bits = 0;
    } else {
      bits = Double.doubleToLongBits(d == 0.0 ? 0.0 : d);
      bits ^= (bits >> 63) | Long.MIN_VALUE;
    }
    long64(bits);
    int offset = (int) delta + 0x8000;
    put(offset >>> 8);
    put(offset);
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ensure(utf8.length + 8);
    for (byte b : utf8) {
      put(b);
      if (b == 0) {
        put(0xff);
      }
    }
    put(0);
    put(0);
  }

  private void uuid(UUID uuid) {
    long64(uuid.getMostSignificantBits());
    long64(uuid.getLeastSignificantBits());
  }

  private void long64(long value) {
    int32((int) (value >>> 32));
    int32((int) value);
  }

  private void int32(int value) {
    put(value >>> 24);
    put(value >>> 16);
    put(value >>> 8);
    put(value);
  }

  private void put(int b) {
    ensure(1);
    bytes[length++] = (byte) b;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
