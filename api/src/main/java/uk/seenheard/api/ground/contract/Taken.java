package uk.seenheard.api.ground.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.reading.Words;

/**
 * What one operation of the contract takes: its parameters and its body, each held against its
 * schema. What the contract does not name is refused.
 */
final class Taken {
  private static final String PROTOCOL = "protocol";
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("app://seenheard")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  private final Map<String, Part> path = new LinkedHashMap<>();
  private final Map<String, Part> query = new LinkedHashMap<>();
  private final @Nullable Part body;
  private final Set<String> words = new TreeSet<>();

  /** What an operation takes. */
  Taken(Contract contract, Contract.Operation operation) {
    for (JsonNode listed : operation.node().path("parameters")) {
      JsonNode parameter = contract.resolve(listed);
      Map<String, Part> place = parameter.path("in").asText().equals("path") ? path : query;
      place.put(
          parameter.path("name").asText(),
          Part.of(
              contract.whole(parameter.path("schema")), parameter.path("required").asBoolean()));
    }
    JsonNode wanted = contract.resolve(operation.node().path("requestBody"));
    body =
        wanted.isMissingNode()
            ? null
            : Part.of(
                contract.whole(wanted.at("/content/application~1json/schema")),
                wanted.path("required").asBoolean());
    if (body != null) {
      body.schema().path("properties").properties().stream()
          .filter(member -> member.getValue().path("x-words").asBoolean())
          .forEach(member -> words.add(member.getKey()));
    }
  }

  /** One parameter, or the body. */
  private record Part(JsonNode schema, Validator validator, boolean required) {
    static Part of(JsonNode schema, boolean required) {
      JsonSchema read = JsonSchema.of(new JsonObject(schema.toString()));
      return new Part(schema, Validator.create(read, OPTIONS), required);
    }

    /** Whether the kernel's own reader of the message is the judge of it: the protocol says how. */
    boolean readByProtocol() {
      return schema.path("x-read-by").asText().equals(PROTOCOL);
    }

    void check(String name, Object value) {
      OutputUnit found = validator.validate(value);
      if (!Boolean.TRUE.equals(found.getValid())) {
        throw SchemaWords.problem(name, schema, found);
      }
    }
  }

  /**
   * Everything that was asked, by name.
   *
   * @param inPath the parameters of the path
   * @throws Problem 400 {@code malformed} that names what is not as the contract says
   */
  Asked read(Map<String, String> inPath, MultiMap inQuery, Optional<Json> sent) {
    Map<String, Json> given = new TreeMap<>();
    path.forEach((name, part) -> given.put(name, parameter(name, part, inPath.get(name))));
    readQuery(inQuery, given);
    if (body != null) {
      Json.Obj object = object(body, sent);
      words.forEach(name -> requireWords(name, object, body.schema()));
      given.putAll(object.members());
    } else if (sent.isPresent()) {
      throw Problem.malformed("body", "is not wanted here; leave it out");
    }
    return new Asked(new Json.Obj(given));
  }

  /** A text that stands for a person's reason says something, by the one rule of every door. */
  private static void requireWords(String name, Json.Obj object, JsonNode schema) {
    object
        .text(name)
        .filter(text -> !Words.says(text))
        .ifPresent(
            blank -> {
              JsonNode member = schema.path("properties").path(name);
              throw Problem.malformed(name, "says nothing; give " + SchemaWords.of(member));
            });
  }

  private void readQuery(MultiMap inQuery, Map<String, Json> given) {
    for (String name : inQuery.names()) {
      if (!query.containsKey(name)) {
        throw Problem.malformed(SchemaWords.shown(name, "query"), unknown(query.keySet()));
      }
      if (inQuery.getAll(name).size() > 1) {
        throw Problem.malformed(name, "stands more than once; leave one");
      }
    }
    // What was given and is wrong comes before what is missing, as in a body.
    query.forEach(
        (name, part) -> {
          if (isGiven(inQuery, name)) {
            given.put(name, parameter(name, part, inQuery.get(name)));
          }
        });
    query.forEach(
        (name, part) -> {
          if (isGiven(inQuery, name)) {
            return;
          }
          if (part.required()) {
            throw Problem.malformed(name, "is missing; give " + SchemaWords.of(part.schema()));
          }
          if (part.schema().has("default")) {
            given.put(name, parameter(name, part, part.schema().path("default").asText()));
          }
        });
  }

  private static boolean isGiven(MultiMap inQuery, String name) {
    String text = inQuery.get(name);
    return text != null && !text.isEmpty();
  }

  /** Says that something is not known here, and what is. */
  static String unknown(Iterable<String> known) {
    String listed = String.join(", ", known);
    return "is not known here; leave it out"
        + (listed.isEmpty() ? "" : ". Known are: " + listed + '.');
  }

  private static Json parameter(String name, Part part, @Nullable String text) {
    String given = text == null ? "" : text;
    boolean number = part.schema().path("type").asText().equals("integer");
    Json value = number ? whole(given) : Json.of(given);
    part.check(name, SchemaValues.of(value));
    return value;
  }

  private static Json whole(String text) {
    try {
      return text.length() <= 19 && text.matches("-?[0-9]+")
          ? Json.of(Long.parseLong(text))
          : Json.of(text);
    } catch (NumberFormatException beyond) {
      return Json.of(text);
    }
  }

  private static Json.Obj object(Part body, Optional<Json> sent) {
    if (sent.isEmpty()) {
      if (body.required()) {
        throw Problem.malformed("body", "is missing: send a JSON object");
      }
      return Json.EMPTY;
    }
    if (!(sent.get() instanceof Json.Obj object)) {
      throw Problem.malformed("body", "is no JSON object");
    }
    if (!body.readByProtocol()) {
      body.check("", SchemaValues.of(object));
    }
    return object;
  }

  /** Values as the library of schemas knows them. */
  private static final class SchemaValues {
    private SchemaValues() {}

    static Object of(Json value) {
      if (value instanceof Json.Text text) {
        return text.value();
      }
      if (value instanceof Json.Num number) {
        return number.whole().<Object>map(whole -> whole).orElse(number.value().doubleValue());
      }
      if (value instanceof Json.Bool bool) {
        return bool.value();
      }
      if (value instanceof Json.Arr list) {
        List<Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(orNull(item)));
        return new JsonArray(items);
      }
      Map<String, Object> members = new LinkedHashMap<>();
      ((Json.Obj) value).members().forEach((name, member) -> members.put(name, orNull(member)));
      return new JsonObject(members);
    }

    private static @Nullable Object orNull(Json value) {
      return value instanceof Json.Null ? null : of(value);
    }
  }
}
