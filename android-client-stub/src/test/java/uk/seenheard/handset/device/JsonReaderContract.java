package uk.seenheard.handset.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/** What every {@link JsonReader} does. */
abstract class JsonReaderContract {
  abstract JsonReader reader();

  @Test
  void readsEveryKindOfValue() {
    Json read = reader().read(" {\"a\":[1,2.50,true,false,null,\"x\\u00e9\\n\"],\"b\":{}} ");

    assertThat(read.canonical())
        .isEqualTo("{\"a\":[1,2.5,true,false,null,\"x\u00e9\\n\"],\"b\":{}}");
  }

  @Test
  void numbersKeepEveryDigitOfTheirLiteral() {
    assertThat(reader().read("0.1234567890123456789012345678"))
        .isEqualTo(new Json.Num(new BigDecimal("0.1234567890123456789012345678")));
    assertThat(reader().read("9007199254740993")).isEqualTo(Json.of(9007199254740993L));
    assertThat(reader().read("1e2").canonical()).isEqualTo("100");
    assertThat(reader().read("-0").canonical()).isEqualTo("0");
  }

  @Test
  void takesNestingUpToTheLimitAndNoDeeper() {
    assertThat(reader().read("[".repeat(24) + "]".repeat(24))).isInstanceOf(Json.Arr.class);
    assertThatThrownBy(() -> reader().read("[".repeat(25) + "]".repeat(25)))
        .isInstanceOf(UnreadableJson.class);
    assertThatThrownBy(() -> reader().read("[".repeat(100_000))).isInstanceOf(UnreadableJson.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{\"a\":1,\"a\":2}",
        "{\"b\":{\"a\":1,\"\\u0061\":2}}",
        "1 2",
        "{} x",
        "{}{}",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "{\"\\ud800\":1}",
        "NaN",
        "Infinity",
        "01",
        "+1",
        ".5",
        "1.",
        "1e99999999999",
        "1e400",
        "12345678901234567890123456789012345",
        "'a'",
        "{a:1}",
        "[1,]",
        "{\"a\":1,}",
        "/* c */ 1",
        "// c\n1",
        "\"a\nb\"",
        "\"\\x\"",
        "tru",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "\"",
        "\u0000"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> reader().read(text)).isInstanceOf(UnreadableJson.class);
  }

  @Test
  void refusalsNeverQuoteTheText() {
    assertThatThrownBy(() -> reader().read("{\"words\":\"Dad threw it\",,}"))
        .isInstanceOf(UnreadableJson.class)
        .hasMessageNotContaining("Dad")
        .hasMessageNotContaining("words");
  }

  @Test
  void pairedSurrogatesAreText() {
    assertThat(reader().read("\"\\ud83d\\ude00\"")).isEqualTo(Json.of("\ud83d\ude00"));
  }
}
