package uk.seenheard.api.ground.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/**
 * JSON as Jackson's streaming parser reads it, within the limits of the {@link JsonReader} port.
 * What it says of an unreadable text is where, never what: the text may be a child's words.
 */
public final class JacksonJsonReader implements JsonReader {
  private static final int MAX_NUMBER_CHARS = 64;
  private static final int MAX_NAME_CHARS = 4_096;

  private final JsonFactory factory =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Member names are the sender's: interning them would let a sender fill the table.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxNameLength(MAX_NAME_CHARS)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  @Override
  public Json read(String text) {
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new UnreadableJson("the text is empty");
      }
      Json value = value(parser);
      if (parser.nextToken() != null) {
        throw new UnreadableJson("something stands after the value" + at(parser));
      }
      return value;
    } catch (StreamConstraintsException beyond) {
      throw new UnreadableJson(
          "it is nested deeper than "
              + MAX_DEPTH
              + ", or holds a number of more than "
              + Json.Num.MAX_DIGITS
              + " digits or a name of more than "
              + MAX_NAME_CHARS
              + " characters"
              + at(beyond.getLocation()));
    } catch (JsonProcessingException broken) {
      boolean twice = String.valueOf(broken.getOriginalMessage()).startsWith("Duplicate field");
      throw new UnreadableJson(
          (twice ? "a member name stands twice" : "the text is broken") + at(broken.getLocation()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory could not be read", impossible);
    }
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> Json.of(paired(parser.getText(), parser));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> Json.TRUE;
      case VALUE_FALSE -> Json.FALSE;
      case VALUE_NULL -> Json.NULL;
      default -> throw new UnreadableJson("the text is broken" + at(parser));
    };
  }

  private static Json object(JsonParser parser) throws IOException {
    Map<String, Json> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = paired(parser.currentName(), parser);
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.Obj(members);
  }

  private static Json list(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return Json.list(items);
  }

  private static Json number(JsonParser parser) throws IOException {
    try {
      return new Json.Num(new BigDecimal(parser.getText()));
    } catch (NumberFormatException beyond) {
      throw new UnreadableJson(
          "a number has more than " + Json.Num.MAX_DIGITS + " digits" + at(parser));
    }
  }

  /** The text itself, unless half a surrogate pair stands alone in it: no UTF-8 can carry that. */
  private static String paired(String text, JsonParser parser) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new UnreadableJson("half a surrogate pair stands alone" + at(parser));
        }
        i++;
      }
    }
    return text;
  }

  private static String at(JsonParser parser) {
    return at(parser.currentLocation());
  }

  private static String at(@Nullable JsonLocation where) {
    return where == null
        ? ""
        : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ')';
  }
}
