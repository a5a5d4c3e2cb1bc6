package uk.seenheard.sync.merge;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/** Writes a record as the JSON value whose canonical text all ends agree on. */
final class RecordText {
  private RecordText() {}

  static Json.Obj of(IncidentRecord record) {
    Json.Builder fields = Json.object();
    for (Field field : record.fields().values()) {
      List<Json> standing = new ArrayList<>();
      for (Answer answer : field.standing()) {
        standing.add(answer(answer));
      }
      fields.put(field.at().text(), Json.list(standing));
    }
    Json.Builder entries = Json.object();
    for (Entry entry : record.entries().values()) {
      entries.put(entry.at().text(), entry(entry));
    }
    List<Json> deeds = new ArrayList<>();
    for (RecordedAct deed : record.deeds()) {
      deeds.add(deed(deed));
    }
    return Json.object()
        .put("incident", record.incident())
        .put("frontier", record.frontier().hex())
        .put("captured", record.captured().hex())
        .put("changes", record.changes())
        .put("fields", fields.build())
        .put("entries", entries.build())
        .put("acts", Json.list(deeds))
        .build();
  }

  private static Json.Obj answer(Answer answer) {
    return said(answer).put("value", answer.value()).build();
  }

  private static Json.Builder said(Answer answer) {
    return Json.object()
        .put("op", answer.id().toString())
        .put("author", answer.author())
        .put("device", answer.device())
        .put("wall", answer.wall())
        .put("reason", answer.reason());
  }

  private static Json.Obj entry(Entry entry) {
    List<Json> added = new ArrayList<>();
    for (Entry.Added one : entry.added()) {
      added.add(said(one.by()).put("value", one.by().value()).put("at", one.at().text()).build());
    }
    List<Json> strikes = new ArrayList<>();
    for (Entry.Strike strike : entry.strikes()) {
      strikes.add(said(strike.by()).build());
    }
    List<String> twins = new ArrayList<>();
    for (FieldPath twin : entry.twins()) {
      twins.add(twin.text());
    }
    return Json.object()
        .put("added", Json.list(added))
        .put("strikes", Json.list(strikes))
        .put("struck", entry.struck())
        .put("twins", Json.texts(twins))
        .build();
  }

  private static Json.Obj deed(RecordedAct deed) {
    List<String> over = new ArrayList<>();
    for (OperationId id : deed.over()) {
      over.add(id.toString());
    }
    return Json.object()
        .put("op", deed.id().toString())
        .put("act", deed.act())
        .put("about", deed.about().map(FieldPath::text))
        .put("with", deed.with())
        .put("author", deed.author())
        .put("device", deed.device())
        .put("wall", deed.wall())
        .put("over", Json.texts(over))
        .put("frontier", deed.frontier().hex())
        .build();
  }
}
