package uk.seenheard.api.ground.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** When a child's next school day begins, on clocks of the United Kingdom. */
class SchoolDaysTest {
  private static final JacksonJsonReader READER = new JacksonJsonReader();

  private static SchoolCalendar demo() {
    return DutyData.demo(READER).authorities().get(0);
  }

  private static String next(SchoolCalendar calendar, String moment) {
    return Instant.ofEpochMilli(calendar.next(Instant.parse(moment).toEpochMilli())).toString();
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource({
    "a night in the week, 2026-11-24T23:30:00Z, 2026-11-25T08:45:00Z",
    "early on a school day, 2026-11-25T02:00:00Z, 2026-11-25T08:45:00Z",
    "after school has begun, 2026-11-25T08:45:00Z, 2026-11-26T08:45:00Z",
    "a Friday night, 2026-11-27T23:00:00Z, 2026-11-30T08:45:00Z",
    "the last evening of term before Christmas, 2026-12-18T20:00:00Z, 2027-01-04T08:45:00Z",
    "Christmas Day, 2026-12-25T12:00:00Z, 2027-01-04T08:45:00Z",
    "the Thursday before a Good Friday, 2026-04-02T20:00:00Z, 2026-04-13T07:45:00Z",
    "the Friday of a half-term, 2026-10-30T12:00:00Z, 2026-11-02T08:45:00Z",
    "the first Sunday of summer time, 2026-03-29T00:30:00Z, 2026-04-13T07:45:00Z",
    "the Monday after winter time begins, 2025-10-26T01:30:00Z, 2025-11-03T08:45:00Z",
    "the May bank holiday, 2026-05-03T22:00:00Z, 2026-05-05T07:45:00Z",
    "a summer night after midnight on our clocks, 2026-06-30T23:30:00Z, 2026-07-01T07:45:00Z",
    "beyond the last known term every weekday counts, 2027-08-11T20:00:00Z, 2027-08-12T07:45:00Z"
  })
  void theNextSchoolDayBegins(String when, String moment, String begins) {
    assertThat(next(demo(), moment)).as(when).isEqualTo(begins);
  }

  @Test
  void withoutTermDatesEveryWeekdayThatIsNoBankHolidayCounts() {
    SchoolCalendar usual = DutyData.usual(READER).authorities().get(0);
    assertThat(next(usual, "2026-04-02T20:00:00Z")).isEqualTo("2026-04-07T07:45:00Z");
    assertThat(next(usual, "2026-12-24T20:00:00Z")).isEqualTo("2026-12-29T08:45:00Z");
  }

  @Test
  void datesThatMakeNoSenseAreRefusedWithTheirPlace() {
    refused("{\"terms\": []}", "has \"terms\"");
    refused("{\"times\": {\"noticeHour\": 3}}", "which no form asks for");
    refused("{\"times\": {\"noticeHours\": 0}}", "times.noticeHours");
    refused("{\"bankHolidays\": [\"2026-02-30\"]}", "bankHolidays[0] is no day");
    refused("{\"authorities\": [{\"id\": \"a\"}]}", "authorities[0].terms is missing");
    refused(
        "{\"authorities\": [{\"id\": \"a\", \"terms\":"
            + " [{\"from\": \"2026-02-02\", \"to\": \"2026-02-01\"}]}]}",
        "authorities[0].terms[0] ends before it begins");
    refused("{\"starts\": \"quarter to nine\"}", "starts is no time");
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> DutyData.read((Json.Obj) READER.read(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
