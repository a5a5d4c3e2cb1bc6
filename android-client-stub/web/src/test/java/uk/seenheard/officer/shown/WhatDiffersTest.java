package uk.seenheard.officer.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.TestHandset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** What the page is told after a press: what differs, and by all of it the same as the whole. */
class WhatDiffersTest {
  @TempDir Path lies;

  private Handset handset;
  private Shown shown;
  private String incident;
  private FieldPath child;

  @BeforeEach
  void open() {
    handset = TestHandset.open(lies, new TestHandset.Device(1), new FakeServer());
    assertThat(handset.signIn("amy", Optional.of("northmoor"))).isEmpty();
    incident = handset.newIncident("domestic-abuse", Optional.of("NM-20261122-0107"));
    child = handset.addEntry(incident, "child", Json.EMPTY, Map.of("name", Json.of("Robin")));
    shown = new Shown(handset);
  }

  @AfterEach
  void close() {
    handset.close();
  }

  private void answer(FieldPath at, Json value) {
    handset.answer(incident, at, value, Optional.empty());
  }

  private Json.Obj part(Map<String, Long> held, String id) {
    Json.Obj look = (Json.Obj) shown.look(incident, held, 0);
    return look.items("parts").stream()
        .map(Json.Obj.class::cast)
        .filter(part -> part.text("id").equals(Optional.of(id)))
        .findFirst()
        .orElseThrow();
  }

  private static long version(Json.Obj part) {
    return part.whole("version").orElseThrow();
  }

  @Test
  void firstLookIsWholeAndWhereNothingHappenedSinceNothingIsTold() {
    Json.Obj before = (Json.Obj) shown.look(incident, Map.of("here", 0L), 0);
    Json.Obj first = (Json.Obj) before.items("parts").get(0);
    assertThat(first.isTrue("whole")).isTrue();
    assertThat(first.object("set").members()).isNotEmpty();
    Json.Obj look =
        (Json.Obj)
            shown.look(incident, Map.of("here", version(first)), version(before.object("head")));
    assertThat(look.get("head")).isEmpty();
    assertThat(((Json.Obj) look.items("parts").get(0)).members().keySet())
        .containsExactlyInAnyOrder("id", "version", "whole");
  }

  @Test
  void pressIsToldByTheQuestionsThatItTouchesAlone() {
    Json.Obj first = part(Map.of(child.text(), 0L), child.text());
    int all = first.object("set").members().size();
    answer(child.field("gender"), Json.of("boy"));
    Json.Obj since = part(Map.of(child.text(), version(first)), child.text());
    assertThat(since.isTrue("whole")).isFalse();
    assertThat(since.object("set").members().keySet())
        .hasSizeLessThanOrEqualTo(2)
        .anyMatch(key -> key.contains(child.text()));
    assertThat(all).isGreaterThan(10);
  }

  @Test
  void pageThatHoldsAnOlderVersionIsToldTheWhole() {
    Json.Obj first = part(Map.of(child.text(), 0L), child.text());
    answer(child.field("gender"), Json.of("boy"));
    part(Map.of(child.text(), version(first)), child.text());
    assertThat(part(Map.of(child.text(), version(first)), child.text()).isTrue("whole")).isTrue();
    assertThat(part(Map.of(child.text(), 0L), child.text()).isTrue("whole")).isTrue();
  }

  @Test
  void whatIsBeingTypedMakesNoDifferenceAndIsToldWithTheWhole() {
    Json.Obj first = part(Map.of(child.text(), 0L), child.text());
    handset.draft(incident, child.field("demeanour").text(), "Robin looks at");
    Json.Obj since = part(Map.of(child.text(), version(first)), child.text());
    assertThat(since.get("set")).isEmpty();
    assertThat(part(Map.of(child.text(), 0L), child.text()).canonical()).contains("Robin looks at");
  }

  /** The page's copy of a part, by what it was told. */
  private static final class Copy {
    private long version;
    private Json frame = Json.EMPTY;
    private List<Json> questions = new ArrayList<>();
    private List<Json> facts = new ArrayList<>();
    private final Map<String, Json> pieces = new HashMap<>();

    void take(Json.Obj told) {
      version = told.whole("version").orElseThrow();
      frame = told.get("frame").orElse(frame);
      if (told.get("questions").isPresent()) {
        questions = told.items("questions");
        facts = told.items("facts");
      }
      pieces.putAll(told.object("set").members());
    }

    Json section() {
      return ((Json.Obj) frame).with("questions", of(questions)).with("facts", of(facts));
    }

    private Json of(List<Json> keys) {
      List<Json> found = new ArrayList<>();
      keys.forEach(key -> found.add(pieces.get(((Json.Text) key).value())));
      return Json.list(found);
    }
  }

  @Test
  void differencesOneAfterTheOtherGiveWhatTheWholeGives() {
    Random chance = new Random(7);
    Map<String, Copy> page = new LinkedHashMap<>();
    List<String> fields = List.of("seen", "safe", "injury", "livesHere", "hereNow", "gender");
    List<String> codes = List.of("yes", "no", "boy", "girl", "not-known");
    for (int step = 0; step < 20; step++) {
      if (step % 8 == 7) {
        handset.addEntry(incident, "child", Json.EMPTY, Map.of("name", Json.of("Wren " + step)));
      } else if (step % 5 == 4) {
        answer(new FieldPath("childrenLiving"), Json.of(chance.nextInt(5)));
      } else {
        FieldPath at = child.field(fields.get(chance.nextInt(fields.size())));
        answer(at, Json.of(codes.get(chance.nextInt(codes.size()))));
      }
      for (Json one :
          ((Json.Obj) new Shown(handset).incident(incident, Optional.empty())).items("sections")) {
        page.computeIfAbsent(((Json.Obj) one).text("id").orElseThrow(), unused -> new Copy());
      }
      Map<String, Long> held = new LinkedHashMap<>();
      page.forEach((id, copy) -> held.put(id, copy.version));
      for (Json told : ((Json.Obj) shown.look(incident, held, 0)).items("parts")) {
        page.get(((Json.Obj) told).text("id").orElseThrow()).take((Json.Obj) told);
      }
      page.forEach(
          (id, copy) -> {
            Json.Obj whole = (Json.Obj) new Shown(handset).incident(incident, Optional.of(id));
            Json.Obj section = whole.object("section");
            assertThat(copy.section())
                .isEqualTo(
                    section.get("facts").isPresent()
                        ? section
                        : section.with("facts", Json.list(List.of())));
          });
    }
  }
}
