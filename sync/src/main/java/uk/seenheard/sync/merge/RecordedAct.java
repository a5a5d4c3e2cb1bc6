package uk.seenheard.sync.merge;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/** An act as the fold reads it: what a person did about the incident, and when. */
public record RecordedAct(
    OperationId id,
    String act,
    Optional<FieldPath> about,
    Json.Obj with,
    String author,
    String device,
    long wall,
    Hlc hlc,
    List<OperationId> over,
    Hash frontier) {
  /** Copies the list. */
  public RecordedAct {
    over = List.copyOf(over);
  }

  static RecordedAct of(Change change, OperationId id, Operation.Act act) {
    return new RecordedAct(
        id,
        act.act(),
        act.about(),
        act.with(),
        change.author(),
        change.device(),
        change.wall(),
        change.hlc(),
        act.over(),
        act.frontier());
  }
}
