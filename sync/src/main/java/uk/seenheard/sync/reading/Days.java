package uk.seenheard.sync.reading;

import java.util.OptionalLong;

/**
 * Calendar days as numbers, day 0 being 1970-01-01: {@code java.time} would cost the browser 300
 * KB.
 *
 * <p>The civil-calendar arithmetic counts in eras of 400 years that begin on 1 March, so that the
 * leap day comes last.
 */
public final class Days {
  private static final long ERA = 146_097;
  private static final long MILLIS = 86_400_000L;
  private static final long MINUTE = 60_000L;

  private Days() {}

  /** A day as year, month (1–12) and day of the month. */
  public record Civil(long year, int month, int day) {}

  /** The number of a calendar day. */
  public static long of(long year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400L);
    long ofEra = y - era * 400;
    long ofYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * ERA + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  }

  /** The calendar day of a number. */
  public static Civil civil(long number) {
    long shifted = number + 719_468;
    long era = Math.floorDiv(shifted, ERA);
    long ofEra = shifted - era * ERA;
    long year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    long ofYear = ofEra - (365 * year + year / 4 - year / 100);
    long month = (5 * ofYear + 2) / 153;
    int day = (int) (ofYear - (153 * month + 2) / 5 + 1);
    int civil = (int) (month < 10 ? month + 3 : month - 9);
    return new Civil(year + era * 400 + (civil <= 2 ? 1 : 0), civil, day);
  }

  /** Reads {@code 2026-11-22}, or nothing when the text is no day of the calendar. */
  public static OptionalLong parse(String text) {
    return text.length() == 10 ? date(text) : OptionalLong.empty();
  }

  private static OptionalLong date(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    if (year < 0 || month < 1 || day < 1 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return OptionalLong.empty();
    }
    long of = month > 12 || day > 31 ? Long.MIN_VALUE : of(year, month, day);
    return of != Long.MIN_VALUE && civil(of).month() == month
        ? OptionalLong.of(of)
        : OptionalLong.empty();
  }

  /**
   * Reads a moment with its offset ({@code 2026-11-22T03:10Z}, {@code 2026-07-01T23:05:10+01:00})
   * as milliseconds since 1970, or nothing when the text is none.
   */
  public static OptionalLong moment(String text) {
    if (text.length() < 17 || text.charAt(10) != 'T' || text.charAt(13) != ':') {
      return OptionalLong.empty();
    }
    OptionalLong day = date(text.substring(0, 10));
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int at = 16;
    int second = 0;
    if (text.charAt(at) == ':') {
      second = number(text, 17, 19);
      at = 19;
      if (at < text.length() && text.charAt(at) == '.') {
        at++;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
          at++;
        }
      }
    }
    OptionalLong offset = offset(text, at);
    if (!day.isPresent() || !offset.isPresent() || hour < 0 || hour > 23) {
      return OptionalLong.empty();
    }
    if (minute < 0 || minute > 59 || second < 0 || second > 59) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        day.getAsLong() * MILLIS
            + (hour * 60L + minute) * MINUTE
            + second * 1000L
            - offset.getAsLong() * MINUTE);
  }

  /**
   * Whether a moment is spelt as ISO 8601 says: a point has digits behind it, and no clock is more
   * than fourteen hours from Greenwich.
   */
  public static boolean isStrictMoment(String text) {
    int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    boolean far =
        sign > 10 && sign + 6 == text.length() && text.substring(sign + 1).compareTo("14:00") > 0;
    return !far && !text.contains(".Z") && !text.contains(".+") && !text.contains(".-");
  }

  /** The number of the calendar day in the United Kingdom at a moment. */
  public static long inUk(long millis) {
    return Math.floorDiv(millis + (isSummer(millis) ? 60 * MINUTE : 0), MILLIS);
  }

  /** Writes a moment, to the minute: {@code 2026-11-22T03:10Z}. */
  public static String text(long millis) {
    Civil day = civil(Math.floorDiv(millis, MILLIS));
    long minute = Math.floorMod(millis, MILLIS) / MINUTE;
    return padded(day.year(), 4)
        + '-'
        + padded(day.month(), 2)
        + '-'
        + padded(day.day(), 2)
        + 'T'
        + padded(minute / 60, 2)
        + ':'
        + padded(minute % 60, 2)
        + 'Z';
  }

  /** A number with noughts before it, its sign counted. */
  private static String padded(long number, int width) {
    StringBuilder text = new StringBuilder(Long.toString(Math.abs(number)));
    int digits = number < 0 ? width - 1 : width;
    while (text.length() < digits) {
      text.insert(0, '0');
    }
    return (number < 0 ? "-" : "") + text;
  }

  /** The last millisecond of a calendar day in the United Kingdom. */
  public static long endInUk(long day) {
    long midnight = (day + 1) * MILLIS;
    return midnight - (isSummer(midnight - 60 * MINUTE) ? 60 * MINUTE : 0) - 1;
  }

  /**
   * Whether summer time is in force in the United Kingdom: from the last Sunday of March to the
   * last of October, each at 01:00 UTC (Summer Time Order 2002). Before 1996 the days were others,
   * and from 1968 to 1971 it was summer all year: a moment of those years may be read an hour off.
   */
  static boolean isSummer(long millis) {
    long year = civil(Math.floorDiv(millis, MILLIS)).year();
    return millis >= lastSunday(year, 3) && millis < lastSunday(year, 10);
  }

  /** 01:00 UTC of the last Sunday of a month of 31 days. */
  private static long lastSunday(long year, int month) {
    long last = of(year, month, 31);
    // Day 0 was a Thursday: day 3 the first Sunday.
    return (last - Math.floorMod(last - 3, 7L)) * MILLIS + 60 * MINUTE;
  }

  /** The digits of a moment behind its seconds, which {@link #moment} leaves out. */
  static String fraction(String text) {
    int point = text.indexOf('.');
    if (point < 0) {
      return "";
    }
    int end = point + 1;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(point + 1, end);
  }

  private static OptionalLong offset(String text, int at) {
    if (at + 1 == text.length() && text.charAt(at) == 'Z') {
      return OptionalLong.of(0);
    }
    if (at + 6 != text.length() || text.charAt(at + 3) != ':') {
      return OptionalLong.empty();
    }
    int hours = number(text, at + 1, at + 3);
    int minutes = number(text, at + 4, at + 6);
    char sign = text.charAt(at);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59 || (sign != '+' && sign != '-')) {
      return OptionalLong.empty();
    }
    long offset = hours * 60L + minutes;
    return OptionalLong.of(sign == '+' ? offset : -offset);
  }

  private static int number(String text, int from, int to) {
    if (to > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  /** Whole months from one day to a later one. */
  public static long months(long from, long to) {
    Civil first = civil(from);
    Civil last = civil(to);
    long months = (last.year() - first.year()) * 12 + last.month() - first.month();
    return last.day() < first.day() ? months - 1 : months;
  }
}
