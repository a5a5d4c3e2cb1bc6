package uk.seenheard.sync.logic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;

/**
 * Truth, equality and arithmetic of JsonLogic over {@link Json}.
 *
 * <p>{@link Json} has neither NaN nor infinity: where JavaScript computes one of them, the value
 * here is null, which is not truthy and compares false, as NaN does. Amounts are decimal, so that
 * 0.1 + 0.2 is 0.3.
 */
final class Values {
  private static final MathContext PRECISION = MathContext.DECIMAL64;
  private static final int MAX_NUMBER_CHARS = 40;

  private Values() {}

  static boolean truthy(@Nullable Json value) {
    if (value instanceof Json.Bool bool) {
      return bool.value();
    }
    if (value instanceof Json.Num number) {
      return number.value().signum() != 0;
    }
    if (value instanceof Json.Text text) {
      return !text.value().isEmpty();
    }
    if (value instanceof Json.Arr list) {
      return !list.items().isEmpty();
    }
    return value instanceof Json.Obj;
  }

  static boolean loose(Json one, Json other) {
    if (one.getClass() == other.getClass()) {
      return one.equals(other);
    }
    if (one instanceof Json.Null || other instanceof Json.Null) {
      return false;
    }
    BigDecimal first = number(one);
    BigDecimal second = number(other);
    return first != null && second != null && first.compareTo(second) == 0;
  }

  /** The comparison that JavaScript makes: texts by code unit, everything else by amount. */
  static boolean less(Json one, Json other, boolean orEqual) {
    int compared;
    if (one instanceof Json.Text first && other instanceof Json.Text second) {
      compared = first.value().compareTo(second.value());
    } else {
      BigDecimal first = number(one);
      BigDecimal second = number(other);
      if (first == null || second == null) {
        return false;
      }
      compared = first.compareTo(second);
    }
    return orEqual ? compared <= 0 : compared < 0;
  }

  static @Nullable BigDecimal number(Json value) {
    if (value instanceof Json.Num number) {
      return number.value();
    }
    if (value instanceof Json.Bool bool) {
      return bool.value() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof Json.Null) {
      return BigDecimal.ZERO;
    }
    if (value instanceof Json.Text text) {
      return parse(text.value().trim());
    }
    if (value instanceof Json.Arr list) {
      List<Json> items = list.items();
      return items.isEmpty() ? BigDecimal.ZERO : items.size() == 1 ? number(items.get(0)) : null;
    }
    return null;
  }

  private static @Nullable BigDecimal parse(String text) {
    if (text.isEmpty()) {
      return BigDecimal.ZERO;
    }
    if (text.length() > MAX_NUMBER_CHARS) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if ("+-.0123456789".indexOf(text.charAt(i)) < 0) {
        return null;
      }
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  static Json of(@Nullable BigDecimal amount) {
    if (amount == null) {
      return Json.NULL;
    }
    BigDecimal rounded = amount.round(PRECISION).stripTrailingZeros();
    return Math.abs((long) rounded.scale()) > Json.Num.MAX_DIGITS
        ? Json.NULL
        : new Json.Num(rounded);
  }

  static String text(Json value) {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    if (value instanceof Json.Null) {
      return "";
    }
    if (value instanceof Json.Arr list) {
      StringBuilder out = new StringBuilder();
      for (Json item : list.items()) {
        out.append(out.length() == 0 ? "" : ",").append(text(item));
      }
      return out.toString();
    }
    return value.canonical();
  }

  static Json substring(String text, int from, @Nullable Integer length) {
    int size = text.length();
    int start = from < 0 ? Math.max(0, size + from) : Math.min(from, size);
    int end = size;
    if (length != null) {
      end = length < 0 ? size + length : (int) Math.min(size, (long) start + length);
    }
    return Json.of(end <= start ? "" : text.substring(start, end));
  }

  static @Nullable BigDecimal divide(BigDecimal one, BigDecimal other) {
    return other.signum() == 0 ? null : one.divide(other, PRECISION);
  }

  static @Nullable BigDecimal remainder(BigDecimal one, BigDecimal other) {
    return other.signum() == 0 ? null : one.remainder(other);
  }
}
