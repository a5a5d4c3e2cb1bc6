package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.ground.contract.PublishedContract;

/**
 * Parameters and members beyond what the contract states are refused, each by its name, at every
 * route that the contract has: what is written down as a limit is one.
 */
class StatedLimitsTest {
  private static final Held HELD =
      Held.of(13, "What the contract does not state", StatedLimitsTest.class);

  private static final Map<String, String> SOMEBODY =
      Map.of(
          "officer", "pc1201",
          "supervisor", "ps401",
          "inspector", "insp71",
          "integrator", "records",
          "triage", "triage1",
          "recipient", "hub");

  @TempDir static Path folder;
  private static LiveServer server;
  private static final Map<String, Caller> CALLERS = new HashMap<>();

  @BeforeAll
  static void start() {
    server = LiveServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  private static Caller caller(PublishedContract.Operation operation) {
    return operation.roles().stream()
        .findFirst()
        .map(
            role ->
                CALLERS.computeIfAbsent(
                    role, wanted -> Caller.signedIn(server.url(), SOMEBODY.get(wanted))))
        .orElseGet(() -> Caller.stranger(server.url()));
  }

  @TestFactory
  Stream<DynamicTest> whatTheContractDoesNotNameIsRefused() {
    HELD.walking("unknown, beyond the limit, twice, a slash too many: at every route");
    List<DynamicTest> tests = new ArrayList<>();
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      tests.add(
          DynamicTest.dynamicTest(
              operation + " with a parameter of no name",
              () -> assertRefused(operation, "?verbose=1", "{}", "verbose")));
      if (operation.takesObject()) {
        tests.add(
            DynamicTest.dynamicTest(
                operation + " with a member of no name",
                () -> assertRefused(operation, "", "{\"admin\":true}", "admin")));
      }
    }
    assertThat(tests).hasSizeGreaterThan(50);
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> whatIsBeyondALimitIsRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      operation
          .query()
          .forEach(
              (name, schema) ->
                  beyond(schema)
                      .forEach(
                          value ->
                              tests.add(
                                  DynamicTest.dynamicTest(
                                      operation + " with " + name + " beyond its limit",
                                      () ->
                                          assertRefused(
                                              operation, '?' + name + '=' + value, "{}", name)))));
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> aParameterTwiceIsRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (PublishedContract.Operation operation : PublishedContract.operations()) {
      for (String name : operation.query().keySet()) {
        tests.add(
            DynamicTest.dynamicTest(
                operation + " with " + name + " twice",
                () -> assertRefused(operation, '?' + name + "=1&" + name + "=2", "{}", name)));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> aSlashBehindThePathLeadsPastNoCheck() {
    return PublishedContract.operations().stream()
        .filter(operation -> !operation.roles().isEmpty())
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation + "/",
                    () -> {
                      Caller.Answer answer =
                          operation.method().equals("GET")
                              ? Caller.stranger(server.url()).get(operation.samplePath() + '/')
                              : Caller.stranger(server.url())
                                  .post(operation.samplePath() + '/', "{}");
                      HELD.tries(operation + "/", () -> assertThat(answer.status()).isIn(401, 404));
                    }));
  }

  /** Values that a schema does not take. */
  private static List<String> beyond(JsonNode schema) {
    List<String> values = new ArrayList<>();
    if (schema.path("type").asText().equals("integer")) {
      values.addAll(List.of("-1", "1e3", "99999999999999999999"));
      values.add(Long.toString(schema.path("maximum").asLong() + 1));
    } else {
      assertThat(schema.has("maxLength") || schema.has("pattern") || schema.has("enum"))
          .as("a text has a limit: " + schema)
          .isTrue();
      values.add("x".repeat(schema.path("maxLength").asInt(4_096) + 1));
      if (schema.has("pattern") || schema.has("enum")) {
        values.addAll(List.of("%24gt", "%E2%80%AE", "%00"));
      }
    }
    return values;
  }

  private static void assertRefused(
      PublishedContract.Operation operation, String query, String body, String field) {
    String path = operation.samplePath() + query;
    HELD.tries(
        operation + query + ' ' + body,
        () -> {
          Caller.Answer answer =
              operation.method().equals("GET")
                  ? caller(operation).get(path)
                  : caller(operation).post(path, body);
          assertThat(answer.status()).as(answer.body()).isEqualTo(400);
          assertThat(answer.problem()).isEqualTo("malformed");
          assertThat(answer.json().text("field")).as(answer.body()).contains(field);
        });
  }
}
