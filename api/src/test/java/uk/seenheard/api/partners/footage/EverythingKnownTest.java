package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Attended;
import uk.seenheard.sync.footage.Candidate;
import uk.seenheard.sync.footage.Carried;
import uk.seenheard.sync.footage.Clip;
import uk.seenheard.sync.footage.Expected;
import uk.seenheard.sync.footage.Footage;
import uk.seenheard.sync.footage.FootageGiven;
import uk.seenheard.sync.footage.FootageLink;
import uk.seenheard.sync.footage.Window;

/**
 * A read opens few of all the recordings and looks at few of the places where officers were: its
 * answer has to be the one that follows from all of them. Random days, written into the store that
 * the read asks, each compared with what the kernel makes of everything.
 */
class EverythingKnownTest {
  private static final int DAYS = 12;
  private static final long DAY = 24 * HOUR;
  private static final List<String> OFFICERS = List.of("pc1201", "pc1202", "pc1204");

  @TempDir static Path folder;
  private static Shift shift;
  private static Attendances attendances;

  private final Set<String> incidents = new TreeSet<>();
  private final Map<String, Json.Obj> clips = new TreeMap<>();
  private final List<Carried> carried = new ArrayList<>();
  private final Map<String, Set<String>> references = new HashMap<>();

  @BeforeAll
  static void start() {
    shift = new Shift(folder);
    attendances = new MongoAttendances(shift.server.documents(), "marlshire", () -> "marlshire");
  }

  @AfterAll
  static void stop() {
    shift.close();
  }

  @Test
  void whatIsReadOfAFullCatalogueIsWhatFollowsFromAllOfIt() {
    Random random = new Random(20_261_130);
    int certain = 0;
    int offered = 0;
    for (int day = 0; day < DAYS; day++) {
      // Days so far from each other that none is about another.
      long at = EVENING + day * 10 * DAY;
      shift.handsBack();
      shift.now.set(at);
      incidents.clear();
      String incident = shift.incident("ALL-" + day);
      incidents.add(incident);
      for (String person : OFFICERS.subList(0, 1 + random.nextInt(2))) {
        shift.writes(person, shift.now.get(), incident, Officer.set("reference", "ALL-" + day));
        shift.writes(
            person,
            shift.now.get() + random.nextInt(40) * MINUTE,
            incident,
            Officer.set("place", person));
      }
      boolean known = day % 4 == 0;
      references.put(incident, Set.of("ALL-" + day));
      elsewhere(random, at, known ? second(day) : Optional.empty());
      cameras(random, at, day);
      recordings(random, at, day, known);

      Json.Obj read = shift.footage("ps401", incident);
      Footage expected = expected(incident);
      assertThat(candidates(read)).as("day %s", day).isEqualTo(candidates(expected));
      assertThat(lanes(read)).as("day %s", day).isEqualTo(lanes(expected));
      assertThat(read.isTrue("whole")).isTrue();
      certain += read.items("links").size();
      offered += read.items("candidates").size();
    }
    System.out.println(certain + " linked, " + offered + " offered");
    assertThat(certain).isGreaterThan(DAYS / 4);
    assertThat(offered).isGreaterThan(DAYS);
  }

  /**
   * Of one recording alone, so that no other makes the time longer that is looked through, with
   * words elsewhere ever later after its end.
   */
  @Test
  void wordsElsewhereSoonAfterARecordingKeepItFromBeingCertain() {
    int kept = 0;
    int linked = 0;
    for (int later = 2; later < 60; later += 8) {
      long at = EVENING + (200 + later) * DAY;
      String name = "SOON-" + later;
      shift.handsBack();
      shift.now.set(at);
      String incident = shift.incident(name);
      shift.writes("pc1201", at, incident, Officer.set("reference", name));
      shift.writes("pc1201", at + 10 * MINUTE, incident, Officer.set("place", "Elm Row"));
      long then = at + (10 + later) * MINUTE;
      String other = new UUID(at, 1).toString();
      done(
          attendances.wrote(
              List.of(
                  new Attendances.Wrote(other, "pc1201", then, then, 2_000, Optional.empty()))));
      Json.Builder clip = clip("soon-" + later, at, at + 10 * MINUTE).put("badge", "pc1201");
      assertThat(shift.clips(clip)).extracting(Shift::verdict).containsOnly("stored");

      incidents.clear();
      incidents.addAll(List.of(incident, other));
      references.put(incident, Set.of(name));
      carried.clear();
      clips.clear();
      clips.put(Item.key(Item.Kind.CLIP, "vault", "soon-" + later), clip.build());
      Json.Obj read = shift.footage("ps401", incident);
      assertThat(candidates(read))
          .as("%d minutes later", later)
          .isEqualTo(candidates(expected(incident)));
      kept += read.items("candidates").size();
      linked += read.items("links").size();
    }
    assertThat(kept).as("words after its end that keep it from being certain").isGreaterThan(1);
    assertThat(linked).as("and words too late for that").isGreaterThan(1);
  }

  /** Another incident that the server knows, and by its reference the evidence system. */
  private Optional<String> second(int day) {
    String other = shift.incident("OTHER-" + day);
    shift.writes("pc1204", shift.now.get(), other, Officer.set("reference", "OTHER-" + day));
    references.put(other, Set.of("OTHER-" + day));
    incidents.add(other);
    return Optional.of(other);
  }

  /** Jobs for a day before and two after, of one visit or of several, some of hours. */
  private void elsewhere(Random random, long at, Optional<String> known) {
    List<Attendances.Wrote> put = new ArrayList<>();
    for (String person : OFFICERS) {
      int jobs = 2 + random.nextInt(25);
      for (int job = 0; job < jobs; job++) {
        String incident =
            job == 0 && known.isPresent() ? known.get() : new UUID(random.nextLong(), 1).toString();
        long time = at - 23 * HOUR + (long) (random.nextDouble() * 66 * HOUR);
        long off = List.of(2_000L, 2 * MINUTE, 15 * MINUTE).get(random.nextInt(3));
        int words = 1 + random.nextInt(6);
        for (int word = 0; word < words; word++) {
          Optional<Long> arrived =
              random.nextInt(4) == 0 ? Optional.of(time) : Optional.<Long>empty();
          put.add(new Attendances.Wrote(incident, person, time, time, off, arrived));
          time += (long) (random.nextDouble() * 150 * MINUTE);
        }
      }
    }
    Map<String, Attendances.Wrote> each = new TreeMap<>();
    put.forEach(
        one ->
            each.merge(one.incident() + one.person() + one.stretch(), one, Attendances.Wrote::and));
    done(attendances.wrote(List.copyOf(each.values())));
    each.values().forEach(one -> incidents.add(one.incident()));
  }

  private void cameras(Random random, long at, int day) {
    List<Json.Builder> issues = new ArrayList<>();
    carried.clear();
    for (String person : OFFICERS) {
      long from = at - random.nextInt(20) * HOUR;
      long to = from + random.nextInt(40) * HOUR;
      String device = "X-" + day + '-' + random.nextInt(2);
      carried.add(new Carried("vault", device, person, new Window(from, to)));
      issues.add(
          Json.object()
              .put("source", "vault")
              .put("id", "issue-" + day + person)
              .put("version", 1)
              .put("device", device)
              .put("person", person)
              .put("from", from)
              .put("to", to));
    }
    assertThat(shift.handIn("carried", issues.toArray(Json.Builder[]::new)))
        .extracting(Shift::verdict)
        .containsOnly("stored");
  }

  private void recordings(Random random, long at, int day, boolean named) {
    List<Json.Builder> handed = new ArrayList<>();
    clips.clear();
    for (int i = 0; i < 60; i++) {
      // Most of them about the time.
      double far = random.nextInt(3) == 0 ? 24 * HOUR : 2 * HOUR;
      long from = at + (long) (random.nextGaussian() * far);
      long to = from + (long) (random.nextDouble() * (random.nextInt(6) == 0 ? 300 : 50) * MINUTE);
      Json.Builder clip = clip("d" + day + '-' + i, from, to).put("device", "X-" + day + "-0");
      if (random.nextInt(3) > 0) {
        clip.put("badge", OFFICERS.get(random.nextInt(3)));
      }
      switch (random.nextInt(5)) {
        case 0 -> clip.put("uncertaintyMs", random.nextInt(6) * HOUR);
        case 1 -> clip.put("clockOffsetMs", (random.nextInt(5) - 2) * HOUR);
        case 2 -> clip.put("clock", "edited");
        default -> clip.put("preEventMs", 30_000);
      }
      // What was recorded for a reference is looked for in the days around, and no further.
      if (named && Math.abs(from - at) < 15 * HOUR && random.nextInt(6) == 0) {
        clip.put(
            "externalIds",
            Json.texts(
                random.nextBoolean()
                    ? List.of("OTHER-" + day)
                    : List.of("ALL-" + day, "OTHER-" + day)));
      }
      handed.add(clip);
      Json.Obj text = clip.build();
      clips.put(Item.key(Item.Kind.CLIP, "vault", "d" + day + '-' + i), text);
    }
    assertThat(shift.clips(handed.toArray(Json.Builder[]::new)))
        .extracting(Shift::verdict)
        .containsOnly("stored");
  }

  /** What follows from everything: what is certain is linked, and then it is looked once more. */
  private Footage expected(String incident) {
    List<Clip> every = clips.values().stream().map(ClipText::of).toList();
    List<Attended> attended = Presence.of(done(attendances.at(incidents)), references, any -> true);
    FootageGiven given = new FootageGiven(attended, carried, every, List.of(), List.of(), Set.of());
    List<FootageLink> links = new ArrayList<>();
    for (Candidate one : of(incident, given).candidates()) {
      if (one.certainty() == Candidate.Certainty.CERTAIN) {
        links.add(
            new FootageLink(
                one.source(), one.clip(), incident, one.person(), Optional.empty(), false));
      }
    }
    return of(incident, given.with(every, links));
  }

  private static Footage of(String incident, FootageGiven given) {
    return Footage.of(incident, given, FootageService.POLICY, shift.now.get());
  }

  private static Set<String> candidates(Footage footage) {
    Set<String> lines = new TreeSet<>();
    for (Candidate one : footage.candidates()) {
      lines.add(
          one.clip()
              + ' '
              + one.person().orElse("-")
              + ' '
              + FootageText.word(one.certainty())
              + ' '
              + one.reasons());
    }
    return lines;
  }

  private static Set<String> candidates(Json.Obj read) {
    Set<String> lines = new TreeSet<>();
    for (Json.Obj one : all(read, "candidates")) {
      lines.add(
          one.text("clip").orElseThrow()
              + ' '
              + one.text("person").orElse("-")
              + ' '
              + one.text("certainty").orElseThrow()
              + ' '
              + one.items("reasons").stream().map(why -> ((Json.Text) why).value()).toList());
    }
    return lines;
  }

  private static Set<String> lanes(Footage footage) {
    Set<String> lines = new TreeSet<>();
    for (Expected one : footage.expected()) {
      lines.add(
          one.person() + ' ' + one.time() + ' ' + FootageText.word(one.state()) + one.covered());
    }
    return lines;
  }

  private static Set<String> lanes(Json.Obj read) {
    Set<String> lines = new TreeSet<>();
    for (Json.Obj one : all(read, "lanes")) {
      lines.add(
          one.text("person").orElseThrow()
              + ' '
              + new Window(one.whole("from").orElseThrow(), one.whole("to").orElseThrow())
              + ' '
              + one.text("state").orElseThrow()
              + one.whole("coveredMs").orElseThrow());
    }
    return lines;
  }

  private static <T> T done(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
