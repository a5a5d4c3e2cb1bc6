package uk.seenheard.officer.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.PlainDigests;
import uk.seenheard.sync.feed.ReplicaDigest;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.incident.IncidentForms;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.Frontier;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.reading.Names;
import uk.seenheard.sync.reading.Reading;
import uk.seenheard.sync.reading.Words;

/** What this end makes of the cases that {@code sync/vectors} and {@code sync/cases} publish. */
final class PublishedCases {
  private final Digests digests = new PlainDigests();
  private final JsonReader reader;
  private final ChangeCodec codec;

  PublishedCases(JsonReader reader) {
    this.reader = reader;
    this.codec = new ChangeCodec(reader, digests);
  }

  Json answer(String kind, Json.Obj given) {
    switch (kind) {
      case "vectors":
        return new FoldedVector(codec, digests).answer(given);
      case "functions":
        return Json.of(function(text(given, "function"), given.items("args")));
      case "forms":
        return forms(given);
      case "limits":
        return Json.of(limit(text(given, "content")));
      case "readings":
        return holds(text(given, "rule"), given.items("texts"));
      case "same":
        return Json.of(
            meansTheSame(
                text(given, "type"),
                given.get("one").orElseThrow(),
                given.get("other").orElseThrow()));
      case "case":
        return new WorkedCase(codec, digests).answer(given);
      default:
        throw new IllegalArgumentException("no kind of case is called " + kind);
    }
  }

  private String function(String function, List<Json> args) {
    switch (function) {
      case "sha256":
        return digests.sha256Hex(text(args, 0));
      case "chain-start":
        return Chain.start(text(args, 0), (int) whole(args, 1), digests).hex();
      case "link":
        return Chain.link(hash(args, 0), whole(args, 1), hash(args, 2), digests).hex();
      case "head-text":
        return Chain.headText(
            text(args, 0), text(args, 1), (int) whole(args, 2), whole(args, 3), hash(args, 4));
      case "enrolment-text":
        return Chain.enrolmentText(text(args, 0), text(args, 1), text(args, 2));
      case "incident":
        return Identity.incident(text(args, 0), text(args, 1), digests);
      case "frontier":
        return frontier(args);
      case "replica-digest":
        return replicaDigest(args);
      default:
        throw new IllegalArgumentException("no function is called " + function);
    }
  }

  private String frontier(List<Json> args) {
    TreeSet<Hash> hashes = new TreeSet<>();
    for (int i = 0; i < args.size(); i++) {
      hashes.add(hash(args, i));
    }
    return Frontier.of(hashes, digests).hex();
  }

  private String replicaDigest(List<Json> args) {
    Map<String, Hash> held = new HashMap<>();
    for (Json one : args) {
      List<Json> pair = ((Json.Arr) one).items();
      held.put(text(pair, 0), hash(pair, 1));
    }
    return ReplicaDigest.of(held, digests).hash().hex();
  }

  private Json forms(Json.Obj given) {
    List<Change> changes = new ArrayList<>();
    for (Json content : given.items("changes")) {
      codec.read(((Json.Text) content).value()).fold(changes::add, nonsense -> false);
    }
    IncidentForms forms = IncidentForms.of(Fold.of(text(given, "incident"), changes, digests));
    Json.Builder versions = Json.object();
    forms.forms().forEach(form -> versions.put(form.id(), form.version()));
    return Json.object()
        .put("forms", versions.build())
        .put("contradicted", forms.contradicted())
        .put("chosen", forms.chosen())
        .build();
  }

  private String limit(String content) {
    return codec.read(content).fold(change -> "taken", nonsense -> nonsense.limit());
  }

  private static Json holds(String rule, List<Json> texts) {
    List<Json> answers = new ArrayList<>();
    for (Json text : texts) {
      answers.add(Json.of(holds(rule, ((Json.Text) text).value())));
    }
    return Json.list(answers);
  }

  private static boolean holds(String rule, String text) {
    switch (rule) {
      case "says":
        return Words.says(text);
      case "describes":
        return Words.describes(text);
      case "day":
        return Days.parse(text).isPresent();
      case "moment":
        return Days.isStrictMoment(text) && Days.moment(text).isPresent();
      case "stands-in":
        return Words.standsIn(text, Words.STAND_INS) || Words.saysNothingOfItsOwn(text);
      default:
        throw new IllegalArgumentException("no rule is called " + rule);
    }
  }

  private boolean meansTheSame(String type, Json one, Json other) {
    if (type.equals("name")) {
      return Names.same(((Json.Text) one).value(), ((Json.Text) other).value());
    }
    String form =
        "{\"id\":\"f\",\"version\":1,\"title\":\"T\",\"reading\":2,\"codes\":{\"c\":[]},"
            + "\"fields\":[{\"name\":\"asked\",\"label\":\"A\",\"codes\":\"c\",\"type\":";
    Form read = FormCodec.read((Json.Obj) reader.read(form + Json.of(type).canonical() + "}]}"));
    return Reading.of(read).same(new FieldPath("asked"), one, other);
  }

  static String text(Json.Obj given, String name) {
    return given
        .text(name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing from the case"));
  }

  private static String text(List<Json> args, int index) {
    return ((Json.Text) args.get(index)).value();
  }

  private static long whole(List<Json> args, int index) {
    return ((Json.Num) args.get(index)).whole().orElseThrow();
  }

  private static Hash hash(List<Json> args, int index) {
    return new Hash(text(args, index));
  }
}
