package uk.seenheard.sync.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {

  @Test
  void agreesWithTheCalendarOnEveryDayOfThreeCenturies() {
    LocalDate day = LocalDate.of(1899, 12, 28);
    LocalDate end = LocalDate.of(2201, 3, 2);
    for (; day.isBefore(end); day = day.plusDays(1)) {
      assertThat(Days.parse(day.toString()).getAsLong()).isEqualTo(day.toEpochDay());
      assertThat(Days.civil(day.toEpochDay()))
          .isEqualTo(new Days.Civil(day.getYear(), day.getMonthValue(), day.getDayOfMonth()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1_763_777_400_000L, 253_402_300_800_000L, -62_198_755_200_001L})
  void writesMomentsWithTheirNoughts(long millis) {
    OffsetDateTime at = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    assertThat(Days.text(millis))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "%04d-%02d-%02dT%02d:%02dZ",
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute()));
  }

  @Test
  void countsMonthsAsPeopleDo() {
    LocalDate from = LocalDate.of(2020, 2, 29);
    for (int days = 0; days < 3000; days++) {
      LocalDate to = from.plusDays(days);
      assertThat(Days.months(from.toEpochDay(), to.toEpochDay()))
          .as(to.toString())
          .isEqualTo(Period.between(from, to).toTotalMonths());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T03:10Z",
        "2026-11-22T03:10:59Z",
        "2026-11-22T03:10:59.123Z",
        "2026-07-01T23:05+01:00",
        "2026-07-01T00:05:10-03:30",
        "2028-02-29T00:00Z",
        "1969-12-31T23:59Z"
      })
  void readsMomentsToTheSecond(String text) {
    assertThat(Days.moment(text).getAsLong())
        .isEqualTo(OffsetDateTime.parse(text).toEpochSecond() * 1000);
  }

  @Test
  void theHourThatComesTwiceIsToldApartByItsOffset() {
    long first = Days.moment("2026-10-25T01:30+01:00").getAsLong();
    long second = Days.moment("2026-10-25T01:30Z").getAsLong();
    assertThat(second - first).isEqualTo(3_600_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-13-01",
        "2026-02-29",
        "2026-00-10",
        "2026-1-1",
        "22.11.2026",
        "2026-11-31",
        "2026/11/22",
        "2026-11-22 ",
        "２０２６-11-22",
        "-026-11-22"
      })
  void refusesWhatIsNoDay(String text) {
    assertThat(Days.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22",
        "2026-11-22T03:10",
        "2026-11-22T24:00Z",
        "2026-11-22T03:60Z",
        "2026-11-22T03:10:60Z",
        "2026-11-22T03:10+15:00",
        "2026-11-22T03:10+1:00",
        "2026-02-30T03:10Z",
        "2026-11-22T03:10ZZ",
        "2026-11-22T03:10:5",
        "2026-11-22T3:10Z"
      })
  void refusesWhatIsNoMoment(String text) {
    assertThat(Days.moment(text)).isEmpty();
  }
}
