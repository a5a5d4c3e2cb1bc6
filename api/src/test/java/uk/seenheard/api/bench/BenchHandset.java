package uk.seenheard.api.bench;

import java.nio.file.Path;
import java.util.Optional;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.jvm.JvmPorts;
import uk.seenheard.handset.jvm.ThreadPause;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;

/** The product's handset as it is, with a passphrase that costs nothing to derive a key from. */
final class BenchHandset {
  private BenchHandset() {}

  /** On a real store in a folder. */
  static Handset open(Path folder, String url) {
    return open(SqliteStore.open(folder), url, JvmPorts.ofThisProcess());
  }

  /** On any store. */
  static Handset open(Store store, String url, HandsetPorts ports) {
    return Handset.open(
        store,
        Passphrase.wrapFor(store, "correct horse".toCharArray(), 10, ports),
        ports,
        new OkHttpTransport(url, ports.json()),
        new ThreadPause());
  }

  /** Signs in, or says why that did not go. */
  static void signIn(Handset handset, String person) {
    Optional<String> fault = handset.signIn(person, Optional.empty());
    if (fault.isPresent()) {
      throw new IllegalStateException(person + " could not sign in: " + fault.get());
    }
  }
}
