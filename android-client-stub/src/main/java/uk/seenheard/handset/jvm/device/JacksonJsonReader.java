package uk.seenheard.handset.jvm.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonBounds;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/**
 * Jackson's parser behind the port of {@code sync}. The server has one of its own, alike: {@code
 * sync} knows no parser, and neither end may know the other; the vectors hold both to the same.
 *
 * <p>Its messages never reach a caller: they quote the text, which may be a child's words.
 */
public final class JacksonJsonReader implements JsonReader {
  private final JsonFactory factory =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // JsonBounds decides, so that every end takes and refuses the same texts.
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  @Override
  public Json read(String text) {
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new UnreadableJson("is empty");
      }
      Json value = value(parser, 0);
      if (parser.nextToken() != null) {
        throw new UnreadableJson("holds something after its value");
      }
      return value;
    } catch (JsonProcessingException fault) {
      long at = fault.getLocation() == null ? -1 : fault.getLocation().getCharOffset();
      throw new UnreadableJson(
          "is no JSON within the limits" + (at < 0 ? "" : ", at character " + at));
    } catch (NumberFormatException | ArithmeticException number) {
      throw new UnreadableJson("holds a number out of bounds");
    } catch (IOException unexpected) {
      throw new UnreadableJson("cannot be read");
    }
  }

  private static Json value(JsonParser parser, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new UnreadableJson("ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, JsonBounds.inside(depth));
      case START_ARRAY -> list(parser, JsonBounds.inside(depth));
      case VALUE_STRING -> Json.of(JsonBounds.text(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Json.number(parser.getText());
      case VALUE_TRUE -> Json.TRUE;
      case VALUE_FALSE -> Json.FALSE;
      case VALUE_NULL -> Json.NULL;
      default -> throw new UnreadableJson("is no JSON");
    };
  }

  private static Json object(JsonParser parser, int depth) throws IOException {
    Map<String, Json> members = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
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
    return new Json.Arr(items);
  }
}
