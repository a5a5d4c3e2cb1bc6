package uk.seenheard.sync.change;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;

/** What one step of a change does. */
public sealed interface Operation {

  /** The operations that the author was looking at; what else it names has no effect. */
  List<OperationId> over();

  /**
   * Gives a field a value; a register is a field whose value is an object, always given whole.
   *
   * @param evidence whether the author's form marks the field as evidence: another author's answer
   *     is then replaced only with a reason
   */
  record SetField(
      FieldPath at, Json value, List<OperationId> over, Optional<String> reason, boolean evidence)
      implements Operation {
    /** Copies the list. */
    public SetField {
      over = List.copyOf(over);
    }
  }

  /** Adds an entry; what {@code value} holds (a statement's words) never changes afterwards. */
  record AddEntry(FieldPath at, Json.Obj value) implements Operation {
    @Override
    public List<OperationId> over() {
      return List.of();
    }
  }

  /**
   * Crosses an entry out, with a reason. It hides only what its author was looking at: {@code over}
   * names every operation then standing in the entry.
   */
  record StrikeEntry(FieldPath at, String reason, List<OperationId> over, Hash frontier)
      implements Operation {
    /** Copies the list. */
    public StrikeEntry {
      over = List.copyOf(over);
    }
  }

  /**
   * An act of a person about the incident or one place in it: submit, return, authorise, same-as …
   *
   * @param with what the act says, by its kind
   * @param frontier digest of all changes of the incident that the author had
   */
  record Act(
      String act, Optional<FieldPath> about, Json.Obj with, List<OperationId> over, Hash frontier)
      implements Operation {
    /** Copies the list. */
    public Act {
      over = List.copyOf(over);
    }
  }

  /** An operation of a newer version: kept and passed on, without effect here. */
  record Unknown(Json.Obj raw) implements Operation {
    @Override
    public List<OperationId> over() {
      return List.of();
    }
  }
}
