package uk.seenheard.api.desk.chase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.api.ground.duty.Addressees;
import uk.seenheard.api.ground.duty.DutyData;
import uk.seenheard.api.ground.http.JacksonJsonReader;

/** Until when an answer to a notice is waited for. */
class WorkingDayTest {
  private static final NoticeConcern CONCERN =
      new NoticeConcern(
          Set.of(),
          List.of(),
          DutyData.usual(new JacksonJsonReader()).bankHolidays(),
          0,
          Addressees.NONE);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a Tuesday, 2026-11-24T14:00:00Z, 2026-11-25T14:00:00Z",
    "a Friday, 2026-11-27T14:00:00Z, 2026-11-30T14:00:00Z",
    "a Saturday, 2026-11-28T14:00:00Z, 2026-11-30T14:00:00Z",
    "Christmas Eve before a long weekend, 2026-12-24T14:00:00Z, 2026-12-29T14:00:00Z",
    "the Thursday before Easter, 2027-03-25T14:00:00Z, 2027-03-30T13:00:00Z",
    "the Friday before a holiday in May, 2027-04-30T13:00:00Z, 2027-05-04T13:00:00Z",
  })
  void anAnswerIsWaitedForUntilTheSameTimeOfTheNextWorkingDay(String what, String at, String by) {
    assertThat(Instant.ofEpochMilli(CONCERN.workingDayAfter(Instant.parse(at).toEpochMilli())))
        .as(what)
        .isEqualTo(Instant.parse(by));
  }
}
