package uk.seenheard.sync.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/**
 * The protocol is frozen: each vector that was ever published is there and expects what it
 * expected. {@code frozen.txt} names each by its file, its list and a part of its hash; lines are
 * added for new vectors ({@link #main}), and none is ever taken out.
 */
class FrozenVectorsTest {
  private static final Path FOLDER = Path.of("vectors");
  private static final Path FROZEN = FOLDER.resolve("frozen.txt");
  private static final int SHOWN = 24;

  /** Adds a line for each vector that has none. */
  public static void main(String[] args) throws IOException {
    Set<String> lines = new TreeSet<>(published());
    if (Files.exists(FROZEN)) {
      lines.addAll(Files.readAllLines(FROZEN));
    }
    Files.write(FROZEN, lines);
  }

  private static Set<String> published() throws IOException {
    Set<String> lines = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
        Json.Obj whole = (Json.Obj) Pen.READER.read(Files.readString(file));
        for (Map.Entry<String, Json> list : whole.members().entrySet()) {
          if (list.getValue() instanceof Json.Arr all) {
            for (Json one : all.items()) {
              String hash = Hash.of(one.canonical(), Pen.DIGESTS).hex().substring(0, SHOWN);
              lines.add(file.getFileName() + " " + list.getKey() + " " + hash);
            }
          }
        }
      }
    }
    return lines;
  }

  @Test
  void everyVectorThatWasPublishedStandsAsItStood() throws IOException {
    List<String> frozen = Files.readAllLines(FROZEN);
    assertThat(frozen).hasSizeGreaterThan(400);
    assertThat(published())
        .as("a vector was altered or taken away: that is another protocol, not a change of this")
        .containsAll(frozen);
  }

  @Test
  void everyVectorIsFrozenOnceItIsPublished() throws IOException {
    assertThat(Files.readAllLines(FROZEN))
        .as("vectors without a line: run FrozenVectorsTest.main in sync/")
        .containsAll(published());
  }
}
