package uk.seenheard.handset.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.fold.FoldRows;
import uk.seenheard.handset.core.fold.Moves;
import uk.seenheard.handset.core.fold.TakenChange;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.outbox.OutboxEntry;
import uk.seenheard.handset.core.outbox.OutboxIndexRow;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Fold;

/**
 * Folds what the server sent and what was made here into what the officer sees.
 *
 * <p>The folds of the incidents last looked at are kept. While nothing of an incident moved ({@link
 * Moves}) what was shown is shown again, and where nothing but changes made here came or went their
 * way, those alone are read. Otherwise what is kept is not trusted: the look reads the hashes that
 * belong to the incident now, folds those that are new, and begins anew when one that was folded is
 * gone (a transaction that failed, a quarantine, an evict). A first look begins with the incident's
 * sealed fold, where there is one. The store lets one at a time at it.
 */
final class Views {
  private static final int KEPT = 4;

  /** So many changes that a first look read one by one, and an eighth of all, are worth a row. */
  private static final int WORTH_A_ROW = 16;

  private final Outbox outbox;
  private final Replica replica;
  private final Moves moves;
  private final FoldRows folds;
  private final HandsetPorts ports;
  private final ChangeCodec codec;
  private final Map<String, Known> kept = new LinkedHashMap<>();

  Views(Keyring keys, Outbox outbox, Replica replica, Moves moves, HandsetPorts ports) {
    this.outbox = outbox;
    this.replica = replica;
    this.moves = moves;
    this.folds = new FoldRows(keys, ports);
    this.ports = ports;
    this.codec = new ChangeCodec(ports.json(), ports.digests());
  }

  /** What is kept of an incident that was looked at. */
  private static final class Known {
    final Fold fold;
    final Set<Hash> folded = new HashSet<>();
    Optional<View> shown = Optional.empty();

    /** What was given to the fold, as long as a row may be made of it. */
    Optional<List<TakenChange>> taken = Optional.of(new ArrayList<>());

    /** How many of them were read one by one. */
    int read;

    Known(Fold fold) {
      this.fold = fold;
    }

    boolean take(TakenChange change) {
      taken.ifPresent(all -> all.add(change));
      change.change().ifPresent(fold::add);
      return folded.add(change.hash());
    }

    boolean isWorthARow() {
      return taken.isPresent() && read >= Math.max(WORTH_A_ROW, folded.size() / 8);
    }
  }

  /** Whether nothing of an incident is shown here any more. */
  boolean isLeaving(Rows rows, String incident) {
    return replica.isLeaving(rows, incident) || replica.isLetGo(rows, incident);
  }

  View view(Rows rows, String incident) {
    Known known = kept.remove(incident);
    Optional<View> again = known == null ? Optional.<View>empty() : again(rows, incident, known);
    if (known != null && again.isPresent()) {
      remember(incident, known, again.get());
      return again.get();
    }
    if (replica.isLeaving(rows, incident)) {
      return new View(
          Incident.of(Fold.of(incident, List.of(), ports.digests())),
          Set.of(),
          List.of(),
          true,
          false);
    }
    Optional<FoldRows.Held> held =
        known == null ? folds.find(rows, incident) : Optional.<FoldRows.Held>empty();
    if (held.isPresent() && held.get().stands()) {
      Known whole = begun(incident, held.get().changes());
      View view = shown(rows, incident, whole, held.get().unsent(), List.of());
      remember(incident, whole, view);
      return view;
    }
    Known before = held.isPresent() ? begun(incident, held.get().changes()) : known;
    return lookedThrough(rows, incident, before);
  }

  /**
   * What was shown, with the few rows that moved since; empty where all has to be looked through.
   */
  private Optional<View> again(Rows rows, String incident, Known known) {
    Optional<Set<Moves.Moved>> since = moves.since(incident);
    if (!since.isPresent() || !known.shown.isPresent()) {
      return Optional.empty();
    }
    View before = known.shown.get();
    if (since.get().isEmpty()) {
      return known.shown;
    }
    if (!before.quarantined().isEmpty()) {
      return Optional.empty();
    }
    Set<Hash> unsent = new HashSet<>(before.unsent());
    for (Moves.Moved moved : since.get()) {
      Optional<OutboxIndexRow> row =
          moved.space() == Space.OUTBOX_INCIDENT
              ? outbox.index(rows, incident, moved.key())
              : Optional.<OutboxIndexRow>empty();
      if (!row.isPresent() || !row.get().isShown()) {
        return Optional.empty();
      }
      if (row.get().state() == OutboxEntry.State.QUEUED) {
        unsent.add(row.get().hash());
      } else {
        unsent.remove(row.get().hash());
      }
      take(rows, incident, known, row.get().hash(), row);
    }
    return Optional.of(shown(rows, incident, known, unsent, before.quarantined()));
  }

  private View lookedThrough(Rows rows, String incident, @Nullable Known before) {
    Map<Hash, Optional<OutboxIndexRow>> shown = new HashMap<>();
    replica.applied(rows, incident).forEach(hash -> shown.put(hash, Optional.empty()));
    Set<Hash> unsent = new HashSet<>();
    List<OutboxEntry> quarantined = new ArrayList<>();
    for (OutboxIndexRow row : outbox.index(rows, incident)) {
      if (row.isShown()) {
        shown.putIfAbsent(row.hash(), Optional.of(row));
      } else if (row.state() == OutboxEntry.State.QUARANTINED) {
        quarantined.add(outbox.of(rows, row));
      }
      if (row.state() == OutboxEntry.State.QUEUED) {
        unsent.add(row.hash());
      }
    }
    Known known =
        before != null && shown.keySet().containsAll(before.folded)
            ? before
            : begun(incident, List.of());
    shown.forEach((hash, own) -> take(rows, incident, known, hash, own));
    View view = shown(rows, incident, known, unsent, quarantined);
    remember(incident, known, view);
    return view;
  }

  private Known begun(String incident, List<TakenChange> changes) {
    Known known = new Known(new Fold(incident, ports.digests()));
    changes.forEach(known::take);
    return known;
  }

  private View shown(
      Rows rows, String incident, Known known, Set<Hash> unsent, List<OutboxEntry> quarantined) {
    return new View(
        Incident.of(known.fold.record()),
        unsent,
        quarantined,
        false,
        replica.isArriving(rows, incident));
  }

  private void take(
      Rows rows, String incident, Known known, Hash hash, Optional<OutboxIndexRow> own) {
    if (!known.folded.contains(hash)) {
      known.take(
          new TakenChange(
              hash,
              content(rows, incident, hash, own)
                  .flatMap(
                      content ->
                          codec
                              .read(content)
                              .fold(Optional::of, nonsense -> Optional.<Change>empty()))));
      known.read++;
    }
  }

  private void remember(String incident, Known known, View view) {
    known.shown = Optional.of(view);
    if (!known.isWorthARow()) {
      known.taken = Optional.empty();
    }
    kept.put(incident, known);
    moves.looked(incident);
    if (kept.size() > KEPT) {
      String oldest = kept.keySet().iterator().next();
      kept.remove(oldest);
      moves.unwatched(oldest);
    }
  }

  /** Whether an incident that was looked at should be kept as a row, for the next first look. */
  boolean isWorthARow(String incident) {
    Known known = kept.get(incident);
    return known != null && known.isWorthARow();
  }

  /** Keeps an incident as a row, as it stands in this transaction. */
  void keepAsARow(WritableRows rows, String incident) {
    View view = view(rows, incident);
    Known known = kept.get(incident);
    if (known != null && known.isWorthARow()) {
      List<TakenChange> taken = known.taken.orElse(List.of());
      folds.keep(rows, incident, taken, view.unsent()::contains, view.quarantined().isEmpty());
      known.taken = Optional.empty();
    }
  }

  private Optional<String> content(
      Rows rows, String incident, Hash hash, Optional<OutboxIndexRow> own) {
    return own.isPresent()
        ? Optional.of(outbox.content(rows, outbox.of(rows, own.get())))
        : replica.content(rows, incident, hash);
  }

  /**
   * Lets go of all that was kept: nothing is to be shown for now. Called in a turn of the store.
   */
  void forget() {
    kept.keySet().forEach(moves::unwatched);
    kept.clear();
  }

  /** Every incident that has something to show. */
  List<String> incidents(Rows rows) {
    Set<String> found = new TreeSet<>();
    for (String incident : replica.incidents(rows)) {
      if (!replica.isLetGo(rows, incident)) {
        found.add(incident);
      }
    }
    outbox.each(
        rows,
        entry -> {
          if (!entry.erased() && !replica.isLeaving(rows, entry.incident())) {
            found.add(entry.incident());
          }
        });
    return new ArrayList<>(found);
  }
}
