package uk.seenheard.sync.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON as Jackson's streaming parser reads it. */
public final class JacksonJsonReader implements JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  @Override
  public Json read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new UnreadableJson("is empty");
      }
      Json value = value(parser, 0);
      if (parser.nextToken() != null) {
        throw new UnreadableJson("goes on after its value");
      }
      return value;
    } catch (IOException malformed) {
      throw new UnreadableJson("is no JSON within the limits");
    }
  }

  private static Json value(JsonParser parser, int depth) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> Json.NULL;
      case VALUE_TRUE -> Json.TRUE;
      case VALUE_FALSE -> Json.FALSE;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Json.number(parser.getText());
      case VALUE_STRING -> Json.of(JsonBounds.text(parser.getText()));
      case START_ARRAY -> {
        int inside = JsonBounds.inside(depth);
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser, inside));
        }
        yield Json.list(items);
      }
      case START_OBJECT -> {
        int inside = JsonBounds.inside(depth);
        Map<String, Json> members = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = JsonBounds.name(parser.currentName());
          parser.nextToken();
          members.put(name, value(parser, inside));
        }
        yield new Json.Obj(members);
      }
      default -> throw new UnreadableJson("is no JSON");
    };
  }
}
