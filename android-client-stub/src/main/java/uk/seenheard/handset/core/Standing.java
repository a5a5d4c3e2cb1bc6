package uk.seenheard.handset.core;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.outbox.Drafts;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.outbox.OutboxCounts;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReturnNote;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;

/** Reads off where the handset stands. */
final class Standing {
  private final Account account;
  private final Outbox outbox;
  private final Replica replica;
  private final Views views;

  Standing(Account account, Outbox outbox, Replica replica, Views views) {
    this.account = account;
    this.outbox = outbox;
    this.replica = replica;
    this.views = views;
  }

  Kept kept(Rows rows) {
    OutboxCounts counts = outbox.counts(rows);
    return new Kept(
        account.pass(rows).map(pass -> pass.person()).orElse(""),
        account.isLocked(rows),
        counts.queued(),
        counts.acknowledged(),
        counts.quarantined(),
        Drafts.wordsBegun(rows),
        Drafts.begun(rows),
        counts.queued() == 0 && replica.agrees(rows),
        account.clockAhead(rows));
  }

  Status status(Rows rows, boolean offline) {
    Kept kept = kept(rows);
    boolean locked = kept.locked();
    List<String> incidents = locked ? List.of() : views.incidents(rows);
    int contradicted = 0;
    List<String> returned = new ArrayList<>();
    List<String> nudged = new ArrayList<>();
    for (String incident : incidents) {
      Incident shown = views.view(rows, incident).incident();
      contradicted += shown.contradictions().size();
      for (ReturnNote note : shown.review().notes()) {
        (note.nudges() ? nudged : returned)
            .add(note.about().map(about -> named(shown, about) + ": ").orElse("") + note.words());
      }
    }
    return new Status(
        kept.person(),
        offline,
        locked,
        kept.queued(),
        kept.acknowledged(),
        kept.quarantined(),
        incidents.size(),
        contradicted,
        returned,
        nudged,
        kept.synced());
  }

  /** How people call a child or an adult of the incident. */
  private static String named(Incident incident, FieldPath entry) {
    FieldPath at = incident.record().entry(entry).map(Entry::at).orElse(entry);
    return incident
        .record()
        .field(at, "name")
        .flatMap(Field::agreed)
        .filter(Json.Text.class::isInstance)
        .map(name -> ((Json.Text) name).value())
        .orElse(at.collection());
  }
}
