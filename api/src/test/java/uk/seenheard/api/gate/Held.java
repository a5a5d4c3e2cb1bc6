package uk.seenheard.api.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * What the test of one kind of fault tried, and what held: a row of {@code api/SECURITY.md}. A test
 * class keeps one, tries everything through it, and writes it when all its tests are through.
 */
public final class Held {
  /** Where the rows are kept: one file for each test class. */
  public static final Path FOLDER = Path.of("target", "gate");

  private final int kind;
  private final String title;
  private final String test;
  private final List<String> walked = new ArrayList<>();
  private int tried;
  private int held;

  private Held(int kind, String title, Class<?> test) {
    this.kind = kind;
    this.title = title;
    this.test = test.getSimpleName();
  }

  /**
   * For one kind of fault.
   *
   * @param kind its number in the threat model
   * @param title in a few words
   */
  public static Held of(int kind, String title, Class<?> test) {
    return new Held(kind, title, test);
  }

  /** Says what is walked: {@code "19 acts × 2 doors"}. */
  public synchronized Held walking(String what) {
    walked.add(what);
    return this;
  }

  /** Tries one instance; it holds when the attack's assertions do. A failure names the instance. */
  public synchronized void tries(String instance, ThrowingCallable attack) {
    tried++;
    try {
      attack.call();
    } catch (Throwable broke) {
      throw new AssertionError(title + ": " + instance + " did not hold", broke);
    }
    held++;
  }

  /** Writes the row, whole or not at all: the page is held against it while others still run. */
  public synchronized void write() {
    try {
      Files.createDirectories(FOLDER);
      Path row = FOLDER.resolve(String.format(Locale.ROOT, "%02d-%s.tsv", kind, test));
      Path whole = Files.createTempFile(FOLDER.getParent(), test, ".tsv");
      Files.writeString(
          whole,
          String.join(
              "\t",
              Integer.toString(kind),
              title,
              test,
              String.join("; ", walked),
              Integer.toString(tried),
              Integer.toString(held)),
          StandardCharsets.UTF_8);
      Files.move(whole, row, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
