package uk.seenheard.sync.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  private final JsonReader reader = new JacksonJsonReader();

  @Test
  void membersStandInTheOrderOfTheirCodeUnitsHoweverTheyWerePut() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("b", Json.of(1));
    members.put("\ufb33", Json.of(2));
    members.put("\ud83d\ude00", Json.of(3));
    members.put("a", Json.of(4));

    assertThat(new Json.Obj(members).canonical())
        .isEqualTo("{\"a\":4,\"b\":1,\"\ud83d\ude00\":3,\"\ufb33\":2}");
  }

  @Test
  void valuesThatMeanTheSameAreEqual() {
    assertThat(reader.read("{\"a\":1.50,\"b\":[1e2]}"))
        .isEqualTo(reader.read("{ \"b\" : [100.0], \"a\" : 1.5 }"))
        .hasSameHashCodeAs(reader.read("{\"b\":[100],\"a\":15e-1}"));
    assertThat(reader.read("-0")).isEqualTo(Json.of(0));
  }

  @Test
  void valuesThatMeanSomethingElseAreNot() {
    assertThat(reader.read("[1,2]")).isNotEqualTo(reader.read("[2,1]"));
    assertThat(reader.read("\"1\"")).isNotEqualTo(reader.read("1"));
    assertThat(reader.read("null")).isNotEqualTo(reader.read("false"));
    assertThat(reader.read("{\"a\":null}")).isNotEqualTo(Json.EMPTY);
  }

  @Test
  void everyNumberThatIsTakenCanBeReadBackFromItsCanonicalText() {
    for (String text :
        List.of("1e29", "123e27", "1e-30", "0.5e-29", "999999999999999999999999999999")) {
      Json number = Json.number(text);
      assertThat(reader.read(number.canonical())).isEqualTo(number);
    }
    for (String text : List.of("1e30", "123e28", "999999999999999999999999999999e1")) {
      assertThatThrownBy(() -> Json.number(text)).isInstanceOf(UnreadableJson.class);
    }
  }

  @Test
  void noExponentMakesTheTextExplode() {
    assertThatThrownBy(() -> new Json.Num(new BigDecimal("1e999999999")))
        .isInstanceOf(UnreadableJson.class);
    assertThatThrownBy(() -> Json.number("1e99999999999999"))
        .isInstanceOf(UnreadableJson.class)
        .hasMessageContaining("number");
  }

  @Test
  void aWholeNumberIsWholeHoweverItIsWritten() {
    assertThat(((Json.Num) Json.number("1.0e3")).whole()).contains(1000L);
    assertThat(((Json.Num) Json.number("1.5")).whole()).isEmpty();
    assertThat(((Json.Num) Json.number("9223372036854775808")).whole()).isEmpty();
    assertThat(((Json.Num) Json.number("-9223372036854775808")).whole()).contains(Long.MIN_VALUE);
  }

  @Test
  void membersOfAnotherTypeAreNotReadAsTexts() {
    Json.Obj object = (Json.Obj) reader.read("{\"a\":1,\"b\":\"x\",\"c\":[true],\"d\":\"true\"}");

    assertThat(object.text("a")).isEmpty();
    assertThat(object.whole("b")).isEmpty();
    assertThat(object.object("c")).isEqualTo(Json.EMPTY);
    assertThat(object.items("b")).isEmpty();
    assertThat(object.isTrue("d")).isFalse();
    assertThat(object.get("missing")).isEmpty();
  }

  @Test
  void aValueIsNotTouchedByWhatItWasMadeFrom() {
    Map<String, Json> members = new LinkedHashMap<>(Map.of("a", Json.NULL));
    Json.Obj object = new Json.Obj(members);
    members.put("b", Json.NULL);

    assertThat(object.canonical()).isEqualTo("{\"a\":null}");
    assertThatThrownBy(() -> object.members().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(object.with("c", Json.TRUE).canonical()).isEqualTo("{\"a\":null,\"c\":true}");
  }

  @Test
  void hexIsLowerCaseAndOfTheLengthAsked() {
    assertThat(Hex.of(new byte[] {0, 15, 16, -1})).isEqualTo("000f10ff");
    assertThat(Hex.is("00ff", 4)).isTrue();
    assertThat(Hex.is("00FF", 4)).isFalse();
    assertThat(Hex.is("00f", 4)).isFalse();
    assertThat(Hex.is("00fg", 4)).isFalse();
  }

  @Test
  void partsMakeUpTheOneText() {
    StringBuilder all = new StringBuilder();
    for (char c = 1; c < 0x180; c++) {
      all.append(c);
    }
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      items.add(
          Json.object()
              .put("plain", "what was seen " + i)
              .put("quoted", "\"" + i + "\"")
              .put("any", all.substring(0, 1 + i) + "\\" + "\ud83d\ude00")
              .put("none", "")
              .build());
    }
    Json value = Json.object().put("items", Json.list(items)).put("empty", Json.EMPTY).build();
    String whole = value.canonical();
    for (int chars : new int[] {1, 64, 1_000, 1_000_000}) {
      List<String> parts = value.canonicalInParts(chars);
      assertThat(String.join("", parts)).isEqualTo(whole);
      assertThat(parts.size()).isLessThanOrEqualTo(1 + whole.length() / chars);
    }
    assertThat(value.canonicalInParts(1_000)).hasSizeGreaterThan(50);
    assertThat(Json.of("a\nb\"c").canonical()).isEqualTo("\"a\\nb\\\"c\"");
  }
}
