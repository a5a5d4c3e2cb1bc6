package uk.seenheard.api.ground.chronology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.FieldPath;

/** Writes and reads a chronology as a part of a card's document. */
public final class ChronologyDocument {
  private ChronologyDocument() {}

  public static Document write(Chronology chronology) {
    List<Document> own = new ArrayList<>();
    for (Chronology.Sign sign : chronology.own()) {
      own.add(
          new Document("child", sign.child().text())
              .append("keys", new ArrayList<>(new TreeSet<>(sign.keys())))
              .append("events", write(sign.events())));
    }
    List<Document> earlier = new ArrayList<>();
    new TreeMap<>(chronology.earlier())
        .forEach(
            (child, events) ->
                earlier.add(new Document("child", child.text()).append("events", write(events))));
    return new Document("moment", chronology.moment())
        .append("received", chronology.received())
        .append("own", own)
        .append("earlier", earlier);
  }

  private static List<Document> write(List<ChildEvent> events) {
    List<Document> documents = new ArrayList<>();
    for (ChildEvent event : events) {
      documents.add(
          new Document("kind", event.kind().word())
              .append("incident", event.incident())
              .append("at", event.at()));
    }
    return documents;
  }

  public static Chronology read(@Nullable Document found) {
    if (found == null) {
      return Chronology.NONE;
    }
    List<Chronology.Sign> own = new ArrayList<>();
    for (Document sign : found.getList("own", Document.class)) {
      own.add(
          new Chronology.Sign(
              new FieldPath(sign.getString("child")),
              new HashSet<>(sign.getList("keys", String.class)),
              events(sign)));
    }
    Map<FieldPath, List<ChildEvent>> earlier = new TreeMap<>();
    for (Document child : found.getList("earlier", Document.class)) {
      earlier.put(new FieldPath(child.getString("child")), events(child));
    }
    return new Chronology(found.getLong("moment"), found.getLong("received"), own, earlier);
  }

  private static List<ChildEvent> events(Document of) {
    List<ChildEvent> events = new ArrayList<>();
    for (Document event : of.getList("events", Document.class)) {
      events.add(
          new ChildEvent(
              ChildEvent.Kind.of(event.getString("kind")),
              event.getString("incident"),
              event.getLong("at")));
    }
    return events;
  }
}
