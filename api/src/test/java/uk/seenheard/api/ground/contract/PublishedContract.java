package uk.seenheard.api.ground.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Served;
import uk.seenheard.api.ground.server.Server;

/** The contract as tests read it: what it promises, held against what a server does. */
public final class PublishedContract {
  private static final Contract CONTRACT = Contract.packed();
  private static final String SAMPLE_UUID = "0190c0de-0000-7000-8000-000000000001";

  private final ResponseValidator validator;

  private PublishedContract(ResponseValidator validator) {
    this.validator = validator;
  }

  /** The contract, ready to judge answers. */
  public static PublishedContract read(Vertx vertx) throws Exception {
    // The library writes the names of types in the machine's capitals: a Turkish "string" has none.
    Locale machine = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    try {
      OpenAPIContract contract =
          OpenAPIContract.from(vertx, new JsonObject(judgeable().toString()))
              .await(20, TimeUnit.SECONDS);
      return new PublishedContract(ResponseValidator.create(vertx, contract));
    } finally {
      Locale.setDefault(machine);
    }
  }

  /**
   * One operation.
   *
   * @param roles who may use it; empty when it needs no login
   * @param demo whether it exists in demonstrations only
   * @param stream whether its answer does not end
   */
  public record Operation(
      String id,
      String method,
      String path,
      Set<String> roles,
      boolean demo,
      boolean stream,
      JsonNode node) {
    /** The schemas of its query's parameters, by name. */
    public Map<String, JsonNode> query() {
      Map<String, JsonNode> query = new TreeMap<>();
      for (JsonNode listed : node.path("parameters")) {
        JsonNode parameter = CONTRACT.resolve(listed);
        if (parameter.path("in").asText().equals("query")) {
          query.put(parameter.path("name").asText(), CONTRACT.whole(parameter.path("schema")));
        }
      }
      return query;
    }

    /** Whether it takes a body whose members the contract knows. */
    public boolean takesObject() {
      return !node.path("requestBody").isMissingNode();
    }

    /** As {@link Server#routes} writes it. */
    public String route() {
      return method + ' ' + path;
    }

    /** A path that fits it. */
    public String samplePath() {
      return path.replace("{incident}", SAMPLE_UUID)
          .replace("{device}", SAMPLE_UUID)
          .replace("{form}", "domestic-abuse")
          .replace("{person}", "pc1299")
          .replace("{alert}", SAMPLE_UUID + ".0123456789abcdef")
          .replace("{revision}", "000000000000001." + SAMPLE_UUID)
          .replace("{webhook}", SAMPLE_UUID)
          .replace("{client}", "nobody")
          .replace("{referral}", SAMPLE_UUID + '.' + SAMPLE_UUID)
          .replace("{rejection}", "000000000000001." + SAMPLE_UUID)
          .replace("{wish}", "000000000000001." + SAMPLE_UUID)
          .replace("{version}", "1")
          .replace("{name}", "malformed");
    }

    @Override
    public String toString() {
      return route();
    }
  }

  /** Every operation. */
  public static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Contract.Operation one : CONTRACT.operations()) {
      operations.add(
          new Operation(
              one.id(),
              one.method(),
              one.path(),
              new TreeSet<>(Contract.texts(one.node().path("x-roles"))),
              one.node().path("x-demo").asBoolean(),
              one.node().path("x-stream").asBoolean(),
              one.node()));
    }
    return operations;
  }

  /** A schema of the contract by its name, whole: nothing in it leads elsewhere. */
  public static JsonNode schema(String name) {
    return CONTRACT.whole(CONTRACT.root().path("components").path("schemas").path(name));
  }

  /** The addresses of the pages that stand beside the contract. */
  public static List<String> pages() {
    return Contract.texts(CONTRACT.root().path("x-pages")).stream()
        // A page of a version or a name that is none is asked for, too.
        .map(page -> page.replace("{incident}", SAMPLE_UUID).replaceAll("[{][a-zA-Z]+[}]", "none"))
        .toList();
  }

  /** The names of all problems. */
  public static Set<String> problems() {
    Set<String> names = new TreeSet<>();
    CONTRACT.root().path("x-problems").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Asserts that a server's routes are those of the contract, neither more nor fewer. */
  public static void assertServedBy(Server server, boolean demo) {
    Set<String> promised = new TreeSet<>();
    for (Operation operation : operations()) {
      if (demo || !operation.demo()) {
        promised.add(operation.route());
      }
    }
    Set<String> mounted = new TreeSet<>(server.routes());
    mounted.removeIf(route -> route.startsWith("HEAD "));
    // Pages for people stand beside the contract, each by its address; all else is in it.
    Contract.texts(CONTRACT.root().path("x-pages")).forEach(page -> mounted.remove("GET " + page));
    assertThat(mounted).isEqualTo(promised);
  }

  /** Asserts that an answer is one that the contract promises of an operation. */
  public void assertFits(String operationId, Served.Reply reply) throws Exception {
    if (reply.header("Content-Type").equals(Answers.PROBLEM_JSON)) {
      assertThat(problems()).as(operationId).contains(reply.problem());
      return;
    }
    validator
        .validate(
            ValidatableResponse.create(
                reply.status(), Buffer.buffer(reply.body()), reply.header("Content-Type")),
            operationId)
        .await(10, TimeUnit.SECONDS);
  }

  /** The contract without the types of content that the judge does not take. */
  private static JsonNode judgeable() {
    JsonNode copy = CONTRACT.root().deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode node) {
    if (node.path("content") instanceof ObjectNode content) {
      Set<String> types = new HashSet<>();
      content.fieldNames().forEachRemaining(types::add);
      types.remove("application/json");
      content.remove(types);
      if (content.isEmpty()) {
        ((ObjectNode) node).remove("content");
      }
    }
    for (Iterator<JsonNode> parts = node.elements(); parts.hasNext(); ) {
      strip(parts.next());
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> one : List.copyOf(object.properties())) {
        if (one.getKey().startsWith("x-")) {
          object.remove(one.getKey());
        }
      }
    }
  }
}
