package uk.seenheard.handset.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Pass;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/** Turns what an officer says into changes, each naming what they were looking at. */
final class Capture {
  private final Account account;
  private final Outbox outbox;
  private final Replica replica;
  private final FormBook forms;
  private final HandsetPorts ports;

  private volatile Listener written = () -> {};

  Capture(Account account, Outbox outbox, Replica replica, FormBook forms, HandsetPorts ports) {
    this.account = account;
    this.outbox = outbox;
    this.replica = replica;
    this.forms = forms;
    this.ports = ports;
  }

  /** Hears of a change. No {@code Runnable}: what a thread runs may wait, and this may not. */
  @FunctionalInterface
  interface Listener {
    void heard();
  }

  /** Tells somebody of each change that is written; it is saved when they can read the store. */
  void onWritten(Listener listener) {
    written = listener;
  }

  Change write(WritableRows rows, String incident, FormRef form, List<Operation> ops) {
    Pass pass =
        account
            .pass(rows)
            .orElseThrow(
                () -> new CaptureRefused("Nobody is on shift on this handset. Sign in first."));
    ClockReading clock = ports.clock().now();
    Hlc hlc = replica.hlc(rows).tick(Math.max(0, clock.wall()));
    replica.keep(rows, hlc);
    try {
      written.heard();
      return outbox.append(
          rows,
          new Draft(
              incident,
              form,
              pass.person(),
              account.device(rows),
              pass.hash(),
              clock.wall(),
              clock.boot(),
              clock.elapsed(),
              hlc,
              ops,
              Hex.of(ports.chance().bytes(16))));
    } catch (IllegalArgumentException limit) {
      throw new CaptureRefused(
          "That is more than one piece can hold ("
              + limit.getMessage()
              + "). Nothing was saved: divide it and save the parts.");
    }
  }

  Operation set(
      WritableRows rows,
      IncidentRecord record,
      FormRef form,
      FieldPath path,
      Json value,
      Optional<String> reason) {
    if (isGiven(record, path)) {
      throw new CaptureRefused(
          "What was said stays as it was written down. Record other words as words of their own,"
              + " and cross out what was misheard.");
    }
    List<OperationId> over = standing(record, path).map(Field::over).orElse(List.of());
    boolean evidence = forms.isEvidence(rows, form, path);
    return new Operation.SetField(path, value, limited(over), reason, evidence);
  }

  /** Whether a statement was added with it: a child's words, and what they were asked. */
  private static boolean isGiven(IncidentRecord record, FieldPath path) {
    return path.entry()
        .flatMap(record::entry)
        .filter(Incident::isWords)
        .filter(
            entry ->
                entry.added().stream()
                    .anyMatch(
                        added ->
                            added.by().value() instanceof Json.Obj with
                                && with.get(path.name()).isPresent()))
        .isPresent();
  }

  /** The field as it is read, when the entry that holds it is one of twins. */
  private static Optional<Field> standing(IncidentRecord record, FieldPath path) {
    Optional<FieldPath> entry = path.entry();
    if (!entry.isPresent()) {
      return record.field(path);
    }
    FieldPath readAs = record.entry(entry.get()).map(Entry::at).orElse(entry.get());
    return record.field(readAs, path.name());
  }

  /** A field that more than the limit of answers stand in is settled in several steps. */
  private static List<OperationId> limited(List<OperationId> over) {
    return over.size() <= Limits.OVER ? over : over.subList(0, Limits.OVER);
  }

  FieldPath fresh(String collection) {
    long wall = Math.max(0, ports.clock().now().wall());
    return new FieldPath(collection + '/' + Identity.uuid7(wall, ports.chance().bytes(10)));
  }

  Operation strike(IncidentRecord record, FieldPath entry, String reason) {
    List<OperationId> over = new ArrayList<>();
    Entry found =
        record
            .entry(entry)
            .orElseThrow(() -> new CaptureRefused("There is no such entry in this incident."));
    found.added().forEach(added -> over.add(added.by().id()));
    for (Field field : record.fields().values()) {
      if (field.at().entry().filter(found.at()::equals).isPresent()) {
        over.addAll(field.over());
      }
    }
    for (Entry other : record.entries().values()) {
      for (Entry.Added added : other.added()) {
        if (isAbout(added.by().value(), found) && !over.contains(added.by().id())) {
          over.add(added.by().id());
        }
      }
    }
    if (over.size() > Limits.OVER) {
      throw new CaptureRefused("This entry holds too much to be struck out as a whole.");
    }
    return new Operation.StrikeEntry(entry, reason, over, record.frontier());
  }

  private static boolean isAbout(Json value, Entry entry) {
    return value instanceof Json.Obj object
        && object
            .text("about")
            .filter(text -> entry.twins().stream().anyMatch(twin -> twin.text().equals(text)))
            .isPresent();
  }
}
