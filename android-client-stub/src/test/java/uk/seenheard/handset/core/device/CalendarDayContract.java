package uk.seenheard.handset.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link CalendarDay} does, wherever the device takes itself to be. */
public abstract class CalendarDayContract {
  private static final long DAY = 86_400_000L;

  protected abstract CalendarDay day();

  private String at(String moment) {
    return day().at(Instant.parse(moment).toEpochMilli()).orElseThrow();
  }

  @Test
  void dayIsTheOneOfTheUnitedKingdom() {
    assertThat(at("2024-02-29T12:00:00Z")).isEqualTo("2024-02-29");
    assertThat(at("2026-01-31T23:59:59Z")).isEqualTo("2026-01-31");
    assertThat(at("2026-06-30T22:59:59Z")).isEqualTo("2026-06-30");
    assertThat(at("2026-06-30T23:00:00Z")).isEqualTo("2026-07-01");
  }

  @Test
  void fourDaysHaveFourNamesInOrder() {
    long noon = Instant.parse("2024-02-29T12:00:00Z").toEpochMilli();
    String before = "";
    for (int i = -2; i < 2; i++) {
      String at = day().at(noon + i * DAY).orElseThrow();
      assertThat(at).isGreaterThan(before);
      before = at;
    }
  }

  @Test
  void yearThatHasNotFourDigitsHasNoDay() {
    assertThat(day().at(300_000_000_000_000L)).isEmpty();
    assertThat(day().at(-300_000_000_000_000L)).isEmpty();
    assertThat(at("0001-01-02T12:00:00Z")).isEqualTo("0001-01-02");
    assertThat(at("9999-12-31T12:00:00Z")).isEqualTo("9999-12-31");
  }
}
