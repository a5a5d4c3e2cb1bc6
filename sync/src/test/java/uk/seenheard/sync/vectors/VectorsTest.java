package uk.seenheard.sync.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ReplicaDigest;
import uk.seenheard.sync.incident.Weight;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.Frontier;
import uk.seenheard.sync.merge.IncidentRecord;

/** Runs every published vector through this code, and through the checker beside them. */
class VectorsTest {
  private static final Path FOLDER = Path.of("vectors");

  @TestFactory
  Stream<DynamicTest> foldsEveryVectorInEveryOrder() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files()) {
      for (Json one : read(file).items("vectors")) {
        Vector vector = Vector.read((Json.Obj) one);
        Json.Obj expected = ((Json.Obj) one).object("expect");
        tests.add(
            DynamicTest.dynamicTest(
                file.getFileName() + ": " + vector.name(),
                () -> {
                  for (List<Integer> delivery : vector.deliveries()) {
                    assertThat(vector.folded(delivery)).as("%s", delivery).isEqualTo(expected);
                    assertThat(vector.folded(delivery).text("record"))
                        .isEqualTo(expected.text("record"));
                  }
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThan(50);
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> computesEveryHash() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files()) {
      for (Json one : read(file).items("functions")) {
        Json.Obj given = (Json.Obj) one;
        tests.add(
            DynamicTest.dynamicTest(
                given.text("name").orElseThrow(),
                () ->
                    assertThat(
                            Functions.result(
                                given.text("function").orElseThrow(), given.items("args")))
                        .isEqualTo(given.text("result").orElseThrow())));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> readsEveryIncidentByItsForms() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Json one : read(FOLDER.resolve("forms.json")).items("forms")) {
      Json.Obj vector = (Json.Obj) one;
      List<Change> changes = new ArrayList<>();
      for (Json content : vector.items("changes")) {
        Pen.CODEC.read(((Json.Text) content).value()).fold(changes::add, nonsense -> false);
      }
      tests.add(
          DynamicTest.dynamicTest(
              vector.text("name").orElseThrow(),
              () -> {
                assertThat(FormVectors.expected(changes)).isEqualTo(vector.object("expect"));
                Collections.reverse(changes);
                assertThat(FormVectors.expected(changes)).isEqualTo(vector.object("expect"));
              }));
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> runsTheClockOfEveryDuty() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Json one : read(FOLDER.resolve("duties.json")).items("clocks")) {
      Json.Obj vector = (Json.Obj) one;
      tests.add(
          DynamicTest.dynamicTest(
              vector.text("name").orElseThrow(),
              () -> assertThat(DutyVectors.expected(vector)).isEqualTo(vector.object("expect"))));
    }
    assertThat(tests).hasSizeGreaterThan(50);
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> countsWhatAnIncidentHolds() throws IOException {
    Json.Obj file = read(FOLDER.resolve("caps.json"));
    List<DynamicTest> tests = new ArrayList<>();
    for (Json one : file.items("caps")) {
      Json.Obj given = (Json.Obj) one;
      Weight weight = weight(given.object("holds"));
      tests.add(
          DynamicTest.dynamicTest(
              given.text("name").orElseThrow(),
              () -> {
                assertThat(Json.of(weight.fits())).isEqualTo(given.get("fits").orElseThrow());
                assertThat(Json.of(weight.warning().isPresent()))
                    .isEqualTo(given.get("shown").orElseThrow());
              }));
    }
    for (Json one : file.items("counted")) {
      Json.Obj given = (Json.Obj) one;
      Set<String> contents = new LinkedHashSet<>();
      given.items("changes").forEach(text -> contents.add(((Json.Text) text).value()));
      List<Change> changes = new ArrayList<>();
      long bytes = 0;
      for (String content : contents) {
        Pen.CODEC.read(content).fold(changes::add, nonsense -> false);
        bytes += Weight.bytes(content);
      }
      IncidentRecord record = Fold.of(given.text("incident").orElseThrow(), changes, Pen.DIGESTS);
      Weight counted = Weight.of(record, bytes);
      tests.add(
          DynamicTest.dynamicTest(
              given.text("name").orElseThrow(),
              () -> assertThat(counted).isEqualTo(weight(given.object("expect")))));
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests.stream();
  }

  private static Weight weight(Json.Obj holds) {
    return new Weight(
        holds.whole("entries").orElseThrow().intValue(),
        holds.whole("changes").orElseThrow().intValue(),
        holds.whole("answers").orElseThrow().intValue(),
        holds.whole("bytes").orElseThrow());
  }

  @Test
  void everyFileIsNamedInTheReadme() throws IOException {
    String readme = Files.readString(FOLDER.resolve("README.md"));
    for (Path file : files()) {
      assertThat(readme).contains("`" + file.getFileName() + "`");
    }
  }

  /** The checker was written from PROTOCOL.md, in another language, without this code. */
  @Test
  void theIndependentCheckerAgrees() throws IOException, InterruptedException {
    Process checker;
    try {
      checker =
          new ProcessBuilder("python3", FOLDER.resolve("check.py").toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException missing) {
      abort("python3 is not on this machine: vectors/check.py was not run");
      return;
    }
    String said = new String(checker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(checker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).endsWith(" passed, 0 failed" + System.lineSeparator());
    assertThat(checker.exitValue()).isZero();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Json.Obj read(Path file) throws IOException {
    return (Json.Obj) Pen.READER.read(Files.readString(file));
  }

  /** The functions of the page, by the names the vectors give them. */
  static final class Functions {
    private Functions() {}

    static String result(String function, List<Json> args) {
      return switch (function) {
        case "sha256" -> Pen.DIGESTS.sha256Hex(text(args, 0));
        case "chain-start" -> Chain.start(text(args, 0), (int) whole(args, 1), Pen.DIGESTS).hex();
        case "link" -> Chain.link(hash(args, 0), whole(args, 1), hash(args, 2), Pen.DIGESTS).hex();
        case "head-text" ->
            Chain.headText(
                text(args, 0), text(args, 1), (int) whole(args, 2), whole(args, 3), hash(args, 4));
        case "enrolment-text" -> Chain.enrolmentText(text(args, 0), text(args, 1), text(args, 2));
        case "incident" -> Identity.incident(text(args, 0), text(args, 1), Pen.DIGESTS);
        case "frontier" -> {
          java.util.TreeSet<Hash> hashes = new java.util.TreeSet<>();
          for (int i = 0; i < args.size(); i++) {
            hashes.add(hash(args, i));
          }
          yield Frontier.of(hashes, Pen.DIGESTS).hex();
        }
        case "replica-digest" -> {
          Map<String, Hash> held = new HashMap<>();
          for (Json one : args) {
            held.put(text(((Json.Arr) one).items(), 0), hash(((Json.Arr) one).items(), 1));
          }
          yield ReplicaDigest.of(held, Pen.DIGESTS).hash().hex();
        }
        default -> throw new IllegalArgumentException("no function " + function);
      };
    }

    private static String text(List<Json> args, int index) {
      return ((Json.Text) args.get(index)).value();
    }

    private static long whole(List<Json> args, int index) {
      return ((Json.Num) args.get(index)).whole().orElseThrow();
    }

    private static Hash hash(List<Json> args, int index) {
      return new Hash(text(args, index));
    }
  }
}
