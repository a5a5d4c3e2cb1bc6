package uk.seenheard.sync.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;

class ChangeCodecTest {
  private static final String CHILD = "child/0190a000-0000-7000-8000-0000000000c1";
  private final Pen pen = new Pen("PC 101");

  @Test
  void whatIsWrittenIsReadBackTheSame() {
    OperationId seen = pen.write(Pen.set("place", "kitchen")).id(0);
    Change written =
        pen.write(
            Pen.set("place", Json.object().put("a", 1).build(), seen),
            Pen.setBecause("asked again", "weather", "dry", seen),
            Pen.evidence("injury", "none"),
            Pen.add(CHILD, Json.object().put("words", "naïve \"ü\" \u0001 😀").build()),
            Pen.add("adult/0190a000-0000-7000-8000-0000000000a1"),
            Pen.strike(CHILD, seen),
            Pen.act("submit", Json.object().put("note", "done").build(), seen),
            Pen.join(CHILD, CHILD.replace("c1", "c2")));

    Change read = sound(written.content());

    assertThat(read).isEqualTo(written);
    assertThat(read.hash().hex()).isEqualTo(Pen.DIGESTS.sha256Hex(written.content()));
    assertThat(written.content()).isEqualTo(Pen.READER.read(written.content()).canonical());
  }

  @Test
  void theTextIsKeptAsItWasHashedHoweverItWasWritten() {
    String content = pen.write(Pen.set("place", "kitchen")).content();
    String spaced = content.replace(",", " ,\n ").replace("\"v\":1", "\"v\":1.0");

    Change read = sound(spaced);

    assertThat(read.content()).isEqualTo(spaced);
    assertThat(read.hash()).isEqualTo(Hash.of(spaced, Pen.DIGESTS));
    assertThat(read.hash()).isNotEqualTo(sound(content).hash());
  }

  @Test
  void membersOperationsAndVersionsOfANewerTimeAreKept() {
    String content =
        pen.write(Pen.set("place", "kitchen"))
            .content()
            .replace("\"v\":1", "\"v\":2,\"weather\":{\"rain\":[1,2]}")
            .replace("\"op\":\"set\"", "\"op\":\"set\",\"colour\":\"red\"")
            .replace(
                "\"ops\":[",
                "\"ops\":[{\"op\":\"redact\",\"at\":\"not/a/path/of/ours/\",\"depth\":3},");

    Change read = sound(content);

    assertThat(read.content()).isEqualTo(content);
    assertThat(read.ops()).hasSize(2);
    assertThat(((Operation.Unknown) read.ops().get(0)).raw().whole("depth")).contains(3L);
    assertThat(read.id(1).toString()).isEqualTo(read.hash() + ":1");
    assertThat(((Operation.SetField) read.ops().get(1)).value()).isEqualTo(Json.of("kitchen"));
  }

  @Test
  void anUnknownOperationIsWrittenAsItWasRead() {
    Json.Obj raw = Json.object().put("op", "redact").put("depth", 3).build();

    Change written = pen.write(new Operation.Unknown(raw));

    assertThat(sound(written.content()).ops()).containsExactly(new Operation.Unknown(raw));
  }

  @Test
  void clocksOfAnyYearAreTaken() {
    for (long wall :
        List.of(0L, 4_102_444_800_000L, -86_400_000L, Long.MAX_VALUE, Long.MIN_VALUE)) {
      String content =
          pen.write(Pen.set("place", "x"))
              .content()
              .replaceFirst("\"wall\":-?\\d+", "\"wall\":" + wall);

      assertThat(sound(content).wall()).isEqualTo(wall);
    }
  }

  @Test
  void aBlankReasonIsNone() {
    String content = pen.write(Pen.setBecause("because", "place", "x")).content();

    Change read = sound(content.replace("\"because\"", "\" \\t\\n\""));

    assertThat(((Operation.SetField) read.ops().get(0)).reason()).isEmpty();
  }

  @Test
  void theLargestChangeIsTakenAndOneByteMoreIsNot() {
    String content = pen.write(Pen.set("place", "é")).content();
    int room = Limits.CONTENT_BYTES - content.getBytes(StandardCharsets.UTF_8).length;
    String full = content.replace("é", "é" + "x".repeat(room));

    assertThat(Pen.CODEC.read(full)).isInstanceOf(ChangeReading.Sound.class);
    assertThat(nonsense(full.replace("éx", "éxx")).where()).isEqualTo("content");
  }

  @Test
  void tenThousandOperationsAreNonsenseAnd256AreNot() {
    List<Operation> most = Collections.nCopies(256, Pen.set("a", "1"));
    assertThat(pen.write(most.toArray(new Operation[0])).ops()).hasSize(256);

    String one = pen.write(Pen.set("a", "1")).content();
    String many = one.replace("\"ops\":[", "\"ops\":[" + "{\"op\":\"x\"},".repeat(9_999));
    assertThat(nonsense(many).where()).isEqualTo("content");
    String fewer = one.replace("\"ops\":[", "\"ops\":[" + "{\"op\":\"x\"},".repeat(256));
    assertThat(nonsense(fewer).where()).isEqualTo("ops");
  }

  @Test
  void aPathOfAThousandSegmentsIsNonsense() {
    String content = pen.write(Pen.set("place", "x")).content();
    ChangeReading.Nonsense deep =
        nonsense(content.replace("\"place\"", "\"" + "a/".repeat(1_000) + "a\""));

    assertThat(deep.where()).isEqualTo("ops[0].at");
    assertThat(deep.incident()).contains(Pen.INCIDENT);
  }

  @Test
  void overNamesAtMost512Operations() {
    Hash hash = Hash.of("x", Pen.DIGESTS);
    List<OperationId> over = new ArrayList<>();
    for (int i = 0; i < 512; i++) {
      over.add(new OperationId(hash, i));
    }
    assertThat(pen.write(Pen.set("a", "1", over.toArray(new OperationId[0]))).ops()).hasSize(1);

    over.add(new OperationId(hash, 512));
    Draft tooMany = pen.draft(Pen.set("a", "1", over.toArray(new OperationId[0])));
    assertThatThrownBy(() -> Pen.CODEC.write(tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ops[0].over");
  }

  @Test
  void halfASurrogatePairIsRefusedAtCapture() {
    Draft draft = pen.draft(Pen.set("place", "a\ud800"));

    assertThatThrownBy(() -> Pen.CODEC.write(draft)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("faults")
  void whatIsNoChangeSaysWhereItIsNot(String where, String from, String to) {
    String content =
        pen.write(
                new Operation.SetField(
                    new FieldPath("place"), Json.of("x"), List.of(), Optional.of("why"), true),
                Pen.add(CHILD, Json.object().put("words", "SECRET").build()),
                Pen.strike(CHILD),
                Pen.act("submit", Json.object().put("note", "SECRET").build()))
            .content();
    String broken = content.replace(from, to);
    assertThat(broken).as("the case changes the text").isNotEqualTo(content);

    ChangeReading.Nonsense nonsense = nonsense(broken);

    assertThat(nonsense.where()).isEqualTo(where);
    assertThat(nonsense.reason()).doesNotContain("SECRET");
    assertThat(nonsense.hash()).isEqualTo(Hash.of(broken, Pen.DIGESTS));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("content", "{\"author\"", "\"author\""),
        Arguments.of("content", "\"v\":1", "\"v\":1,\"v\":1"),
        Arguments.of("v", "\"v\":1", "\"v\":0"),
        Arguments.of("v", "\"v\":1", "\"v\":\"1\""),
        Arguments.of(
            "incident", "\"" + Pen.INCIDENT, "\"" + Pen.INCIDENT.toUpperCase().replace("-", "")),
        Arguments.of("form.id", "\"domestic-abuse\"", "7"),
        Arguments.of("form", "\"domestic-abuse\"", "\"\""),
        Arguments.of("form", "\"version\":1", "\"version\":0"),
        Arguments.of("form.version", "\"version\":1", "\"version\":1.5"),
        Arguments.of("author", "\"PC 101\"", "\"\""),
        Arguments.of("author", "\"PC 101\"", "\"" + "x".repeat(65) + "\""),
        Arguments.of("device", "\"device-of-PC 101\"", "null"),
        Arguments.of("pass", "\"pass\":\"", "\"pass\":\"A"),
        Arguments.of("boot", "\"boot-1\"", "[]"),
        Arguments.of("elapsed", "\"elapsed\":", "\"elapsed\":-"),
        Arguments.of("wall", "\"wall\":", "\"wall\":0."),
        Arguments.of("wall", "\"wall\":", "\"wall\":9999999999"),
        Arguments.of("hlc", "\"hlc\":[", "\"hlc\":[0,"),
        Arguments.of("hlc", ",0],\"incident", ",-1],\"incident"),
        Arguments.of("hlc", ",0],\"incident", ",2147483648],\"incident"),
        Arguments.of("nonce", "\"nonce\":\"", "\"nonce\":\"0"),
        Arguments.of("ops", "\"ops\":[", "\"ops\":[],\"was\":["),
        Arguments.of("ops[0]", "\"ops\":[", "\"ops\":[7,"),
        Arguments.of("ops[0].op", "\"op\":\"set\"", "\"op\":1"),
        Arguments.of("ops[0].at", "\"at\":\"place\"", "\"at\":\"place/x\""),
        Arguments.of("ops[0].at", "\"at\":\"place\"", "\"at\":\"place//x\""),
        Arguments.of("ops[0].at", "\"at\":\"place\"", "\"at\":\"../etc\""),
        Arguments.of("ops[0].value", "\"value\":\"x\"", "\"worth\":\"x\""),
        Arguments.of("ops[0].reason", "\"why\"", "7"),
        Arguments.of("ops[0].reason", "\"why\"", "\"" + "y".repeat(4_001) + "\""),
        Arguments.of("ops[0].evidence", "\"evidence\":true", "\"evidence\":\"yes\""),
        Arguments.of("ops[0].over", "\"evidence\":true", "\"evidence\":true,\"over\":\"x\""),
        Arguments.of("ops[0].over", "\"evidence\":true", "\"evidence\":true,\"over\":[\"x:0\"]"),
        Arguments.of("ops[0].over", "\"evidence\":true", "\"evidence\":true,\"over\":[null]"),
        Arguments.of("ops[1].at", CHILD + "\",\"op\":\"add\"", "child\",\"op\":\"add\""),
        Arguments.of("ops[1].value", "{\"words\":\"SECRET\"}", "\"SECRET\""),
        Arguments.of("ops[2].reason", "\"entered twice\"", "\"  \""),
        Arguments.of("ops[2].frontier", Pen.FRONTIER.hex(), "x"),
        Arguments.of("ops[3].with", "{\"note\":\"SECRET\"}", "[\"SECRET\"]"),
        Arguments.of("ops[3].act", "\"act\":\"submit\"", "\"act\":\"\""),
        Arguments.of("ops[3].about", "\"act\":\"submit\"", "\"act\":\"submit\",\"about\":7"));
  }

  @Test
  void nothingThatIsReadMakesTheReaderThrow() {
    for (String text :
        List.of("", "null", "[]", "{}", "7", "\"x\"", "{\"ops\":[{}]}", "\ufeff{}")) {
      assertThat(Pen.CODEC.read(text)).isInstanceOf(ChangeReading.Nonsense.class);
    }
  }

  private static Change sound(String content) {
    return Pen.CODEC
        .read(content)
        .fold(
            change -> change,
            nonsense -> {
              throw new AssertionError(nonsense.where() + ": " + nonsense.reason());
            });
  }

  private static ChangeReading.Nonsense nonsense(String content) {
    return Pen.CODEC
        .read(content)
        .fold(
            change -> {
              throw new AssertionError("is a sound change");
            },
            nonsense -> nonsense);
  }
}
