package uk.seenheard.handset.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.Optional;
import uk.seenheard.handset.Handset;
import uk.seenheard.handset.device.HandsetPorts;
import uk.seenheard.handset.keys.KeyWrap;
import uk.seenheard.handset.keys.Passphrase;
import uk.seenheard.handset.keys.PassphraseKeyWrap;
import uk.seenheard.handset.store.SqliteStore;
import uk.seenheard.handset.store.StoreFault;
import uk.seenheard.handset.transport.OkHttpTransport;
import uk.seenheard.handset.transport.Pause;

/** One process's use of a handset: its store is opened when the first command needs it. */
final class Session implements AutoCloseable {
  /** The environment variable that holds the passphrase. */
  static final String PASSPHRASE = "SEENHEARD_PASSPHRASE";

  private final BufferedReader in;
  private Optional<Handset> handset = Optional.empty();

  Session(BufferedReader in) {
    this.in = in;
  }

  Handset handset(String folder, String server) {
    if (!handset.isPresent()) {
      HandsetPorts ports = HandsetPorts.ofThisProcess();
      SqliteStore store = SqliteStore.open(Paths.get(folder));
      try {
        KeyWrap wrap =
            Passphrase.wrapFor(store, passphrase(), PassphraseKeyWrap.ROUNDS, ports.chance());
        handset =
            Optional.of(
                Handset.open(
                    store,
                    wrap,
                    ports,
                    new OkHttpTransport(server, ports.json()),
                    Pause.ofThread()));
      } finally {
        if (!handset.isPresent()) {
          store.close();
        }
      }
    }
    return handset.get();
  }

  private static char[] passphrase() {
    String given = System.getenv(PASSPHRASE);
    if (given != null && !given.isEmpty()) {
      return given.toCharArray();
    }
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Passphrase of this handset: ");
    if (typed == null || typed.length == 0) {
      throw new StoreFault(
          StoreFault.Kind.BROKEN,
          "The handset's memory is sealed: give its passphrase in " + PASSPHRASE + ".",
          null);
    }
    return typed;
  }

  /** The next line the officer types, or empty at the end. */
  Optional<String> line() {
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    handset.ifPresent(Handset::close);
  }
}
