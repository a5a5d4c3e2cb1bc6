package uk.seenheard.api.ground.roster;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds a force's file against its published schema, and names the place of each fault. */
public final class ShapeCheck {
  private static final int MOST_FAULTS = 20;
  private static final Set<String> ABOVE = Set.of("properties", "items", "$ref");
  private static final String OTHERS = "additionalProperties";

  /** The schemas that are published. */
  public static final Set<String> PUBLISHED = Set.of("roster.json", "login-mapping.json");

  private final Validator validator;

  private ShapeCheck(Validator validator) {
    this.validator = validator;
  }

  /** By a schema that ships with the program. */
  static ShapeCheck of(String name) {
    return new ShapeCheck(
        Validator.create(
            JsonSchema.of(new JsonObject(text(name))),
            new JsonSchemaOptions()
                .setBaseUri("app://seenheard")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic)));
  }

  /** The text of a published schema. */
  public static String text(String name) {
    try (InputStream in = ShapeCheck.class.getResourceAsStream("schemas/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program's resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name + " cannot be read", unreadable);
    }
  }

  /**
   * Refuses what does not fit.
   *
   * @param what what the file is, to begin a sentence with
   * @throws IllegalArgumentException that names each fault with its place, up to twenty of them
   */
  void require(String what, uk.seenheard.sync.codec.Json value) {
    OutputUnit found = validator.validate(Json.decodeValue(value.canonical()));
    if (Boolean.TRUE.equals(found.getValid())) {
      return;
    }
    List<OutputUnit> errors = found.getErrors() == null ? List.of() : found.getErrors();
    Set<String> faults = new TreeSet<>();
    for (OutputUnit error : errors) {
      if (!isOnlyAbove(error, errors)) {
        String place = place(error);
        faults.add((place.isEmpty() ? "/" : place) + ": " + error.getError());
      }
    }
    throw new IllegalArgumentException(
        what
            + " does not fit its schema: "
            + faults.stream().limit(MOST_FAULTS).collect(Collectors.joining("; ")));
  }

  /** The last of a chain says what is wrong; those above it only that something is. */
  private static boolean isOnlyAbove(OutputUnit error, List<OutputUnit> all) {
    String keyword = keyword(error);
    return ABOVE.contains(keyword)
        || (keyword.equals(OTHERS)
            && all.stream()
                .anyMatch(
                    one -> place(one).startsWith(place(error)) && !keyword(one).equals(OTHERS)));
  }

  private static String keyword(OutputUnit error) {
    String at = String.valueOf(error.getKeywordLocation());
    return at.substring(at.lastIndexOf('/') + 1);
  }

  private static String place(OutputUnit error) {
    return String.valueOf(error.getInstanceLocation()).replaceFirst("^[^#]*#?", "");
  }
}
