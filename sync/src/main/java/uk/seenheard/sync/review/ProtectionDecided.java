package uk.seenheard.sync.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Days;

/**
 * What a decision about police protection sets of the child it is about: who is the designated
 * officer, when they inquired, when and why protection ended. The decision is the one truth; what
 * officers typed into these fields before stays in the history.
 *
 * <p>Refused, the power comes to its end: the designated officer inquires, and releases the child
 * (Children Act 1989, s.46).
 */
public final class ProtectionDecided {
  private static final String AUTHORISED = "authorised";

  private ProtectionDecided() {}

  /**
   * The answers that follow from what was decided, each in place of those that stand.
   *
   * @param officer the name of who decided
   * @param now when they decided, milliseconds since 1970; a decision may name an earlier moment
   */
  public static List<Operation> of(
      List<Operation> decided, String officer, long now, IncidentRecord record) {
    List<Operation> set = new ArrayList<>();
    for (Operation op : decided) {
      if (op instanceof Operation.Act act && Act.PROTECTION.is(act.act())) {
        act.about().ifPresent(child -> of(act, child, officer, now, record, set));
      }
    }
    set.removeIf(one -> decided.stream().anyMatch(op -> isOf(op, ((Operation.SetField) one).at())));
    return set;
  }

  private static void of(
      Operation.Act act,
      FieldPath child,
      String officer,
      long now,
      IncidentRecord record,
      List<Operation> set) {
    String at = act.with().text("at").orElseGet(() -> Days.text(now));
    String grounds = act.with().text("grounds").orElse("");
    boolean authorised = act.with().text("decision").filter(AUTHORISED::equals).isPresent();
    boolean ended = act.with().text("decision").filter("ended"::equals).isPresent();
    if (!ended || !record.field(child.field("designatedOfficer")).isPresent()) {
      set.add(answer(child.field("designatedOfficer"), officer, grounds, record));
    }
    if (!ended || !record.field(child.field("inquiredAt")).isPresent()) {
      set.add(answer(child.field("inquiredAt"), at, grounds, record));
    }
    if (!authorised) {
      set.add(answer(child.field("endedAt"), at, grounds, record));
      set.add(answer(child.field("endReason"), grounds, grounds, record));
    }
  }

  private static Operation answer(
      FieldPath at, String value, String grounds, IncidentRecord record) {
    return new Operation.SetField(
        at,
        Json.of(value),
        record.field(at).map(Field::over).orElse(List.of()),
        record.field(at).isPresent() ? Optional.of(grounds) : Optional.empty(),
        false);
  }

  private static boolean isOf(Operation op, FieldPath at) {
    return op instanceof Operation.SetField set && set.at().equals(at);
  }
}
