package uk.seenheard.handset.jvm.seed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import uk.seenheard.handset.core.CameraAnswer;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;

/**
 * The last evening of the season, with what an evidence system says of it: two officers at one
 * address and then one of them at the next, a camera that runs seven minutes fast, a gap, a
 * recording of both jobs, one that is about to be deleted, and a child's words with their place. No
 * recording is needed for that: a recording is its record.
 */
final class CameraNight {
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final long FAST = 7 * MINUTE;
  private static final String FIRST = "pc1201";
  private static final String SECOND = "pc1202";

  private final Function<String, Handset> handsets;
  private final Desk desk;
  private final long began;
  private final String reference;
  private FieldPath child = new FieldPath(Incident.CHILD + "/none");
  private String kitchen = "";
  private String street = "";

  CameraNight(Function<String, Handset> handsets, Desk desk, long began, String reference) {
    this.handsets = handsets;
    this.desk = desk;
    this.began = began;
    this.reference = reference;
  }

  /** What happens when, in order. */
  void plan(BiConsumer<Long, Runnable> at) {
    at.accept(began, this::arrive);
    at.accept(began + 12 * MINUTE, this::childSpeaks);
    at.accept(began + 15 * MINUTE, this::injuryIsSeen);
    at.accept(began + 40 * MINUTE, this::leave);
    at.accept(began + 48 * MINUTE, () -> street = begin(SECOND, reference + "-2", "9 Weir Street"));
    at.accept(began + 65 * MINUTE, () -> ends(SECOND, street, "all"));
    at.accept(began + 100 * MINUTE, this::handIn);
  }

  private void arrive() {
    kitchen = begin(FIRST, reference, "27 Tanner's Row");
    begin(SECOND, reference, "27 Tanner's Row");
  }

  private String begin(String officer, String name, String place) {
    Handset handset = handsets.apply(officer);
    String incident = handset.newIncident("domestic-abuse", Optional.of(name));
    handset.answer(incident, new FieldPath("place"), Json.of(place), Optional.empty());
    handset.sync();
    return incident;
  }

  private void childSpeaks() {
    Handset handset = handsets.apply(FIRST);
    Map<String, Json> known = new LinkedHashMap<>();
    known.put("name", Json.of("Posy Larkwell"));
    known.put("estimatedAge", Json.of(7L));
    child = handset.addEntry(kitchen, Incident.CHILD, Json.EMPTY, known);
    handset.addStatement(kitchen, child, "He threw the plates. I hid behind the sofa.", Json.EMPTY);
    handset.sync();
  }

  private void injuryIsSeen() {
    Handset handset = handsets.apply(FIRST);
    handset.mark(kitchen, child, "injury");
    handset.sync();
  }

  private void leave() {
    ends(FIRST, kitchen, "part");
    ends(SECOND, kitchen, "all");
  }

  private void ends(String officer, String incident, String recording) {
    Handset handset = handsets.apply(officer);
    handset.camera(incident, new CameraAnswer(recording, Optional.empty(), Optional.of("yes")));
    handset.submit(incident);
    handset.sync();
  }

  /** In the station, the cameras are docked. */
  private void handIn() {
    List<Json> clips = new ArrayList<>();
    clips.add(clip("night-1", FIRST, began - MINUTE, began + 18 * MINUTE, FAST, 6));
    clips.add(clip("night-2", FIRST, began + 26 * MINUTE, began + 41 * MINUTE, FAST, 31));
    clips.add(clip("night-3", SECOND, began - MINUTE, began + 66 * MINUTE, 0, 31));
    String token = desk.signIn("records");
    desk.handIn(token, Collections.unmodifiableList(clips));
  }

  private Json clip(String id, String officer, long from, long to, long ahead, int days) {
    return Json.object()
        .put("source", "vault")
        .put("id", id)
        .put("version", 1)
        .put("device", "X60-" + officer.substring(2))
        .put("badge", officer)
        .put("startAt", from + ahead)
        .put("endAt", to + ahead)
        .put("preEventMs", 30_000)
        .put("clock", "camera")
        .put("clockOffsetMs", ahead)
        .put("uncertaintyMs", 2_000)
        .put("uploadedAt", began + 95 * MINUTE)
        .put("deleteAt", began + days * DAY)
        .put("held", false)
        .put("access", "open")
        .put("state", "present")
        .build();
  }
}
