package uk.seenheard.sync.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.seenheard.sync.codec.Json;

/** Every act, as pages, checkers and clients in other languages read it. */
public final class Vocabulary {
  private Vocabulary() {}

  /** The published text's value. */
  public static Json.Obj json() {
    List<Json> acts = new ArrayList<>();
    for (Act act : Act.values()) {
      acts.add(json(act));
    }
    return Json.object()
        .put("acts", Json.list(acts))
        .put("unknown", Json.object().put("review", Act.DECIDES).build())
        .put("fieldsOfDecisions", Json.texts(DecidedFields.NAMES))
        .build();
  }

  private static Json.Obj json(Act act) {
    List<String> at = new ArrayList<>();
    act.places().forEach(place -> at.add(place.name().toLowerCase(Locale.ROOT)));
    List<Json> of = new ArrayList<>();
    act.members()
        .forEach(
            member ->
                of.add(
                    Json.object()
                        .put("name", member.name())
                        .put("needed", member.isNeeded())
                        .build()));
    return Json.object()
        .put("act", act.word())
        .put("kind", act.kind().name().toLowerCase(Locale.ROOT))
        .put("who", act.who().name().toLowerCase(Locale.ROOT))
        .put("at", Json.texts(at))
        .put("members", Json.list(of))
        .put("sentence", act.sentence())
        .build();
  }
}
