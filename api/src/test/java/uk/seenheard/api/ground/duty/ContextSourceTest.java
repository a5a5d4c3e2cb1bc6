package uk.seenheard.api.ground.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainDigests;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.prompt.Context;

/** Days and school days count from when police knew, never from when it happened. */
class ContextSourceTest {
  private static final String INCIDENT = "0190a000-0000-7000-8000-000000000001";
  private static final FieldPath CHILD = new FieldPath("child/c1");
  private static final JacksonJsonReader READER = new JacksonJsonReader();
  private static final Digests DIGESTS = new PlainDigests();
  private static final ContextSource SOURCE =
      new ContextSource(DutyData.demo(READER), NoticeWay.NONE);

  private static Context context(String toldAt, String attendedAt, String received) {
    List<Operation> ops = new ArrayList<>();
    ops.add(new Operation.AddEntry(CHILD, Json.EMPTY));
    ops.add(set("happened", "2019-05-01T10:00Z"));
    if (toldAt != null) {
      ops.add(set("toldAt", toldAt));
    }
    if (attendedAt != null) {
      ops.add(set("attendedAt", attendedAt));
    }
    Fold fold = new Fold(INCIDENT, DIGESTS);
    fold.add(
        new ChangeCodec(READER, DIGESTS)
            .write(
                new Draft(
                    INCIDENT,
                    new FormRef("domestic-abuse", 2),
                    "pc.1",
                    "device",
                    Hash.of("pass", DIGESTS),
                    1,
                    "boot",
                    1,
                    new Hlc(1, 0),
                    ops,
                    "0".repeat(32))));
    long at = Instant.parse(received).toEpochMilli();
    long happened = Instant.parse("2019-05-01T10:00:00Z").toEpochMilli();
    return SOURCE.of(
        fold.record(), new Chronology(happened, at, List.of(), Map.of()), at + 600_000);
  }

  private static Operation set(String field, String value) {
    return new Operation.SetField(
        new FieldPath(field), Json.of(value), List.of(), Optional.empty(), false);
  }

  private static String moment(Optional<Long> millis) {
    return Instant.ofEpochMilli(millis.orElseThrow()).toString();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "told on a Tuesday evening, 2026-11-24T19:30Z, , 2026-11-24T20:00:00Z,"
        + " 2026-11-24T23:59:59.999Z, 2026-11-25T08:45:00Z",
    "told on a Friday night, 2026-11-27T23:00Z, , 2026-11-27T23:10:00Z, 2026-11-27T23:59:59.999Z,"
        + " 2026-11-30T08:45:00Z",
    "only attended, , 2026-11-24T19:40Z, 2026-11-24T20:00:00Z, 2026-11-24T23:59:59.999Z,"
        + " 2026-11-25T08:45:00Z",
    "nobody said: received, , , 2026-11-25T00:10:00Z, 2026-11-25T23:59:59.999Z,"
        + " 2026-11-25T08:45:00Z",
    "told at a time to come: received, 2026-12-24T19:30Z, , 2026-11-24T20:00:00Z,"
        + " 2026-11-24T23:59:59.999Z, 2026-11-25T08:45:00Z",
    "written down three days later, 2026-11-24T19:30Z, , 2026-11-27T20:00:00Z,"
        + " 2026-11-24T23:59:59.999Z, 2026-11-25T08:45:00Z",
    "in the summer, 2026-07-01T21:00Z, , 2026-07-01T21:10:00Z, 2026-07-01T22:59:59.999Z,"
        + " 2026-07-02T07:45:00Z",
    "the last evening of a term: within a day, 2026-12-18T19:30Z, , 2026-12-18T20:00:00Z,"
        + " 2026-12-18T23:59:59.999Z, 2026-12-19T19:30:00Z",
  })
  void clocksStartWhenPoliceKnew(
      String what,
      String toldAt,
      String attendedAt,
      String received,
      String endOfDay,
      String schoolDay) {
    Context context = context(toldAt, attendedAt, received);
    assertThat(moment(context.incident().whole("endOfDay"))).as(what).isEqualTo(endOfDay);
    assertThat(moment(context.about().get(CHILD).whole("nextSchoolDay")))
        .as(what)
        .isEqualTo(schoolDay);
  }
}
