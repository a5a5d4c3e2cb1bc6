package uk.seenheard.handset.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every {@link CalendarDay} does, wherever the device is. */
public abstract class CalendarDayContract {
  /** Noon of 29 February 2024 by UTC: the day before or after only beyond twelve hours' offset. */
  private static final long LEAP_NOON = 1_709_208_000_000L;

  private static final long DAY = 86_400_000L;

  protected abstract CalendarDay day();

  @Test
  void dayIsWrittenAsTheRecordWritesIt() {
    assertThat(day().at(LEAP_NOON).orElseThrow()).matches("2024-0(2-29|3-01)");
    assertThat(day().at(0).orElseThrow()).matches("19(69-12-31|70-01-01)");
  }

  @Test
  void fourDaysHaveFourNamesInOrder() {
    String before = "";
    for (int i = -2; i < 2; i++) {
      String at = day().at(LEAP_NOON + i * DAY).orElseThrow();
      assertThat(at).isGreaterThan(before);
      before = at;
    }
  }

  @Test
  void yearThatHasNotFourDigitsHasNoDay() {
    assertThat(day().at(300_000_000_000_000L)).isEmpty();
    assertThat(day().at(-300_000_000_000_000L)).isEmpty();
  }
}
