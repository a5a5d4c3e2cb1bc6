package uk.seenheard.api.desk.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.jvm.JvmPorts;
import uk.seenheard.handset.jvm.device.SecureChance;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;

/** An officer on patrol with a real handset that speaks HTTP to the server under test. */
final class Patrol implements AutoCloseable {
  private static final int ROUNDS = 10;

  private final Handset handset;
  private String incident = "";

  private Patrol(Handset handset) {
    this.handset = handset;
  }

  /**
   * Signs an officer in.
   *
   * @param clockError how many milliseconds the handset's clock is ahead
   */
  static Patrol of(String person, String server, Path folder, long clockError) {
    HandsetPorts ports =
        JvmPorts.with(
            () ->
                new ClockReading(
                    System.currentTimeMillis() + clockError,
                    "boot-" + person,
                    System.nanoTime() / 1_000_000),
            new SecureChance());
    SqliteStore store = SqliteStore.open(folder);
    Handset handset =
        Handset.open(
            store,
            Passphrase.wrapFor(store, "long night".toCharArray(), ROUNDS, ports),
            ports,
            new OkHttpTransport(server, ports.json()),
            millis -> true);
    handset
        .signIn(person, Optional.empty())
        .ifPresent(
            wrong -> {
              throw new IllegalStateException(wrong);
            });
    return new Patrol(handset);
  }

  Handset handset() {
    return handset;
  }

  String incident() {
    return incident;
  }

  /** Goes to an incident that control gave a reference for. */
  Patrol attends(String form, String reference) {
    incident = handset.newIncident(form, Optional.of(reference));
    return this;
  }

  FieldPath adds(String collection, Object... namesAndValues) {
    Map<String, Json> answers = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      answers.put((String) namesAndValues[i], json(namesAndValues[i + 1]));
    }
    return handset.addEntry(incident, collection, Json.EMPTY, answers);
  }

  FieldPath about(FieldPath subject, String collection, Object... namesAndValues) {
    Json.Builder value = Json.object().put("about", subject.text());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      value.put((String) namesAndValues[i], json(namesAndValues[i + 1]));
    }
    return handset.addEntry(incident, collection, value.build(), Map.of());
  }

  Patrol says(FieldPath child, String words, String question) {
    handset.addStatement(
        incident,
        child,
        words,
        Json.object()
            .put("question", question)
            .put("present", "Nobody else")
            .put("at", "2026-11-21T21:30Z")
            .build());
    return this;
  }

  Patrol answers(String field, Object value) {
    handset.answer(incident, new FieldPath(field), json(value), Optional.empty());
    return this;
  }

  Patrol answers(FieldPath entry, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      handset.answer(
          incident,
          entry.field((String) namesAndValues[i]),
          json(namesAndValues[i + 1]),
          Optional.empty());
    }
    return this;
  }

  Patrol submits() {
    handset.submit(incident);
    return this;
  }

  /** Comes back into signal. */
  Patrol syncs() {
    SyncReport report = handset.sync();
    if (report.outcome() != SyncReport.Outcome.SYNCED) {
      throw new IllegalStateException("not synced: " + report);
    }
    return this;
  }

  /** The note of a return, as the handset shows it. */
  List<String> notes() {
    return handset.status().returned();
  }

  private static Json json(Object value) {
    if (value instanceof Json json) {
      return json;
    }
    if (value instanceof Number number) {
      return Json.of(number.longValue());
    }
    if (value instanceof List<?> list) {
      List<Json> items = new ArrayList<>();
      list.forEach(item -> items.add(json(item)));
      return Json.list(items);
    }
    return Json.of((String) value);
  }

  @Override
  public void close() {
    handset.close();
  }
}
