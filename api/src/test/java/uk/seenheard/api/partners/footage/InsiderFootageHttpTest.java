package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;
import static uk.seenheard.api.partners.footage.Shift.lane;
import static uk.seenheard.api.partners.footage.Shift.texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/** The supervisor whose own camera it is, or who wants somebody's duty to be gone. */
class InsiderFootageHttpTest {
  @TempDir static Path folder;
  private static Shift shift;
  private static int made;

  private String incident;
  private long from;
  private long to;

  @BeforeAll
  static void start() {
    shift = new Shift(folder);
    shift.form = 2;
  }

  @AfterAll
  static void stop() {
    shift.close();
  }

  /** Each on an evening of its own. */
  @BeforeEach
  void another() {
    made++;
    from = EVENING + made * 10 * 24 * HOUR;
    to = from + 40 * MINUTE;
    shift.handsBack();
    shift.itIs(from);
    incident = shift.incident("IN-" + made);
  }

  private void attend(String... people) {
    for (String person : people) {
      shift.writes(person, from, incident, Officer.set("reference", "IN-" + made));
    }
    for (String person : people) {
      shift.writes(person, to, incident, Officer.set("place", person));
    }
  }

  private String name(String clip) {
    return clip + made;
  }

  private Json.Builder said(String clip) {
    return Json.object()
        .put("source", "vault")
        .put("clip", name(clip))
        .put("linked", true)
        .put("reason", "I have watched it");
  }

  private Caller.Answer says(String person, Json.Builder said) {
    return shift.as(person).post("/v1/incidents/" + incident + "/footage/links", said.build());
  }

  @Test
  void nobodyPutsARecordingOfTheirOwnCameraThereOrTakesItOff() {
    attend("pc1201", "ps401");
    shift.clips(
        clip(name("own"), from, to).put("badge", "ps401").put("clock", "edited"),
        clip(name("sure"), from, to).put("badge", "ps401").put("device", "X60-2"));
    assertThat(texts(shift.footage("insp71", incident), "links", "clip"))
        .containsExactly(name("sure"));

    Caller.Answer refused = says("ps401", said("own"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("another supervisor");
    assertThat(says("ps401", said("sure").put("sensitive", "nudity")).status()).isEqualTo(403);
    assertThat(says("ps401", said("sure").put("linked", false)).status()).isEqualTo(403);
    assertThat(texts(shift.footage("pc1201", incident), "links", "clip"))
        .as("nothing was hidden and nothing taken off")
        .containsExactly(name("sure"));

    Json.Builder judged =
        Json.object().put("source", "vault").put("clip", name("sure")).put("relevant", "no");
    String relevance = "/v1/incidents/" + incident + "/footage/relevance";
    assertThat(shift.as("ps401").post(relevance, judged.build()).status()).isEqualTo(403);
    shift.as("insp71").post(relevance, judged.build()).expect(200);

    says("insp71", said("own")).expect(200);
    assertThat(says("ps401", said("own").put("linked", false)).status()).isEqualTo(403);
  }

  @Test
  void nobodyNamesThemselvesAsTheWearer() {
    attend("ps401");
    shift.clips(clip(name("nobodys"), from, to));
    assertThat(says("ps401", said("nobodys").put("person", "ps401")).status()).isEqualTo(403);
    says("insp71", said("nobodys").put("person", "ps401")).expect(200);
    assertThat(lane(shift.footage("insp71", incident), "ps401").text("state")).contains("met");
  }

  @Test
  void nobodysDutyIsSettledByARecordingWithAnothersBadge() {
    attend("pc1201", "pc1202");
    shift.clips(clip(name("hers"), from, to).put("badge", "pc1201"));
    assertThat(says("ps401", said("hers").put("person", "pc1202")).expect(400).text("field"))
        .contains("person");
    Json.Obj footage = shift.footage("ps401", incident);
    assertThat(lane(footage, "pc1201").text("state")).contains("met");
    assertThat(lane(footage, "pc1202").text("state")).contains("awaited");
    assertThat(lane(footage, "pc1202").whole("coveredMs")).contains(0L);
  }

  @Test
  void aMinuteWithoutAClockIsNotSaidToBeTheWholeVisit() {
    attend("pc1201");
    shift.clips(
        clip(name("short"), from, from + MINUTE).put("badge", "pc1201").put("clock", "unset"));
    assertThat(
            says("ps401", said("short").put("from", from).put("to", to)).expect(400).text("field"))
        .contains("to");
    says("ps401", said("short").put("from", from).put("to", from + MINUTE)).expect(200);
    assertThat(lane(shift.footage("ps401", incident), "pc1201").whole("coveredMs"))
        .contains(MINUTE);
  }

  @Test
  void whatFewShouldSeeStaysHiddenUntilSomebodySaysOtherwise() {
    attend("pc1201");
    shift.clips(clip(name("bath"), from, to).put("badge", "pc1201"));
    says("ps401", said("bath").put("sensitive", "nudity")).expect(200);
    says("ps401", said("bath").put("from", from).put("to", to)).expect(200);
    Json.Obj officers = shift.footage("pc1201", incident);
    assertThat(officers.canonical()).doesNotContain(name("bath"));
    assertThat(officers.whole("withheld")).contains(1L);
    assertThat(texts(shift.footage("insp71", incident), "links", "sensitive"))
        .containsExactly("nudity");
    says("insp71", said("bath").put("sensitive", "none")).expect(200);
    assertThat(shift.footage("pc1201", incident).canonical()).contains(name("bath"));
  }

  @Test
  void nobodyAcceptsWhyTheirOwnCameraWasOff() {
    attend("pc1201", "ps401");
    shift.writes(
        "ps401",
        to + MINUTE,
        incident,
        Officer.add(Officer.entry("attendance"), Json.object().put("recording", "no").build()),
        Officer.set(
            "reason.camera.ps401",
            Json.object().put("code", "forgot").put("words", "I was in a hurry").build()));
    assertThat(accepts("ps401").status()).isEqualTo(403);
    accepts("insp71").expect(201);
  }

  private Caller.Answer accepts(String person) {
    Json.Obj reading = shift.as(person).get("/v1/incidents/" + incident).expect(200);
    Json.Obj asked =
        all(reading, "prompts").stream()
            .filter(one -> one.text("prompt").equals(Optional.of("camera.ps401")))
            .findFirst()
            .orElseThrow();
    Json.Obj act =
        Json.object()
            .put("op", "act")
            .put("act", "accept-reason")
            .put(
                "with",
                Json.object()
                    .put("prompt", "camera.ps401")
                    .put("op", asked.object("reason").text("op"))
                    .build())
            .build();
    return shift
        .as(person)
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", reading.text("frontier"))
                .put("ops", Json.list(List.of(act)))
                .build());
  }

  /** Nothing of theirs arrives: the chase is ended by another, with a reason. */
  @Test
  void nobodyEndsTheChaseOfTheirOwnMissingRecording() {
    attend("ps401");
    shift.clips(clip(name("another"), from, to).put("badge", "pc1204"));
    shift.itIs(to + 60 * HOUR);
    String alert = missing();
    shift.itIs(to + 90 * HOUR);
    Json.Obj reason = Json.object().put("reason", "It was a quiet evening").build();
    String end = "/v1/alerts/" + alert + "/end";
    Caller.Answer refused = shift.as("ps401").post(end, reason);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("your own camera");
    shift.as("insp71").post(end, reason).expect(200);
  }

  private String missing() {
    long until = System.nanoTime() + 120_000_000_000L;
    while (System.nanoTime() < until) {
      for (Json.Obj line :
          all(shift.as("insp71").get("/v1/overdue?limit=200").expect(200), "overdue")) {
        for (Json.Obj alert : all(line, "alerts")) {
          if (line.text("incident").equals(Optional.of(incident))
              && alert.text("duty").equals(Optional.of("footage-missing"))) {
            return alert.text("id").or(() -> alert.text("alert")).orElseThrow();
          }
        }
      }
      LockSupport.parkNanos(200_000_000);
    }
    throw new AssertionError("nothing was raised");
  }

  /** C2: which children a recording shows, as whoever watched it says; it stays until it is off. */
  @Test
  void whoWatchedItSaysWhichChildrenItShows() {
    attend("pc1201");
    String robin = Officer.entry("child");
    String posy = Officer.entry("child");
    shift.writes(
        "pc1201", to, incident, Officer.add(robin, Json.EMPTY), Officer.add(posy, Json.EMPTY));
    shift.clips(clip(name("room"), from, to).put("badge", "pc1201"));
    Json.Builder watched =
        Json.object().put("source", "vault").put("clip", name("room")).put("linked", true);
    says("ps401", watched.put("children", Json.texts(List.of(posy, robin)))).expect(200);
    assertThat(children("pc1201")).containsExactlyInAnyOrder(robin, posy);

    says("ps401", said("room").put("sensitive", "address")).expect(200);
    assertThat(children("ps401")).as("not said again").containsExactlyInAnyOrder(robin, posy);
    long acts = linked();
    says("ps401", watched.put("children", Json.texts(List.of(robin, posy)))).expect(200);
    assertThat(linked()).as("said again, it is no act").isEqualTo(acts);

    for (String wrong : List.of("child/0190a5c0-0000-7000-8000-000000000001", "adult/x", "../x")) {
      assertThat(
              says("ps401", said("room").put("children", Json.texts(List.of(wrong))))
                  .expect(400)
                  .text("field"))
          .as(wrong)
          .contains("children");
    }
    List<Change> written = shift.officer("pc1201").written();
    Change added = written.get(written.size() - 1);
    shift.writes(
        "pc1201",
        to,
        incident,
        new Operation.StrikeEntry(
            new FieldPath(posy),
            "No such child",
            List.of(new OperationId(added.hash(), 1)),
            new Hash("0".repeat(64))));
    assertThat(children("ps401")).containsExactly(robin);
    says("ps401", said("room").put("linked", false)).expect(200);
    says("ps401", said("room")).expect(200);
    assertThat(children("ps401")).as("it was off").isEmpty();
  }

  private List<String> children(String person) {
    return all(shift.footage(person, incident), "links").stream()
        .flatMap(link -> link.items("children").stream())
        .map(one -> ((Json.Text) one).value())
        .toList();
  }

  private long linked() {
    return all(shift.as("ps401").get("/v1/incidents/" + incident).expect(200), "acts").stream()
        .filter(act -> act.text("act").equals(Optional.of("decide-footage-linked")))
        .count();
  }
}
