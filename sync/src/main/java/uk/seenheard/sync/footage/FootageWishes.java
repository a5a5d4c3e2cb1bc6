package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * Decides what an evidence system is to be told of an incident's recordings: not what happened, but
 * how each is to stand. A wish holds until the next one about the same recording, so that whoever
 * missed one, or hears one twice, is right as soon as they have heard the last.
 *
 * <p>A recording of an incident with a child is to be held: its system must not delete it. One that
 * is taken off is to be let go; only its system knows whether somebody else wants it.
 */
public final class FootageWishes {
  /** Bookmarks that one recording gets at most. */
  private static final int MOST_BOOKMARKS = 50;

  private FootageWishes() {}

  /**
   * The first wish that is not said yet; empty when all are. One at a time, because each goes out
   * by itself and is answered by itself.
   *
   * @param given what is known, with what is linked by rule
   * @param footage how it stands by that
   */
  public static Optional<Operation> next(Incident incident, FootageGiven given, Footage footage) {
    Map<String, Json.Obj> said = said(incident);
    Map<String, Json.Obj> wanted = wanted(incident, given, footage);
    for (Map.Entry<String, Json.Obj> one : said.entrySet()) {
      // Of what is unknown by now nothing is taken back: a catalogue may be late.
      boolean known = given.clips().stream().anyMatch(clip -> key(clip).equals(one.getKey()));
      if (known && !wanted.containsKey(one.getKey()) && one.getValue().isTrue("linked")) {
        wanted.put(one.getKey(), released(one.getValue()));
      }
    }
    for (Map.Entry<String, Json.Obj> one : wanted.entrySet()) {
      Json.Obj last = said.get(one.getKey());
      if (last == null || !last.canonical().equals(one.getValue().canonical())) {
        return Optional.of(
            new Operation.Act(
                Act.FOOTAGE_WISHED.word(),
                Optional.empty(),
                one.getValue(),
                List.of(),
                incident.record().frontier()));
      }
    }
    return Optional.empty();
  }

  /** What was said last of each recording. */
  private static Map<String, Json.Obj> said(Incident incident) {
    Map<String, Json.Obj> said = new LinkedHashMap<>();
    for (RecordedAct deed : incident.record().deeds()) {
      if (Act.FOOTAGE_WISHED.is(deed.act())) {
        said.put(
            FootageNotes.key(
                deed.with().text("source").orElse(""), deed.with().text("clip").orElse("")),
            deed.with());
      }
    }
    return said;
  }

  private static Map<String, Json.Obj> wanted(
      Incident incident, FootageGiven given, Footage footage) {
    Map<String, Json.Obj> wanted = new LinkedHashMap<>();
    boolean hold = !incident.children().isEmpty();
    List<Position> positions = Position.of(incident.record(), given, footage);
    for (Clip clip : given.clips()) {
      if (clip.state() == ClipState.PRESENT && given.isLinked(clip, incident.record().incident())) {
        Json.Builder wish =
            Json.object()
                .put("source", clip.source())
                .put("clip", clip.id())
                .put("linked", true)
                .put("hold", hold)
                .put("category", incident.record().form().map(form -> form.id()));
        List<Json> bookmarks = bookmarks(clip, positions);
        if (!bookmarks.isEmpty()) {
          wish.put("bookmarks", Json.list(bookmarks));
        }
        wanted.put(key(clip), wish.build());
      }
    }
    return wanted;
  }

  /** Where something was said or marked, as a person put it right; what it was stays here. */
  private static List<Json> bookmarks(Clip clip, List<Position> positions) {
    List<Json> bookmarks = new ArrayList<>();
    for (Position one : positions) {
      if (one.source().equals(clip.source())
          && one.clip().equals(clip.id())
          && bookmarks.size() < MOST_BOOKMARKS) {
        bookmarks.add(
            Json.object()
                .put("about", one.about().text())
                .put("positionMs", one.millis())
                .put("uncertaintyMs", one.uncertainty())
                .build());
      }
    }
    return bookmarks;
  }

  private static Json.Obj released(Json.Obj last) {
    return Json.object()
        .put("source", last.text("source"))
        .put("clip", last.text("clip"))
        .put("linked", false)
        .put("hold", false)
        .build();
  }

  private static String key(Clip clip) {
    return FootageNotes.key(clip.source(), clip.id());
  }
}
