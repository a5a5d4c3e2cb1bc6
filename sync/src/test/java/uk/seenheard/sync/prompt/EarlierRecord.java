package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.incident.Review;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * A record that an earlier build made and read, replayed change for change: {@code
 * cases/version-1/README.md} has the shape.
 */
final class EarlierRecord {
  private static final String INCIDENT = "0190a5c0-0000-7000-8000-000000000001";

  private final Form form;
  private final ChangeCodec codec = new ChangeCodec(Scene.READER, Scene.DIGESTS);
  private final Fold fold = new Fold(INCIDENT, Scene.DIGESTS);
  private final List<String> steps = new ArrayList<>();

  private EarlierRecord(Form form) {
    this.form = form;
  }

  /** The file anew, as this build reads the steps of {@code written}. */
  static String read(Json.Obj written, Form form) {
    EarlierRecord record = new EarlierRecord(form);
    for (Json step : written.items("steps")) {
      record.replay((Json.Obj) step);
    }
    return record.text();
  }

  private void replay(Json.Obj step) {
    List<Operation> ops = new ArrayList<>();
    step.items("ops").forEach(op -> ops.add(operation((Json.Obj) op)));
    int made = steps.size() + 1;
    String author = step.text("author").orElseThrow();
    Change change =
        codec.write(
            new Draft(
                INCIDENT,
                new FormRef(form.id(), form.version()),
                author,
                "device-" + author,
                Hash.of("pass", Scene.DIGESTS),
                Scene.NOW + made,
                "boot",
                made,
                new Hlc(Scene.NOW + made, 0),
                ops,
                String.format(Locale.ROOT, "%032x", made)));
    fold.add(change);
    steps.add(CaseFile.step(change, Scene.READER));
  }

  private static Operation operation(Json.Obj op) {
    List<OperationId> over = new ArrayList<>();
    op.items("over")
        .forEach(id -> over.add(OperationId.parse(((Json.Text) id).value()).orElseThrow()));
    Optional<FieldPath> at = op.text("at").map(FieldPath::new);
    switch (op.text("op").orElseThrow()) {
      case "add":
        return new Operation.AddEntry(
            at.orElseThrow(), (Json.Obj) op.get("value").orElse(Json.EMPTY));
      case "set":
        return new Operation.SetField(
            at.orElseThrow(), op.get("value").orElseThrow(), over, Optional.empty(), false);
      case "act":
        return new Operation.Act(
            op.text("act").orElseThrow(),
            at,
            (Json.Obj) op.get("with").orElse(Json.EMPTY),
            over,
            new Hash(op.text("frontier").orElseThrow()));
      default:
        throw new IllegalArgumentException(op.canonical());
    }
  }

  private String text() {
    IncidentRecord record = fold.record();
    Context context = Context.at(Scene.NOW, Scene.TODAY);
    return "{\"form\":{\"id\":\""
        + form.id()
        + "\",\"version\":"
        + form.version()
        + "},\n\"now\":"
        + Scene.NOW
        + ",\n\"steps\":[\n"
        + String.join(",\n", steps)
        + "\n],\n\"record\":\""
        + Hash.of(record.canonical().canonical(), Scene.DIGESTS).hex()
        + "\",\n\"frontier\":\""
        + record.frontier().hex()
        + "\",\n\"captured\":\""
        + record.captured().hex()
        + "\",\n\"state\":\""
        + word(Review.of(record).state())
        + "\",\n\"prompts\":[\n"
        + Prompts.of(record, form, context).stream()
            .map(CaseFile::prompt)
            .collect(Collectors.joining(",\n"))
        + "\n],\n\"duties\":[\n"
        + Duties.of(record, form, context).stream()
            .map(EarlierRecord::duty)
            .collect(Collectors.joining(",\n"))
        + "\n]}\n";
  }

  private static String duty(DutyState duty) {
    Json.Builder said =
        Json.object()
            .put("duty", duty.duty())
            .put("subject", duty.subject().map(FieldPath::text).orElse(""))
            .put("phase", word(duty.phase()));
    duty.due().ifPresent(due -> said.put("due", due));
    duty.since().ifPresent(since -> said.put("since", since));
    return said.build().canonical();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
