package uk.seenheard.handset.jvm.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.KeyRefused;
import uk.seenheard.handset.core.keys.KeyWrap;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.keys.PassphraseKeyWrap;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.jvm.JvmPorts;
import uk.seenheard.handset.jvm.ThreadPause;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.prompt.PromptState;

/** One process's use of a handset: its store is opened when the first command needs it. */
final class Session implements AutoCloseable {
  /** The environment variable that holds the passphrase. */
  static final String PASSPHRASE = "SEENHEARD_PASSPHRASE";

  /** What a line of a terminal holds at most; what is typed behind it is lost on the way. */
  private static final int TERMINAL_BYTES = 4_095;

  private final BufferedReader in;
  private final Set<String> putOff = new HashSet<>();
  private Optional<Handset> handset = Optional.empty();

  Session(BufferedReader in) {
    this.in = in;
  }

  Handset handset(String folder, String server) {
    if (!handset.isPresent()) {
      HandsetPorts ports = JvmPorts.ofThisProcess();
      SqliteStore store = SqliteStore.open(Paths.get(folder));
      try {
        KeyWrap wrap =
            Passphrase.wrapFor(
                store, passphrase(Keyring.isMade(store)), PassphraseKeyWrap.ROUNDS, ports);
        handset =
            Optional.of(
                Handset.open(
                    store,
                    wrap,
                    ports,
                    new OkHttpTransport(server, ports.json()),
                    new ThreadPause()));
      } catch (KeyRefused wrong) {
        throw new StoreFault(
            StoreFault.Kind.BROKEN,
            "That is not the passphrase of the memory in " + folder + ". Nothing was changed.",
            wrong);
      } finally {
        if (!handset.isPresent()) {
          store.close();
        }
      }
    }
    return handset.get();
  }

  private static char[] passphrase(boolean isMade) {
    String given = System.getenv(PASSPHRASE);
    if (given != null && !given.isEmpty()) {
      return given.toCharArray();
    }
    Console console = System.console();
    return typed(
        question -> Optional.ofNullable(console).map(asks -> asks.readPassword(question)), isMade);
  }

  /**
   * A passphrase that somebody types. The first one of a memory opens it from then on, and nobody
   * can open it without: it is typed twice, so that a slip locks nobody out.
   *
   * @param asks a question, and hears nothing where nobody can be asked
   */
  static char[] typed(Function<String, Optional<char[]>> asks, boolean isMade) {
    char[] first =
        asks.apply("Passphrase of this handset: ")
            .filter(one -> one.length > 0)
            .orElseThrow(
                () ->
                    new StoreFault(
                        StoreFault.Kind.BROKEN,
                        "The handset's memory is sealed, and its passphrase is missing: start this"
                            + " where it can ask you, or set "
                            + PASSPHRASE
                            + ".",
                        null));
    if (isMade) {
      return first;
    }
    char[] again = asks.apply("The same passphrase once more: ").orElse(new char[0]);
    boolean same = Arrays.equals(first, again);
    Arrays.fill(again, '\0');
    if (!same) {
      Arrays.fill(first, '\0');
      throw new StoreFault(
          StoreFault.Kind.BROKEN,
          "The two passphrases were not the same. Nothing was kept: start again and type the first"
              + " one anew.",
          null);
    }
    return first;
  }

  /** The first open prompt that the officer has not put off in this session. */
  Optional<PromptState> next(String incident, List<PromptState> open) {
    for (PromptState prompt : open) {
      if (!putOff.contains(name(incident, prompt))) {
        return Optional.of(prompt);
      }
    }
    return Optional.empty();
  }

  /** Puts a prompt off: it stays open, and the ones behind it come first. */
  void later(String incident, PromptState prompt) {
    putOff.add(name(incident, prompt));
  }

  private static String name(String incident, PromptState prompt) {
    return incident
        + ' '
        + prompt.subject().map(FieldPath::text).orElse("")
        + ' '
        + prompt.prompt();
  }

  /** Whether a person sits at a terminal, who is asked and greeted. */
  static boolean isAtTerminal() {
    return System.console() != null;
  }

  /**
   * The next line the officer types, or empty at the end.
   *
   * @throws CaptureRefused when the terminal may have cut it off
   */
  Optional<String> line() {
    try {
      String line = in.readLine();
      if (line != null
          && isAtTerminal()
          && line.getBytes(StandardCharsets.UTF_8).length >= TERMINAL_BYTES) {
        throw new CaptureRefused(
            "A terminal cuts a line off at "
                + TERMINAL_BYTES
                + " bytes, and this one may be cut. Nothing of it was saved: enter it in parts, or"
                + " give the commands in a file, as in: shell < FILE");
      }
      return Optional.ofNullable(line);
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  /** Lets go of a handset that closed itself. */
  void forget() {
    handset = Optional.empty();
  }

  @Override
  public void close() {
    handset.ifPresent(Handset::close);
  }
}
