package uk.seenheard.api.desk.review;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.change.UnreadableOperation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Reference;
import uk.seenheard.sync.incident.Review;

/**
 * Reads the operations of a decision. What follows from the record that was decided on (frontier,
 * the decisions it answers, what an authorisation vouches for) is filled in here, not by the
 * client.
 */
final class DecisionOps {
  private DecisionOps() {}

  static List<Operation> read(List<Json> items, Incident incident) {
    if (items.isEmpty() || items.size() > Limits.OPERATIONS) {
      throw new Refusal.Malformed("ops", "is a list of 1 to " + Limits.OPERATIONS + " operations")
          .raised();
    }
    List<Operation> ops = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Json.Obj raw)) {
        throw new Refusal.Malformed("ops[" + i + "]", "is no object").raised();
      }
      try {
        Operation op = ChangeCodec.operation(filled(raw, incident), "ops[" + i + "]");
        refuse(op, "ops[" + i + "].value");
        ops.add(op);
      } catch (UnreadableOperation unreadable) {
        throw new Refusal.Malformed(unreadable.where(), unreadable.reason()).raised();
      }
    }
    return ops;
  }

  private static void refuse(Operation op, String where) {
    if (op instanceof Operation.SetField set && set.at().equals(Incident.REFERENCE)) {
      Reference.fault(set.value() instanceof Json.Text text ? text.value() : "")
          .ifPresent(
              fault -> {
                throw new Refusal.Malformed(where, "is no reference: " + fault).raised();
              });
    }
  }

  private static Json.Obj filled(Json.Obj raw, Incident incident) {
    String op = raw.text("op").orElse("");
    String act = raw.text("act").orElse("");
    Json.Obj filled = raw;
    if (op.equals("act") || op.equals("strike")) {
      filled = filled.with("frontier", Json.of(incident.record().frontier().hex()));
    }
    if (op.equals("strike")) {
      String at = raw.text("at").orElse("");
      if (FieldPath.fault(at).isEmpty()) {
        filled = filled.with("over", over(incident.record().standingIn(new FieldPath(at))));
      }
    }
    if (act.equals(Review.RETURN) || act.equals(Review.AUTHORISE) || Act.NUDGE.is(act)) {
      filled = filled.with("over", over(incident.review().over()));
    }
    if (act.equals(Review.AUTHORISE)) {
      Json.Obj with =
          raw.object("with").with("captured", Json.of(incident.record().captured().hex()));
      filled = filled.with("with", with);
    }
    return filled;
  }

  private static Json over(List<OperationId> ids) {
    List<String> names = new ArrayList<>();
    ids.forEach(id -> names.add(id.toString()));
    return Json.texts(names);
  }
}
