package uk.seenheard.api.desk.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import uk.seenheard.api.ground.chronology.ChildEvent;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.prompt.DutyState;

/** Writes duties and chronologies as the JSON that pages and integrators read. */
final class DutyText {
  private final Function<String, Json> person;

  DutyText(Function<String, Json> person) {
    this.person = person;
  }

  Json duties(List<DutyState> duties) {
    List<Json> texts = new ArrayList<>();
    duties.forEach(duty -> texts.add(duty(duty)));
    return Json.list(texts);
  }

  private Json duty(DutyState duty) {
    Json.Builder text =
        Json.object()
            .put("duty", duty.duty())
            .put("finding", duty.finding())
            .put("subject", duty.subject().map(FieldPath::text))
            .put("sentence", duty.title())
            .put("state", state(duty.phase()))
            .put("late", duty.phase() == DutyState.Phase.SETTLED_LATE)
            .put("missed", duty.missed())
            .put("prompt", duty.prompt())
            .put("source", duty.source())
            .put("settledBy", duty.settledBy().word());
    duty.since().ifPresent(at -> text.put("since", at));
    duty.due().ifPresent(at -> text.put("due", at));
    duty.warnFrom().ifPresent(at -> text.put("warnFrom", at));
    duty.done().ifPresent(done -> text.put("settled", done(done)));
    duty.known().forEach((word, done) -> text.put(word.word(), done(done)));
    return text.build();
  }

  private Json done(DutyState.Done done) {
    return Json.object()
        .put("op", done.by().toString())
        .put("by", person.apply(done.author()))
        .put("at", done.at())
        .build();
  }

  private static String state(DutyState.Phase phase) {
    return switch (phase) {
      case WAITING -> "waiting";
      case DUE -> "due";
      case WARNED -> "warned";
      case BREACHED -> "breached";
      case SETTLED, SETTLED_LATE -> "settled";
    };
  }

  /** What other incidents said about its children; which ones, where the reader may see them. */
  static Json chronology(IncidentView view) {
    List<Json> texts = new ArrayList<>();
    Map<FieldPath, List<ChildEvent>> earlier = new TreeMap<>(view.chronology().earlier());
    earlier.forEach(
        (child, events) -> {
          for (ChildEvent event : events) {
            Json.Builder text =
                Json.object()
                    .put("child", child.text())
                    .put("kind", event.kind().word())
                    .put("at", event.at());
            if (view.within().contains(event.incident())) {
              text.put("incident", event.incident());
            }
            texts.add(text.build());
          }
        });
    return Json.list(texts);
  }
}
