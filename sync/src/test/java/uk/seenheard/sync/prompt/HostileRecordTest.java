package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FormField;

/** Whatever a handset sends, it is kept and flagged, and nobody's prompts fall over. */
class HostileRecordTest {
  private static final List<Json> GARBAGE =
      List.of(
          Json.NULL,
          Json.TRUE,
          Json.of(""),
          Json.of("   "),
          Json.of("{name}{item}{{"),
          Json.of("child/nobody"),
          Json.of("/../"),
          Json.of("\u202Eevil\u0000"),
          Json.of("9999-99-99T99:99Z"),
          Json.of("9999-12-31T23:59-14:00"),
          Json.of("0000-01-01"),
          Json.of(-1),
          Json.of(Long.MAX_VALUE),
          new Json.Num(new BigDecimal("1E-30")),
          new Json.Num(new BigDecimal("-99999999999999999999999999999")),
          Json.list(List.of()),
          Json.list(List.of(Json.of("a/b"), Json.of("?"), Json.of("x".repeat(300)), Json.NULL)),
          Json.list(List.of(Json.list(List.of(Json.of(1))))),
          Json.EMPTY,
          Json.object().put("grade", Json.list(List.of())).put("code", "other").build(),
          Json.object().put("var", "is.noticeDue").build(),
          Json.of("y".repeat(2_000)));

  static Iterable<String> forms() {
    return Scene.FORMS.keySet();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void garbageInEveryFieldIsKeptAndTheRestStillAsked(String id) {
    for (int seed = 1; seed <= 8; seed++) {
      Random random = new Random(seed);
      Scene scene = new Scene(id);
      List<Operation> ops = new ArrayList<>();
      List<FieldPath> children = new ArrayList<>();
      for (String collection : scene.form.byCollection().keySet()) {
        if (!collection.isEmpty()) {
          String deep = "p/" + "q".repeat(60) + "/r/" + "s".repeat(60) + '/' + collection + '/';
          for (String entry :
              List.of(
                  collection + "/a",
                  collection + "/b-1",
                  collection + '/' + "z".repeat(64),
                  deep + "t".repeat(60))) {
            FieldPath at = new FieldPath(entry);
            ops.add(new Operation.AddEntry(at, Json.object().put("about", any(random)).build()));
            children.add(at);
          }
        }
      }
      for (FormField field : scene.form.fields()) {
        if (field.collection().isEmpty()) {
          ops.add(set(new FieldPath(field.name()), random));
        }
        for (FieldPath at : children) {
          if (at.collection().equals(field.collection()) && at.text().length() < 150) {
            ops.add(set(at.field(field.name()), random));
            ops.add(set(at.field("reason.child-spoken"), random));
            ops.add(set(at.field(field.name()), random));
          }
        }
      }
      for (int i = 0; i < ops.size(); i += 20) {
        scene.putAll(ops.subList(i, Math.min(ops.size(), i + 20)));
      }
      List<PromptState> prompts = scene.prompts();
      assertThat(prompts).as("seed " + seed).isNotEmpty();
      assertThat(prompts).allSatisfy(prompt -> assertThat(prompt.reasonField()).isNotNull());
      assertThat(Duties.of(scene.record(), scene.form, scene.context())).isNotNull();
    }
  }

  private static Operation set(FieldPath at, Random random) {
    return new Operation.SetField(at, any(random), List.of(), Optional.empty(), false);
  }

  private static Json any(Random random) {
    return GARBAGE.get(random.nextInt(GARBAGE.size()));
  }

  @Test
  void aThousandChildrenAndAdultsAreNotAskedAboutPairByPairWithoutEnd() {
    Scene scene = new Scene("domestic-abuse");
    List<Operation> ops = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      ops.add(new Operation.AddEntry(new FieldPath("child/c" + i), Json.EMPTY));
      ops.add(new Operation.AddEntry(new FieldPath("adult/a" + i), Json.EMPTY));
    }
    scene.putAll(ops);
    assertThat(scene.prompts().stream().filter(prompt -> prompt.rule().equals("adult-link")))
        .hasSize(400 * 100);
  }
}
