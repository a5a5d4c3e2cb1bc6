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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
 * The worked cases 1 to 7 of the inspection through the public API: what was recorded then names
 * exactly what is missing, and cannot be authorised; what should have been recorded leaves nothing
 * open, and can. The cases are those of {@code sync/cases}, which the kernel is held against too.
 */
class WorkedCasesHttpTest {
  private static final Path CASES = Path.of("..", "sync", "cases");
  private static final JacksonJsonReader READER = new JacksonJsonReader();

  @TempDir static Path data;
  private static final AtomicLong NOW = new AtomicLong();
  private static LiveServer server;

  @BeforeAll
  static void start() throws IOException {
    NOW.set(read("case-1-recorded").whole("now").orElseThrow());
    server = LiveServer.start(data, NOW::get, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Json.Obj read(String name) throws IOException {
    return (Json.Obj) READER.read(Files.readString(CASES.resolve(name + ".json")));
  }

  /** Records a case on a handset of its own, submits it and pushes it; answers with its id. */
  private static String record(String name, Json.Obj written) {
    Json.Obj form = (Json.Obj) written.get("form").orElseThrow();
    Officer officer =
        Officer.onShift(server.url(), "pc1201")
            .with(
                new FormRef(
                    form.text("id").orElseThrow(), form.whole("version").orElseThrow().intValue()));
    String incident = officer.incident(name);
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

  private static Json.Obj looked(String incident) {
    return Caller.signedIn(server.url(), "ps401").get("/v1/incidents/" + incident).expect(200);
  }

  private static Caller.Answer authorise(String incident) {
    Json.Obj seen = looked(incident);
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

  private static List<String> states(Json.Obj with, boolean open) {
    return with.items("prompts").stream()
        .map(Json.Obj.class::cast)
        .filter(prompt -> !open || prompt.text("status").orElse("").equals("open"))
        .map(
            prompt ->
                String.join(
                    " ",
                    prompt.text("finding").orElse(""),
                    prompt.text("prompt").orElse(""),
                    prompt.text("subject").orElse(""),
                    prompt.text("status").orElse(""),
                    prompt.get("blocks").map(Json::canonical).orElse("")))
        .sorted()
        .collect(Collectors.toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void asRecordedThenNamesExactlyWhatIsMissingAndIsNotAuthorised(int number) throws IOException {
    Json.Obj written = read("case-" + number + "-recorded");
    String incident = record("CASE-THEN-" + number, written);

    Json.Obj seen = looked(incident);
    assertThat(states(seen, false)).isEqualTo(states(written, false));
    assertThat(states(seen, true)).isNotEmpty();

    Caller.Answer refused = authorise(incident);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("not-now");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void asItShouldHaveBeenLeavesNothingOpenAndIsAuthorised(int number) throws IOException {
    Json.Obj written = read("case-" + number + "-complete");
    String incident = record("CASE-WELL-" + number, written);

    Json.Obj seen = looked(incident);
    assertThat(states(seen, false)).isEqualTo(states(written, false));
    assertThat(states(seen, true)).isEmpty();

    assertThat(authorise(incident).expect(201).text("state")).contains("authorised");
  }

  @Test
  void everyCaseHasBothHalves() throws IOException {
    try (var files = Files.list(CASES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".json"))
          .hasSize(14);
    }
  }
}
