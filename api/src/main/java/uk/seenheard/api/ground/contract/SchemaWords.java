package uk.seenheard.api.ground.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.seenheard.api.ground.http.Problem;

/**
 * What a schema wants, in words: the library says which rule was broken and where, this says to
 * whoever asked which member it was, what was wrong with it, and what is allowed. It never quotes
 * what was sent.
 */
final class SchemaWords {
  private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"$");
  private static final String UNKNOWN = "additionalProperties";
  private static final String MISSING = "required";
  private static final List<String> LAST = List.of(UNKNOWN, MISSING);
  private static final Set<String> WRAPPERS = Set.of("properties", "items", "allOf", "$ref");

  private SchemaWords() {}

  /**
   * The refusal of a value.
   *
   * @param name the parameter that it is, or empty for the body
   */
  static Problem problem(String name, JsonNode schema, OutputUnit found) {
    // What was given and is wrong comes before what is too much, that before what is missing.
    return found.getErrors().stream()
        .filter(one -> !WRAPPERS.contains(rule(one)))
        .min(Comparator.comparing(one -> LAST.indexOf(rule(one))))
        .map(one -> problem(name, one, at(schema, one.getKeywordLocation())))
        .orElseGet(() -> Problem.malformed(joined(name, ""), "is not " + of(schema)));
  }

  private static Problem problem(String name, OutputUnit one, JsonNode broken) {
    String where = where(name, one.getInstanceLocation());
    if (rule(one).equals(MISSING)) {
      Matcher missing = QUOTED.matcher(one.getError());
      String member = missing.find() ? missing.group(1) : "";
      return Problem.malformed(
          joined(where, member), "is missing; give " + of(broken.path("properties").path(member)));
    }
    if (rule(one).equals(UNKNOWN)) {
      List<String> known = new ArrayList<>();
      broken.path("properties").fieldNames().forEachRemaining(known::add);
      return Problem.malformed(where, Taken.unknown(known));
    }
    return Problem.malformed(where, "is not " + of(broken));
  }

  /** What a schema wants, as a noun with its article. */
  static String of(JsonNode schema) {
    if (schema.has("x-says")) {
      return schema.path("x-says").asText();
    }
    if (schema.has("const")) {
      return "the value " + schema.path("const").asText();
    }
    if (schema.has("enum")) {
      return "one of " + String.join(", ", Contract.texts(schema.path("enum")));
    }
    return switch (schema.path("type").asText()) {
      case "string" -> "a text" + size(schema, "minLength", "maxLength", " characters");
      case "integer" -> "a whole number" + range(schema);
      case "number" -> "a number" + range(schema);
      case "array" -> "a list" + size(schema, "minItems", "maxItems", " values");
      case "boolean" -> "true or false";
      case "object" -> "an object";
      default -> "a value as the contract describes it: see /docs";
    };
  }

  private static String size(JsonNode schema, String least, String most, String what) {
    if (!schema.has(most)) {
      return schema.has(least) ? " of at least " + schema.path(least).asLong() + what : "";
    }
    return schema.path(least).asLong() == 0
        ? " of at most " + schema.path(most).asLong() + what
        : " of " + schema.path(least).asLong() + " to " + schema.path(most).asLong() + what;
  }

  private static String range(JsonNode schema) {
    if (!schema.has("minimum")) {
      return schema.has("maximum") ? " up to " + schema.path("maximum").asLong() : "";
    }
    return " from "
        + schema.path("minimum").asLong()
        + (schema.has("maximum") ? " to " + schema.path("maximum").asLong() : " on");
  }

  /** The schema whose rule stands at that place of the schema. */
  private static JsonNode at(JsonNode schema, String rule) {
    String[] steps = rule.split("/", -1);
    JsonNode at = schema;
    for (int i = 1; i < steps.length - 1; i++) {
      at =
          at.isArray()
              ? at.path(Integer.parseInt(steps[i]))
              : at.path(steps[i].replace("~1", "/").replace("~0", "~"));
    }
    return at;
  }

  /** The place of a member as people write it: {@code ops.0.at}. */
  private static String where(String name, String pointer) {
    String path =
        Stream.of(pointer.split("/", -1))
            .skip(1)
            .map(step -> shown(step, "request"))
            .collect(Collectors.joining("."));
    return path.endsWith("request") ? "request" : joined(name, path);
  }

  private static String joined(String one, String other) {
    if (one.isEmpty() || one.equals("body")) {
      return other.isEmpty() ? "body" : other;
    }
    return other.isEmpty() ? one : one + '.' + other;
  }

  /** A name that somebody sent, unless it is none that a log or an answer takes. */
  static String shown(String name, String otherwise) {
    return SHOWABLE.matcher(name).matches() ? name : otherwise;
  }

  private static String rule(OutputUnit one) {
    String location = one.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
