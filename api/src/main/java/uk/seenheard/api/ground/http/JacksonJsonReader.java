package uk.seenheard.api.ground.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonBounds;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/**
 * JSON as Jackson's streaming parser reads it, within the limits of the {@link JsonReader} port.
 * What it says of an unreadable text is where, never what: the text may be a child's words.
 */
public final class JacksonJsonReader implements JsonReader {
  private final JsonFactory factory =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Member names are the sender's: interning them would let a sender fill the table.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // JsonBounds decides, so that every end takes and refuses the same texts.
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  @Override
  public Json read(String text) {
    try (JsonParser parser = factory.createParser(text)) {
      return whole(parser);
    } catch (JsonProcessingException broken) {
      boolean twice = String.valueOf(broken.getOriginalMessage()).startsWith("Duplicate field");
      throw new UnreadableJson(
          (twice ? "a member name stands twice" : "the text is broken") + at(broken.getLocation()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory could not be read", impossible);
    }
  }

  private static Json whole(JsonParser parser) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw new UnreadableJson("the text is empty");
      }
      Json value = value(parser, 0);
      if (parser.nextToken() != null) {
        throw new UnreadableJson("something stands after the value");
      }
      return value;
    } catch (UnreadableJson beyond) {
      throw new UnreadableJson(beyond.limit(), beyond.getMessage() + at(parser.currentLocation()));
    }
  }

  private static Json value(JsonParser parser, int depth) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, JsonBounds.inside(depth));
      case START_ARRAY -> list(parser, JsonBounds.inside(depth));
      case VALUE_STRING -> Json.of(JsonBounds.text(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Json.number(parser.getText());
      case VALUE_TRUE -> Json.TRUE;
      case VALUE_FALSE -> Json.FALSE;
      case VALUE_NULL -> Json.NULL;
      default -> throw new UnreadableJson("the text is broken");
    };
  }

  private static Json object(JsonParser parser, int depth) throws IOException {
    Map<String, Json> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = JsonBounds.name(parser.currentName());
      parser.nextToken();
      members.put(name, value(parser, depth));
    }
    return new Json.Obj(members);
  }

  private static Json list(JsonParser parser, int depth) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, depth));
    }
    return Json.list(items);
  }

  private static String at(@Nullable JsonLocation where) {
    return where == null
        ? ""
        : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ')';
  }
}
