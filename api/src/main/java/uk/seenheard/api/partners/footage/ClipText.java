package uk.seenheard.api.partners.footage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Carried;
import uk.seenheard.sync.footage.Clip;
import uk.seenheard.sync.footage.ClipClock;
import uk.seenheard.sync.footage.ClipState;
import uk.seenheard.sync.footage.Window;

/** Writes and reads what is kept of a recording, and of who carried a camera, as JSON. */
final class ClipText {
  private static final List<String> OF_CLIP =
      List.of(
          "source",
          "id",
          "device",
          "badge",
          "startAt",
          "endAt",
          "preEventMs",
          "clock",
          "clockOffsetMs",
          "uncertaintyMs",
          "uploadedAt",
          "externalIds",
          "deleteAt",
          "held",
          "access",
          "sha256",
          "state");
  private static final List<String> OF_CARRIED =
      List.of("source", "device", "person", "from", "to");

  private ClipText() {}

  /** What is kept of a recording that was judged. */
  static Json.Obj kept(Json.Obj item) {
    return only(item, OF_CLIP);
  }

  /** What is kept of who carried a camera. */
  static Json.Obj keptOfCarried(Json.Obj item) {
    return only(item, OF_CARRIED);
  }

  private static Json.Obj only(Json.Obj item, List<String> names) {
    Json.Builder kept = Json.object();
    names.forEach(name -> item.get(name).ifPresent(value -> kept.put(name, value)));
    return kept.build();
  }

  /** The recording that a judged text says. */
  static Clip of(Json.Obj text) {
    List<String> events = new ArrayList<>();
    for (Json one : text.items("externalIds")) {
      if (one instanceof Json.Text event) {
        events.add(event.value());
      }
    }
    return new Clip(
        text.text("source").orElseThrow(),
        text.text("id").orElseThrow(),
        text.text("device").orElseThrow(),
        text.text("badge"),
        text.whole("startAt").orElseThrow(),
        text.whole("endAt").orElseThrow(),
        text.whole("preEventMs").orElse(0L),
        ClipClock.valueOf(upper(text, "clock")),
        text.whole("clockOffsetMs"),
        text.whole("uncertaintyMs").orElse(0L),
        text.whole("uploadedAt").orElseThrow(),
        events,
        ClipState.valueOf(upper(text, "state")));
  }

  private static String upper(Json.Obj text, String name) {
    return text.text(name).orElseThrow().toUpperCase(Locale.ROOT);
  }

  /** Who carried a camera, as a judged text says. */
  static Carried carried(Json.Obj text) {
    return new Carried(
        text.text("source").orElseThrow(),
        text.text("device").orElseThrow(),
        text.text("person").orElseThrow(),
        new Window(text.whole("from").orElseThrow(), text.whole("to").orElseThrow()));
  }

  /** When its system means to delete a recording, unless it is held. */
  static Optional<Long> deleteAt(Json.Obj text) {
    return text.isTrue("held") ? Optional.empty() : text.whole("deleteAt");
  }
}
