package uk.seenheard.api.ground.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The published contract (OpenAPI 3.1), as it is packed into the program. */
final class Contract {
  private static final String RESOURCE = "openapi.yaml";
  private static final String REF = "$ref";
  private static final int MAX_DEPTH = 40;

  private final String text;
  private final JsonNode root;

  private Contract(String text, JsonNode root) {
    this.text = text;
    this.root = root;
  }

  /** The packed contract, read once. */
  static Contract packed() {
    return Packed.CONTRACT;
  }

  private static final class Packed {
    static final Contract CONTRACT = read();
  }

  private static Contract read() {
    String text = resource(RESOURCE);
    try {
      return new Contract(text, new YAMLMapper().readTree(text));
    } catch (IOException broken) {
      throw new UncheckedIOException(RESOURCE + " is no YAML", broken);
    }
  }

  /** A text that lies beside this class. */
  static String resource(String name) {
    try (InputStream in = Contract.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program's resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name + " cannot be read", unreadable);
    }
  }

  /** One method of one path. */
  record Operation(String method, String path, JsonNode node) {
    String id() {
      return node.path("operationId").asText();
    }

    /** The first of its tags. */
    String tag() {
      return node.path("tags").path(0).asText();
    }
  }

  String text() {
    return text;
  }

  JsonNode root() {
    return root;
  }

  /** All operations, in the order of the contract. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        operations.add(
            new Operation(
                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
      }
    }
    return operations;
  }

  /** The meaning of a kind of problem, or empty when there is none of that name. */
  Optional<String> problem(String name) {
    return Optional.ofNullable(root.path("x-problems").get(name)).map(JsonNode::asText);
  }

  /** The node itself, or what its reference names. */
  JsonNode resolve(JsonNode node) {
    String ref = node.path(REF).asText("");
    return ref.isEmpty() ? node : root.at(ref.substring(1));
  }

  /** A schema with everything that it refers to written out in its place. */
  JsonNode whole(JsonNode schema) {
    return whole(schema, 0);
  }

  private JsonNode whole(JsonNode schema, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalStateException("a schema of a request refers to itself");
    }
    if (schema.has(REF)) {
      return whole(resolve(schema), depth + 1);
    }
    if (schema.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      schema
          .properties()
          .forEach(member -> copy.set(member.getKey(), whole(member.getValue(), depth + 1)));
      return copy;
    }
    if (schema.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      schema.forEach(item -> copy.add(whole(item, depth + 1)));
      return copy;
    }
    return schema;
  }

  /** The last part of a node's reference, or empty when it is none. */
  static Optional<String> referred(JsonNode node) {
    String ref = node.path(REF).asText("");
    return ref.isEmpty() ? Optional.empty() : Optional.of(ref.substring(ref.lastIndexOf('/') + 1));
  }

  /** The texts of a list. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (Iterator<JsonNode> items = list.elements(); items.hasNext(); ) {
      texts.add(items.next().asText());
    }
    return texts;
  }
}
