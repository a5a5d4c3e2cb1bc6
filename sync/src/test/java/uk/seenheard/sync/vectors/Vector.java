package uk.seenheard.sync.vectors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * One vector: changes as texts, the orders they are delivered in, and what their fold says.
 *
 * @param given the contents, and for what no honest hash can be (circles) the hash to go by
 */
record Vector(String name, String incident, List<Given> given, List<List<Integer>> deliveries) {

  /** A content, and the hash to go by where it is not the content's own. */
  record Given(String content, Optional<Hash> synthetic) {
    ChangeReading read() {
      ChangeReading reading = Pen.CODEC.read(content);
      return reading.fold(
          change -> synthetic.<ChangeReading>map(hash -> named(change, hash)).orElse(reading),
          nonsense -> reading);
    }

    private static ChangeReading named(Change change, Hash hash) {
      return new ChangeReading.Sound(
          new Change(
              hash,
              change.content(),
              change.incident(),
              change.form(),
              change.author(),
              change.device(),
              change.pass(),
              change.wall(),
              change.boot(),
              change.elapsed(),
              change.hlc(),
              change.ops()));
    }
  }

  static Vector read(Json.Obj json) {
    List<Given> given = new ArrayList<>();
    for (Json one : json.items("changes")) {
      Json.Obj change = (Json.Obj) one;
      given.add(
          new Given(change.text("content").orElseThrow(), change.text("hash").map(Hash::new)));
    }
    List<List<Integer>> deliveries = new ArrayList<>();
    for (Json delivery : json.items("deliveries")) {
      List<Integer> order = new ArrayList<>();
      ((Json.Arr) delivery)
          .items()
          .forEach(index -> order.add((int) (long) ((Json.Num) index).whole().orElseThrow()));
      deliveries.add(order);
    }
    return new Vector(
        json.text("name").orElseThrow(), json.text("incident").orElseThrow(), given, deliveries);
  }

  /** Deliveries in the order given, backwards, each twice, and shuffled. */
  static List<List<Integer>> orders(int size) {
    List<Integer> forwards = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      forwards.add(i);
    }
    List<Integer> backwards = new ArrayList<>(forwards);
    Collections.reverse(backwards);
    List<Integer> twice = new ArrayList<>(forwards);
    twice.addAll(backwards);
    List<Integer> shuffled = new ArrayList<>(forwards);
    Collections.shuffle(shuffled, new Random(size));
    return size == 1
        ? List.of(forwards, List.of(0, 0))
        : List.of(forwards, backwards, twice, shuffled);
  }

  Json.Obj json() {
    List<Json> changes = new ArrayList<>();
    for (Given one : given) {
      changes.add(
          Json.object()
              .put("content", one.content)
              .put("hash", one.synthetic.map(Hash::hex))
              .build());
    }
    List<Json> orders = new ArrayList<>();
    for (List<Integer> delivery : deliveries) {
      orders.add(indices(delivery));
    }
    return Json.object()
        .put("name", name)
        .put("incident", incident)
        .put("changes", Json.list(changes))
        .put("deliveries", Json.list(orders))
        .put("expect", folded(deliveries.get(0)))
        .build();
  }

  /** What this code makes of one delivery, in the shape of a vector's {@code expect}. */
  Json.Obj folded(List<Integer> delivery) {
    List<String> hashes = new ArrayList<>();
    List<Integer> nonsense = new ArrayList<>();
    List<ChangeReading> readings = new ArrayList<>();
    for (Given one : given) {
      ChangeReading reading = one.read();
      if (reading instanceof ChangeReading.Nonsense) {
        nonsense.add(readings.size());
      }
      readings.add(reading);
      hashes.add(reading.hash().hex());
    }
    Fold fold = new Fold(incident, Pen.DIGESTS);
    for (int index : delivery) {
      readings
          .get(index)
          .fold(
              change -> {
                fold.add(change);
                return fold.record();
              },
              nothing -> fold.record());
    }
    IncidentRecord record = fold.record();
    Incident read = Incident.of(record);
    List<String> contradictions = new ArrayList<>();
    read.contradictions().forEach(field -> contradictions.add(field.at().text()));
    List<String> kept = new ArrayList<>();
    record.entries().values().stream()
        .filter(Entry::keptDespiteStrike)
        .forEach(entry -> kept.add(entry.at().text()));
    return Json.object()
        .put("hashes", Json.texts(hashes))
        .put("nonsense", indices(nonsense))
        .put("record", record.canonical().canonical())
        .put("frontier", record.frontier().hex())
        .put("captured", record.captured().hex())
        .put("contradictions", Json.texts(contradictions))
        .put("kept", Json.texts(kept))
        .put("review", read.review().state().word())
        .build();
  }

  private static Json indices(List<Integer> indices) {
    List<Json> items = new ArrayList<>();
    indices.forEach(index -> items.add(Json.of(index)));
    return Json.list(items);
  }
}
