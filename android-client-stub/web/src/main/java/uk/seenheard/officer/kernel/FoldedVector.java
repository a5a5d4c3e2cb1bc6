package uk.seenheard.officer.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/** A vector's changes, folded once for each delivery, in the shape of its {@code expect}. */
final class FoldedVector {
  private final ChangeCodec codec;
  private final Digests digests;

  FoldedVector(ChangeCodec codec, Digests digests) {
    this.codec = codec;
    this.digests = digests;
  }

  /** One answer for each delivery, in order. */
  Json answer(Json.Obj given) {
    List<ChangeReading> readings = new ArrayList<>();
    for (Json one : given.items("changes")) {
      readings.add(read((Json.Obj) one));
    }
    List<Json> answers = new ArrayList<>();
    for (Json delivery : given.items("deliveries")) {
      Fold fold = new Fold(PublishedCases.text(given, "incident"), digests);
      for (Json index : ((Json.Arr) delivery).items()) {
        int at = ((Json.Num) index).whole().orElseThrow().intValue();
        if (readings.get(at) instanceof ChangeReading.Sound sound) {
          fold.add(sound.change());
        }
      }
      answers.add(answer(readings, fold.record()));
    }
    return Json.list(answers);
  }

  private ChangeReading read(Json.Obj one) {
    ChangeReading reading = codec.read(PublishedCases.text(one, "content"));
    Optional<String> named = one.text("hash");
    if (named.isPresent() && reading instanceof ChangeReading.Sound sound) {
      return new ChangeReading.Sound(called(sound.change(), new Hash(named.get())));
    }
    return reading;
  }

  /** A change under a hash that is not its own: no honest hash closes a circle. */
  private static Change called(Change change, Hash hash) {
    return new Change(
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
        change.ops());
  }

  private static Json answer(List<ChangeReading> readings, IncidentRecord record) {
    List<String> hashes = new ArrayList<>();
    List<Json> nonsense = new ArrayList<>();
    for (ChangeReading reading : readings) {
      if (reading instanceof ChangeReading.Nonsense) {
        nonsense.add(Json.of(hashes.size()));
      }
      hashes.add(reading.hash().hex());
    }
    Incident read = Incident.of(record);
    List<String> contradictions = new ArrayList<>();
    read.contradictions().forEach(field -> contradictions.add(field.at().text()));
    List<String> kept = new ArrayList<>();
    record.entries().values().stream()
        .filter(Entry::keptDespiteStrike)
        .forEach(entry -> kept.add(entry.at().text()));
    return Json.object()
        .put("hashes", Json.texts(hashes))
        .put("nonsense", Json.list(nonsense))
        .put("record", record.canonical().canonical())
        .put("frontier", record.frontier().hex())
        .put("captured", record.captured().hex())
        .put("contradictions", Json.texts(contradictions))
        .put("kept", Json.texts(kept))
        .put("review", read.review().state().word())
        .build();
  }
}
