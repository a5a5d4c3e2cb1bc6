package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.seenheard.sync.codec.Json;

/**
 * What the page was told last of each part that it shows, so that it is told what differs since: a
 * press touches one question of dozens.
 *
 * <p>A part is told in pieces: its questions and its other fields by key, and its frame, which is
 * everything else. The page says which version of a part it holds; one that holds another than was
 * told last is told the whole. What somebody is typing makes no difference: it is theirs already.
 */
final class Told {
  private static final String QUESTIONS = "questions";
  private static final String FACTS = "facts";
  private static final String FIELD = "field";
  private static final String DRAFT = "draft";

  /** The parts of one incident that are remembered; a page that shows more is told them anew. */
  private static final int MOST = 100;

  private String incident = "";
  private Json head = Json.NULL;
  private long headVersion;
  private long version;
  private final Map<String, Part> parts = new HashMap<>();

  /** A part as it was told: its version, its frame, its pieces by key. */
  private record Part(long version, Json frame, List<Json> order, Map<String, Json> pieces) {}

  /** Another incident, or a page that has nothing yet. */
  void begin(String of) {
    if (!incident.equals(of) || parts.size() > MOST) {
      incident = of;
      head = Json.NULL;
      parts.clear();
    }
  }

  /**
   * What stands over the incident's parts, where it differs from the version that is held.
   *
   * @param held 0 for none
   */
  void head(Json.Obj now, long held, Json.Builder told) {
    if (!now.equals(head)) {
      head = now;
      version++;
      headVersion = version;
    }
    if (held != headVersion) {
      told.put("head", now.with("version", Json.of(headVersion)));
    }
  }

  /**
   * What differs in a part.
   *
   * @param held the version that the page holds of it, 0 for none
   */
  Json part(String id, Json.Obj section, long held) {
    Part before = parts.get(id);
    boolean whole = before == null || before.version != held;
    Map<String, Json> typed = new HashMap<>();
    Map<String, Json> pieces = new LinkedHashMap<>();
    Json questions = pieces(section.items(QUESTIONS), true, pieces, typed);
    Json facts = pieces(section.items(FACTS), false, pieces, typed);
    Json frame = frame(section);
    List<Json> order = List.of(questions, facts);
    Json.Builder changed = Json.object();
    boolean any = false;
    for (Map.Entry<String, Json> piece : pieces.entrySet()) {
      Json last = whole || before == null ? null : before.pieces.get(piece.getKey());
      if (!piece.getValue().equals(last)) {
        changed.put(piece.getKey(), typed.getOrDefault(piece.getKey(), piece.getValue()));
        any = true;
      }
    }
    Json.Builder told = Json.object().put("id", id);
    if (any) {
      told.put("set", changed.build());
    }
    if (whole || before == null || !order.equals(before.order)) {
      told.put(QUESTIONS, questions).put(FACTS, facts);
      any = true;
    }
    if (whole || before == null || !frame.equals(before.frame)) {
      told.put("frame", frame);
      any = true;
    }
    if (any || before == null) {
      version++;
      parts.put(id, new Part(version, frame, order, pieces));
    }
    return told.put("whole", whole).put("version", any || before == null ? version : held).build();
  }

  private static Json frame(Json.Obj section) {
    Map<String, Json> frame = new HashMap<>(section.members());
    frame.remove(QUESTIONS);
    frame.remove(FACTS);
    return new Json.Obj(frame);
  }

  /** The keys of the pieces in order; beside them what each is, without and with what is typed. */
  private static Json pieces(
      List<Json> items, boolean asked, Map<String, Json> pieces, Map<String, Json> typed) {
    List<Json> keys = new ArrayList<>();
    for (Json item : items) {
      Json.Obj one = (Json.Obj) item;
      String key =
          asked
              ? "q " + one.text("prompt").orElse("") + ' ' + one.text("subject").orElse("")
              : "f " + one.text("at").orElse("");
      Json bare = bare(one);
      pieces.put(key, bare);
      if (bare != one) {
        typed.put(key, one);
      }
      keys.add(Json.of(key));
    }
    return Json.list(keys);
  }

  /** Without what is being typed in it. */
  private static Json bare(Json.Obj one) {
    if (one.get(DRAFT).isPresent()) {
      return without(one);
    }
    Json.Obj field = one.object(FIELD);
    return field.get(DRAFT).isPresent() ? one.with(FIELD, without(field)) : one;
  }

  private static Json without(Json.Obj field) {
    Map<String, Json> members = new HashMap<>(field.members());
    members.remove(DRAFT);
    return new Json.Obj(members);
  }
}
