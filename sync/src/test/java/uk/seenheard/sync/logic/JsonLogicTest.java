package uk.seenheard.sync.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.seenheard.sync.codec.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

class JsonLogicTest {
  private static final JacksonJsonReader READER = new JacksonJsonReader();

  @TestFactory
  List<DynamicTest> passesThePublicSuite() throws IOException {
    Json.Arr suite;
    try (InputStream in = getClass().getResourceAsStream("jsonlogic-tests.json")) {
      suite = (Json.Arr) READER.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Json item : suite.items()) {
      if (item instanceof Json.Arr triple) {
        List<Json> parts = triple.items();
        tests.add(
            DynamicTest.dynamicTest(
                parts.get(0).canonical() + " of " + parts.get(1).canonical(),
                () ->
                    assertThat(JsonLogic.compile(parts.get(0)).apply(Facts.of(parts.get(1))))
                        .isEqualTo(parts.get(2))));
      }
    }
    assertThat(tests).hasSizeGreaterThan(270);
    return tests;
  }

  @Test
  void holdsAgreesWithTheTruthOfWhatApplies() {
    for (String rule :
        List.of(
            "{\"and\":[]}",
            "{\"and\":[1,[]]}",
            "{\"or\":[]}",
            "{\"or\":[0,\"\"]}",
            "{\"or\":[0,\"x\"]}",
            "{\"some\":[[1,2],{\"==\":[{\"var\":\"\"},2]}]}")) {
      JsonLogic logic = JsonLogic.compile(READER.read(rule));
      assertThat(logic.holds(Facts.of(Json.EMPTY)))
          .as(rule)
          .isEqualTo(Values.truthy(logic.apply(Facts.of(Json.EMPTY))));
    }
  }

  @Test
  void whatJavaScriptCallsNanIsNullAndComparesFalse() {
    assertThat(apply("{\"+\":[\"apple\",1]}")).isEqualTo(Json.NULL);
    assertThat(apply("{\"/\":[1,0]}")).isEqualTo(Json.NULL);
    assertThat(apply("{\"<\":[\"apple\",1]}")).isEqualTo(Json.FALSE);
    assertThat(apply("{\">=\":[\"apple\",1]}")).isEqualTo(Json.FALSE);
  }

  @Test
  void anUnknownOperationIsRefusedWhenCompiling() {
    assertThatThrownBy(() -> JsonLogic.compile(READER.read("{\"!!\":{\"nonesuch\":[1]}}")))
        .isInstanceOf(BadRule.class)
        .hasMessageContaining("nonesuch");
  }

  @Test
  void thePathsOfARuleAreKnownWithoutApplyingIt() {
    JsonLogic logic =
        JsonLogic.compile(
            READER.read(
                "{\"and\":[{\"var\":\"seen\"},{\"some\":[{\"var\":\"all.child\"},{\"var\":\"age\"}]}]}"));
    assertThat(logic.paths()).containsExactly("all.child", "all.child[].age", "seen");
  }

  private static Json apply(String rule) {
    return JsonLogic.compile(READER.read(rule)).apply(Facts.of(Json.EMPTY));
  }
}
