package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the build pulls in is what was committed, name, version and bytes: a range somewhere below
 * cannot change what runs on a server or in a browser between two builds.
 */
class ResolvedDependenciesTest {
  private static final Path LIST = Path.of("dependencies.txt");

  /** Writes the list anew; run it in the folder api after a version was changed on purpose. */
  public static void main(String[] arguments) throws IOException {
    Files.write(LIST, resolved());
  }

  @Test
  void everyJarIsTheOneThatWasCommitted() throws IOException {
    assertThat(resolved())
        .as("run ResolvedDependenciesTest.main when a version was changed on purpose")
        .isEqualTo(Files.readAllLines(LIST));
  }

  private static List<String> resolved() throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar") && isFetched(jar)) {
        lines.add(jar.getFileName() + " " + sha256(jar));
      }
    }
    return List.copyOf(lines);
  }

  /** Neither a part of this build nor of whatever runs the tests. */
  private static boolean isFetched(Path jar) {
    String name = jar.getFileName().toString();
    return !jar.toString().contains(File.separator + "target" + File.separator)
        && Stream.of("surefire", "junit-platform-console", "junit-platform-launcher", "idea_rt")
            .noneMatch(name::startsWith);
  }

  private static String sha256(Path jar) throws IOException {
    try (InputStream in = Files.newInputStream(jar);
        DigestInputStream read = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      read.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(read.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
