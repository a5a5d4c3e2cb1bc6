package uk.seenheard.sync.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JSON value that is equal to another exactly when both mean the same: members are unordered,
 * numbers compare by amount (1 equals 1.0).
 *
 * <p>{@link #canonical()} gives the one text of a value that all ends agree on (RFC 8785 for
 * everything but numbers, which stand in plain decimal notation without trailing zeros).
 */
public sealed interface Json {

  /** The value {@code null}. */
  Json NULL = new Null();

  /** The value {@code true}. */
  Json TRUE = new Bool(true);

  /** The value {@code false}. */
  Json FALSE = new Bool(false);

  /** JSON's {@code null}. */
  record Null() implements Json {}

  /** JSON's {@code true} or {@code false}. */
  record Bool(boolean value) implements Json {}

  /**
   * A decimal number of at most {@value #MAX_DIGITS} digits, and no more than that many before or
   * after its point when it is written out, so that nobody's arithmetic is tempted to round, no
   * exponent makes the text explode, and every canonical text can be read again.
   */
  record Num(BigDecimal value) implements Json {
    /** Digits allowed in a number, and places before or after its point. */
    public static final int MAX_DIGITS = Limits.NUMBER_DIGITS;

    private static final int MAX_CHARS = Limits.NUMBER_CHARS;
    private static final int LONG_DIGITS = 19;

    /** Normalises the amount: 1.0 becomes 1. */
    public Num {
      long before = (long) value.precision() - value.scale();
      if (value.precision() > MAX_DIGITS || value.scale() > MAX_DIGITS || before > MAX_DIGITS) {
        throw new UnreadableJson(
            "number-digits", "a number has more than " + MAX_DIGITS + " digits");
      }
      value = normalised(value);
    }

    private static BigDecimal normalised(BigDecimal value) {
      if (value.signum() == 0) {
        return BigDecimal.ZERO;
      }
      // Nearly every number is whole and ends in no nought: to look for some would cost divisions.
      return value.scale() == 0 && value.precision() < LONG_DIGITS && value.longValue() % 10 != 0
          ? value
          : value.stripTrailingZeros();
    }

    /** The amount as a whole number, or empty when it is a fraction or too large for one. */
    public Optional<Long> whole() {
      // Normalised: a fraction has a scale above 0. An exception would cost more than all else.
      if (value.scale() > 0) {
        return Optional.empty();
      }
      if ((long) value.precision() - value.scale() < LONG_DIGITS) {
        return Optional.of(value.longValue());
      }
      BigInteger whole = value.toBigInteger();
      return whole.bitLength() < Long.SIZE ? Optional.of(whole.longValue()) : Optional.empty();
    }
  }

  /** A text. */
  record Text(String value) implements Json {}

  /** A list of values in order. */
  record Arr(List<Json> items) implements Json {
    /** Copies the items. */
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** Members by name, read in the order of their names' UTF-16 code units. */
  record Obj(Map<String, Json> members) implements Json {
    /** Copies and sorts the members. */
    public Obj {
      members = Collections.unmodifiableMap(new TreeMap<>(members));
    }

    /** The member of that name, or empty. */
    public Optional<Json> get(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /** The member of that name when it is a text, or empty. */
    public Optional<String> text(String name) {
      return members.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The member of that name when it is a whole number, or empty. */
    public Optional<Long> whole(String name) {
      return members.get(name) instanceof Num number ? number.whole() : Optional.empty();
    }

    /** The items of the member of that name, or an empty list when it is absent or no list. */
    public List<Json> items(String name) {
      return members.get(name) instanceof Arr list ? list.items() : List.of();
    }

    /** The member of that name when it is an object, or an empty object. */
    public Obj object(String name) {
      return members.get(name) instanceof Obj object ? object : EMPTY;
    }

    /** Whether the member of that name is {@code true}. */
    public boolean isTrue(String name) {
      return members.get(name) instanceof Bool bool && bool.value();
    }

    /** This object with one member set. */
    public Obj with(String name, Json value) {
      Map<String, Json> changed = new TreeMap<>(members);
      changed.put(name, value);
      return new Obj(changed);
    }
  }

  /** The object without members. */
  Obj EMPTY = new Obj(Map.of());

  /** A text value. */
  static Json of(String text) {
    return new Text(text);
  }

  /** A whole number. */
  static Json of(long number) {
    return new Num(BigDecimal.valueOf(number));
  }

  /**
   * A number as JSON writes it.
   *
   * @throws UnreadableJson when it is beyond the limits
   */
  static Json number(String text) {
    if (text.length() > Num.MAX_CHARS) {
      throw new UnreadableJson(
          "number-chars", "a number is written in more than " + Num.MAX_CHARS + " characters");
    }
    try {
      return new Num(new BigDecimal(text));
    } catch (NumberFormatException exponent) {
      throw new UnreadableJson("number-digits", "a number's exponent is beyond the limits");
    }
  }

  /** A truth value. */
  static Json of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** A list of values. */
  static Arr list(List<? extends Json> items) {
    return new Arr(new ArrayList<>(items));
  }

  /** A list of texts. */
  static Arr texts(Iterable<String> texts) {
    List<Json> items = new ArrayList<>();
    for (String text : texts) {
      items.add(of(text));
    }
    return new Arr(items);
  }

  /** Starts an object. */
  static Builder object() {
    return new Builder();
  }

  /** The one text of this value that all ends agree on. */
  default String canonical() {
    return CanonicalText.of(this);
  }

  /**
   * The same text in parts, for whoever sends a long one and need not hold it in one piece.
   *
   * @param chars about how many each has; one member or item is never divided
   */
  default List<String> canonicalInParts(int chars) {
    return CanonicalText.inParts(this, chars);
  }

  /** Collects the members of an object. */
  final class Builder {
    private final Map<String, Json> members = new TreeMap<>();

    private Builder() {}

    /** Puts a member. */
    public Builder put(String name, Json value) {
      members.put(name, value);
      return this;
    }

    /** Puts a text. */
    public Builder put(String name, String text) {
      return put(name, of(text));
    }

    /** Puts a whole number. */
    public Builder put(String name, long number) {
      return put(name, of(number));
    }

    /** Puts a truth value. */
    public Builder put(String name, boolean value) {
      return put(name, of(value));
    }

    /** Puts a text when there is one. */
    public Builder put(String name, Optional<String> text) {
      text.ifPresent(present -> put(name, present));
      return this;
    }

    /** The object. */
    public Obj build() {
      return new Obj(members);
    }
  }
}
