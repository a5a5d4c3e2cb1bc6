package uk.seenheard.api.desk.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/**
 * A case of {@code sync/cases} that is recorded, submitted and looked at through the public API.
 */
public final class RecordedCase {
  private static final Path CASES = Path.of("..", "sync", "cases");
  private static final JacksonJsonReader READER = new JacksonJsonReader();

  private RecordedCase() {}

  /** Where the cases lie. */
  public static Path folder() {
    return CASES;
  }

  /** The file of that name, such as {@code case-1-recorded}. */
  public static Json.Obj read(String name) throws IOException {
    return (Json.Obj) READER.read(Files.readString(CASES.resolve(name + ".json")));
  }

  /**
   * Records a case, and what else there is, on a handset of its own, submits it and pushes it;
   * answers with its id.
   */
  public static String record(
      LiveServer server, String reference, Json.Obj written, Operation... besides) {
    Json.Obj form = (Json.Obj) written.get("form").orElseThrow();
    Officer officer =
        Officer.onShift(server.url(), "pc1201")
            .with(
                new FormRef(
                    form.text("id").orElseThrow(), form.whole("version").orElseThrow().intValue()));
    String incident = officer.incident(reference);
    Map<String, OperationId> renamed = new HashMap<>();
    for (Json item : written.items("steps")) {
      Json.Obj step = (Json.Obj) item;
      List<Operation> ops = new ArrayList<>();
      step.items("ops").forEach(op -> ops.add(operation((Json.Obj) op, renamed)));
      Change change = officer.record(incident, ops.toArray(Operation[]::new));
      for (int i = 0; i < ops.size(); i++) {
        renamed.put(step.text("id").orElseThrow() + ':' + i, change.id(i));
      }
    }
    for (Operation one : besides) {
      officer.record(incident, one);
    }
    officer.record(incident, Officer.act("submit"));
    officer.sendAll();
    return incident;
  }

  private static Operation operation(Json.Obj op, Map<String, OperationId> renamed) {
    FieldPath at = new FieldPath(op.text("at").orElseThrow());
    if (op.text("op").orElseThrow().equals("add")) {
      return new Operation.AddEntry(at, (Json.Obj) op.get("value").orElse(Json.EMPTY));
    }
    assertThat(op.text("op")).as("steps add and set").contains("set");
    List<OperationId> over = new ArrayList<>();
    for (Json name : op.items("over")) {
      over.add(renamed.get(((Json.Text) name).value()));
    }
    return new Operation.SetField(at, op.get("value").orElseThrow(), over, Optional.empty(), false);
  }

  public static Json.Obj looked(LiveServer server, String incident) {
    Caller sergeant = Caller.signedIn(server.url(), "ps401");
    Caller.Answer answer = sergeant.get("/v1/incidents/" + incident);
    // A machine that does much else follows its log late, and says so.
    for (int again = 0; answer.status() == 503 && again < 60; again++) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      answer = sergeant.get("/v1/incidents/" + incident);
    }
    return answer.expect(200);
  }

  public static Caller.Answer authorise(LiveServer server, String incident) {
    Json.Obj seen = looked(server, incident);
    Json.Obj decision =
        Json.object()
            .put("frontier", seen.text("frontier").orElseThrow())
            .put(
                "ops",
                Json.list(List.of(Json.object().put("op", "act").put("act", "authorise").build())))
            .build();
    return Caller.signedIn(server.url(), "ps401")
        .post("/v1/incidents/" + incident + "/decisions", decision);
  }

  /** The prompts of an answer or of a file, a line each. */
  public static List<String> prompts(Json.Obj with, boolean open) {
    return with.items("prompts").stream()
        .map(Json.Obj.class::cast)
        .filter(prompt -> !open || prompt.text("status").orElse("").equals("open"))
        .map(
            prompt ->
                String.join(
                    " ",
                    prompt.text("finding").orElse(""),
                    // Whoever plays the case: its officer has another id here.
                    prompt.text("prompt").orElse("").replaceFirst("^camera\\..*", "camera"),
                    prompt.text("subject").orElse(""),
                    prompt.text("status").orElse(""),
                    prompt.get("blocks").map(Json::canonical).orElse("")))
        .sorted()
        .collect(Collectors.toList());
  }
}
